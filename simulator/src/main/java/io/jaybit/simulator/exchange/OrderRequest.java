package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a new order asks for. Made by a {@link Builder}; immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/order/create-order">Place Order</a>.
 */
public final class OrderRequest {
    private final Builder given;

    private OrderRequest(Builder given) {
        this.given = given;
    }

    /** A limit order, good till cancelled. */
    public static Builder limit(Market market, Side side, long qty, long price) {
        return new Builder(market, side, OrderType.LIMIT, qty, price, TimeInForce.GTC);
    }

    /** A market order: what is there at once, and no more. */
    public static Builder market(Market market, Side side, long qty) {
        return new Builder(market, side, OrderType.MARKET, qty, 0, TimeInForce.IOC);
    }

    /** Collects what an order asks for. What is not said is the venue's default. */
    public static final class Builder {
        private final Market market;
        private final Side side;
        private final OrderType type;
        private final long qty;
        private final long price;
        private TimeInForce timeInForce;
        private String orderLinkId = "";
        private int positionIdx;
        private boolean reduceOnly;
        private boolean closeOnTrigger;
        private SmpType smpType = SmpType.NONE;
        private long quoteAmount;
        private SlippageType slippageType = SlippageType.NONE;
        private BigDecimal slippage = BigDecimal.ZERO;
        private boolean margin;
        private long triggerPrice;
        private int triggerDirection;
        private TriggerBy triggerBy = TriggerBy.NONE;
        private StopOrderType stopOrderType = StopOrderType.NONE;
        private long takeProfit;
        private long stopLoss;
        private TriggerBy takeProfitBy = TriggerBy.LAST_PRICE;
        private TriggerBy stopLossBy = TriggerBy.LAST_PRICE;
        private long takeProfitLimit;
        private long stopLossLimit;
        private boolean partialTpsl;
        private CreateType createType = CreateType.USER;
        private String parentOrderLinkId = "";

        private Builder(Market market, Side side, OrderType type, long qty, long price, TimeInForce timeInForce) {
            this.market = Objects.requireNonNull(market, "market");
            this.side = Objects.requireNonNull(side, "side");
            this.type = type;
            this.qty = qty;
            this.price = price;
            this.timeInForce = timeInForce;
        }

        public Builder timeInForce(TimeInForce value) {
            // A market order is an IOC order, whatever it says.
            timeInForce = type == OrderType.MARKET ? TimeInForce.IOC : value;
            return this;
        }

        public Builder orderLinkId(String value) {
            orderLinkId = value;
            return this;
        }

        /** 0 one-way, 1 the long leg of hedge mode, 2 its short leg. */
        public Builder positionIdx(int value) {
            positionIdx = value;
            return this;
        }

        public Builder reduceOnly(boolean value) {
            reduceOnly = value;
            return this;
        }

        public Builder closeOnTrigger(boolean value) {
            closeOnTrigger = value;
            return this;
        }

        public Builder smpType(SmpType value) {
            smpType = value;
            return this;
        }

        /** Spot market orders counted in the quote coin: the amount in units of its 8th decimal; {@code qty} is then ignored. */
        public Builder quoteAmount(long eighthDecimals) {
            quoteAmount = eighthDecimals;
            return this;
        }

        /** How far from the best price a market order may trade. */
        public Builder slippage(SlippageType in, BigDecimal tolerance) {
            slippageType = in;
            slippage = tolerance;
            return this;
        }

        /** Spot with borrowed coins. */
        public Builder margin(boolean value) {
            margin = value;
            return this;
        }

        /**
         * Waits until a price is reached.
         *
         * @param direction 1 when it rises to it, 2 when it falls to it, 0 as it stands to the price now
         */
        public Builder trigger(long price, int direction, TriggerBy by) {
            triggerPrice = price;
            triggerDirection = direction;
            triggerBy = by;
            stopOrderType = stopOrderType == StopOrderType.NONE ? StopOrderType.STOP : stopOrderType;
            return this;
        }

        public Builder stopOrderType(StopOrderType value) {
            stopOrderType = value;
            return this;
        }

        /** Attaches a take-profit; 0 = none. {@code limit} 0 = by market. */
        public Builder takeProfit(long price, TriggerBy by, long limit) {
            takeProfit = price;
            takeProfitBy = by;
            takeProfitLimit = limit;
            return this;
        }

