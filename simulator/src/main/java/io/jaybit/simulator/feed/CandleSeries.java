package io.jaybit.simulator.feed;

import java.util.Arrays;

/**
 * The latest candles of one length, without holes: time in which nothing happened has flat ones. Confined to the exchange's thread.
 *
 * <p>A candle opens at the close before it, as the venue's do. Prices in ticks, volume in steps, turnover in the units of its {@link MarketHistory}. Sums that leave the range of a long stay at
 * its end. 0 is the newest candle, which is still running.
 */
public final class CandleSeries {
    private static final int FIELDS = 7;
    private static final int START = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int TURNOVER = 6;

    private final Interval interval;
    private final int capacity;
    private long[] values;
    /** Where the newest candle is. */
    private int newest = -1;

    private int count;
    private long end;

    CandleSeries(Interval interval, int capacity) {
        this.interval = interval;
        this.capacity = capacity;
        this.values = new long[Math.min(4, capacity) * FIELDS];
    }

    public Interval interval() {
        return interval;
    }

    public int count() {
        return count;
    }

    public long start(int age) {
        return values[place(age) + START];
    }

    public long open(int age) {
        return values[place(age) + OPEN];
    }

    public long high(int age) {
        return values[place(age) + HIGH];
    }

    public long low(int age) {
        return values[place(age) + LOW];
    }

    public long close(int age) {
        return values[place(age) + CLOSE];
    }

    public long volume(int age) {
        return values[place(age) + VOLUME];
    }

    public long turnover(int age) {
        return values[place(age) + TURNOVER];
    }

    void add(long epochMillis, long price, long volume, long turnover) {
        if (count == 0) {
            append(interval.start(epochMillis), price);
        } else {
            rollTo(epochMillis);
        }
        int at = newest * FIELDS;
        values[at + HIGH] = Math.max(values[at + HIGH], price);
        values[at + LOW] = Math.min(values[at + LOW], price);
        values[at + CLOSE] = price;
        if (volume != 0) {
            values[at + VOLUME] = sum(values[at + VOLUME], volume);
            values[at + TURNOVER] = sum(values[at + TURNOVER], turnover);
        }
    }

    /** Begins candles until the one of a moment is there. */
    void rollTo(long epochMillis) {
        if (count == 0 || epochMillis < end) {
            return;
        }
        long close = values[newest * FIELDS + CLOSE];
        if (interval != Interval.MONTH) {
            long step = interval.next(0);
            long missing = (epochMillis - end) / step + 1;
            if (missing > capacity) {
                end += (missing - capacity) * step;
                count = 0;
            }
        }
        while (epochMillis >= end) {
            append(end, close);
        }
    }

    private void append(long start, long price) {
        if (count == values.length / FIELDS && count < capacity) {
            grow();
        }
        newest = (newest + 1) % (values.length / FIELDS);
        count = Math.min(count + 1, values.length / FIELDS);
        end = interval.next(start);
        int at = newest * FIELDS;
        values[at + START] = start;
        Arrays.fill(values, at + OPEN, at + VOLUME, price);
        Arrays.fill(values, at + VOLUME, at + FIELDS, 0);
    }

    private void grow() {
        int room = Math.min(capacity, count * 2);
        long[] larger = new long[room * FIELDS];
        for (int i = 0; i < count; i++) {
            System.arraycopy(values, place(count - 1 - i), larger, i * FIELDS, FIELDS);
        }
        values = larger;
        newest = count - 1;
    }

    private int place(int age) {
        if (age < 0 || age >= count) {
            throw new IndexOutOfBoundsException("candle " + age + " of " + count);
        }
        return Math.floorMod(newest - age, values.length / FIELDS) * FIELDS;
    }

    static long sum(long left, long right) {
        long sum = left + right;
        return ((left ^ sum) & (right ^ sum)) < 0 ? (left < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
