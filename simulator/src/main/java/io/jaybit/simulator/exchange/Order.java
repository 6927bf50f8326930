package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order over its whole life. Changed by the exchange alone; whoever is told of it reads it at once.
 *
 * <p>Sizes in steps, prices in ticks of its market.
 */
public final class Order {
    private final Account account;
    private final OrderRequest request;
    private final String id;
    private final long createdEpochMillis;
    final long number;

    long updatedEpochMillis;
    OrderStatus status = OrderStatus.NEW;
    CancelType cancelType = CancelType.UNKNOWN;
    RejectReason rejectReason = RejectReason.NO_ERROR;
    long price;
    long qty;
    long leaves;
    long executed;
    BigDecimal executedValue = Money.ZERO;
    BigDecimal fee = Money.ZERO;
    String feeCoin = "";
    BigDecimal closedPnl = Money.ZERO;
    long triggerPrice;
    long lastPriceOnCreated;
    TriggerBy triggerBy;
    int triggerDirection;
    /** Trailing stops: distance in ticks; 0 of all others. */
    long trailingStop;
    /** Trailing stops: the best price since they follow it; 0 before. */
    long extreme;

    long takeProfit;
    long stopLoss;
    TriggerBy takeProfitBy;
    TriggerBy stopLossBy;
    long takeProfitLimit;
    long stopLossLimit;
    /** How much of what was filled has got its take-profit and stop-loss. */
    long stopsFor;

    @Nullable
    Order takeProfitOrder;

    @Nullable
    Order stopLossOrder;
    /** Of a take-profit and a stop-loss the other one, which ends when this one fires. */
    @Nullable
    Order sibling;

    /** Of a leg: the order on the combination that it is a part of. */
    @Nullable
    Order combination;

    /** Of a combination: the fees of its legs by coin. */
    Map<String, BigDecimal> legFees = Map.of();

    String smpOrderId = "";
    boolean reduceOnly;
    /** Spot orders counted in the quote coin: what is left of the amount. */
    BigDecimal quoteLeft = Money.ZERO;
    /** Whether the ledger was told that it is open. */
    boolean held;

    /** What of it the ledger counts as open: size, and its value or (spot) the coins it locks. */
    long reservedQty;

    BigDecimal reservedValue = Money.ZERO;

    private @Nullable Position position;
    /** The level it rests on; neighbours in its queue. */
    @Nullable
    Level level;

    @Nullable
    Order ahead;

    @Nullable
    Order behind;

    Order(Account account, OrderRequest request, String id, long number, long nowEpochMillis) {
        this.account = account;
        this.request = request;
        this.id = id;
        this.number = number;
        this.createdEpochMillis = nowEpochMillis;
        this.updatedEpochMillis = nowEpochMillis;
        this.price = request.price();
        this.qty = request.qty();
        this.leaves = request.qty();
        this.triggerPrice = request.triggerPrice();
        this.takeProfit = request.takeProfit();
        this.stopLoss = request.stopLoss();
        this.triggerBy = request.triggerBy();
        this.triggerDirection = request.triggerPrice() == 0 ? 0 : StopChecks.direction(request);
        this.takeProfitBy = request.takeProfitBy();
        this.stopLossBy = request.stopLossBy();
        this.takeProfitLimit = request.takeProfitLimit();
        this.stopLossLimit = request.stopLossLimit();
        this.reduceOnly = request.reduceOnly();
        this.quoteLeft = BigDecimal.valueOf(request.quoteAmount(), Money.SCALE);
    }

    /** Becomes what it is taken as, now or after a change. */
    void take(OrderChecks.Terms terms) {
        qty = isQuoted() ? executed : terms.qty();
        leaves = qty - executed;
        price = terms.price();
        reduceOnly = terms.reduceOnly();
    }

    public Account account() {
        return account;
    }

    /** As it was asked for; {@link #price}, {@link #qty} and triggers may have been amended since. */
    public OrderRequest request() {
        return request;
    }

    public Market market() {
        return request.market();
    }

    public Side side() {
        return request.side();
    }

    public String id() {
        return id;
    }

    public OrderStatus status() {
        return status;
    }

