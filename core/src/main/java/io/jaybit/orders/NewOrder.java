package io.jaybit.orders;

import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderType;
import io.jaybit.account.TimeInForce;
import io.jaybit.account.TriggerBy;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order to be placed. Immutable; start at {@link #limit} or {@link #market}, add with the {@link Builder}.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/order/create-order">Place Order</a>.
 *
 * @param orderLinkId our own id, {@code [A-Za-z0-9_-]} up to 36 characters, never used twice; empty lets the sender make one
 * @param qty base coin on spot, linear and option, USD on inverse; of a market buy on spot see {@code marketUnit}
 * @param price null for market orders
 * @param positionIdx 0 one-way, 1 buy side and 2 sell side in hedge mode
 * @param trigger makes it conditional; null for a plain order
 * @param exits attached take-profit and stop-loss; null for none
 * @param options the rest; {@link Options#NONE} for none
 */
public record NewOrder(
        Symbol symbol,
        String orderLinkId,
        OrderSide side,
        OrderType type,
        TimeInForce timeInForce,
        Decimal qty,
        @Nullable Decimal price,
        int positionIdx,
        boolean reduceOnly,
        boolean closeOnTrigger,
        @Nullable Trigger trigger,
        @Nullable Exits exits,
        Options options) {
    private static final int MOST_LINK_ID = 36;

    public NewOrder {
        Objects.requireNonNull(symbol, "symbol");
        checkLinkId(orderLinkId);
        if (symbol.category() == Category.SPREAD) {
            throw new IllegalArgumentException("orders for spreads are not placed here: " + symbol);
        }
        if (type != OrderType.LIMIT && type != OrderType.MARKET) {
            throw new IllegalArgumentException("an order is LIMIT or MARKET, not " + type);
        }
        if (type == OrderType.LIMIT
                && price == null
                && options.impliedVolatility() == null
                && options.bboSide().isEmpty()) {
            throw new IllegalArgumentException("a limit order needs a price");
        }
        if (qty.signum() < 0) {
            throw new IllegalArgumentException("qty must not be negative, is " + qty);
        }
        if (positionIdx < 0 || positionIdx > 2) {
            throw new IllegalArgumentException("positionIdx must be 0, 1 or 2, is " + positionIdx);
        }
    }

    /** A good-till-cancel limit order; more is said with the builder. */
    public static Builder limit(Symbol symbol, OrderSide side, Decimal qty, Decimal price) {
        return new Builder(symbol, side, OrderType.LIMIT, TimeInForce.GTC, qty).price(price);
    }

    /** A market order, which the venue executes as an immediate-or-cancel limit order at a protection price. */
    public static Builder market(Symbol symbol, OrderSide side, Decimal qty) {
        return new Builder(symbol, side, OrderType.MARKET, TimeInForce.IOC, qty);
    }

    /** The same order under another id of ours. */
    public NewOrder withLinkId(String id) {
        return toBuilder().linkId(id).build();
    }

    /** A builder that starts with what this order says. */
    public Builder toBuilder() {
        Builder builder = new Builder(symbol, side, type, timeInForce, qty);
        builder.linkId = orderLinkId;
        builder.price = price;
        builder.positionIdx = positionIdx;
        builder.reduceOnly = reduceOnly;
        builder.closeOnTrigger = closeOnTrigger;
        builder.trigger = trigger;
        builder.exits = exits;
        builder.options = options;
        return builder;
    }

    static void checkLinkId(String id) {
        if (id.length() > MOST_LINK_ID) {
            throw new IllegalArgumentException(
                    "orderLinkId has " + id.length() + " characters, at most " + MOST_LINK_ID + " are allowed: " + id);
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean allowed =
                    (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
            if (!allowed) {
                throw new IllegalArgumentException(
                        "orderLinkId may hold letters, digits, _ and - only, not '" + c + "': " + id);
            }
        }
    }

    /**
     * When a conditional order comes to life.
     *
     * @param direction 1 when the price rises to it, 2 when it falls to it; 0 on spot, where the venue finds it out
     * @param orderFilter spot: {@code StopOrder} (no funds held) or {@code tpslOrder} (funds held); empty elsewhere
     */
    public record Trigger(Decimal price, int direction, TriggerBy by, String orderFilter) {}

    /**
     * Attached take-profit and stop-loss; null is none. Limit prices need {@code partial}.
     *
     * @param partial {@code tpslMode}: whether they close only what this order has filled
     */
    public record Exits(
            @Nullable Decimal takeProfit,
            @Nullable Decimal stopLoss,
            @Nullable Decimal takeProfitLimit,
            @Nullable Decimal stopLossLimit,
            TriggerBy takeProfitBy,
            TriggerBy stopLossBy,
            boolean partial) {}

    /**
     * What few orders need; empty texts and null are left out.
     *
     * @param marketUnit spot market orders: {@code baseCoin} or {@code quoteCoin}
     * @param leverage spot: trades on margin
     * @param smpType {@code CancelMaker}, {@code CancelTaker} or {@code CancelBoth}
     * @param slippageToleranceType {@code TickSize} or {@code Percent}, with {@code slippageTolerance}
     * @param bboSide {@code Queue} or {@code Counterparty}, with {@code bboLevel} 1 to 5
     * @param impliedVolatility options: a ratio, beats the price
     * @param marketMakerProtection options
     * @param retailTaker {@code rpiTakerAccess}: may be matched with retail price improvement orders
     */
    public record Options(
            String marketUnit,
            boolean leverage,
            String smpType,
            String slippageToleranceType,
            String slippageTolerance,
            String bboSide,
            int bboLevel,
            @Nullable Decimal impliedVolatility,
            boolean marketMakerProtection,
            boolean retailTaker) {
        public static final Options NONE = new Options("", false, "", "", "", "", 0, null, false, false);
    }

    /** Puts an order together. Confined to one thread. */
    public static final class Builder {
        private final Symbol symbol;
        private final OrderSide side;
        private final OrderType type;
        private TimeInForce timeInForce;
        private Decimal qty;
        private String linkId = "";
        private @Nullable Decimal price;
        private int positionIdx;
        private boolean reduceOnly;
        private boolean closeOnTrigger;
        private @Nullable Trigger trigger;
        private @Nullable Exits exits;
        private Options options = Options.NONE;

        private Builder(Symbol symbol, OrderSide side, OrderType type, TimeInForce timeInForce, Decimal qty) {
            this.symbol = symbol;
            this.side = side;
            this.type = type;
            this.timeInForce = timeInForce;
            this.qty = qty;
        }

        public Builder linkId(String id) {
            linkId = id;
            return this;
        }

        public Builder timeInForce(TimeInForce time) {
            timeInForce = time;
            return this;
        }

        /** Rests in the book, or is cancelled where it would take liquidity. */
        public Builder postOnly() {
            return timeInForce(TimeInForce.POST_ONLY);
        }

        public Builder qty(Decimal size) {
            qty = size;
            return this;
        }

        /** Null where the options name the price in another way. */
        public Builder price(@Nullable Decimal limit) {
            price = limit;
            return this;
        }

        /** 0 one-way, 1 buy side and 2 sell side in hedge mode. */
        public Builder positionIdx(int index) {
            positionIdx = index;
            return this;
        }

        public Builder reduceOnly() {
            reduceOnly = true;
            return this;
        }

        public Builder closeOnTrigger() {
            closeOnTrigger = true;
            return this;
        }

        public Builder trigger(Trigger condition) {
            trigger = condition;
            return this;
        }

        public Builder exits(Exits attached) {
            exits = attached;
            return this;
        }

        public Builder options(Options rest) {
            options = rest;
            return this;
        }

        /** @throws IllegalArgumentException if the parts do not make an order; the text says which */
        public NewOrder build() {
            return new NewOrder(
                    symbol,
                    linkId,
                    side,
                    type,
                    timeInForce,
                    qty,
                    price,
                    positionIdx,
                    reduceOnly,
                    closeOnTrigger,
                    trigger,
                    exits,
                    options);
        }
    }
}
