package io.jaybit.client.internal.orders;

import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.rest.Pacing;
import io.jaybit.client.internal.rest.RateBudget;
import io.jaybit.client.internal.session.OpenFailure;
import io.jaybit.client.internal.session.SessionConfig;
import io.jaybit.client.internal.session.SessionManager;
import io.jaybit.client.internal.session.SessionOutput;
import io.jaybit.client.internal.wire.ApiKey;
import io.jaybit.client.internal.wire.Control;
import io.jaybit.client.internal.wire.ControlSink;
import io.jaybit.client.internal.wire.Signer;
import io.jaybit.client.internal.wire.TradeReply;
import io.jaybit.client.internal.wire.WireDecoder;
import io.jaybit.feed.Frame;
import io.jaybit.feed.LineListener;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.orders.Outcome;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.venue.FaultSchedule;
import io.jaybit.simulator.venue.Outlet;
import io.jaybit.simulator.venue.StreamConnection;
import io.jaybit.simulator.venue.UpgradeRefused;
import io.jaybit.simulator.wire.StreamPath;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A session with a trade connection to the simulated exchange, in virtual time; the desks are the client's own. */
final class TradeVenue implements SessionOutput, ControlSink {
    static final long START_EPOCH_MILLIS = 1_784_900_000_000L;
    private static final long LATENCY_MILLIS = 20;

    final SimulatedExchange exchange;
    final SessionManager session;
    final TradeDesk trades;
    final List<Notice> notices = new ArrayList<>();
    final List<String> sent = new ArrayList<>();
    final Told told = new Told();
    final OrderDesk desk;

    private final Map<Integer, Socket> sockets = new LinkedHashMap<>();
    private final WireDecoder decoder = new WireDecoder(Channel.TRADE, this);
    private int controlConnection;
    private long alarmNanos = Long.MAX_VALUE;

    /** What the listener was told, and what it refuses. */
    static final class Told implements CommandListener {
        final List<Command> sending = new ArrayList<>();
        final Map<Command, List<Outcome>> outcomes = new LinkedHashMap<>();

        @Nullable
        String refusal;

        @Override
        public @Nullable String sending(Command command, long epochNanos) {
            if (refusal == null) {
                sending.add(command);
            }
            return refusal;
        }

        @Override
        public void outcome(Command command, Outcome outcome, long epochNanos) {
            outcomes.computeIfAbsent(command, one -> new ArrayList<>()).add(outcome);
        }
    }

    private final class Socket implements Outlet {
        private final int id;
        private @Nullable StreamConnection connection;

        private Socket(int id) {
            this.id = id;
        }

        @Override
        public void send(byte[] text) {
            later(() -> receive(this, text));
        }

        @Override
        public void close(int code, String reason) {
            later(() -> ended("closed by the venue: " + code));
        }

        @Override
        public void reset() {
            later(() -> ended("reset by peer"));
        }

        private void ended(String reason) {
            if (sockets.remove(id) != null) {
                session.onClosed(id, reason, now(), epoch());
            }
        }

        @Override
        public long pendingBytes() {
            return 0;
        }
    }

    TradeVenue(long seed) {
        exchange = SimulatedExchange.open(ExchangeConfig.calm(seed).withPreset(null), START_EPOCH_MILLIS);
        var key = exchange.keys().get(0);
        session = new SessionManager(
                SessionConfig.defaults().withSigner(new Signer(ApiKey.hmac(key.key(), key.secret()))),
                this,
                new SplittableRandom(seed));
        trades = new TradeDesk(
                session, this::send, new Pacing(new RateBudget()), Duration.ofSeconds(10), Duration.ofSeconds(5), "");
        desk = new OrderDesk(trades, told);
    }

    /** One whose trade connection is up. */
    static TradeVenue ready(long seed) {
        TradeVenue venue = new TradeVenue(seed);
        venue.trades.start(venue.now(), venue.epoch());
        venue.work();
        venue.run(Duration.ofSeconds(1));
        return venue;
    }

