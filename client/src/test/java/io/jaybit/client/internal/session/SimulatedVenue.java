package io.jaybit.client.internal.session;

import io.jaybit.book.BookSide;
import io.jaybit.book.BookStatus;
import io.jaybit.book.BookView;
import io.jaybit.book.OrderBook;
import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.wire.Control;
import io.jaybit.client.internal.wire.WireDecoder;
import io.jaybit.client.testing.BookPicture;
import io.jaybit.coverage.CoverageLedger;
import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.LineListener;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.Notice;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.MarketEvent;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.ExchangeListener;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.feed.BookKind;
import io.jaybit.simulator.venue.FaultSchedule;
import io.jaybit.simulator.venue.Outlet;
import io.jaybit.simulator.venue.StreamConnection;
import io.jaybit.simulator.venue.UpgradeRefused;
import io.jaybit.simulator.wire.StreamPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The simulated exchange at the other end of a session, in virtual time and without sockets: the session, the decoders and the books are
 * the client's own, put together as the client does.
 *
 * <p>All the time it holds a book that calls itself live against what the exchange has published under the same {@code u}, and each
 * trade against those that were made.
 */
final class SimulatedVenue implements SessionOutput, LineListener {
    static final long START_EPOCH_MILLIS = 1_784_900_000_000L;

    private static final long PULSE_MILLIS = 100;

    final SimulatedExchange exchange;
    final SessionManager session;
    final MarketLine line = new MarketLine(this);
    final CoverageLedger ledger = new CoverageLedger();
    final List<Notice> notices = new ArrayList<>();
    final List<SystemStatus> announcements = new ArrayList<>();
    /** The last event of each topic that tells a state; of pools and alerts by symbol besides. */
    final Map<String, MarketEvent> states = new LinkedHashMap<>();

    final TradeFates trades = new TradeFates();
    /** What must not be, told by the first. */
    final List<String> wrongs = new ArrayList<>();

    private final long latencyMillis;
    private final Map<Integer, Socket> sockets = new LinkedHashMap<>();
    private final Map<Channel, WireDecoder> decoders = new EnumMap<>(Channel.class);
    private final Map<Topic, Map<Long, Set<Integer>>> published = new HashMap<>();
    private final Frame frame = new Frame();
    private int controlConnection;
    private long alarmNanos = Long.MAX_VALUE;
    private long sequence;

    /** One of the session's sockets; the other end is the exchange's. */
    private final class Socket implements Outlet {
        private final int id;
        private final Channel channel;
        private @Nullable StreamConnection connection;

        private Socket(int id, Channel channel) {
            this.id = id;
            this.channel = channel;
        }

        @Override
        public void send(byte[] text) {
            long written = exchange.timeline().now();
            trades.written(id, text, written);
            later(() -> receive(this, text, written));
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

    SimulatedVenue(ExchangeConfig config, SessionConfig sessionConfig, long latencyMillis) {
        this.latencyMillis = latencyMillis;
        exchange = SimulatedExchange.open(config, START_EPOCH_MILLIS);
        session = new SessionManager(sessionConfig, this, new SplittableRandom(config.seed()));
        exchange.exchange().listen(new ExchangeListener() {
            @Override
            public void onTrade(io.jaybit.simulator.exchange.Trade trade) {
                Market market = trade.market();
                Channel channel = Channel.valueOf(market.category().name());
                String target = channel == Channel.OPTION ? market.instrument().baseCoin() : market.symbol();
                Topic topic = Topic.of(channel, "publicTrade." + target);
                trades.made(trade.id(), topic.toString(), trade.epochMillis(), subscribedOn(topic));
            }
        });
        everyPulse();
    }

    private Set<Integer> subscribedOn(Topic topic) {
        Set<Integer> due = new HashSet<>();
        for (Socket socket : sockets.values()) {
            if (socket.channel == topic.channel()
                    && socket.connection != null
                    && socket.connection.topicNames().contains(topic.name())) {
                due.add(socket.id);
            }
        }
        return due;
    }

    /** What a client's own operators do for their ledgers, in the same rhythm. */
    private void everyPulse() {
        exchange.timeline().after(PULSE_MILLIS, () -> {
            SessionHealth health = health();
            ClockEstimate clock = health.clock();
            if (clock != null) {
                ledger.clock(clock.offsetNanos(), clock.errorNanos());
            }
            for (ConnectionRow row : health.connections()) {
                row.lastHeardEpochNanos().ifPresent(heard -> ledger.heard(row.connectionId(), heard));
            }
            everyPulse();
        });
    }

    // --- the test's hand ---

    Market market(Category category, String symbol) {
        return Objects.requireNonNull(exchange.exchange().market(category, symbol), symbol);
    }

    void subscribe(Topic... topics) {
        for (Topic topic : topics) {
            if (topic.kind().isBook()) {
                watch(topic);
            }
            decoder(topic.channel()).expect(topic);
            ledger.expect(topic);
            session.subscribe(topic, now(), epoch());
        }
        work();
    }

    void fault(String script) {
        exchange.venue().faults().begin(FaultSchedule.parse(script));
    }

    /** Lets time pass. */
    void run(Duration duration) {
        exchange.timeline().advanceTo(exchange.timeline().now() + duration.toMillis());
    }

    long now() {
        return (exchange.timeline().now() - START_EPOCH_MILLIS) * 1_000_000 + 1_000_000_000;
    }

    long epoch() {
        return exchange.timeline().now() * 1_000_000;
    }

    SessionHealth health() {
        return session.health(now(), epoch());
    }

    TopicRow row(Topic topic) {
        return health().topics().stream()
                .filter(row -> row.topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + topic));
    }

