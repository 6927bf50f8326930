package io.jaybit.client;

import io.jaybit.account.AccountEvent;
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
        offer(new OfMarket(event), event.exchangeEpochMillis());
    }

    @Override
    void onAccount(AccountEvent event) {
        offer(new OfAccount(event), event.exchangeEpochMillis());
    }

    private void offer(Single event, long exchangeEpochMillis) {
        if (queue.offer(event)) {
            open = null;
            return;
        }
        countDrop();
        Marker marker = open;
        if (marker == null || !marker.add(exchangeEpochMillis)) {
            marker = new Marker(exchangeEpochMillis);
            open = marker;
            queue.offer(marker);
        }
    }

    private abstract class Single extends DeliveryQueue.Parcel {
        private Single() {
            super(Kind.EVENT);
        }

        /** Calls the listener's method for the event. */
        abstract void call();

        @Override
        final void deliver() {
            if (subscription.isOpen()) {
                call();
            }
        }

        @Override
        final TopicSubscription subscription() {
            return subscription;
        }
    }

    private final class OfMarket extends Single {
        private final MarketEvent event;

        private OfMarket(MarketEvent event) {
            this.event = event;
        }

        @Override
        void call() {
            EventReceiver.call(listener, event);
        }
    }

    private final class OfAccount extends Single {
        private final AccountEvent event;

        private OfAccount(AccountEvent event) {
            this.event = event;
        }

        @Override
        void call() {
            listener.onAccount(event);
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