        /** Attaches a stop-loss; 0 = none. {@code limit} 0 = by market. */
        public Builder stopLoss(long price, TriggerBy by, long limit) {
            stopLoss = price;
            stopLossBy = by;
            stopLossLimit = limit;
            return this;
        }

        /** Whether an attached take-profit or stop-loss is for this order's size and not for the whole position. */
        public Builder partialTpsl(boolean value) {
            partialTpsl = value;
            return this;
        }

        public Builder createType(CreateType value) {
            createType = value;
            return this;
        }

        public Builder parentOrderLinkId(String value) {
            parentOrderLinkId = value;
            return this;
        }

        public OrderRequest build() {
            // The request keeps a copy, so that a builder can be used again.
            Builder copy = new Builder(market, side, type, qty, price, timeInForce);
            copy.orderLinkId = orderLinkId;
            copy.positionIdx = positionIdx;
            copy.reduceOnly = reduceOnly;
            copy.closeOnTrigger = closeOnTrigger;
            copy.smpType = smpType;
            copy.quoteAmount = quoteAmount;
            copy.slippageType = slippageType;
            copy.slippage = slippage;
            copy.margin = margin;
            copy.triggerPrice = triggerPrice;
            copy.triggerDirection = triggerDirection;
            copy.triggerBy = triggerBy;
            copy.stopOrderType = stopOrderType;
            copy.takeProfit = takeProfit;
            copy.stopLoss = stopLoss;
            copy.takeProfitBy = takeProfitBy;
            copy.stopLossBy = stopLossBy;
            copy.takeProfitLimit = takeProfitLimit;
            copy.stopLossLimit = stopLossLimit;
            copy.partialTpsl = partialTpsl;
            copy.createType = createType;
            copy.parentOrderLinkId = parentOrderLinkId;
            return new OrderRequest(copy);
        }
    }

    public Market market() {
        return given.market;
    }

    public Side side() {
        return given.side;
    }

    public OrderType type() {
        return given.type;
    }

    /** In steps. */
    public long qty() {
        return given.qty;
    }

    /** In ticks; 0 of a market order. */
    public long price() {
        return given.price;
    }

    public TimeInForce timeInForce() {
        return given.timeInForce;
    }

    /** Empty where none was given. */
    public String orderLinkId() {
        return given.orderLinkId;
    }

    public int positionIdx() {
        return given.positionIdx;
    }

    public boolean reduceOnly() {
        return given.reduceOnly;
    }

    public boolean closeOnTrigger() {
        return given.closeOnTrigger;
    }

    public SmpType smpType() {
        return given.smpType;
    }

    /** Units of the 8th decimal of the quote coin; 0 where the size counts, which is everywhere but in spot market orders. */
    public long quoteAmount() {
        return type() == OrderType.MARKET && market().category() == Category.SPOT ? given.quoteAmount : 0;
    }

    public SlippageType slippageType() {
        return given.slippageType;
    }

    /** In ticks or hundredths, as {@link #slippageType} says; 0 where any price will do. */
    public BigDecimal slippage() {
        return given.slippage;
    }

    public boolean margin() {
        return given.margin;
    }

    /** In ticks; 0 of an order that does not wait. */
    public long triggerPrice() {
        return given.triggerPrice;
    }

    public int triggerDirection() {
        return given.triggerDirection;
    }

    public TriggerBy triggerBy() {
        return given.triggerBy;
    }

    public StopOrderType stopOrderType() {
        return given.stopOrderType;
    }

    /** In ticks; 0 = none. */
    public long takeProfit() {
        return given.takeProfit;
    }

    /** In ticks; 0 = none. */
    public long stopLoss() {
        return given.stopLoss;
    }

    public TriggerBy takeProfitBy() {
        return given.takeProfitBy;
    }

    public TriggerBy stopLossBy() {
        return given.stopLossBy;
    }

    /** In ticks; 0 = by market. */
    public long takeProfitLimit() {
        return given.takeProfitLimit;
    }

    /** In ticks; 0 = by market. */
    public long stopLossLimit() {
        return given.stopLossLimit;
    }

    public boolean partialTpsl() {
        return given.partialTpsl;
    }

    public CreateType createType() {
        return given.createType;
    }

    public String parentOrderLinkId() {
        return given.parentOrderLinkId;
    }
}
