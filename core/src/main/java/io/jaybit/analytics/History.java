package io.jaybit.analytics;

import io.jaybit.coverage.FeedGap;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last so many items at hand and hands all of them on in batches, to a database for instance, each item once. Confined to
 * one thread.
 *
 * <p>A batch is handed on when it has its length, or when its oldest item has its age in event time. Should the receiver throw, the
 * items stay and are offered again with the next call; only when more of them wait than the history holds do the oldest fall out,
 * and the next batch says how many.
 *
 * @param <T> what is kept
 */
public final class History<T> implements Operator<T, History.Batch<T>> {
    /**
     * How much is kept, and when it is handed on.
     *
     * @param capacity items at hand, at least 1
     * @param batchLength items per batch, from 1 to the capacity
     * @param maxAge longest wait of an item for its batch in event time; null to wait for the length alone
     */
    public record Plan(
            int capacity, int batchLength, @Nullable Duration maxAge) {
        public Plan {
            if (capacity < 1) {
                throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
            }
            if (batchLength < 1 || batchLength > capacity) {
                throw new IllegalArgumentException("batchLength " + batchLength + " is not in 1.." + capacity
                        + " (the capacity): items would be lost before they are handed on");
            }
            if (maxAge != null && (maxAge.isNegative() || maxAge.isZero())) {
                throw new IllegalArgumentException("maxAge " + maxAge + " is not positive");
            }
        }
    }

    /**
     * What is handed on.
     *
     * @param items oldest first
     * @param evicted how many items before these fell out without being handed on
     * @param gaps how many gaps of the feed were told since the last batch
     */
    public record Batch<T>(List<T> items, long evicted, int gaps) {
        public Batch {
            items = List.copyOf(items);
        }
    }

    private final Plan plan;
    private final ToLongFunction<? super T> time;
    private final @Nullable StateCodec<T> codec;
    private final Deque<T> items = new ArrayDeque<>();
    private final Deque<T> unsent = new ArrayDeque<>();
    private long evicted;
    private int gaps;
    private long evictedInAll;
    private long now = Long.MIN_VALUE;

    /**
     * A history that cannot be saved: it has no {@link #snapshot}.
     *
     * @param time venue time of an item, epoch milliseconds
     */
    public History(Plan plan, ToLongFunction<? super T> time) {
        this(plan, time, null);
    }

    /**
     * @param time venue time of an item, epoch milliseconds
     * @param codec for snapshots; null to do without
     */
    public History(Plan plan, ToLongFunction<? super T> time, @Nullable StateCodec<T> codec) {
        this.plan = plan;
        this.time = time;
        this.codec = codec;
    }

    /** What is at hand, oldest first, handed on or not. */
    public List<T> items() {
        return List.copyOf(items);
    }

    /** The newest {@code count} of them at most, oldest first. */
    public List<T> last(int count) {
        List<T> all = new ArrayList<>(items);
        return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
    }

    /** How many wait for their batch. */
    public int waiting() {
        return unsent.size();
    }

    /** How many ever fell out without being handed on. */
    public long evictedInAll() {
        return evictedInAll;
    }

    @Override
    public void onEvent(T item, Consumer<? super Batch<T>> out) {
        now = Math.max(now, time.applyAsLong(item));
        if (items.size() == plan.capacity()) {
            items.removeFirst();
            if (unsent.size() > items.size()) {
                unsent.removeFirst();
                evicted++;
                evictedInAll++;
            }
        }
        items.addLast(item);
        unsent.addLast(item);
        flushIfDue(out);
    }

    @Override
    public void onGap(FeedGap gap, Consumer<? super Batch<T>> out) {
        gaps++;
    }

    @Override
    public void onTime(long exchangeEpochMillis, Consumer<? super Batch<T>> out) {
        now = Math.max(now, exchangeEpochMillis);
        flushIfDue(out);
    }

    /** Hands on what waits, however little; at the end. */
    public void flush(Consumer<? super Batch<T>> out) {
        if (unsent.isEmpty()) {
            return;
        }
        out.accept(new Batch<>(List.copyOf(unsent), evicted, gaps));
        unsent.clear();
        evicted = 0;
        gaps = 0;
    }

    @Override
    public long nextTimerEpochMillis() {
        Duration age = plan.maxAge();
        T oldest = unsent.peekFirst();
        return age == null || oldest == null ? Long.MAX_VALUE : time.applyAsLong(oldest) + age.toMillis();
    }

    /** @throws IllegalStateException if this history was made without a codec */
    @Override
    public byte[] snapshot() {
        StateCodec<T> itemCodec = codec();
        StateWriter to = new StateWriter().writeText("history").writeInt(1);
        to.writeInt(unsent.size())
                .writeLong(evicted)
                .writeInt(gaps)
                .writeLong(evictedInAll)
                .writeLong(now);
        to.writeInt(items.size());
        for (T item : items) {
            itemCodec.write(item, to);
        }
        return to.toByteArray();
    }

    /** @throws IllegalStateException if this history was made without a codec */
    @Override
    public void restore(byte[] snapshot) {
        StateCodec<T> itemCodec = codec();
        StateReader from = new StateReader(snapshot);
        from.expect("history", 1);
        int waiting = from.readInt();
        evicted = from.readLong();
        gaps = from.readInt();
        evictedInAll = from.readLong();
        now = from.readLong();
        items.clear();
        unsent.clear();
        int count = from.readInt();
        for (int i = 0; i < count; i++) {
            T item = itemCodec.read(from);
            items.addLast(item);
            if (i >= count - waiting) {
                unsent.addLast(item);
            }
        }
        from.end();
    }

    private StateCodec<T> codec() {
        if (codec == null) {
            throw new IllegalStateException("a history without a codec has no snapshot");
        }
        return codec;
    }

    private void flushIfDue(Consumer<? super Batch<T>> out) {
        if (unsent.size() >= plan.batchLength() || (!unsent.isEmpty() && nextTimerEpochMillis() <= now)) {
            flush(out);
        }
    }
}
