package io.jaybit.client;

import io.jaybit.account.AccountEvent;
import io.jaybit.book.OrderBook;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.MarketEvent;
import io.jaybit.market.Ticker;
import io.jaybit.market.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One topic and everyone who wants it. Confined to the I/O thread. */
final class Route {
    final Topic topic;
    private final BiConsumer<TopicSubscription, Throwable> failed;
    private final List<TopicSubscription> subscriptions = new ArrayList<>();
    private TopicSubscription[] inline = new TopicSubscription[0];
    private InlineListener[] inlineListeners = new InlineListener[0];
    private Lane[] lanes = new Lane[0];
    private long mergesOfGone;
    private long droppedOfGone;

    /** The venue accepted it, on a connection that is still there. */
    private boolean accepted;

    /** The venue's text; null while it has not refused. */
    private @Nullable String refusal;

    private int connectionId;

    /** @param failed told of an inline listener that threw */
    Route(Topic topic, BiConsumer<TopicSubscription, Throwable> failed) {
        this.topic = topic;
        this.failed = failed;
    }

    void add(TopicSubscription subscription, @Nullable Lane lane) {
        subscriptions.add(subscription);
        if (lane != null) {
            List<Lane> more = new ArrayList<>(List.of(lanes));
            more.add(lane);
            lanes = more.toArray(Lane[]::new);
        }
        sortInline();
        if (accepted) {
            subscription.accepted(topic);
        } else if (refusal != null) {
            subscription.failed(topic, refusal);
        }
    }

    /** @return whether nobody is left */
    boolean remove(TopicSubscription subscription) {
        subscriptions.remove(subscription);
        List<Lane> rest = new ArrayList<>(List.of(lanes));
        for (Lane lane : lanes) {
            if (lane.subscription == subscription) {
                mergesOfGone += lane.merges();
                droppedOfGone += lane.dropped();
                rest.remove(lane);
            }
        }
        lanes = rest.toArray(Lane[]::new);
        sortInline();
        return subscriptions.isEmpty();
    }

    private void sortInline() {
        inline = subscriptions.stream().filter(one -> one.inline() != null).toArray(TopicSubscription[]::new);
        inlineListeners = new InlineListener[inline.length];
        for (int i = 0; i < inline.length; i++) {
            InlineListener listener = inline[i].inline();
            if (listener != null) {
                inlineListeners[i] = listener;
            }
        }
    }

    List<TopicSubscription> subscriptions() {
        return subscriptions;
    }

    int connectionId() {
        return connectionId;
    }

    void accepted(int onConnection) {
        connectionId = onConnection;
        accepted = true;
        refusal = null;
        for (TopicSubscription subscription : subscriptions) {
            subscription.accepted(topic);
        }
    }

    void refused(String reason) {
        accepted = false;
        refusal = reason;
        for (TopicSubscription subscription : subscriptions) {
            subscription.failed(topic, reason);
        }
    }

    void disconnected() {
        accepted = false;
    }

    long merges() {
        long sum = mergesOfGone;
        for (Lane lane : lanes) {
            sum += lane.merges();
        }
        return sum;
    }

    long dropped() {
        long sum = droppedOfGone;
        for (Lane lane : lanes) {
            sum += lane.dropped();
        }
        return sum;
    }

    void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
        for (int i = 0; i < inlineListeners.length; i++) {
            try {
                inlineListeners[i].onBook(book, update, outcome);
            } catch (Throwable thrown) {
                failed.accept(inline[i], thrown);
            }
        }
        for (Lane lane : lanes) {
            lane.onBook(book, update, outcome);
        }
    }

    /** The book changed its status without a frame. */
    void showBook(OrderBook book) {
        for (Lane lane : lanes) {
            if (lane instanceof BookLane) {
                lane.showBook(book);
            }
        }
    }

    void onTicker(Ticker ticker) {
        for (int i = 0; i < inlineListeners.length; i++) {
            try {
                inlineListeners[i].onTicker(ticker);
            } catch (Throwable thrown) {
                failed.accept(inline[i], thrown);
            }
        }
        for (Lane lane : lanes) {
            lane.onTicker(ticker);
        }
    }

    void onEvent(MarketEvent event) {
        for (int i = 0; i < inlineListeners.length; i++) {
            try {
                EventReceiver.call(inlineListeners[i], event);
            } catch (Throwable thrown) {
                failed.accept(inline[i], thrown);
            }
        }
        for (Lane lane : lanes) {
            lane.onEvent(event);
        }
    }

    void onAccount(AccountEvent event) {
        for (int i = 0; i < inlineListeners.length; i++) {
            try {
                inlineListeners[i].onAccount(event);
            } catch (Throwable thrown) {
                failed.accept(inline[i], thrown);
            }
        }
        for (Lane lane : lanes) {
            lane.onAccount(event);
        }
    }

    void onFrame(Frame frame) {
        for (int i = 0; i < inlineListeners.length; i++) {
            try {
                inlineListeners[i].onFrame(frame, topic);
            } catch (Throwable thrown) {
                failed.accept(inline[i], thrown);
            }
        }
    }

    /** Hands a notice to inline listeners; the others get it through the queue. */
    void onNoticeInline(Notice notice) {
        for (int i = 0; i < inlineListeners.length; i++) {
            try {
                inlineListeners[i].onNotice(notice);
            } catch (Throwable thrown) {
                failed.accept(inline[i], thrown);
            }
        }
    }
}
