package io.jaybit.simulator.exchange;

/** On which side of a price a trigger must be, with the venue's code and words for each no. */
final class StopChecks {
    private StopChecks() {}

    /** A new conditional order, or one with a take-profit or stop-loss. */
    static void check(OrderRequest request) throws Refusal {
        Market market = request.market();
        boolean waits = request.triggerPrice() != 0;
        boolean attached = request.takeProfit() != 0 || request.stopLoss() != 0;
        if (waits && attached) {
            throw market.category() == Category.SPOT
                    ? new Refusal(170130, "Data sent for parameter 'takeProfit' is not valid.")
                    : new Refusal(110057, "Conditional orders cannot have a take profit or stop loss.");
        }
        if (waits) {
            trigger(market, request.triggerPrice(), direction(request), request.triggerBy());
        }
        if (attached) {
            boolean whole = !request.partialTpsl() && market.category() != Category.SPOT;
            if (whole && (request.takeProfitLimit() != 0 || request.stopLossLimit() != 0)) {
                throw new Refusal(10001, "tpslMode Full supports market orders only.");
            }
            long base = request.type() == OrderType.LIMIT ? request.price() : market.watched(TriggerBy.LAST_PRICE);
            levels(market, request.side(), request.takeProfit(), request.stopLoss(), base);
        }
    }

    /** The way the price has to go: said, or as the trigger stands to the price now. */
    static int direction(OrderRequest request) {
        if (request.triggerDirection() != 0) {
            return request.triggerDirection();
        }
        long now = request.market().watched(request.triggerBy());
        return request.triggerPrice() >= now ? TriggerBook.RISES : TriggerBook.FALLS;
    }

    static void trigger(Market market, long price, int direction, TriggerBy by) throws Refusal {
        Instrument instrument = market.instrument();
        if (price < instrument.minPrice() || price > instrument.maxPrice()) {
            throw market.category() == Category.SPOT
                    ? new Refusal(170130, "Data sent for parameter 'triggerPrice' is not valid.")
                    : new Refusal(10001, "The trigger price is out of range.");
        }
        long now = market.watched(by);
        if (market.category() == Category.SPOT || now == 0) {
            return;
        }
        String prices = "trigger_price[" + instrument.price(price) + "] %s current[" + instrument.price(now) + "]";
        if (direction == TriggerBook.RISES && price <= now) {
            throw new Refusal(110092, "expect Rising, but " + prices.formatted("<="));
        }
        if (direction == TriggerBook.FALLS && price >= now) {
            throw new Refusal(110093, "expect Falling, but " + prices.formatted(">="));
        }
    }

    /**
     * A take-profit must be on the winning side of the base price, a stop-loss on the losing one.
     *
     * @param side of the order that opens, or of the position
     * @param takeProfit in ticks; 0 = none
     * @param stopLoss in ticks; 0 = none
     */
    static void levels(Market market, Side side, long takeProfit, long stopLoss, long base) throws Refusal {
        Instrument instrument = market.instrument();
        int sign = side.sign();
        if (takeProfit > 0 && sign * (takeProfit - base) <= 0) {
            throw new Refusal(
                    10001,
                    "TakeProfit:" + instrument.price(takeProfit) + " set for " + side.text() + " position should be "
                            + (sign > 0 ? "higher" : "lower") + " than base_price:" + instrument.price(base)
                            + "??LastPrice");
        }
        if (stopLoss > 0 && sign * (stopLoss - base) >= 0) {
            throw new Refusal(
                    10001,
                    "StopLoss:" + instrument.price(stopLoss) + " set for " + side.text() + " position should be "
                            + (sign > 0 ? "lower" : "higher") + " than base_price:" + instrument.price(base)
                            + "??LastPrice");
        }
        boolean outside = takeProfit > instrument.maxPrice()
                || stopLoss > instrument.maxPrice()
                || (takeProfit > 0 && takeProfit < instrument.minPrice())
                || (stopLoss > 0 && stopLoss < instrument.minPrice());
        if (outside) {
            throw new Refusal(10001, "The take profit or stop loss is out of range.");
        }
    }
}
