package io.jaybit.client;

import io.jaybit.feed.InputSink;
import io.jaybit.feed.Notice;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings notices to listeners, through the queue, in their place between the events; where nobody listens, the important ones to
 * the log. Safe for any thread.
 */
final class Notices {
    private final DeliveryQueue queue;
    private final @Nullable InputSink inputs;
    private final NoticeLog log = new NoticeLog();
    private final CopyOnWriteArrayList<Consumer<? super Notice>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong callbackFailures = new AtomicLong();

    /** @param inputs keeps what is lost by our own fault; the session's notices it has from the engine */
    Notices(DeliveryQueue queue, @Nullable InputSink inputs) {
        this.queue = queue;
        this.inputs = inputs;
    }

    Registration add(Consumer<? super Notice> listener) {
        // One object a registration, so that the same listener can be registered twice and each be closed by itself.
        Consumer<Notice> own = notice -> listener.accept(notice);
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /** @param concerned subscriptions whose listeners get it on the delivery thread */
    void publish(Notice notice, Collection<TopicSubscription> concerned) {
        for (TopicSubscription subscription : concerned) {
            if (subscription.inline() == null) {
                queue.offer(new ForSubscription(notice, subscription));
            }
        }
        publish(notice);
    }

    /** To those who listen to all notices. */
    void publish(Notice notice) {
        if (inputs != null && (notice instanceof Notice.Dropped || notice instanceof Notice.RestPaused)) {
            inputs.onNotice(notice, System.nanoTime());
        }
        if (listeners.isEmpty()) {
            log.tell(notice);
        } else {
            queue.offer(new ForAll(notice));
        }
    }

    /** A listener threw. */
    void callbackFailed(@Nullable TopicSubscription subscription, Throwable thrown, long nowEpochNanos) {
        callbackFailures.incrementAndGet();
        Notice notice = new Notice.CallbackFailed(
                subscription == null ? null : subscription.topics().get(0), thrown, nowEpochNanos);
        publish(notice);
    }

    /** A listener of notices threw: it is not told of that. */
    void noticeCallbackFailed(Throwable thrown) {
        callbackFailures.incrementAndGet();
        log.tell("a listener of notices threw", thrown);
    }

    long callbackFailures() {
        return callbackFailures.get();
    }

    private final class ForAll extends DeliveryQueue.Parcel {
        private final Notice notice;

        private ForAll(Notice notice) {
            super(Kind.NOTICE);
            this.notice = notice;
        }

        @Override
        void deliver() {
            for (Consumer<? super Notice> listener : listeners) {
                try {
                    listener.accept(notice);
                } catch (Throwable thrown) {
                    noticeCallbackFailed(thrown);
                }
            }
        }
    }

    private final class ForSubscription extends DeliveryQueue.Parcel {
        private final Notice notice;
        private final TopicSubscription subscription;

        private ForSubscription(Notice notice, TopicSubscription subscription) {
            super(Kind.NOTICE);
            this.notice = notice;
            this.subscription = subscription;
        }

        @Override
        void deliver() {
            try {
                subscription.notice(notice);
            } catch (Throwable thrown) {
                noticeCallbackFailed(thrown);
            }
        }
    }
}
