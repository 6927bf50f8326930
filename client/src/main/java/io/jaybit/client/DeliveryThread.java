package io.jaybit.client;

import org.jspecify.annotations.Nullable;

/**
 * Takes parcels out of the queue and calls the user, one at a time. Whatever a callback throws is reported, and the next one is
 * called. Not a daemon: a program whose main method has ended goes on while it has subscriptions.
 */
final class DeliveryThread implements Runnable {
    private static final long PATIENCE_MILLIS = 300;
    private static final long LAST_PATIENCE_MILLIS = 100;

    private final DeliveryQueue queue;
    private final Notices notices;
    private final Thread thread = new Thread(this, "jaybit-delivery");
    private boolean started;
    private volatile boolean closed;
    private volatile long delivered;

    DeliveryThread(DeliveryQueue queue, Notices notices) {
        this.queue = queue;
        this.notices = notices;
        thread.setDaemon(false);
    }

    synchronized void start() {
        if (!started && !closed) {
            started = true;
            thread.start();
        }
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    long delivered() {
        return delivered;
    }

    @Override
    public void run() {
        long count = 0;
        while (!closed) {
            DeliveryQueue.Parcel parcel = next();
            if (parcel != null) {
                hand(parcel);
                delivered = ++count;
            }
        }
    }

    private DeliveryQueue.@Nullable Parcel next() {
        try {
            return queue.take();
        } catch (InterruptedException meantForSomebodyElse) {
            // A callback may have interrupted its own thread; only close() ends this one.
            return null;
        }
    }

    private void hand(DeliveryQueue.Parcel parcel) {
        try {
            parcel.deliver();
        } catch (Throwable thrown) {
            notices.callbackFailed(parcel.subscription(), thrown, WallClock.epochNanos());
        }
    }

    /**
     * Ends the thread. Called on another one it waits for a callback that is under way, interrupts it when that takes too long, and
     * in the end leaves it alone.
     */
    void close() {
        synchronized (this) {
            closed = true;
            if (!started) {
                return;
            }
        }
        queue.close();
        if (isCurrent()) {
            return;
        }
        try {
            thread.join(PATIENCE_MILLIS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(LAST_PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