    public CancelType cancelType() {
        return cancelType;
    }

    public RejectReason rejectReason() {
        return rejectReason;
    }

    /** Of a market order: the price it is protected by. */
    public long price() {
        return price;
    }

    /** Of an order counted in the quote coin: what was filled. */
    public long qty() {
        return qty;
    }

    /** What may still be filled; 0 once the order has ended. */
    public long leaves() {
        return leaves;
    }

    public long executed() {
        return executed;
    }

    /** Sum of the values of its fills, in the settle coin (quote coin on spot). */
    public BigDecimal executedValue() {
        return executedValue;
    }

    /** Sum of the fees of its fills, in {@link #feeCoin}; negative = rebate. */
    public BigDecimal fee() {
        return fee;
    }

    /** Empty as long as no fee was paid. */
    public String feeCoin() {
        return feeCoin;
    }

    /** Of an order that the exchange made as a leg: the one on the combination; null of all others. */
    public @Nullable Order combination() {
        return combination;
    }

    /** Of an order on a combination: what its legs have paid, by coin. */
    public Map<String, BigDecimal> legFees() {
        return Collections.unmodifiableMap(legFees);
    }

    /** Profit realised by its fills, without fees. */
    public BigDecimal closedPnl() {
        return closedPnl;
    }

    /** In ticks; of a trailing stop the price from which on it follows. 0 = none. */
    public long triggerPrice() {
        return triggerPrice;
    }

    public TriggerBy triggerBy() {
        return triggerBy;
    }

    /** 1 when the price has to rise to the trigger, 2 when it has to fall; 0 of an order that never waited. */
    public int triggerDirection() {
        return triggerDirection;
    }

    /** Trailing stops: distance in ticks; 0 of all others. */
    public long trailingStop() {
        return trailingStop;
    }

    /** Last price of the market when it was made. */
    public long lastPriceOnCreated() {
        return lastPriceOnCreated;
    }

    public long takeProfit() {
        return takeProfit;
    }

    public long stopLoss() {
        return stopLoss;
    }

    public TriggerBy takeProfitBy() {
        return takeProfitBy;
    }

    public TriggerBy stopLossBy() {
        return stopLossBy;
    }

    /** In ticks; 0 = by market. */
    public long takeProfitLimit() {
        return takeProfitLimit;
    }

    /** In ticks; 0 = by market. */
    public long stopLossLimit() {
        return stopLossLimit;
    }

    /** Whether it fires for a profit: on spot, when it is the better one of what sells or buys back. */
    boolean takesProfit() {
        StopOrderType type = request.stopOrderType();
        return type == StopOrderType.TPSL
                ? (triggerDirection == TriggerBook.RISES) == (side() == Side.SELL)
                : type.takesProfit();
    }

    /** The order it met of its own account; empty if none. */
    public String smpOrderId() {
        return smpOrderId;
    }

    /** Whether it can only make a position smaller: it says so, or closes a leg of hedge mode. */
    public boolean isReduceOnly() {
        return reduceOnly;
    }

    /** Spot market orders counted in the quote coin: what is left of the amount; 0 of all others. */
    public BigDecimal quoteLeft() {
        return quoteLeft;
    }

    boolean isQuoted() {
        return request.quoteAmount() > 0;
    }

    /** The position it works on; null on spot, and as long as the account never had one. */
    public @Nullable Position position() {
        if (position == null && market().category() != Category.SPOT) {
            position = account.position(market(), request.positionIdx());
        }
        return position;
    }

    /** How much of its position it could close, in steps. */
    long closable() {
        Position held = position();
        return held == null ? 0 : Math.max(0, -side().sign() * held.size());
    }

    public long createdEpochMillis() {
        return createdEpochMillis;
    }

    public long updatedEpochMillis() {
        return updatedEpochMillis;
    }

    /** Whether it waits for its trigger. */
    public boolean isWaiting() {
        return status == OrderStatus.UNTRIGGERED;
    }

    /** Whether it rests in the book. */
    public boolean isResting() {
        return level != null;
    }

    @Override
    public String toString() {
        return account + "'s " + side().text() + ' ' + executed + '/' + qty + " @ " + price + ' ' + status.text();
    }
}
