package io.jaybit.client.internal.account;

import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.rest.AccountApi;
import io.jaybit.client.internal.rest.Requester;
import io.jaybit.client.internal.rest.RestClient;
import io.jaybit.client.internal.rest.RestRequest;
import io.jaybit.client.internal.session.NoMarket;
import io.jaybit.client.internal.session.OpenFailure;
import io.jaybit.client.internal.session.SessionConfig;
import io.jaybit.client.internal.session.SessionManager;
import io.jaybit.client.internal.session.SessionOutput;
import io.jaybit.client.internal.wire.ApiKey;
import io.jaybit.client.internal.wire.Control;
import io.jaybit.client.internal.wire.Signer;
import io.jaybit.client.internal.wire.WireDecoder;
import io.jaybit.client.testing.SimulatedRest;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.orders.AccountMemory;
import io.jaybit.orders.AccountNews;
import io.jaybit.orders.AccountPlan;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.Anomaly;
import io.jaybit.orders.Moment;
import io.jaybit.orders.OrderChange;
import io.jaybit.orders.OrderFill;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.Reconciliation;
import io.jaybit.positions.Drift;
import io.jaybit.positions.Position;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.venue.FaultSchedule;
import io.jaybit.simulator.venue.Outlet;
import io.jaybit.simulator.venue.StreamConnection;
import io.jaybit.simulator.venue.UpgradeRefused;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The simulated exchange at the other end of an account, in virtual time and without sockets. The program on this end can be killed and
 * started again; only its memory outlives it.
 */
final class AccountVenue {
    static final long START_EPOCH_MILLIS = 1_784_900_000_000L;
    private final Set<Topic> topics;

    final SimulatedExchange exchange;
    /** Whose account it is. */
    final Account account;

    final List<String> story = new ArrayList<>();
    final List<Anomaly> anomalies = new ArrayList<>();
    final List<Reconciliation> reconciliations = new ArrayList<>();
    /** How often what happened. */
    final Map<String, Integer> counts = new TreeMap<>();
    /** By id, how often a fill was told for the first time since the program was last started. */
    final Map<String, Integer> fillsTold = new HashMap<>();

    private final io.jaybit.simulator.desk.ApiKey key;
    private final SplittableRandom dice;
    private final boolean byRest;
    private final SimulatedRest venueRest;
    private final MemoryLog log = new MemoryLog();
    private Program program;
    private int starts;

    AccountVenue(ExchangeConfig config, boolean byRest) {
        this.byRest = byRest;
        topics = new LinkedHashSet<>(List.of(topic("order"), topic("execution"), topic("position"), topic("wallet")));
        if (config.seed() % 2 == 0) {
            topics.add(topic("execution.fast"));
        }
        exchange = SimulatedExchange.open(config, START_EPOCH_MILLIS);
        key = exchange.keys().get(2);
        account = key.account();
        venueRest = new SimulatedRest(exchange, key.key(), key.secret());
        dice = new SplittableRandom(config.seed() * 31 + 7);
        program = new Program();
    }

    private static Topic topic(String name) {
        return Topic.of(Channel.PRIVATE, name);
    }

    // --- the test's hand ---

    AccountDesk desk() {
        return program.desk;
    }

    /** Kills the program and starts it again with what it had kept. */
    void restart() {
        program.die();
        fillsTold.clear();
        program = new Program();
    }

    int starts() {
        return starts;
    }

    void fault(String script) {
        exchange.venue().faults().begin(FaultSchedule.parse(script));
    }

    /** Lets time pass. */
    void run(Duration duration) {
        exchange.timeline().advanceTo(exchange.timeline().now() + duration.toMillis());
    }

    /** Lets time pass until everything is known, at most so long. */
    void settle(Duration most) {
        long end = exchange.timeline().now() + most.toMillis();
        while (!isSettled() && exchange.timeline().now() < end) {
            run(Duration.ofSeconds(1));
        }
    }

    boolean isSettled() {
        return desk().line().status() == AccountStatus.IN_SYNC
                && desk().line().orders().unsettled().isEmpty();
    }