    Account account() {
        return exchange.keys().get(0).account();
    }

    /** Gives commands; their outcomes come into the list when they are known. */
    List<Outcome> submit(Command... commands) {
        List<Outcome> outcomes = new ArrayList<>();
        desk.submit(List.of(commands), now(), this::epoch, outcomes::addAll);
        work();
        return outcomes;
    }

    void fault(String script) {
        exchange.venue().faults().begin(FaultSchedule.parse(script));
    }

    void run(Duration duration) {
        exchange.timeline().advanceTo(exchange.timeline().now() + duration.toMillis());
    }

    long now() {
        return (exchange.timeline().now() - START_EPOCH_MILLIS) * 1_000_000 + 1_000_000_000;
    }

    long epoch() {
        return exchange.timeline().now() * 1_000_000;
    }

    private void later(Runnable what) {
        exchange.timeline().after(LATENCY_MILLIS, () -> {
            what.run();
            work();
        });
    }

    private void work() {
        long next = Math.min(session.doWork(now(), epoch()), trades.doWork(now()));
        if (next < alarmNanos) {
            alarmNanos = next;
            long millis = Math.max(1, Math.floorDiv(next - now() + 999_999, 1_000_000));
            exchange.timeline().after(millis, () -> {
                if (alarmNanos <= now()) {
                    alarmNanos = Long.MAX_VALUE;
                    work();
                }
            });
        }
    }

    @Override
    public void open(int connectionId, Channel channel) {
        Socket socket = new Socket(connectionId);
        sockets.put(connectionId, socket);
        later(() -> {
            if (!sockets.containsKey(connectionId)) {
                return;
            }
            try {
                socket.connection =
                        exchange.venue().connect(StreamPath.valueOf(channel.name()), Map.of(), "10.0.0.1", socket);
                session.onOpened(connectionId, "wss://venue" + channel.path(), now(), epoch());
            } catch (UpgradeRefused refused) {
                sockets.remove(connectionId);
                session.onOpenFailed(
                        connectionId, OpenFailure.http(refused.httpStatus(), "refused", null), now(), epoch());
            }
        });
    }

    @Override
    public void send(int connectionId, String text) {
        sent.add(text);
        later(() -> {
            Socket socket = sockets.get(connectionId);
            if (socket != null && socket.connection != null) {
                socket.connection.onText(text);
            }
        });
    }

    @Override
    public void close(int connectionId, String reason) {
        Socket socket = sockets.remove(connectionId);
        if (socket != null && socket.connection != null) {
            later(socket.connection::onClosed);
        }
    }

    @Override
    public void notice(Notice notice) {
        notices.add(notice);
        trades.onNotice(notice);
    }

    @Override
    public void invalidate(Topic topic, StaleReason reason) {
        throw new IllegalStateException("no books here: " + topic);
    }

    private void receive(Socket socket, byte[] text) {
        if (sockets.containsKey(socket.id)) {
            Frame frame = new Frame();
            frame.set(text, 0, text.length, Channel.TRADE, socket.id, 0, epoch(), now());
            controlConnection = socket.id;
            decoder.decode(frame, new MarketLine(nobody()));
            if (!decoder.complaint().isEmpty()) {
                throw new AssertionError(decoder.complaint() + ": " + new String(text, StandardCharsets.UTF_8));
            }
        }
    }

    private static LineListener nobody() {
        return (LineListener) Proxy.newProxyInstance(
                LineListener.class.getClassLoader(), new Class<?>[] {LineListener.class}, (proxy, method, args) -> {
                    throw new AssertionError("market data on the trade socket: " + method.getName());
                });
    }

    @Override
    public void onControl(Control control) {
        session.onControl(controlConnection, control, now(), epoch());
    }

    @Override
    public void onTradeReply(TradeReply reply) {
        trades.onReply(reply, now(), epoch());
    }
}
