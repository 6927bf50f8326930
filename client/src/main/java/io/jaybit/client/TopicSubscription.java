package io.jaybit.client;

import io.jaybit.feed.MarketLine;
import io.jaybit.feed.Notice;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The handle of a subscription, and who is behind it: exactly one kind of listener, or none for a book that is only read. */
final class TopicSubscription implements Subscription {
    /** What the handle needs of the client. */
    interface Client {
        /** Whether the calling thread is one of the client's own. */
        boolean isOwnThread();

        List<TopicHealth> healthOf(List<Topic> topics);

        void closed(TopicSubscription subscription);

        /** The subscription no longer wants these topics, but others. */
        void left(TopicSubscription subscription, List<Topic> gone);

        /** Runs a task on the delivery thread, as long as there is one. */
        void onDeliveryThread(Runnable task);
    }

    private final Client client;
    private volatile List<Topic> topics;
    private final @Nullable MarketListener listener;
    private final @Nullable InlineListener inline;
    private final @Nullable DeltaListener deltas;
    private final @Nullable LiveBook book;
    private final CompletableFuture<Subscription> live = new CompletableFuture<>();
    /** What {@link #awaitLive} waits for: told at once, without a turn on the delivery thread. */
    private final CompletableFuture<Subscription> known = new CompletableFuture<>();
    /** Topics the venue has not answered yet. Guarded by itself. */
    private final Set<Topic> unanswered;

    private volatile boolean open = true;

    TopicSubscription(
            Client client,
            List<Topic> topics,
            @Nullable MarketListener listener,
            @Nullable InlineListener inline,
            @Nullable DeltaListener deltas,
            @Nullable LiveBook book) {
        this.client = client;
        this.topics = topics;
        this.listener = listener;
        this.inline = inline;
        this.deltas = deltas;
        this.book = book;
        this.unanswered = new HashSet<>(topics);
    }

    @Nullable
    MarketListener listener() {
        return listener;
    }

    @Nullable
    InlineListener inline() {
        return inline;
    }

    @Nullable
    DeltaListener deltas() {
        return deltas;
    }

    boolean isOpen() {
        return open;
    }

    /** The topic has got its place on the I/O thread. */
    void routed(Topic topic, MarketLine line) {
        if (book != null) {
            book.fedBy(line);
        }
    }

    /** The book of the topic has become live. */
    void bookIsLive() {
        if (book != null) {
            book.becameLive();
        }
    }

    /** Hands a notice to the listener, on the thread it is called on. */
    void notice(Notice notice) {
        if (!open) {
            return;
        }
        if (listener != null) {
            listener.onNotice(notice);
        } else if (inline != null) {
            inline.onNotice(notice);
        } else if (deltas != null) {
            deltas.onNotice(notice);
        }
    }

    /** The venue accepted a topic. */
    void accepted(Topic topic) {
        boolean all;
        synchronized (unanswered) {
            all = unanswered.remove(topic) && unanswered.isEmpty();
        }
        if (all && known.complete(this)) {
            client.onDeliveryThread(() -> live.complete(this));
        }
    }

    /** The venue refused a topic, or there will be no answer. */
    void failed(@Nullable Topic topic, String reason) {
        SubscriptionException failure = new SubscriptionException(topic, reason);
        if (book != null) {
            book.failed(failure);
        }
        if (known.completeExceptionally(failure)) {
            client.onDeliveryThread(() -> live.completeExceptionally(failure));
        }
    }

    @Override
    public List<Topic> topics() {
        return topics;
    }

    @Override
    public CompletionStage<Subscription> live() {
        return live.minimalCompletionStage();
    }

    @Override
    public Subscription awaitLive(Duration timeout) throws InterruptedException {
        if (client.isOwnThread()) {
            throw new IllegalStateException(
                    "a callback must not wait for a subscription: its thread is needed to make it live; use live()");
        }
        try {
            return known.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            Topic first;
            int count;
            synchronized (unanswered) {
                count = unanswered.size();
                first = topics.stream().filter(unanswered::contains).findFirst().orElse(null);
            }
            throw new SubscriptionException(
                    first,
                    "not live within " + timeout.toMillis() + " ms"
                            + (count > 1 ? ", nor are " + (count - 1) + " others" : ""));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SubscriptionException refused) {
                throw new SubscriptionException(refused.topic(), refused.reason());
            }
            throw new IllegalStateException("a subscription can only fail with a reason", e);
        }
    }

    @Override
    public List<TopicHealth> health() {
        return client.healthOf(topics);
    }

    @Override
    public synchronized void close(Collection<Topic> some) {
        Set<Topic> leaving = Set.copyOf(some);
        List<Topic> gone = topics.stream().filter(leaving::contains).toList();
        if (gone.size() == topics.size()) {
            close();
        } else if (open && !gone.isEmpty()) {
            topics = topics.stream().filter(topic -> !leaving.contains(topic)).toList();
            client.left(this, gone);
            // Nobody waits for them any more.
            gone.forEach(this::accepted);
        }
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            failed(null, "the subscription was closed");
            client.closed(this);
        }
    }

    /** There is no delivery thread any more. */
    void clientClosed() {
        open = false;
        SubscriptionException end = new SubscriptionException(null, "the client was closed");
        if (book != null) {
            book.failed(end);
        }
        known.completeExceptionally(end);
        known.whenComplete((self, failure) -> {
            if (failure == null) {
                live.complete(this);
            } else {
                live.completeExceptionally(failure);
            }
        });
    }

    @Override
    public String toString() {
        return "Subscription" + topics;
    }
}
