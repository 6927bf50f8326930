package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.CreateType;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Offers on both sides around what the instrument is worth, leaning against what it holds. Orders stay at their prices; where
 * the fair price moves into them they are withdrawn, where it moves away new ones are put in front, and now and then one changes its
 * size.
 */
final class MarketMaker {
    private final Trader trader;
    private final Chance chance;
    private final Worth worth;
    private final Style style;
    private final TreeMap<Long, Order> bids = new TreeMap<>();
    private final TreeMap<Long, Order> asks = new TreeMap<>();
    private double lean;

    /**
     * How it works.
     *
     * @param levels offers on each side
     * @param usdAtTop worth of an offer near the top; those farther away grow
     * @param spreadBasisPoints between its best bid and best ask
     * @param meanWaitMillis between two looks at the market
     */
    record Style(int levels, double usdAtTop, double spreadBasisPoints, double meanWaitMillis) {}

    MarketMaker(Trader trader, Worth worth, Style style, Chance chance) {
        this.trader = trader;
        this.worth = worth;
        this.style = style;
        this.chance = chance;
    }

    /** Puts up all its offers and begins to care for them. */
    void start() {
        long fair = trader.ticks(worth.price());
        for (Side side : Side.values()) {
            long distance = halfSpread(fair);
            for (int i = 0; i < style.levels; i++) {
                offer(side, fair - side.sign() * distance, i);
                distance += gap(fair, i);
            }
        }
        next();
    }

    private void next() {
        trader.exchange().timeline().after(chance.delay(style.meanWaitMillis), this::work);
    }

    private void work() {
        // A lean that wanders, so that the book's middle is not simply the index.
        lean = lean * 0.98 + chance.normal() * 0.1;
        long exact = trader.ticks(worth.price());
        long fair = exact + Math.round(lean * halfSpread(exact));
        for (Side side : Side.values()) {
            care(side, fair);
        }
        flicker(chance.happens(0.5) ? Side.BUY : Side.SELL);
        next();
    }

    private void care(Side side, long fair) {
        NavigableMap<Long, Order> mine = offers(side);
        mine.values().removeIf(order -> order.status().isFinal());
        long front = fair - side.sign() * halfSpread(fair);
        while (!mine.isEmpty() && isBeyond(side, best(side, mine), front)) {
            trader.withdraw(remove(side, mine, true));
        }
        long room = mine.isEmpty() ? Long.MAX_VALUE : Math.abs(front - best(side, mine));
        int placed = 0;
        while (room > 0 && placed < 3) {
            long inward = Math.min(room == Long.MAX_VALUE ? gap(fair, 0) : room, chance.between(0, gap(fair, 0)));
            offer(side, front - side.sign() * inward, placed);
            placed++;
            room = mine.isEmpty() ? 0 : Math.abs(front - best(side, mine)) - gap(fair, 0);
        }
        if (mine.size() > style.levels) {
            trader.withdraw(remove(side, mine, false));
        } else if (mine.size() < style.levels && !mine.isEmpty()) {
            long last = side == Side.BUY ? mine.firstKey() : mine.lastKey();
            offer(side, last - side.sign() * gap(fair, style.levels), style.levels);
        }
    }

    /** Changes the size of an offer, sooner near the top than far away. */
    private void flicker(Side side) {
        NavigableMap<Long, Order> mine = offers(side);
        if (mine.isEmpty()) {
            return;
        }
        int depth = (int) Math.min(mine.size() - 1L, chance.delay(6) - 1);
        List<Order> top = new ArrayList<>(depth + 1);
        for (Order order : (side == Side.BUY ? mine.descendingMap() : mine).values()) {
            top.add(order);
            if (top.size() > depth) {
                break;
            }
        }
        trader.resize(top.get(top.size() - 1), size(depth));
    }

    private void offer(Side side, long price, int depth) {
        NavigableMap<Long, Order> mine = offers(side);
        if (price < trader.market().instrument().minPrice() || mine.containsKey(price)) {
            return;
        }
        Order order = trader.offer(side, size(depth), price, CreateType.USER);
        if (order != null && !order.status().isFinal()) {
            mine.put(price, order);
        }
    }

    private long size(int depth) {
        double usd = style.usdAtTop * (1 + Math.min(depth, 60) * 0.15);
        return trader.sizeWorth(chance.logNormal(usd, 0.9));
    }

    private long halfSpread(long fair) {
        return Math.max(1, Math.round(Math.abs(fair) * style.spreadBasisPoints / 20_000));
    }

    /** A tenth of a basis point on average near the top, more behind, and never less than a tick. */
    private long gap(long fair, int depth) {
        return 1 + chance.between(0, Math.round(Math.abs(fair) * 0.00002 * (1 + depth * 0.05)));
    }

    private NavigableMap<Long, Order> offers(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    private static long best(Side side, NavigableMap<Long, Order> mine) {
        return side == Side.BUY ? mine.lastKey() : mine.firstKey();
    }

    private static Order remove(Side side, NavigableMap<Long, Order> mine, boolean best) {
        return (best == (side == Side.BUY) ? mine.pollLastEntry() : mine.pollFirstEntry()).getValue();
    }

    private static boolean isBeyond(Side side, long price, long front) {
        return side == Side.BUY ? price > front : price < front;
    }
}
