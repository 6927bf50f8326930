package io.jaybit.book;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives any thread a copy of what one thread writes, all of one moment. The writer never waits; a reader that finds no pause in
 * which to copy gets its copy from the writer.
 */
final class CopyDesk {
    private static final int ATTEMPTS = 8;
    private static final int KEEP_FRAMES = 256;
    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(CopyDesk.class, "version", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A copy the writer made. */
    private record Served(BookCopy copy, long version) {}

    private final Supplier<BookCopy> copier;

    /** Odd while the writer is at work. */
    private long version;

    private int framesSinceServed;
    private volatile boolean wanted;
    private volatile @Nullable Served served;

    /** @param copier makes a copy; called by readers while the writer may be at work, and then the copy is thrown away */
    CopyDesk(Supplier<BookCopy> copier) {
        this.copier = copier;
    }

    /** The writer is about to change something. */
    void begin() {
        VERSION.setOpaque(this, version + 1);
        VarHandle.storeStoreFence();
    }

    /** The writer has changed it. */
    void end() {
        VERSION.setRelease(this, version + 1);
    }

    /** The writer goes on where an exception stopped it, be that in the middle of a change or not. */
    void resume() {
        if ((version & 1) == 0) {
            begin();
        }
    }

    /** The writer is between two frames. */
    void pause() {
        if (wanted) {
            wanted = false;
            served = new Served(copier.get(), version);
            framesSinceServed = 0;
        } else if (served != null && ++framesSinceServed > KEEP_FRAMES) {
            served = null;
        }
    }

    /** A copy not older than the call. For any thread. */
    BookCopy copy() {
        long asked = (long) VERSION.getAcquire(this);
        while (true) {
            for (int i = 0; i < ATTEMPTS; i++) {
                long before = (long) VERSION.getAcquire(this);
                if ((before & 1) == 0) {
                    BookCopy copy = copier.get();
                    VarHandle.acquireFence();
                    if ((long) VERSION.getOpaque(this) == before) {
                        return copy;
                    }
                }
                Thread.onSpinWait();
            }
            Served handedOut = served;
            if (handedOut != null && handedOut.version() >= asked) {
                return handedOut.copy();
            }
            wanted = true;
        }
    }
}