    void send(List<TradeCommand> together) {
        send(together, (command, outcome) -> {
            tell(command.kind() + " " + command.id() + ": " + outcome);
            count("outcome " + outcome.getClass().getSimpleName());
        });
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    void send(List<TradeCommand> together, CommandRoute.Results to) {
        desk().send(together, null, to);
        program.work();
    }

    boolean canTrade() {
        return byRest || program.session.readyConnection(Channel.TRADE) != 0;
    }

    void tell(String what) {
        story.add((exchange.timeline().now() - START_EPOCH_MILLIS) + " ms: " + what);
    }

    long nanos() {
        return now();
    }

    private long now() {
        return (exchange.timeline().now() - START_EPOCH_MILLIS) * 1_000_000 + 1_000_000_000;
    }

    private long epoch() {
        return exchange.timeline().now() * 1_000_000;
    }

    /** What is kept outlives the program. */
    private static final class MemoryLog implements AccountLog {
        private byte @Nullable [] all;
        private final List<byte[]> later = new ArrayList<>();

        @Override
        public void order(byte[] state) throws IOException {
            later.add(state);
        }

        @Override
        public void everything(byte[] state) throws IOException {
            all = state;
            later.clear();
        }
    }

    /** All that dies with the process. */
    private final class Program implements SessionOutput {
        private final SessionManager session;
        private final AccountDesk desk;
        private final @Nullable TradeDesk trade;
        private final Map<Integer, Socket> sockets = new LinkedHashMap<>();
        private final Signer signer = new Signer(ApiKey.hmac(key.key(), key.secret()));
        private final Map<Channel, WireDecoder> decoders = new HashMap<>();
        private final Frame frame = new Frame();
        private boolean dead;
        private boolean working;
        private long alarmNanos = Long.MAX_VALUE;
        private int controlConnection;
        private long sequence;

        private Program() {
            starts++;
            session = new SessionManager(
                    SessionConfig.defaults().withSigner(signer), this, new SplittableRandom(dice.nextLong()));
            Requester rest = this::request;
            trade = byRest ? null : new TradeDesk(new TradePort(), Duration.ofSeconds(8), Duration.ofSeconds(5), "");
            AccountClock clock = new AccountClock() {
                @Override
                public long nanos() {
                    return now();
                }

                @Override
                public Moment moment() {
                    return new Moment(session.venueEpochMillis(epoch()), epoch());
                }
            };
            desk = new AccountDesk(
                    AccountPlan.usual(),
                    AccountMemory.of(log.all, log.later),
                    topics,
                    new AccountApi(rest, AccountVenue.this::epoch),
                    trade == null ? new RestRoute(rest, Runnable::run) : trade,
                    log,
                    new Listening(),
                    clock,
                    Runnable::run);
            for (Topic topic : topics) {
                session.subscribe(topic, now(), epoch());
            }
            if (trade != null) {
                session.hold(Channel.TRADE, now(), epoch());
            }
            work();
        }

        private void die() {
            dead = true;
            sockets.values().forEach(socket -> {
                StreamConnection connection = socket.connection;
                if (connection != null) {
                    exchange.timeline().after(1, connection::onClosed);
                }
            });
        }

        private void work() {
            if (working || dead) {
                return;
            }
            working = true;
            long next = session.doWork(now(), epoch());
            next = Math.min(next, desk.doWork());
            if (trade != null) {
                next = Math.min(next, trade.doWork(now()));
            }
            working = false;
            if (next < alarmNanos) {
                alarmNanos = next;
                long millis =
                        Math.max(1, Math.floorDiv(Math.min(next - now(), 3_600_000_000_000L) + 999_999, 1_000_000));
                exchange.timeline().after(millis, () -> {
                    if (alarmNanos <= now()) {
                        alarmNanos = Long.MAX_VALUE;
                        work();
                    }
                });
            }
        }

        private void after(long millis, Runnable what) {
            exchange.timeline().after(millis, () -> {
                if (!dead) {
                    what.run();
                    work();
                }
            });
        }

        // --- REST ---

        private CompletableFuture<RestClient.Answer> request(RestRequest request) {
            CompletableFuture<RestClient.Answer> future = new CompletableFuture<>();
            long there = 5 + dice.nextInt(60);
            long back = 5 + dice.nextInt(60);
            // What is on its way arrives although we die.
            exchange.timeline()
                    .after(
                            there,
                            () -> venueRest
                                    .ask(request)
                                    .whenComplete((answer, failure) -> after(back, () -> {
                                        if (answer != null) {
                                            future.complete(answer);
                                        } else {
                                            future.completeExceptionally(failure);
                                        }
                                    })));
            return future;
        }

        // --- streams ---

        @Override
        public void open(int connectionId, Channel channel) {
            Socket socket = new Socket(this, connectionId, channel, 2 + dice.nextInt(60));
            sockets.put(connectionId, socket);
            after(socket.latency, () -> {
                if (!sockets.containsKey(connectionId)) {
                    return;
                }
                try {
                    socket.connection =
                            exchange.venue().connect(StreamPath.valueOf(channel.name()), Map.of(), "10.0.0.1", socket);
                    session.onOpened(connectionId, "wss://venue" + channel.path(), now(), epoch());
                } catch (UpgradeRefused refused) {
                    sockets.remove(connectionId);
                    int status = refused.httpStatus();
                    session.onOpenFailed(
                            connectionId, OpenFailure.http(status, "HTTP " + status, null), now(), epoch());
                }
            });
        }

        @Override
        public void send(int connectionId, String text) {
            Socket socket = sockets.get(connectionId);
            if (socket != null) {
                exchange.timeline().after(socket.latency, () -> {
                    if (socket.connection != null) {
                        socket.connection.onText(text);
                    }
                });
            }
        }

        @Override
        public void close(int connectionId, String reason) {
            Socket socket = sockets.remove(connectionId);
            if (socket != null && socket.connection != null) {
                exchange.timeline().after(socket.latency, socket.connection::onClosed);
            }
        }

        @Override
        public void notice(Notice notice) {
            if (notice instanceof Notice.Disconnected || notice instanceof Notice.ConnectFailed) {
                tell(notice.toString());
            }
            desk.onNotice(notice);
            if (notice instanceof Notice.Disconnected gone && trade != null) {
                trade.onLost(gone.connectionId(), gone.reason());
            }
        }

        @Override
        public void invalidate(Topic topic, StaleReason reason) {}

        private void ended(Socket socket, String reason) {
            if (sockets.remove(socket.id) != null) {
                session.onClosed(socket.id, reason, now(), epoch());
            }
        }

        private void receive(Socket socket, byte[] text) {
            if (!sockets.containsKey(socket.id)) {
                return;
            }
            frame.set(text, 0, text.length, socket.channel, socket.id, ++sequence, epoch(), now());
            controlConnection = socket.id;
            WireDecoder decoder = decoders.computeIfAbsent(
                    socket.channel, one -> new WireDecoder(one, this::control, new AccountEvents(desk::onEvent)));
            switch (decoder.decode(frame, NoMarket.INSTANCE)) {
                case DATA ->
                    session.onData(
                            socket.id,
                            Objects.requireNonNull(decoder.lastTopic()),
                            decoder.lastPushedEpochMillis(),
                            now(),
                            epoch());
                case CONTROL -> {}
                case UNKNOWN_TOPIC, UNREADABLE -> throw new AssertionError(decoder.complaint());
            }
        }

        private void control(Control control) {
            session.onControl(controlConnection, control, now(), epoch());
            if (trade != null) {
                trade.onControl(controlConnection, control, now());
            }
        }

        private final class TradePort implements TradeDesk.Port {
            @Override
            public int connection() {
                return session.readyConnection(Channel.TRADE);
            }

            @Override
            public void send(int connectionId, String text) {
                Program.this.send(connectionId, text);
            }

            @Override
            public void replace(int connectionId, String reason) {
                tell("replaces " + connectionId + ": " + reason);
                session.replace(connectionId, reason, now(), epoch());
            }
        }
    }

    /** One of the session's sockets; the other end is the exchange's. */
    private final class Socket implements Outlet {
        private final Program owner;
        private final int id;
        private final Channel channel;
        private final long latency;
        private @Nullable StreamConnection connection;

        private Socket(Program owner, int id, Channel channel, long latency) {
            this.owner = owner;
            this.id = id;
            this.channel = channel;
            this.latency = latency;
        }

        @Override
        public void send(byte[] text) {
            owner.after(latency, () -> owner.receive(this, text));
        }

        @Override
        public void close(int code, String reason) {
            owner.after(latency, () -> owner.ended(this, "closed by the venue: " + code));
        }

        @Override
        public void reset() {
            owner.after(latency, () -> owner.ended(this, "reset by peer"));
        }

        @Override
        public long pendingBytes() {
            return 0;
        }
    }

    private final class Listening implements AccountNews {
        @Override
        public void onChange(OrderChange change) {
            tell(change.text());
            if (change.transition().from() != change.transition().to()) {
                count("became " + change.after().state());
            }
        }

        @Override
        public void onFill(OrderRecord order, OrderFill fill) {
            fillsTold.merge(order.symbol() + " " + fill.execId(), 1, Integer::sum);
        }

        @Override
        public void onAnomaly(Anomaly anomaly) {
            tell("ANOMALY " + anomaly.kind() + " " + anomaly.text());
            anomalies.add(anomaly);
            count("anomaly " + anomaly.kind());
        }

        @Override
        public void onPosition(Position position) {
            tell("position " + position.symbol() + " " + position.size() + " ahead " + position.ahead() + " "
                    + position.standing());
        }

        @Override
        public void onDrift(Drift drift) {
            tell("DRIFT " + drift);
            count("drift " + drift.kind());
        }

        @Override
        public void onDriftExplained(Drift drift) {
            tell("drift explained " + drift);
            count("drift explained");
        }

        @Override
        public void onStatus(AccountStatus status, String reason, long epochNanos) {
            tell(status + ": " + reason);
        }

        @Override
        public void onReconciled(Reconciliation report) {
            tell("round " + report.number() + " " + report.causes() + " learned " + report.ordersLearned() + " orders, "
                    + report.fillsLearned() + " fills, repaired " + report.ordersRepaired() + "; failures "
                    + report.failures());
            reconciliations.add(report);
            count("round for " + report.causes());
            counts.merge("fills learned by asking", report.fillsLearned(), Integer::sum);
            counts.merge("orders learned by asking", report.ordersLearned(), Integer::sum);
            counts.merge("orders repaired by asking", report.ordersRepaired(), Integer::sum);
        }
    }
}
