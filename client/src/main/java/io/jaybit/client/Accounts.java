package io.jaybit.client;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.DisconnectProtection;
import io.jaybit.account.WalletUpdate;
import io.jaybit.client.internal.account.AccountLog;
import io.jaybit.client.internal.account.JournalLog;
import io.jaybit.client.internal.account.ProtectionDesk;
import io.jaybit.client.internal.rest.MarketApi;
import io.jaybit.client.internal.rest.RestClient;
import io.jaybit.client.internal.rest.SettingsApi;
import io.jaybit.market.Channel;
import io.jaybit.market.Instrument;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.market.Topic;
import io.jaybit.orders.AccountMemory;
import io.jaybit.orders.AccountNews;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.Anomaly;
import io.jaybit.orders.OrderChange;
import io.jaybit.orders.OrderFill;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.Reconciliation;
import io.jaybit.positions.Drift;
import io.jaybit.positions.Position;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens and closes the one account a client follows. Safe for any thread. */
final class Accounts {
    private static final System.Logger LOG = System.getLogger("io.jaybit.client");
    private static final long CLOSE_PATIENCE_MILLIS = 1_000;
    static final List<String> STREAMS = List.of("order", "execution", "position", "wallet");

    private final Settings settings;
    private final Engine engine;
    private final RestClient rest;
    private final Rest market;
    private final BiFunction<List<Topic>, InlineListener, Subscription> subscribe;
    private final Consumer<Runnable> delivery;
    private final Consumer<Throwable> callbackFailed;
    private @Nullable Followed followed;

    /**
     * @param engine on whose thread it lives, like all private topics
     * @param delivery runs tasks on the delivery thread
     */
    Accounts(
            Settings settings,
            Engine engine,
            RestClient rest,
            BiFunction<List<Topic>, InlineListener, Subscription> subscribe,
            Consumer<Runnable> delivery,
            Consumer<Throwable> callbackFailed) {
        this.settings = settings;
        this.engine = engine;
        this.rest = rest;
        this.market = new Rest(new MarketApi(rest));
        this.subscribe = subscribe;
        this.delivery = delivery;
        this.callbackFailed = callbackFailed;
    }

