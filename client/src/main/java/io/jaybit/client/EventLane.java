package io.jaybit.client;

import io.jaybit.feed.Notice;
import io.jaybit.market.MarketEvent;
import io.jaybit.market.Topic;
import org.jspecify.annotations.Nullable;

/** Every event, in order. When the queue is full the newest is dropped, and {@link Notice.Dropped} stands in its place. */
final class EventLane extends Lane {
    private final Topic topic;
    private final MarketListener listener;
    private final DropReport report;
    /** Takes further drops until it is delivered, or an event gets through. Of the I/O thread. */
    private @Nullable Marker open;

    /** Tells the rest of the client of a drop, on the delivery thread. */
    @FunctionalInterface
    interface DropReport {
        Notice.Dropped dropped(Topic topic, long count, long fromEpochMillis, long toEpochMillis);
    }

    EventLane(
            TopicSubscription subscription,
            DeliveryQueue queue,
            Topic topic,
            MarketListener listener,
            DropReport report) {
        super(subscription, queue);
        this.topic = topic;
        this.listener = listener;
        this.report = report;
    }

    @Override
    void onEvent(MarketEvent event) {
        if (queue.offer(new Single(event))) {
            open = null;
            return;
        }
        countDrop();
        Marker marker = open;
        if (marker == null || !marker.add(event.exchangeEpochMillis())) {
            marker = new Marker(event.exchangeEpochMillis());
            open = marker;
            queue.offer(marker);
        }
    }

    private final class Single extends DeliveryQueue.Parcel {
        private final MarketEvent event;

        private Single(MarketEvent event) {
            super(Kind.EVENT);
            this.event = event;
        }

        @Override
        void deliver() {
            if (subscription.isOpen()) {
                EventReceiver.call(listener, event);
            }
        }

        @Override
        TopicSubscription subscription() {
            return subscription;
        }
    }

    /** Stands where events are missing; grows while it waits. */
    private final class Marker extends DeliveryQueue.Parcel {
        private long count = 1;
        private final long fromEpochMillis;
        private long toEpochMillis;
        private boolean taken;

        private Marker(long epochMillis) {
            super(Kind.BOUNDED_BY_SENDER);
            fromEpochMillis = epochMillis;
            toEpochMillis = epochMillis;
        }

        private synchronized boolean add(long epochMillis) {
            if (taken) {
                return false;
            }
            count++;
            toEpochMillis = epochMillis;
            return true;
        }

        @Override
        void deliver() {
            Notice.Dropped dropped;
            synchronized (this) {
                taken = true;
                dropped = report.dropped(topic, count, fromEpochMillis, toEpochMillis);
            }
            if (subscription.isOpen()) {
                listener.onNotice(dropped);
            }
        }

        @Override
        TopicSubscription subscription() {
            return subscription;
        }
    }
}
