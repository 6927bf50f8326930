package io.jaybit.client;

import io.jaybit.client.internal.net.IoThread;
import io.jaybit.client.internal.rest.AccountApi;
import io.jaybit.client.internal.rest.MarketApi;
import io.jaybit.client.internal.rest.RestClient;
import io.jaybit.client.internal.session.ConnectionBudget;
import io.jaybit.feed.FrameSink;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way to Bybit's streams. Safe for any thread.
 *
 * <pre>{@code
 * Bybit bybit = Bybit.mainnet();
 * bybit.linear().trades("BTCUSDT", trade -> System.out.println(trade.price() + " x " + trade.size()));
 * }</pre>
 *
 * <p>Nothing is opened before the first subscription. From then on sockets are opened, lost and opened again, and every
 * subscription is kept, until {@link #close}. What happens meanwhile is told to {@link #notices} and counted in {@link #health}.
 *
 * <p>Threads: {@code jaybit-io} reads sockets, decodes and keeps books; {@code jaybit-delivery} calls listeners, one call at a
 * time for the whole client. The second is no daemon: from the first subscription or listener of notices on, a program goes on after
 * its main method has ended, until {@link #close}.
 */
public final class Bybit implements AutoCloseable {
    private static final long HEALTH_PATIENCE_MILLIS = 2_000;
    private static final long LAST_HEALTH_PATIENCE_MILLIS = 100;
    private static final Duration REST_PATIENCE = Duration.ofSeconds(15);

    private final Settings settings;
    private final DeliveryQueue queue;
    private final Notices notices;
    private final DeliveryThread delivery;
    private final RawSinks rawSinks = new RawSinks();
    private final Set<TopicSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final List<Engine> engines = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Handles handles = new Handles();
    private final RestClient restClient;
    private final Rest rest;
    private final Accounts accounts;
    private volatile @Nullable Health lastHealth;

    Bybit(Settings settings, Budgets budgets, @Nullable Consumer<? super Notice> noticeListener) {
        this.settings = settings;
        this.queue = new DeliveryQueue(settings.eventQueue(), settings.noticeQueue());
        this.notices = new Notices(queue, settings.inputs());
        this.delivery = new DeliveryThread(queue, notices);
        List<IoThread> threads = new ArrayList<>();
        for (int i = 0; i < settings.ioThreads(); i++) {
            threads.add(new IoThread(settings.net(i + 1)));
        }
        Inputs inputs = new Inputs(settings, thrown -> notices.callbackFailed(null, thrown, WallClock.epochNanos()));
        this.restClient = new RestClient(
                threads.get(0),
                settings.exchange().rest(),
                REST_PATIENCE,
                budgets.requests(settings),
                System::nanoTime,
                WallClock::epochNanos,
                (pause, reason) -> notices.publish(new Notice.RestPaused(pause, reason, WallClock.epochNanos())),
                settings.requestSigner(),
                inputs);
        MarketApi api = new MarketApi(restClient);
        this.rest = new Rest(api);
        AtomicLong sequence = new AtomicLong();
        ConnectionBudget budget = budgets.connections(settings);
        for (IoThread io : threads) {
            engines.add(new Engine(settings, io, queue, notices, rawSinks, inputs, sequence, api, budget));
        }
        this.accounts = new Accounts(
                settings,
                engines.get(0),
                restClient,
                this::subscribeInline,
                task -> handles.onDeliveryThread(task),
                thrown -> notices.callbackFailed(null, thrown, WallClock.epochNanos()));
        if (noticeListener != null) {
            notices.add(noticeListener);
            delivery.start();
        }
    }

    /** Public data of the venue's main site; needs no key. */
    public static Bybit mainnet() {
        return of(Exchange.mainnet());
    }

    public static Bybit testnet() {
        return of(Exchange.testnet());
    }

    /** The venue's paper trading on mainnet prices. */
    public static Bybit demoTrading() {
        return of(Exchange.demoTrading());
    }

    /** Any exchange of {@link Exchange}, everything else as it is by default. */
    public static Bybit of(Exchange exchange) {
        return builder().exchange(exchange).build();
    }

    public static BybitBuilder builder() {
        return new BybitBuilder();
    }

    public Exchange exchange() {
        return settings.exchange();
    }

    public MarketStreams spot() {
        return market(Category.SPOT);
    }

    /** USDT and USDC perpetuals and futures. */
    public MarketStreams linear() {
        return market(Category.LINEAR);
    }

    /** Coin-margined perpetuals and futures. */
    public MarketStreams inverse() {
        return market(Category.INVERSE);
    }

    public MarketStreams option() {
        return market(Category.OPTION);
    }

    public MarketStreams spread() {
        return market(Category.SPREAD);
    }

    public MarketStreams market(Category category) {
        return new MarketStreams(this, category);
    }

    /**
     * Follows the own account: orders, fills and positions from streams, queries and commands, kept right over disconnects and, with a
     * memory, over restarts. The client must have been built with {@link BybitBuilder#credentials}.
     *
     * @throws IOException if the memory cannot be read or written, or another process has it open
     * @throws IllegalStateException if this client has no credentials, is closed, or follows its account already
     */
    public Account account(AccountSettings settings) throws IOException {
        return accounts.open(settings);
    }

    /**
     * Settings of the own account, and what it says of itself, by request. The client must have been built with {@link
     * BybitBuilder#credentials}.
     *
     * @throws IllegalStateException if there is no key
     */
    public AccountRequests accountRequests() {
        if (settings.session().signer() == null) {
            throw new IllegalStateException(
                    "the own account needs a key; this client was built without one (BybitBuilder.credentials)");
        }
        return new AccountRequests(restClient, new AccountApi(restClient, WallClock::epochNanos));
    }

    /** The own account; the client must have been built with {@link BybitBuilder#credentials}. */
    public OwnStreams own() {
        return new OwnStreams(this);
    }

    /** Announced maintenance. */
    public Subscription systemStatus(Consumer<? super SystemStatus> listener) {
        return subscribe(List.of(Topic.of(Channel.STATUS, "system.status")), new MarketListener() {
            @Override
            public void onSystemStatus(SystemStatus status) {
                listener.accept(status);
            }
        });
    }

    /**
     * Subscribes topics of any channel; {@code listener} is called on the delivery thread.
     *
     * @throws IllegalArgumentException if there is no topic, or one that this exchange has no socket for, or that needs a key and there
     *     is none, or private ones that the venue does not serve at the same time
     * @throws IllegalStateException if this client is closed
     */
    public Subscription subscribe(Collection<Topic> topics, MarketListener listener) {
        return add(new TopicSubscription(handles, checked(topics), listener, null, null, null));
    }

    /** Subscribes topics; {@code listener} is called at once, on the thread that reads the socket. */
    public Subscription subscribeInline(Collection<Topic> topics, InlineListener listener) {
        return add(new TopicSubscription(handles, checked(topics), null, listener, null, null));
    }

    /**
     * Subscribes order books of which every frame is wanted, on the delivery thread.
     *
     * @throws IllegalArgumentException if a topic is none of an order book
     */
    public Subscription deltas(Collection<Topic> topics, DeltaListener listener) {
        for (Topic topic : topics) {
            refuseUnlessBook(topic);
        }
        return add(new TopicSubscription(handles, checked(topics), null, null, listener, null));
    }

    /**
     * Keeps an order book to read at any time; nothing is called.
     *
     * @throws IllegalArgumentException if the topic is none of an order book
     */
    public LiveBook book(Topic topic) {
        refuseUnlessBook(topic);
        LiveBook book = new LiveBook(topic);
        book.subscribed(add(new TopicSubscription(handles, checked(List.of(topic)), null, null, null, book)));
        return book;
    }

    /**
     * Gives every frame that comes in, of all channels, acks and pongs too, before it is decoded; on the thread that reads the
     * socket. It must be quick.
     */
    public Registration raw(FrameSink sink) {
        return rawSinks.add(sink);
    }

    /** Tells of everything that happens to the streams, on the delivery thread, in its place between the events. */
    public Registration notices(Consumer<? super Notice> listener) {
        Registration registration = notices.add(listener);
        delivery.start();
        return registration;
    }

    /** Public market data by request. */
    public Rest rest() {
        return rest;
    }

    /** How everything does, at this moment. Once the client is closed: how it did in the end. */
    public Health health() {
        HealthReport report = new HealthReport();
        Health last = lastHealth;
        if (!collect(report, HEALTH_PATIENCE_MILLIS) && last != null) {
            return last;
        }
        return finish(report);
    }

    private Health finish(HealthReport report) {
        return report.health(
                WallClock.epochNanos(),
                closed.get(),
                engines.get(0).io().transport(),
                queue,
                delivery.delivered(),
                notices.callbackFailures());
    }

    /** @return false if some I/O thread did not answer */
    private boolean collect(HealthReport report, long patienceMillis) {
        for (Engine engine : engines) {
            if (engine.io().isCurrent()) {
                engine.report(report);
                continue;
            }
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            boolean taken = engine.io().execute(() -> {
                engine.report(report);
                done.complete(true);
            });
            if (!taken) {
                return false;
            }
            try {
                done.get(patienceMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException | TimeoutException e) {
                return false;
            }
        }
        return true;
    }

    /**
     * Ends every subscription, socket and thread within a second. No callback begins after it has returned, unless it was called
     * in one. A callback that does not return is interrupted, then left to itself. Idempotent.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        accounts.close();
        HealthReport report = new HealthReport();
        if (collect(report, LAST_HEALTH_PATIENCE_MILLIS)) {
            lastHealth = finish(report);
        }
        for (Engine engine : engines) {
            engine.run(engine::close);
        }
        engines.get(0).run(restClient::close);
        for (Engine engine : engines) {
            engine.io().close();
        }
        queue.close();
        delivery.close();
        for (TopicSubscription subscription : subscriptions) {
            subscription.clientClosed();
        }
        subscriptions.clear();
    }

    /** Subscribes what an operator works on. */
    Subscription operate(Collection<Topic> topics, LiveOperator<?, ?> operator) {
        TopicSubscription subscription = new TopicSubscription(handles, checked(topics), operator, null, null, null);
        operator.reportFailures(thrown -> notices.callbackFailed(subscription, thrown, WallClock.epochNanos()));
        add(subscription);
        for (Engine engine : engines) {
            AtomicBoolean waiting = new AtomicBoolean();
            engine.run(() -> engine.pulse(subscription::isOpen, (health, epochNanos) -> {
                // A newer one must not take the place of one that waits: events lie between them.
                if (waiting.compareAndSet(false, true)) {
                    handles.onDeliveryThread(() -> {
                        waiting.set(false);
                        if (subscription.isOpen()) {
                            operator.onPulse(health, epochNanos);
                        }
                    });
                }
            }));
        }
        return subscription;
    }

    private List<Topic> checked(Collection<Topic> topics) {
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("a subscription needs at least one topic");
        }
        for (Topic topic : topics) {
            if (topic.channel().needsLogin()) {
                if (settings.session().signer() == null) {
                    throw new IllegalArgumentException(
                            topic + " needs a key; this client was built without one (BybitBuilder.credentials)");
                }
                settings.exchange().stream(topic.channel());
            }
        }
        return List.copyOf(new LinkedHashSet<>(topics));
    }

    private static void refuseUnlessBook(Topic topic) {
        if (!topic.kind().isBook()) {
            throw new IllegalArgumentException(topic + " is not an order book");
        }
    }

    private TopicSubscription add(TopicSubscription subscription) {
        if (closed.get()) {
            throw new IllegalStateException("this client is closed");
        }
        synchronized (subscriptions) {
            OwnStreams.refuseConflicts(
                    subscription.topics(),
                    subscriptions.stream()
                            .flatMap(one -> one.topics().stream())
                            .filter(topic -> topic.channel() == Channel.PRIVATE)
                            .toList());
            subscriptions.add(subscription);
        }
        delivery.start();
        for (Engine engine : engines) {
            List<Topic> share = shareOf(engine, subscription.topics());
            if (!share.isEmpty()) {
                engine.run(() -> engine.subscribe(subscription, share));
            }
        }
        if (closed.get()) {
            subscription.clientClosed();
        }
        return subscription;
    }

    private List<Topic> shareOf(Engine engine, List<Topic> topics) {
        return engines.size() == 1
                ? topics
                : topics.stream().filter(topic -> engineOf(topic) == engine).toList();
    }

    /** All topics of a symbol are on one thread, so that its books and trades keep their order; so are all of the own account. */
    private Engine engineOf(Topic topic) {
        if (topic.channel().needsLogin()) {
            return engines.get(0);
        }
        int hash = topic.channel().ordinal() * 31 + topic.target().hashCode();
        return engines.get(Math.floorMod(hash, engines.size()));
    }

    private final class Handles implements TopicSubscription.Client {
        @Override
        public boolean isOwnThread() {
            return delivery.isCurrent()
                    || engines.stream().anyMatch(engine -> engine.io().isCurrent());
        }

        @Override
        public List<TopicHealth> healthOf(List<Topic> topics) {
            var byTopic = health().topics().stream().collect(Collectors.toMap(TopicHealth::topic, one -> one));
            return topics.stream()
                    .filter(byTopic::containsKey)
                    .map(byTopic::get)
                    .toList();
        }

        @Override
        public void closed(TopicSubscription subscription) {
            subscriptions.remove(subscription);
            left(subscription, subscription.topics());
        }

        @Override
        public void left(TopicSubscription subscription, List<Topic> gone) {
            for (Engine engine : engines) {
                List<Topic> share = shareOf(engine, gone);
                if (!share.isEmpty()) {
                    engine.run(() -> engine.unsubscribe(subscription, share));
                }
            }
        }

        @Override
        public void onDeliveryThread(Runnable task) {
            queue.offer(new DeliveryQueue.Task(task));
        }
    }
}
