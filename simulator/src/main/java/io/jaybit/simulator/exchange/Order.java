package io.jaybit.simulator.exchange;

import java.math.BigDecimal;

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
    long takeProfit;
    long stopLoss;
    String smpOrderId = "";
    /** What of it the ledger counts as open: size, and its value or (spot) the coins it locks. */
    long reservedQty;

    BigDecimal reservedValue = Money.ZERO;
    /** The level it rests on; neighbours in its queue. */
    @org.jspecify.annotations.Nullable
    Level level;

    @org.jspecify.annotations.Nullable
    Order ahead;

    @org.jspecify.annotations.Nullable
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

    /** Profit realised by its fills, without fees. */
    public BigDecimal closedPnl() {
        return closedPnl;
    }

    public long triggerPrice() {
        return triggerPrice;
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

    /** The order it met of its own account; empty if none. */
    public String smpOrderId() {
        return smpOrderId;
    }

    public long createdEpochMillis() {
        return createdEpochMillis;
    }

    public long updatedEpochMillis() {
        return updatedEpochMillis;
    }

    /** Whether it rests in the book. */
    public boolean isResting() {
        return level != null;
    }
}
