package io.jaybit.analytics;

import io.jaybit.market.Liquidation;
import java.time.Duration;
import java.util.List;

/** Sums over the time just past: everything from {@link #fromMillis} on. Confined to its operator's thread. */
final class SlidingSums {
    private final long lengthMillis;
    private final String name;
    private LiquidationSums sums = new LiquidationSums();
    private long fromMillis;

    SlidingSums(Duration length) {
        this.lengthMillis = length.toMillis();
        this.name = nameOf(length.toSeconds());
    }

    long lengthMillis() {
        return lengthMillis;
    }

    /** {@code 1h}, {@code 90m}, {@code 45s}. */
    String name() {
        return name;
    }

    long fromMillis() {
        return fromMillis;
    }

    LiquidationSums sums() {
        return sums;
    }

    void begin(long from) {
        fromMillis = from;
        sums = new LiquidationSums();
    }

    void add(Liquidation liquidation) {
        if (liquidation.exchangeEpochMillis() >= fromMillis) {
            sums.add(liquidation);
        }
    }

    /** Takes out what is being forgotten, should it still be within. */
    void drop(Liquidation liquidation) {
        if (liquidation.exchangeEpochMillis() >= fromMillis) {
            sums.remove(liquidation);
        }
    }

    /** @param log all events, by time */
    void slideTo(long from, List<Liquidation> log) {
        int i = firstAt(log, fromMillis);
        while (i < log.size() && log.get(i).exchangeEpochMillis() < from) {
            sums.remove(log.get(i++));
        }
        fromMillis = from;
    }

    private static int firstAt(List<Liquidation> log, long time) {
        int low = 0;
        int high = log.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (log.get(middle).exchangeEpochMillis() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static String nameOf(long seconds) {
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