    boolean isHealed(Topic topic) {
        TopicRow row = row(topic);
        return row.state() == TopicState.LIVE
                && row.cure() == null
                && (!topic.kind().isBook()
                        || (line.book(topic).isLive() && !line.book(topic).sequenceUnverified()));
    }

    /** Whether the client's book is the one that the exchange has published last; else what is wrong. */
    String differenceOf(Topic topic) {
        Market market = market(Category.valueOf(topic.channel().name()), topic.target());
        String published = BookPicture.of(market, exchange.feeds().book(market, kind(topic)));
        String known = BookPicture.of(line.book(topic));
        List<String> surplus =
                known.lines().filter(level -> !published.contains(level + '\n')).toList();
        List<String> missing =
                published.lines().filter(level -> !known.contains(level + '\n')).toList();
        return published.equals(known) ? "" : topic + " has " + surplus + " instead of " + missing;
    }

    private static BookKind kind(Topic topic) {
        for (BookKind kind : BookKind.values()) {
            if (kind.text().equals(topic.argument())) {
                return kind;
            }
        }
        throw new IllegalArgumentException(topic.toString());
    }

    <N extends Notice> List<N> notices(Class<N> kind) {
        return notices.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    // --- a perfect line, to compare with ---

    /** Remembers what the exchange publishes of a book, as somebody knows it who never misses a frame. */
    private void watch(Topic topic) {
        if (published.containsKey(topic)) {
            return;
        }
        Map<Long, Set<Integer>> versions = new HashMap<>();
        published.put(topic, versions);
        MarketLine perfect = new MarketLine(new QuietListener());
        WireDecoder decoder = new WireDecoder(topic.channel(), control -> {});
        decoder.expect(topic);
        Frame text = new Frame();
        OrderBook book = perfect.book(topic);
        StreamPath path = StreamPath.valueOf(topic.channel().name());
        Objects.requireNonNull(exchange.feeds().find(path, topic.name()), topic.name())
                .join((of, bytes) -> {
                    text.set(bytes, 0, bytes.length, topic.channel(), 0, 0, epoch(), now());
                    decoder.decode(text, perfect);
                    versions.computeIfAbsent(book.updateId(), u -> new HashSet<>())
                            .add(fingerprint(book));
                });
    }

    private static int fingerprint(BookView book) {
        int hash = 1;
        for (BookSide side : BookSide.values()) {
            for (int i = 0; i < book.levels(side); i++) {
                hash = hash * 31 + book.price(side, i).hashCode();
                hash = hash * 31 + book.size(side, i).hashCode();
            }
            hash = hash * 31 + 7;
        }
        return hash;
    }

    // --- what the session asks ---

    private void later(Runnable what) {
        exchange.timeline().after(latencyMillis, () -> {
            what.run();
            work();
        });
    }

    private void work() {
        long next = session.doWork(now(), epoch());
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
        Socket socket = new Socket(connectionId, channel);
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
                int status = refused.httpStatus();
                session.onOpenFailed(connectionId, OpenFailure.http(status, "HTTP " + status, null), now(), epoch());
            }
        });
    }

    @Override
    public void send(int connectionId, String text) {
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
        tell(notice);
        if (notice instanceof Notice.TopicClosed closed) {
            line.forget(closed.topic());
        }
    }

    private void tell(Notice notice) {
        notices.add(notice);
        ledger.onNotice(notice, gap -> {});
    }

    @Override
    public void invalidate(Topic topic, StaleReason reason) {
        line.invalidate(topic, reason, epoch());
    }

    // --- what the exchange sends ---

    private WireDecoder decoder(Channel channel) {
        return decoders.computeIfAbsent(channel, one -> new WireDecoder(one, this::onControl));
    }

    private void onControl(Control control) {
        session.onControl(controlConnection, control, now(), epoch());
    }

    private void receive(Socket socket, byte[] text, long writtenEpochMillis) {
        if (!sockets.containsKey(socket.id)) {
            return;
        }
        trades.came(socket.id, writtenEpochMillis);
        frame.set(text, 0, text.length, socket.channel, socket.id, ++sequence, epoch(), now());
        controlConnection = socket.id;
        WireDecoder decoder = decoder(socket.channel);
        FrameDecoder.Verdict verdict = decoder.decode(frame, line);
        Topic topic = decoder.lastTopic();
        if (verdict == FrameDecoder.Verdict.DATA && topic != null) {
            session.onData(socket.id, topic, decoder.lastPushedEpochMillis(), now(), epoch());
            ledger.heard(topic, epoch(), gap -> {});
        } else if (verdict != FrameDecoder.Verdict.CONTROL) {
            wrongs.add(verdict + ": " + decoder.complaint() + " in " + frame);
        }
    }

    @Override
    public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
        if (!book.isLive() || book.sequenceUnverified()) {
            return;
        }
        boolean was = published
                .getOrDefault(book.topic(), Map.of())
                .getOrDefault(book.updateId(), Set.of())
                .contains(fingerprint(book));
        if (!was) {
            wrongs.add("a live book that the exchange never had: " + book.topic() + " u " + book.updateId() + " after "
                    + outcome);
        }
    }

    @Override
    public void onTrade(Trade trade) {
        if (!trades.heard(trade.id().toString())) {
            wrongs.add("a trade that never was: " + trade);
        }
    }

    @Override
    public void onNotice(Notice notice) {
        tell(notice);
        if (notice instanceof Notice.BookStatusChanged changed) {
            if (changed.status() == BookStatus.LIVE) {
                session.onBookLive(changed.topic(), now(), epoch());
            } else if (changed.reason() == StaleReason.GAP
                    || changed.reason() == StaleReason.CROSSED
                    || changed.reason() == StaleReason.UNREPRESENTABLE) {
                session.onBookSick(changed.topic(), changed.reason(), now(), epoch());
            }
        }
    }

    @Override
    public void onTicker(Ticker merged, TickerUpdate update) {
        states.put(merged.topic().toString(), merged);
    }

    @Override
    public void onSystemStatus(SystemStatus status) {
        announcements.add(status);
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {}

    @Override
    public void onKline(Kline kline) {
        states.put(kline.topic().toString(), kline);
    }

    @Override
    public void onPriceLimit(PriceLimit limit) {
        states.put(limit.topic().toString(), limit);
    }

    @Override
    public void onInsurancePool(InsurancePool pool) {
        states.put(pool.topic() + " " + String.join(",", pool.symbols()), pool);
    }

    @Override
    public void onAdlAlert(AdlAlert alert) {
        states.put(alert.topic() + " " + alert.symbol(), alert);
    }

    @Override
    public void onFullSnapshotWanted(Topic topic, long nowEpochNanos) {
        throw new IllegalStateException(TopicKind.FULL_ORDER_BOOK + " needs REST, which is not played here");
    }

    /** For books that nobody else looks at. */
    private static final class QuietListener implements LineListener {
        @Override
        public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {}

        @Override
        public void onTicker(Ticker merged, TickerUpdate update) {}

        @Override
        public void onTrade(Trade trade) {}

        @Override
        public void onLiquidation(Liquidation liquidation) {}

        @Override
        public void onKline(Kline kline) {}

        @Override
        public void onPriceLimit(PriceLimit limit) {}

        @Override
        public void onInsurancePool(InsurancePool pool) {}

        @Override
        public void onAdlAlert(AdlAlert alert) {}

        @Override
        public void onSystemStatus(SystemStatus status) {}

        @Override
        public void onNotice(Notice notice) {}

        @Override
        public void onFullSnapshotWanted(Topic topic, long nowEpochNanos) {}
    }
}
