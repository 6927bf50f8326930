package io.jaybit.simulator.exchange;

import java.util.PriorityQueue;

/**
 * The exchange's time: what is due, in order. Confined to the thread that advances it.
 *
 * <p>What is due at the same millisecond runs in the order in which it was asked for, so that a run is the same each time.
 */
public final class Timeline {
    private final PriorityQueue<Timer> due = new PriorityQueue<>();
    private long now;
    private long asked;

    public Timeline(long startEpochMillis) {
        this.now = startEpochMillis;
    }

    /** Something that is to happen. */
    public static final class Timer implements Comparable<Timer> {
        private final long epochMillis;
        private final long order;
        private final Runnable work;
        private boolean cancelled;

        private Timer(long epochMillis, long order, Runnable work) {
            this.epochMillis = epochMillis;
            this.order = order;
            this.work = work;
        }

        /** Takes it back; it then never happens. */
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(epochMillis, other.epochMillis);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** The venue's clock, epoch milliseconds. */
    public long now() {
        return now;
    }

    /** Has something done at a time; one that has passed means as soon as possible. */
    public Timer at(long epochMillis, Runnable work) {
        Timer timer = new Timer(Math.max(now, epochMillis), asked++, work);
        due.add(timer);
        return timer;
    }

    /** Has something done after a while. */
    public Timer after(long millis, Runnable work) {
        return at(now + millis, work);
    }

    /** Has something done again and again, first at {@code firstEpochMillis}, until the returned switch is pulled. */
    public Every every(long firstEpochMillis, long periodMillis, Runnable work) {
        return new Every(firstEpochMillis, periodMillis, work);
    }

    /** Something that happens again and again. */
    public final class Every {
        private final long periodMillis;
        private final Runnable work;
        private Timer next;

        private Every(long firstEpochMillis, long periodMillis, Runnable work) {
            if (periodMillis <= 0) {
                throw new IllegalArgumentException("a period of " + periodMillis + " ms");
            }
            this.periodMillis = periodMillis;
            this.work = work;
            this.next = at(firstEpochMillis, this::run);
        }

        private void run() {
            next = at(next.epochMillis + periodMillis, this::run);
            work.run();
        }

        /** Ends it. */
        public void stop() {
            next.cancel();
        }
    }

    /** Does all that is due until then, in order of time, and sets the clock to it. Going back is ignored. */
    public void advanceTo(long epochMillis) {
        for (Timer next = due.peek(); next != null && next.epochMillis <= epochMillis; next = due.peek()) {
            due.remove();
            if (!next.cancelled) {
                now = Math.max(now, next.epochMillis);
                next.work.run();
            }
        }
        now = Math.max(now, epochMillis);
    }

    /** When the next thing is due; {@link Long#MAX_VALUE} if nothing is. */
    public long nextDue() {
        Timer next = due.peek();
        return next == null ? Long.MAX_VALUE : next.epochMillis;
    }
}
