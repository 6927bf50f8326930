package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What an order must be like to be taken, with the venue's code and words for each no. Knows nothing of money, which is the
 * ledger's matter.
 *
 * <p>Venue pages: <a href="https://bybit-exchange.github.io/docs/v5/order/create-order">Place Order</a>, <a
 * href="https://bybit-exchange.github.io/docs/v5/error">Error codes</a>.
 */
final class OrderChecks {
    /** Orders in the book: per symbol on derivatives, of all symbols on spot (there with those that wait). */
    static final int MOST_OPEN = 500;
    /** Conditional orders per symbol on derivatives. */
    static final int MOST_CONDITIONAL = 10;
    /** Conditional orders, and as many take-profits and stop-losses, per symbol on spot. */
    static final int MOST_SPOT_STOPS = 30;

    private OrderChecks() {}

    /**
     * An order as the venue takes it.
     *
     * @param qty in steps, cut to what a reduce-only order can close
     * @param price in ticks, brought within the price limit; of a market order the price that protects it
     */
    record Terms(long qty, long price, boolean reduceOnly) {}

    /** What a new order becomes, before anybody looks at the account's money. */
    static Terms terms(Account account, OrderRequest request) throws Refusal {
        Market market = request.market();
        boolean spot = market.category() == Category.SPOT;
        requireOpen(market);
        requireFreshLinkId(account, request, spot);
        if (request.timeInForce() == TimeInForce.RPI) {
            throw spot
                    ? new Refusal(170355, "RPI orders are for approved market makers only.")
                    : new Refusal(
                            110119, "Only designated Retail Price Improvement (RPI) makers can place RPI orders.");
        }
        boolean reduceOnly = !spot && reduces(account, request);
        if (reduceOnly && (request.takeProfit() != 0 || request.stopLoss() != 0)) {
            throw new Refusal(10001, "Reduce-only orders cannot have a take profit or stop loss.");
        }
        boolean waits = request.triggerPrice() != 0;
        StopChecks.check(request);
        long qty = reduceOnly && !waits ? closing(account, request) : request.qty();
        requireQty(request, qty, reduceOnly, waits);
        long price = price(request);
        requireNotional(market, request, qty, price, reduceOnly);
        requireRoom(account, request, waits);
        return new Terms(qty, price, reduceOnly);
    }

    private static void requireOpen(Market market) throws Refusal {
        if (!market.isOpen()) {
            throw market.category() == Category.SPOT
                    ? new Refusal(170151, "This trading pair is not open yet.")
                    : new Refusal(110074, "This contract is not live");
        }
    }

    private static void requireFreshLinkId(Account account, OrderRequest request, boolean spot) throws Refusal {
        String linkId = request.orderLinkId();
        if (!linkId.isEmpty() && account.orderByLinkId(linkId) != null) {
            throw spot
                    ? new Refusal(170141, "Duplicate clientOrderId")
                    : new Refusal(110072, "OrderLinkedID is duplicate");
        }
    }

    /** Whether the order is reduce-only, said or not: in hedge mode a leg is closed by the other side. */
    private static boolean reduces(Account account, OrderRequest request) throws Refusal {
        int idx = request.positionIdx();
        if (idx < 0 || idx > 2 || account.isHedged(request.market()) != (idx != 0)) {
            throw new Refusal(10001, "position idx not match position mode");
        }
        boolean says = request.reduceOnly() || request.closeOnTrigger();
        if (idx == 0) {
            return says;
        }
        boolean opens = (idx == 1) == (request.side() == Side.BUY);
        if (opens && says) {
            throw new Refusal(110017, "Reduce-only rule not satisfied");
        }
        return !opens;
    }

    /** What a reduce-only order can be at most; 0 asked for, with close-on-trigger, means all. */
    private static long closing(Account account, OrderRequest request) throws Refusal {
        Market market = request.market();
        Position position = account.position(market, request.positionIdx());
        long held = position == null ? 0 : -request.side().sign() * position.size();
        if (held <= 0) {
            throw new Refusal(110017, "current position is zero, cannot fix reduce-only order qty");
        }
        long asked = request.qty() == 0 && request.closeOnTrigger() ? most(request) : request.qty();
        return Math.min(asked, held);
    }

    /** Size of the largest order of its type, in steps. */
    static long most(OrderRequest request) {
        Instrument instrument = request.market().instrument();
        return request.type() == OrderType.MARKET ? instrument.maxMarketQty() : instrument.maxQty();
    }

