package io.jaybit.recorder.log;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the listener what happens without letting it hold up who found out. Safe for any thread. */
final class Announcer implements Consumer<RawLogEvent> {
    private static final System.Logger LOG = System.getLogger(Announcer.class.getName());
    private static final long PATIENCE_SECONDS = 5;

    private final Consumer<RawLogEvent> listener;
    private final Executor executor;
    private final @Nullable ExecutorService own;

    private Announcer(Consumer<RawLogEvent> listener, Executor executor, @Nullable ExecutorService own) {
        this.listener = listener;
        this.executor = executor;
        this.own = own;
    }

    static Announcer onItsThread(Consumer<RawLogEvent> listener) {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "recorder-events");
            made.setDaemon(true);
            return made;
        });
        return new Announcer(listener, thread, thread);
    }

    static Announcer atOnce(Consumer<RawLogEvent> listener) {
        return new Announcer(listener, Runnable::run, null);
    }

    @Override
    public void accept(RawLogEvent event) {
        executor.execute(() -> {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "a listener of the recording failed, event=" + event, e);
            }
        });
    }

    /** Waits a little until the listener was told everything. */
    void close() {
        ExecutorService thread = own;
        if (thread == null) {
            return;
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a listener of the recording is busy, the last events are not told");
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
