package io.jaybit.client;

import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.rest.RestTap;
import io.jaybit.client.internal.wire.Requests;
import io.jaybit.client.internal.wire.Signer;
import io.jaybit.feed.Frame;
import io.jaybit.feed.InputSink;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands what the client takes in to whoever keeps it, without keys and signatures; does nothing where nobody does. What that throws is
 * reported and harms nothing else. Safe for any thread.
 */
final class Inputs implements RestTap {
    private final @Nullable InputSink sink;
    private final String apiKey;
    private final Consumer<Throwable> failed;
    private final AtomicLong requests = new AtomicLong();

    Inputs(Settings settings, Consumer<Throwable> failed) {
        this.sink = settings.inputs();
        Signer signer = settings.session().signer();
        this.apiKey = signer == null ? "" : signer.apiKey();
        this.failed = failed;
    }

    private void tell(Consumer<InputSink> what) {
        if (sink != null) {
            try {
                what.accept(sink);
            } catch (RuntimeException thrown) {
                failed.accept(thrown);
            }
        }
    }

    void onFrame(Frame frame) {
        InputSink to = sink;
        if (to != null) {
            try {
                to.onFrame(frame);
            } catch (RuntimeException thrown) {
                failed.accept(thrown);
            }
        }
    }

    void onSent(int connectionId, Channel channel, String text, long epochNanos, long nanos) {
        tell(to -> to.onSent(connectionId, channel, Requests.withoutSecrets(text), epochNanos, nanos));
    }

    void onNotice(Notice notice, long nanos) {
        tell(to -> to.onNotice(notice, nanos));
    }

    void onInvalidated(Topic topic, StaleReason reason, long epochNanos, long nanos) {
        tell(to -> to.onInvalidated(topic, reason, epochNanos, nanos));
    }

    void onForgotten(Topic topic, long epochNanos, long nanos) {
        tell(to -> to.onForgotten(topic, epochNanos, nanos));
    }

    void onTimer(long epochNanos, long nanos) {
        tell(to -> to.onTimer(epochNanos, nanos));
    }

    void onClock(long offsetNanos, long errorNanos, long epochNanos, long nanos) {
        tell(to -> to.onClock(offsetNanos, errorNanos, epochNanos, nanos));
    }

    void onFullSnapshot(BookUpdate snapshot, long epochNanos, long nanos) {
        tell(to -> to.onFullSnapshot(snapshot, epochNanos, nanos));
    }

    void onFullSnapshotFailed(Topic topic, long epochNanos, long nanos) {
        tell(to -> to.onFullSnapshotFailed(topic, epochNanos, nanos));
    }

    @Override
    public long sent(String request) {
        long id = requests.incrementAndGet();
        tell(to -> to.onRequest(id, withoutKey(request), WallClock.epochNanos(), System.nanoTime()));
        return id;
    }

    @Override
    public void answered(long id, int status, String text) {
        tell(to -> to.onReply(id, status, withoutKey(text), WallClock.epochNanos(), System.nanoTime()));
    }

    @Override
    public boolean isWanted() {
        return sink != null;
    }

    /** The venue repeats the key in answers about it, and after a bad signature. */
    private String withoutKey(String text) {
        return apiKey.isEmpty() ? text : text.replace(apiKey, "…");
    }
}