    private static void requireQty(OrderRequest request, long qty, boolean reduceOnly, boolean waits) throws Refusal {
        Instrument instrument = request.market().instrument();
        boolean closesAll = reduceOnly && waits && request.closeOnTrigger() && request.qty() == 0;
        if (request.quoteAmount() > 0 || closesAll) {
            return;
        }
        requireQty(instrument, qty, most(request));
    }

    private static void requireQty(Instrument instrument, long qty, long most) throws Refusal {
        boolean spot = instrument.category() == Category.SPOT;
        if (qty < instrument.minQty()) {
            throw spot
                    ? new Refusal(170136, "Order quantity exceeded lower limit.")
                    : new Refusal(10001, "The number of contracts is less than minimum allowed");
        }
        if (qty > most) {
            throw spot
                    ? new Refusal(170124, "Order quantity exceeded upper limit.")
                    : new Refusal(
                            10001,
                            "The number of contracts exceeds maximum limit allowed: too large, order_qty:" + qty
                                    + " > max_qty:" + most);
        }
    }

    /** The price it gets: a market order's protection; a limit beyond the venue's band is cut on derivatives, refused on spot. */
    static long price(OrderRequest request) throws Refusal {
        return request.type() == OrderType.MARKET
                ? protection(request)
                : limit(request.market(), request.side(), request.price(), request.triggerPrice() != 0);
    }

    /** A limit price as the venue takes it; an order that waits for a trigger is brought within the band only when it fires. */
    static long limit(Market market, Side side, long price, boolean waits) throws Refusal {
        Instrument instrument = market.instrument();
        boolean spot = instrument.category() == Category.SPOT;
        if (price < instrument.minPrice() || price > instrument.maxPrice()) {
            if (!spot) {
                throw new Refusal(110003, "Order price exceeds the allowable range.");
            }
            throw price < instrument.minPrice()
                    ? new Refusal(170133, "Order price lower than the minimum.")
                    : new Refusal(170132, "Order price is too high.");
        }
        if (waits) {
            return price;
        }
        if (side == Side.BUY) {
            long most = market.buyLimit();
            if (price > most && spot) {
                throw new Refusal(170193, "Buy order price cannot be higher than " + instrument.price(most) + ".");
            }
            return Math.min(price, most);
        }
        long least = market.sellLimit();
        if (price < least && spot) {
            throw new Refusal(170194, "Sell order price cannot be lower than " + instrument.price(least) + ".");
        }
        return Math.max(price, least);
    }

    /** A market order is a limit order at the worst price the venue, or its own tolerance, lets it have. */
    static long protection(OrderRequest request) throws Refusal {
        Market market = request.market();
        boolean buying = request.side() == Side.BUY;
        long bound = bound(request);
        long room = tolerance(request);
        Level best = market.side(request.side().opposite()).best();
        if (request.slippageType() == SlippageType.NONE || best == null) {
            return bound;
        }
        return buying ? Math.min(bound, best.price + room) : Math.max(bound, best.price - room);
    }

    /** The worst price at which the venue lets somebody trade. */
    static long bound(OrderRequest request) {
        return request.side() == Side.BUY
                ? request.market().buyLimit()
                : request.market().sellLimit();
    }

    /** In ticks. */
    private static long tolerance(OrderRequest request) throws Refusal {
        return switch (request.slippageType()) {
            case NONE -> 0;
            case TICK_SIZE -> toleranceInTicks(request.slippage());
            case PERCENT -> toleranceInPercent(request);
        };
    }

    private static long toleranceInTicks(BigDecimal ticks) throws Refusal {
        if (ticks.compareTo(BigDecimal.ONE) < 0
                || ticks.compareTo(BigDecimal.valueOf(10_000)) > 0
                || ticks.stripTrailingZeros().scale() > 0) {
            throw new Refusal(110108, "The slippage tolerance in ticks must be a whole number from 1 to 10000.");
        }
        return ticks.longValueExact();
    }

