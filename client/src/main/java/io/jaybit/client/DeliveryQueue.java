package io.jaybit.client;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way to listeners, in one order. I/O threads put in and never wait; one thread takes out.
 *
 * <p>Bounded three ways. Events: up to a capacity, then they are refused, and the lane that offered one says so in the stream.
 * Notices: likewise, and counted. Everything else is bounded by who puts it in: a lane has at most one newest-wins parcel and one
 * open marker in here.
 */
final class DeliveryQueue {
    /** One call of user code to come. */
    abstract static class Parcel {
        /** What it counts against. */
        enum Kind {
            EVENT,
            NOTICE,
            BOUNDED_BY_SENDER
        }

        private final Kind kind;

        Parcel(Kind kind) {
            this.kind = kind;
        }

        /** Calls the user, on the thread that takes parcels; whatever it throws is the user's. */
        abstract void deliver();

        /** Whose call it is, for the report of one that throws; null for the client's own listeners of notices. */
        @Nullable
        TopicSubscription subscription() {
            return null;
        }
    }

    /** Something of the client's own that users may hang their code on. */
    static final class Task extends Parcel {
        private final Runnable task;

        Task(Runnable task) {
            super(Kind.BOUNDED_BY_SENDER);
            this.task = task;
        }

        @Override
        void deliver() {
            task.run();
        }
    }

    private final int capacity;
    private final int noticeCapacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final AtomicLong eventsTaken = new AtomicLong();
    private final AtomicLong noticesTaken = new AtomicLong();

    /** Guarded by the lock; the taker swaps it for its own empty one. */
    private ArrayDeque<Parcel> incoming = new ArrayDeque<>();

    private long eventsOffered;
    private long noticesOffered;
    private long noticesDropped;
    private int mostQueued;
    private boolean takerWaits;
    private volatile boolean closed;

    /** Of the taker alone. */
    private ArrayDeque<Parcel> batch = new ArrayDeque<>();

    DeliveryQueue(int capacity, int noticeCapacity) {
        this.capacity = capacity;
        this.noticeCapacity = noticeCapacity;
    }

    /** @return false if it had no place; for a notice that is counted, for an event its sender must */
    boolean offer(Parcel parcel) {
        lock.lock();
        try {
            if (closed) {
                return true;
            }
            switch (parcel.kind) {
                case EVENT -> {
                    int queued = (int) (eventsOffered - eventsTaken.get());
                    if (queued >= capacity) {
                        return false;
                    }
                    eventsOffered++;
                    mostQueued = Math.max(mostQueued, queued + 1);
                }
                case NOTICE -> {
                    if (noticesOffered - noticesTaken.get() >= noticeCapacity) {
                        noticesDropped++;
                        return false;
                    }
                    noticesOffered++;
                }
                case BOUNDED_BY_SENDER -> {
                    // its place is its sender's
                }
            }
            incoming.add(parcel);
            if (takerWaits) {
                takerWaits = false;
                filled.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next parcel, waiting for one; null when the queue is closed. For the one taker. */
    @Nullable
    Parcel take() throws InterruptedException {
        Parcel next = closed ? null : batch.poll();
        if (next == null) {
            lock.lockInterruptibly();
            try {
                while (incoming.isEmpty() && !closed) {
                    takerWaits = true;
                    filled.await();
                }
                next = swap();
            } finally {
                lock.unlock();
            }
        }
        return taken(next);
    }

    /** The next parcel or null. For the one taker. */
    @Nullable
    Parcel poll() {
        Parcel next = closed ? null : batch.poll();
        if (next == null) {
            lock.lock();
            try {
                next = swap();
            } finally {
                lock.unlock();
            }
        }
        return taken(next);
    }

    private @Nullable Parcel swap() {
        if (closed) {
            return null;
        }
        ArrayDeque<Parcel> empty = batch;
        batch = incoming;
        incoming = empty;
        return batch.poll();
    }

    private @Nullable Parcel taken(@Nullable Parcel parcel) {
        if (parcel != null && parcel.kind == Parcel.Kind.EVENT) {
            eventsTaken.lazySet(eventsTaken.get() + 1);
        } else if (parcel != null && parcel.kind == Parcel.Kind.NOTICE) {
            noticesTaken.lazySet(noticesTaken.get() + 1);
        }
        return parcel;
    }

    /** Forgets what is in it; what comes later is taken and forgotten. */
    void close() {
        lock.lock();
        try {
            closed = true;
            incoming.clear();
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int capacity() {
        return capacity;
    }

    int queued() {
        lock.lock();
        try {
            return (int) (eventsOffered - eventsTaken.get());
        } finally {
            lock.unlock();
        }
    }

    int mostQueued() {
        lock.lock();
        try {
            return mostQueued;
        } finally {
            lock.unlock();
        }
    }

    long noticesDropped() {
        lock.lock();
        try {
            return noticesDropped;
        } finally {
            lock.unlock();
        }
    }
}
