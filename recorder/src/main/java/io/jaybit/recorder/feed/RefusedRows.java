package io.jaybit.recorder.feed;

import io.jaybit.market.Kline;
import io.jaybit.market.MarketEvent;
import io.jaybit.market.Ticker;
import io.jaybit.market.Topic;
import io.jaybit.recorder.database.BookLevel;
import io.jaybit.recorder.database.BookState;
import io.jaybit.recorder.database.Table;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.HashMap;
import java.util.Map;

/**
 * Passes rows on, and makes a hole of each that does not fit its table: the topic that told it is not whole at that time. A print, a liquidation, a level
 * lacks in its millisecond; of a state that goes on until the next one is told (ticker, best of a book, candle) the hole lasts until a row of the
 * topic fits again, or for an hour. Confined to one thread.
 *
 * <p>What is made of events is no topic's and leaves no hole: sweeps, totals, audits and coverage can be made again from the log. Nor do rows of the own
 * account, which has no coverage. Those are counted where they are refused.
 */
final class RefusedRows implements RowTarget {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** What is known of times longer ago is not written again. */
    private static final long LONGEST_MILLIS = 3_600_000;

    /** Is told of the holes. */
    interface Holes {
        /** Half-open, venue time. */
        void between(Topic topic, long fromEpochMillis, long toEpochMillis);

        /** The event's own time is none that a database keeps, so that its hole is where it came. */
        void received(Topic topic, long receivedEpochNanos);
    }

    private final RowTarget rows;
    private final Holes holes;
    /** Topics whose last state did not fit, and up to when that has been told; mostly none. */
    private final Map<Topic, Long> open = new HashMap<>();

    RefusedRows(RowTarget rows, Holes holes) {
        this.rows = rows;
        this.holes = holes;
    }

    @Override
    public <E> boolean append(Table<E> table, E event) {
        boolean fits = rows.append(table, event);
        if (!fits || !open.isEmpty()) {
            judge(event, fits);
        }
        return fits;
    }

    private void judge(Object event, boolean fits) {
        if (event instanceof Ticker || event instanceof Kline) {
            MarketEvent state = (MarketEvent) event;
            state(state.topic(), state.exchangeEpochMillis(), state.receivedEpochNanos(), fits);
        } else if (event instanceof BookState book) {
            state(book.topic(), book.exchangeEpochMillis(), book.receivedEpochNanos(), fits);
        } else if (fits) {
            return;
        } else if (event instanceof MarketEvent told) {
            point(told.topic(), told.exchangeEpochMillis(), told.receivedEpochNanos());
        } else if (event instanceof BookLevel level) {
            point(level.topic(), level.exchangeEpochMillis(), level.receivedEpochNanos());
        }
    }

    private void point(Topic topic, long exchangeEpochMillis, long receivedEpochNanos) {
        if (isTime(exchangeEpochMillis)) {
            holes.between(topic, exchangeEpochMillis, exchangeEpochMillis + 1);
        } else {
            holes.received(topic, receivedEpochNanos);
        }
    }

    private static boolean isTime(long epochMillis) {
        return epochMillis >= 0 && epochMillis <= Long.MAX_VALUE / NANOS_PER_MILLI;
    }

    /** What was fetched afterwards, and lies before what has been told, is a point. */
    private void state(Topic topic, long exchangeEpochMillis, long receivedEpochNanos, boolean fits) {
        Long told = open.get(topic);
        if (told != null && told <= exchangeEpochMillis) {
            holes.between(topic, told, Math.min(exchangeEpochMillis, told + LONGEST_MILLIS));
            open.remove(topic);
            told = null;
        }
        if (!fits) {
            point(topic, exchangeEpochMillis, receivedEpochNanos);
            if (told == null && isTime(exchangeEpochMillis)) {
                open.put(topic, exchangeEpochMillis + 1);
            }
        }
    }

    @Override
    public void onRecord(long sequence, long epochNanos) {
        rows.onRecord(sequence, epochNanos);
    }

    /** Between the runs nothing was heard, for which there is another cause. */
    @Override
    public void onRun(long epochNanos) {
        open.clear();
        rows.onRun(epochNanos);
    }

    void writeTo(StateWriter to) {
        to.writeInt(open.size());
        open.forEach((topic, told) -> to.writeTopic(topic).writeLong(told));
    }

    void restore(StateReader from) {
        for (int i = from.readInt(); i > 0; i--) {
            Topic topic = from.readTopic();
            open.put(topic, from.readLong());
        }
    }
}
