package io.jaybit.simulator.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Matches by price and time in the plainest way: one list, sorted anew for each match. The real book's twin in tests. */
final class NaiveBook {
    private static final class Entry {
        final int id;
        final String owner;
        final Side side;
        long price;
        long leaves;
        long time;

        Entry(int id, String owner, Side side, long price, long leaves, long time) {
            this.id = id;
            this.owner = owner;
            this.side = side;
            this.price = price;
            this.leaves = leaves;
            this.time = time;
        }
    }

    private final Map<Integer, Entry> resting = new LinkedHashMap<>();
    private long time;
    /** {@code maker<-taker qty @ price}, oldest first. */
    final List<String> trades = new ArrayList<>();

    void create(int id, String owner, Side side, long price, long qty, TimeInForce timeInForce, SmpType smp) {
        enter(new Entry(id, owner, side, price, qty, 0), timeInForce, smp);
    }

    private void enter(Entry taker, TimeInForce timeInForce, SmpType smp) {
        taker.time = ++time;
        if (timeInForce == TimeInForce.POST_ONLY && best(taker) != null) {
            return;
        }
        if (timeInForce == TimeInForce.FOK && fillable(taker, smp) < taker.leaves) {
            return;
        }
        for (Entry maker = best(taker); maker != null && taker.leaves > 0; maker = best(taker)) {
            if (maker.owner.equals(taker.owner) && smp != SmpType.NONE) {
                if (smp != SmpType.CANCEL_TAKER) {
                    resting.remove(maker.id);
                }
                if (smp != SmpType.CANCEL_MAKER) {
                    return;
                }
                continue;
            }
            long qty = Math.min(maker.leaves, taker.leaves);
            trades.add(maker.id + "<-" + taker.id + " " + qty + " @ " + maker.price);
            maker.leaves -= qty;
            taker.leaves -= qty;
            if (maker.leaves == 0) {
                resting.remove(maker.id);
            }
        }
        boolean waits = timeInForce == TimeInForce.GTC || timeInForce == TimeInForce.POST_ONLY;
        if (taker.leaves > 0 && waits) {
            resting.put(taker.id, taker);
        }
    }

    private @Nullable Entry best(Entry taker) {
        return makers(taker).stream().findFirst().orElse(null);
    }

    private List<Entry> makers(Entry taker) {
        int sign = taker.side.sign();
        return resting.values().stream()
                .filter(maker -> maker.side != taker.side && sign * (taker.price - maker.price) >= 0)
                .sorted(Comparator.comparingLong((Entry maker) -> sign * maker.price)
                        .thenComparingLong(maker -> maker.time))
                .toList();
    }

    private long fillable(Entry taker, SmpType smp) {
        long sum = 0;
        for (Entry maker : makers(taker)) {
            if (maker.owner.equals(taker.owner) && smp != SmpType.NONE) {
                if (smp != SmpType.CANCEL_MAKER && sum < taker.leaves) {
                    return 0;
                }
            } else {
                sum += maker.leaves;
            }
        }
        return sum;
    }

    void amend(int id, long price, long leaves, TimeInForce timeInForce, SmpType smp) {
        Entry entry = resting.get(id);
        if (entry == null) {
            return;
        }
        boolean keepsPlace = entry.price == price && leaves <= entry.leaves;
        entry.price = price;
        entry.leaves = leaves;
        if (!keepsPlace) {
            resting.remove(id);
            enter(entry, timeInForce, smp);
        }
    }

    void cancel(int id) {
        resting.remove(id);
    }

    /** {@code id side leaves @ price}, oldest queue position first within a price, best price first. */
    List<String> picture(Side side) {
        int sign = side.sign();
        return resting.values().stream()
                .filter(entry -> entry.side == side)
                .sorted(Comparator.comparingLong((Entry entry) -> -sign * entry.price)
                        .thenComparingLong(entry -> entry.time))
                .map(entry -> entry.id + " " + entry.leaves + " @ " + entry.price)
                .toList();
    }
}
