package io.jaybit.client;

import io.jaybit.market.Ticker;
import java.util.concurrent.atomic.AtomicReference;

/** The newest state of a ticker; one that is overtaken before its turn is counted as merged. */
final class TickerLane extends Lane {
    private final MarketListener listener;
    private final AtomicReference<Ticker> waiting = new AtomicReference<>();
    private final Newest newest = new Newest();

    TickerLane(TopicSubscription subscription, DeliveryQueue queue, MarketListener listener) {
        super(subscription, queue);
        this.listener = listener;
    }

    @Override
    void onTicker(Ticker ticker) {
        if (waiting.getAndSet(ticker) == null) {
            queue.offer(newest);
        } else {
            countMerge();
        }
    }

    private final class Newest extends DeliveryQueue.Parcel {
        private Newest() {
            super(Kind.BOUNDED_BY_SENDER);
        }

        @Override
        void deliver() {
            Ticker ticker = waiting.getAndSet(null);
            if (ticker != null && subscription.isOpen()) {
                listener.onTicker(ticker);
            }
        }

        @Override
        TopicSubscription subscription() {
            return subscription;
        }
    }
}
