package io.jaybit.client;

import io.jaybit.client.internal.net.IoThread;
import org.jspecify.annotations.Nullable;

/** Wakes an engine when something is due, and knows whether it came far too late to that. Confined to the I/O thread. */
final class EngineAlarm {
    private static final long HELD_UP_NANOS = 500_000_000L;
    private static final long CATCH_UP_NANOS = 50_000_000L;

    private final IoThread io;
    private final Runnable wake;
    private IoThread.@Nullable Alarm alarm;
    private long atNanos;
    private boolean everSet;
    private boolean catchingUp;

    EngineAlarm(IoThread io, Runnable wake) {
        this.io = io;
        this.wake = wake;
    }

    /** Comes at this time, or earlier if that was wanted before. */
    void atLatest(long nanos) {
        if (alarm == null || nanos - atNanos < 0) {
            set(nanos);
        }
    }

    private void set(long nanos) {
        if (alarm != null) {
            alarm.cancel();
        }
        everSet = true;
        atNanos = nanos;
        alarm = io.after(nanos - System.nanoTime(), this::over);
    }

    private void over() {
        alarm = null;
        wake.run();
    }

    /**
     * Whether this thread comes far too late to what was due: a slow inline listener, a long collection, a laptop's sleep. What the
     * venue said meanwhile still lies in the sockets; judging its silence before they are read would blame it for our own slowness.
     * So everything due is put off, once, for a moment in which every socket is read.
     */
    boolean wasHeldUp(long nowNanos) {
        if (catchingUp) {
            catchingUp = nowNanos - atNanos < 0;
            return catchingUp;
        }
        if (everSet && nowNanos - atNanos > HELD_UP_NANOS) {
            catchingUp = true;
            set(nowNanos + CATCH_UP_NANOS);
        }
        return catchingUp;
    }
}
