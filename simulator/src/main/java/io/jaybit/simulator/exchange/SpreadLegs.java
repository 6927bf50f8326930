package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What trading a combination of a future and a pair is worth: each match makes, for both sides, an execution in either leg's market. Who
 * buys the combination buys the future and sells the pair. Confined to the exchange's thread.
 *
 * <p>The venue documents that legs are made and not at which prices. Here the pair's is the middle of its book; the future's is
 * higher by the price of the combination, on its own tick; what that rounds off the pair's price takes back, as far as its tick
 * allows. Both sides get the same. Where a leg is not listed or has no price, a combination trades without legs.
 *
 * <p>A leg is booked with the match and told once the combination was told. Nobody is asked for margin before.
 */
final class SpreadLegs {
    private final Timeline timeline;
    private final Ids ids;
    private final Ledger ledger;
    private final ExchangeListener audience;
    private final LongSupplier numbers;
    private final BiFunction<Category, String, @Nullable Market> markets;
    /** Legs of combinations that were filled and may be filled further. */
    private final Map<Order, List<Order>> open = new LinkedHashMap<>();

    private final Set<Order> changed = new LinkedHashSet<>();
    private final List<Execution> untold = new ArrayList<>();

    /** Where the legs of a match are made; prices in ticks. */
    private record Prices(Market future, long futurePrice, Market pair, long pairPrice) {}

    /**
     * @param numbers gives each order its number, later ones a greater one
     * @param markets finds one by category and symbol
     */
    SpreadLegs(
            Timeline timeline,
            Ids ids,
            Ledger ledger,
            ExchangeListener audience,
            LongSupplier numbers,
            BiFunction<Category, String, @Nullable Market> markets) {
        this.timeline = timeline;
        this.ids = ids;
        this.ledger = ledger;
        this.audience = audience;
        this.numbers = numbers;
        this.markets = markets;
    }

    /** Makes the legs of both sides of a match. */
    void book(Execution taker, Execution maker) {
        Prices prices = prices(taker.order().market(), taker.price());
        if (prices != null) {
            for (Execution side : List.of(taker, maker)) {
                List<Order> legs = open.computeIfAbsent(side.order(), combination -> legs(combination, prices));
                fill(legs.get(0), side, prices.futurePrice);
                fill(legs.get(1), side, prices.pairPrice);
            }
        }
    }

    private @Nullable Prices prices(Market combination, long ticks) {
        // FUTURE_BASE/QUOTE
        String[] names = combination.symbol().split("_", 2);
        Market future = markets.apply(Category.LINEAR, names[0]);
        Market pair = markets.apply(Category.SPOT, names[names.length - 1].replace("/", ""));
        if (future == null || pair == null || future.markPrice() == 0) {
            return null;
        }
        long middle = pair.mid() == 0 ? pair.markPrice() : pair.mid();
        BigDecimal apart = combination.instrument().priceOf(ticks);
        long futurePrice =
                future.instrument().ticks(pair.instrument().priceOf(middle).add(apart));
        long pairPrice =
                pair.instrument().ticks(future.instrument().priceOf(futurePrice).subtract(apart));
        return middle == 0 || futurePrice <= 0 || pairPrice <= 0
                ? null
                : new Prices(future, futurePrice, pair, pairPrice);
    }

    private List<Order> legs(Order combination, Prices prices) {
        Side side = combination.side();
        return List.of(
                leg(combination, prices.future, side, prices.futurePrice),
                leg(combination, prices.pair, side.opposite(), prices.pairPrice));
    }

    private Order leg(Order combination, Market market, Side side, long price) {
        Account account = combination.account();
        boolean hedged = market.category().hasPositions() && account.isHedged(market);
        OrderRequest request = OrderRequest.limit(market, side, steps(market, combination, combination.qty()), price)
                .timeInForce(combination.request().timeInForce())
                .positionIdx(!hedged ? 0 : side == Side.BUY ? 1 : 2)
                .createType(CreateType.FUTURE_SPREAD)
                .build();
        Order leg = new Order(
                account, request, ids.next(market.category()), numbers.getAsLong(), combination.createdEpochMillis());
        leg.combination = combination;
        leg.lastPriceOnCreated = market.lastPrice();
        return leg;
    }

    private static long steps(Market market, Order combination, long qty) {
        return market.instrument().steps(combination.market().instrument().sizeOf(qty));
    }

    private void fill(Order leg, Execution of, long price) {
        Market market = leg.market();
        Order combination = of.order();
        long qty = steps(market, combination, of.qty());
        long now = timeline.now();
        leg.price = price;
        leg.executed += qty;
        leg.leaves = leg.qty - leg.executed;
        leg.status = leg.leaves == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        leg.updatedEpochMillis = now;
        market.seq++;
        Ledger.Entry entry = ledger.fillLeg(leg, price, qty, of.maker(), market.seq, now);
        leg.executedValue = leg.executedValue.add(entry.value());
        leg.fee = leg.fee.add(entry.fee());
        leg.feeCoin = entry.feeCoin();
        leg.closedPnl = leg.closedPnl.add(entry.pnl());
        if (combination.legFees.isEmpty()) {
            combination.legFees = new TreeMap<>();
        }
        combination.legFees.merge(entry.feeCoin(), entry.fee(), BigDecimal::add);
        changed.add(leg);
        untold.add(new Execution(
                ids.next(market.category()),
                leg.account(),
                leg,
                ExecType.FUTURE_SPREAD,
                now,
                price,
                qty,
                entry.value(),
                entry.fee(),
                entry.feeRate(),
                entry.feeCoin(),
                of.maker(),
                entry.closedQty(),
                entry.pnl(),
                leg.leaves,
                market.markPrice(),
                market.seq,
                of.id()));
    }

    /**
     * Tells what was made, after the combinations were told. Legs end with their combination.
     *
     * @return the markets of the legs
     */
    Set<Market> tell() {
        for (Iterator<Map.Entry<Order, List<Order>>> all = open.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Order, List<Order>> one = all.next();
            if (one.getKey().status().isFinal()) {
                one.getValue().forEach(leg -> end(leg, one.getKey()));
                all.remove();
            }
        }
        Set<Market> markets = new LinkedHashSet<>();
        List<Order> orders = List.copyOf(changed);
        List<Execution> executions = List.copyOf(untold);
        changed.clear();
        untold.clear();
        orders.forEach(audience::onOrder);
        executions.forEach(audience::onExecution);
        for (Order leg : orders) {
            Market market = leg.market();
            Position position = leg.position();
            if (position != null) {
                audience.onPosition(position);
            }
            Instrument instrument = market.instrument();
            audience.onWallet(leg.account(), instrument.settleCoin());
            if (market.category() == Category.SPOT) {
                audience.onWallet(leg.account(), instrument.baseCoin());
            }
            markets.add(market);
        }
        // Open interest.
        markets.forEach(audience::onPrices);
        return markets;
    }

    private void end(Order leg, Order combination) {
        if (!leg.status().isFinal()) {
            leg.status = Matcher.cancelledStatus(leg);
            leg.cancelType = combination.cancelType();
            leg.rejectReason = combination.rejectReason();
            leg.leaves = 0;
            leg.updatedEpochMillis = timeline.now();
            changed.add(leg);
        }
    }
}