    synchronized Account open(AccountSettings wanted) throws IOException {
        if (settings.session().signer() == null) {
            throw new IllegalStateException(
                    "the account needs a key; this client was built without one (BybitBuilder.credentials)");
        }
        if (followed != null) {
            throw new IllegalStateException("this client follows its account already");
        }
        JournalLog journal = wanted.memory() == null ? null : JournalLog.open(wanted.memory(), wanted.forced());
        Followed opened;
        try {
            AccountMemory memory = journal == null ? AccountMemory.NONE : journal.memory();
            opened = new Followed(wanted, memory, journal);
        } catch (IllegalArgumentException unreadable) {
            close(journal);
            throw new IOException(
                    "the memory in " + wanted.memory() + " cannot be taken up: " + unreadable.getMessage(), unreadable);
        } catch (IOException | RuntimeException failure) {
            close(journal);
            throw failure;
        }
        try {
            Account account = opened.begin();
            followed = opened;
            return account;
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    private static void close(@Nullable JournalLog journal) throws IOException {
        if (journal != null) {
            journal.close();
        }
    }

    /** Ends what goes on, if anything does. */
    void close() {
        Followed going;
        synchronized (this) {
            going = followed;
        }
        if (going != null) {
            going.close();
        }
    }

    private synchronized void closed(Followed gone) {
        if (followed == gone) {
            followed = null;
        }
    }

    private final class Followed implements Account.Client {
        private final CopyOnWriteArrayList<AccountListener> listeners = new CopyOnWriteArrayList<>();
        private final @Nullable JournalLog journal;
        private final boolean bySocket;
        private final Set<Topic> topics;
        private final AccountEngine account;
        private final LinkIds ids;
        private @Nullable MarkFeed marks;
        private @Nullable Subscription subscription;
        private @Nullable Subscription protection;
        private volatile boolean over;

        private Followed(AccountSettings wanted, AccountMemory memory, @Nullable JournalLog journal) {
            this.journal = journal;
            this.topics = topics(wanted);
            this.bySocket = wanted.commands() && settings.exchange().hasOrderEntry();
            Telling telling = new Telling();
            this.account = onEngine(() -> new AccountEngine(
                    wanted,
                    memory,
                    topics,
                    rest,
                    engine::run,
                    bySocket,
                    journal == null ? AccountLog.NONE : journal,
                    telling,
                    new ProtectionDesk(
                            wanted.protection(),
                            new SettingsApi(rest)::disconnectProtection,
                            () -> PrivateSessions.count(settings),
                            engine::run,
                            telling::onDisconnectProtection),
                    engine.accountHost()));
            this.ids = new LinkIds(
                    wanted.linkIdPrefix(),
                    WallClock.epochNanos() / 1_000_000,
                    System.identityHashCode(this) * 31L
                            + ProcessHandle.current().pid());
        }

        private AccountEngine onEngine(Supplier<AccountEngine> make) {
            CompletableFuture<AccountEngine> made = new CompletableFuture<>();
            boolean taken = engine.run(() -> {
                try {
                    AccountEngine one = make.get();
                    marks = new MarkFeed(engine, one, subscribe);
                    one.desk().line().positions().positions(System.nanoTime()).forEach(marks::onPosition);
                    engine.follow(one, bySocket);
                    made.complete(one);
                } catch (RuntimeException failure) {
                    made.completeExceptionally(failure);
                }
            });
            if (!taken) {
                throw new IllegalStateException("this client is closed");
            }
            try {
                return made.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the account was opened", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IllegalArgumentException unreadable
                        ? unreadable
                        : new IllegalStateException("the account cannot be followed", e.getCause());
            }
        }

        private Account begin() {
            subscription = subscribe.apply(List.copyOf(topics), new InlineListener() {
                @Override
                public void onAccount(AccountEvent event) {
                    account.onEvent(event);
                }
            });
            List<Topic> watched = account.protection().topics();
            if (!watched.isEmpty()) {
                // By itself: where the venue refuses it, the account is followed all the same.
                protection = subscribe.apply(watched, new InlineListener() {});
            }
            return new Account(this, account, ids);
        }

        @Override
        public boolean run(Runnable task) {
            return engine.run(task);
        }

        @Override
        public boolean isIoThread() {
            return engine.io().isCurrent();
        }

        @Override
        public Registration listen(AccountListener listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        @Override
        public CompletableFuture<Optional<Instrument>> instrument(Symbol symbol) {
            return market.instrument(symbol.category(), symbol.name());
        }

        @Override
        public CompletableFuture<Optional<Ticker>> ticker(Symbol symbol) {
            return market.ticker(symbol.category(), symbol.name());
        }

        @Override
        public Subscription tickers(Symbol symbol, InlineListener listener) {
            return subscribe.apply(
                    List.of(Topic.of(Channel.of(symbol.category()), "tickers." + symbol.name())), listener);
        }

        @Override
        public void close() {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            for (Subscription open : Arrays.asList(subscription, protection)) {
                if (open != null) {
                    open.close();
                }
            }
            CountDownLatch left = new CountDownLatch(1);
            boolean taken = engine.run(() -> {
                leave();
                left.countDown();
            });
            if (!taken) {
                leave();
            } else if (!engine.io().isCurrent()) {
                await(left);
            }
            closed(this);
        }

        private static void await(CountDownLatch left) {
            try {
                if (!left.await(CLOSE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "the account's memory is not closed yet: the I/O thread is busy");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void leave() {
            account.close("the account is not followed any more");
            engine.unfollow();
            if (marks != null) {
                marks.close();
            }
            if (journal != null) {
                try {
                    journal.close();
                } catch (IOException failure) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "the account's memory was not closed well: " + failure.getMessage());
                }
            }
        }

        /** Hands everything to the delivery thread, in order. */
        private final class Telling implements AccountNews {
            private void tell(Consumer<AccountListener> what) {
                if (listeners.isEmpty() || over) {
                    // That it is not followed any more is no news to who closed it.
                    return;
                }
                delivery.accept(() -> {
                    for (AccountListener listener : listeners) {
                        try {
                            what.accept(listener);
                        } catch (Throwable thrown) {
                            callbackFailed.accept(thrown);
                        }
                    }
                });
            }

            @Override
            public void onChange(OrderChange change) {
                tell(listener -> listener.onChange(change));
            }

            @Override
            public void onFill(OrderRecord order, OrderFill fill) {
                tell(listener -> listener.onFill(order, fill));
            }

            @Override
            public void onMerged(OrderRecord gone, OrderRecord kept) {
                tell(listener -> listener.onMerged(gone, kept));
            }

            @Override
            public void onAnomaly(Anomaly anomaly) {
                tell(listener -> listener.onAnomaly(anomaly));
            }

            @Override
            public void onPosition(Position position) {
                MarkFeed feed = marks;
                if (feed != null) {
                    feed.onPosition(position);
                }
                tell(listener -> listener.onPosition(position));
            }

            @Override
            public void onDrift(Drift drift) {
                tell(listener -> listener.onDrift(drift));
            }

            @Override
            public void onDriftExplained(Drift drift) {
                tell(listener -> listener.onDriftExplained(drift));
            }

            @Override
            public void onWallet(WalletUpdate update, List<String> changedCoins) {
                tell(listener -> listener.onWallet(update, changedCoins));
            }

            @Override
            public void onStatus(AccountStatus status, String reason, long epochNanos) {
                tell(listener -> listener.onStatus(status, reason, epochNanos));
            }

            @Override
            public void onReconciled(Reconciliation report) {
                tell(listener -> listener.onReconciled(report));
            }

            private void onDisconnectProtection(DisconnectProtection standing) {
                tell(listener -> listener.onDisconnectProtection(standing));
            }

            @Override
            public void onMemoryFailed(String reason, long epochNanos) {
                tell(listener -> listener.onMemoryFailed(reason, epochNanos));
            }
        }
    }

    private static Set<Topic> topics(AccountSettings wanted) {
        Set<Topic> topics = new LinkedHashSet<>();
        STREAMS.forEach(name -> topics.add(Topic.of(Channel.PRIVATE, name)));
        if (wanted.fastExecutions()) {
            topics.add(Topic.of(Channel.PRIVATE, "execution.fast"));
        }
        return topics;
    }
}