    /** A tolerance below one tick still lets the best price trade, and nothing else. */
    private static long toleranceInPercent(OrderRequest request) throws Refusal {
        BigDecimal percent = request.slippage();
        if (percent.compareTo(new BigDecimal("0.01")) < 0 || percent.compareTo(BigDecimal.TEN) > 0) {
            throw new Refusal(110109, "The slippage tolerance in percent must be from 0.01 to 10.");
        }
        Level best = request.market().side(request.side().opposite()).best();
        return BigDecimal.valueOf(best == null ? 0 : best.price)
                .multiply(percent)
                .movePointLeft(2)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    private static void requireNotional(Market market, OrderRequest request, long qty, long price, boolean reduceOnly)
            throws Refusal {
        Instrument instrument = market.instrument();
        if (reduceOnly) {
            return;
        }
        BigDecimal notional;
        if (request.quoteAmount() > 0) {
            notional = BigDecimal.valueOf(request.quoteAmount(), Money.SCALE);
        } else {
            long at = request.type() == OrderType.MARKET && market.markPrice() != 0 ? market.markPrice() : price;
            notional = notional(instrument, qty, at);
        }
        requireNotional(instrument, notional);
    }

    private static void requireNotional(Instrument instrument, BigDecimal notional) throws Refusal {
        // The price of a spread may be negative, its worth is not.
        if (notional.abs().compareTo(instrument.minNotional()) < 0) {
            throw instrument.category() == Category.SPOT
                    ? new Refusal(170140, "Order value exceeded lower limit.")
                    : new Refusal(
                            110094,
                            "Order does not meet minimum order value "
                                    + instrument.minNotional().toPlainString() + instrument.quoteCoin());
        }
    }

    /** In the quote coin; an inverse size is counted in it. */
    private static BigDecimal notional(Instrument instrument, long qty, long price) {
        return instrument.isInverse() ? instrument.sizeOf(qty) : instrument.value(qty, price);
    }

    /** Agents' accounts are the venue's market makers, whose caps are their own. */
    private static void requireRoom(Account account, OrderRequest request, boolean waits) throws Refusal {
        if (account.isSilent()) {
            return;
        }
        Market market = request.market();
        if (market.category() == Category.SPOT) {
            boolean full = count(account, null, StopOrderType.NONE, true) >= MOST_OPEN
                    || (waits && count(account, market, request.stopOrderType(), false) >= MOST_SPOT_STOPS);
            if (full) {
                throw new Refusal(170810, "Cannot exceed maximum of 500 conditional, TP/SL and active orders.");
            }
        } else if (waits) {
            if (request.stopOrderType() == StopOrderType.STOP
                    && count(account, market, StopOrderType.STOP, false) >= MOST_CONDITIONAL) {
                throw new Refusal(110009, "The number of stop orders exceeds the maximum allowable limit");
            }
        } else if (account.open.size() >= MOST_OPEN && active(account, market) >= MOST_OPEN) {
            throw new Refusal(110020, "Not allowed to have more than 500 active orders");
        }
    }

    private static int active(Account account, Market market) {
        int count = 0;
        for (Order order : account.open.values()) {
            count += order.market() == market && !order.isWaiting() ? 1 : 0;
        }
        return count;
    }

    private static int count(Account account, @Nullable Market market, StopOrderType kind, boolean anyKind) {
        int count = 0;
        for (Order order : account.open.values()) {
            boolean where = market == null ? order.market().category() == Category.SPOT : order.market() == market;
            boolean what = anyKind || (order.isWaiting() && order.request().stopOrderType() == kind);
            count += where && what ? 1 : 0;
        }
        return count;
    }

    /** What an open order becomes when it is amended: its new size and price. */
    static Terms amended(Order order, Amendment change) throws Refusal {
        Market market = order.market();
        Instrument instrument = market.instrument();
        boolean spot = market.category() == Category.SPOT;
        requireOpen(market);
        long qty = change.qty() == 0 ? order.qty : change.qty();
        long price = order.price;
        if (change.price() != 0 && order.request().type() == OrderType.LIMIT) {
            price = limit(market, order.side(), change.price(), order.isWaiting());
        }
        if (change.qty() != 0) {
            if (qty <= order.executed) {
                throw spot
                        ? new Refusal(170313, "The modified quantity must be greater than the filled quantity.")
                        : new Refusal(110064, "The order quantity must be greater than the filled quantity.");
            }
            requireQty(instrument, qty, most(order.request()));
            if (order.reduceOnly && !order.isWaiting()) {
                qty = Math.min(qty, order.executed + order.closable());
            }
        }
        if (!order.reduceOnly) {
            requireNotional(instrument, notional(instrument, qty, price));
        }
        return new Terms(qty, price, order.reduceOnly);
    }

    /** The no to whoever wants to change or cancel what has ended. */
    static Refusal gone(Order order, String wish) {
        return order.market().category() == Category.SPOT
                ? new Refusal(170213, "Order does not exist.")
                : new Refusal(110001, "order not exists or too late to " + wish);
    }

    /** The no to a change that changes nothing. */
    static Refusal unchanged() {
        return new Refusal(10001, "The order remains unchanged as the parameters entered match the existing ones.");
    }
}
