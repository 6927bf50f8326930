package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.BookView;
import io.jaybit.book.OrderBook;
import io.jaybit.client.internal.session.SessionConfig;
import io.jaybit.client.testing.Frames;
import io.jaybit.client.testing.Peer;
import io.jaybit.client.testing.ScriptedVenue;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole client in bad company: slow listeners, dead sockets, many losses. */
class EnduranceTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<Notice> notices = new LinkedBlockingQueue<>();
    private ScriptedVenue venue;
    private Bybit bybit;

    @BeforeEach
    void open() throws IOException {
        venue = ScriptedVenue.start();
    }

    @AfterEach
    void close() throws IOException {
        bybit.close();
        venue.close();
    }

    @Test
    void aSlowListenerLosesTheNewestIsToldSoAndTheVenueIsNot() throws Exception {
        bybit = builder().eventQueue(3).build();
        CountDownLatch release = new CountDownLatch(1);
        bybit.subscribe(List.of(bybit.linear().topic("publicTrade.BTCUSDT")), new MarketListener() {
            @Override
            public void onTrade(Trade trade) {
                seen.add("trade " + trade.price());
                await(release);
            }

            @Override
            public void onNotice(Notice notice) {
                if (notice instanceof Notice.Dropped dropped) {
                    seen.add("dropped " + dropped.count());
                }
            }
        });
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        peer.send(Frames.trade("BTCUSDT", 1));
        assertThat(next()).isEqualTo("trade 1");

        for (int i = 2; i <= 10; i++) {
            peer.send(Frames.trade("BTCUSDT", i));
        }
        awaitFrames(10);
        release.countDown();

        assertThat(List.of(next(), next(), next(), next()))
                .containsExactly("trade 2", "trade 3", "trade 4", "dropped 6");
        peer.send(Frames.trade("BTCUSDT", 11));
        assertThat(next()).isEqualTo("trade 11");
        assertThat(bybit.health().delivery().dropped()).isEqualTo(6);
        assertThat(saysNothing(peer)).isTrue();
    }

    @Test
    void aSlowListenerOfABookGetsTheNewestAndTheVenueIsNotTold() throws Exception {
        bybit = builder().build();
        CountDownLatch release = new CountDownLatch(1);
        bybit.linear().book("BTCUSDT", 50, book -> {
            seen.add("book " + book.updateId());
            await(release);
        });
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        peer.send(Frames.bookSnapshot("BTCUSDT", 1));
        assertThat(next()).isEqualTo("book 1");

        for (int u = 2; u <= 50; u++) {
            peer.send(Frames.bookDelta("BTCUSDT", u, 101, Integer.toString(u)));
        }
        awaitFrames(50);
        release.countDown();

        assertThat(next()).isEqualTo("book 50");
        TopicHealth health = bybit.health().topics().get(0);
        assertThat(health.merges()).isEqualTo(48);
        assertThat(health.dropped()).isZero();
        assertThat(saysNothing(peer)).isTrue();
    }

    @Test
    void aSocketThatGivesNoPongIsReplaced() throws Exception {
        SessionConfig defaults = SessionConfig.defaults();
        SessionConfig.Timeouts timeouts = defaults.timeouts();
        bybit = builder()
                .session(quick(defaults)
                        .withTimeouts(new SessionConfig.Timeouts(
                                timeouts.open(),
                                timeouts.answer(),
                                Duration.ofMillis(300),
                                Duration.ofMillis(200),
                                timeouts.linger(),
                                timeouts.loginValidity())))
                .build();
        bybit.linear().trades("BTCUSDT", trade -> seen.add("trade " + trade.price()));
        Peer silent = venue.acceptUpgraded();
        silent.ack();

        Peer second = venue.acceptUpgraded();
        assertThat(second.ack()).contains("publicTrade.BTCUSDT");
        second.send(Frames.trade("BTCUSDT", 5));

        assertThat(next()).isEqualTo("trade 5");
        assertThat(notices).anySatisfy(notice -> assertThat(notice).isInstanceOf(Notice.Disconnected.class));
    }

    @Test
    void aSlowInlineListenerIsNotBlamedOnTheVenue() throws Exception {
        SessionConfig defaults = SessionConfig.defaults();
        SessionConfig.Timeouts timeouts = defaults.timeouts();
        bybit = builder()
                .session(defaults.withTimeouts(new SessionConfig.Timeouts(
                        timeouts.open(),
                        timeouts.answer(),
                        Duration.ofMillis(2_000),
                        Duration.ofMillis(1_000),
                        timeouts.linger(),
                        timeouts.loginValidity())))
                .build();
        CountDownLatch never = new CountDownLatch(1);
        bybit.subscribeInline(List.of(topic("publicTrade.BTCUSDT")), new InlineListener() {
            @Override
            public void onTrade(Trade trade) {
                seen.add("held up");
                try {
                    assertThat(never.await(1_700, TimeUnit.MILLISECONDS)).isFalse();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        Peer linear = venue.acceptUpgraded();
        linear.ack();
        bybit.spot().trades("BTCUSDT", trade -> seen.add("spot " + trade.price()));
        Peer spot = venue.acceptUpgraded();
        spot.ack();
        String ping = spot.receiveFrame();
        assertThat(ping).contains("ping");

        linear.send(Frames.trade("BTCUSDT", 1));
        assertThat(next()).isEqualTo("held up");
        spot.pong(ping);
        spot.send(Frames.trade("BTCUSDT", 2));

        assertThat(next()).isEqualTo("spot 2");
        assertThat(bybit.health().connections())
                .filteredOn(one -> one.channel() == Channel.SPOT)
                .allSatisfy(one -> assertThat(one.missedPongs()).isZero());
        assertThat(notices).noneMatch(Notice.Disconnected.class::isInstance);
    }

    @Test
    void aCallbackThatDoesNotReturnDoesNotKeepCloseFromReturning() throws Exception {
        bybit = builder().build();
        CountDownLatch never = new CountDownLatch(1);
        bybit.linear().trades("BTCUSDT", trade -> {
            seen.add("in");
            await(never);
        });
        bybit.subscribeInline(List.of(topic("publicTrade.ETHUSDT")), new InlineListener() {
            @Override
            public void onTrade(Trade trade) {
                seen.add("in");
                await(never);
            }
        });
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        peer.send(Frames.trade("BTCUSDT", 1));
        next();
        peer.send(Frames.trade("ETHUSDT", 1));
        next();
        long before = System.nanoTime();

        bybit.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1_200));
        assertThat(BybitTest.ownThreads()).isEmpty();
    }

    @Test
    void bookFramesLeaveNoGarbageBetweenSocketAndInlineListener() throws Exception {
        bybit = builder().build();
        AtomicLong applied = new AtomicLong();
        bybit.subscribeInline(List.of(topic("orderbook.50.BTCUSDT")), new InlineListener() {
            @Override
            public void onBook(BookView book, BookUpdate update, OrderBook.Outcome outcome) {
                if (outcome == OrderBook.Outcome.APPLIED) {
                    applied.incrementAndGet();
                }
            }
        });
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        peer.send(Frames.bookSnapshot("BTCUSDT", 1));
        int count = 30_000;
        sendDeltas(peer, 2, count);
        await(applied, count);
        long before = allocatedByIoThread();

        sendDeltas(peer, 2 + count, count);
        await(applied, 2L * count);

        // A read and a timer cost something; a frame must not.
        assertThat((allocatedByIoThread() - before) / count).as("bytes a frame").isLessThan(8);
    }

    private static void await(AtomicLong counter, long count) {
        long end = System.nanoTime() + SOON.toNanos();
        while (counter.get() < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(counter.get()).isEqualTo(count);
    }

    private static void sendDeltas(Peer peer, int firstUpdateId, int count) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            String delta = Frames.bookDelta("BTCUSDT", firstUpdateId + i, 101, Integer.toString(1 + i % 90));
            frames.writeBytes(Peer.frame(0x81, delta.getBytes(StandardCharsets.US_ASCII)));
        }
        peer.sendRaw(frames.toByteArray());
    }

    private static long allocatedByIoThread() {
        long id = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("jaybit-io"))
                .mapToLong(Thread::getId)
                .findFirst()
                .orElseThrow();
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(id);
    }

    @Test
    void manyReconnectsLeaveThreadsAndSubscriptionsAsTheyWere() throws Exception {
        int losses = Boolean.getBoolean("jaybit.long") ? 1_000 : 50;
        bybit = builder().session(quick(SessionConfig.defaults())).build();
        bybit.linear().book("BTCUSDT", 50, book -> {});
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        int threads = Thread.activeCount();

        for (int i = 0; i < losses; i++) {
            switch (i % 3) {
                case 0 -> peer.reset();
                case 1 -> peer.hangUp();
                default -> peer.sendRaw(Peer.frame(0x88, new byte[] {3, (byte) 0xe8}));
            }
            peer = venue.acceptUpgraded();
            assertThat(peer.ack()).contains("orderbook.50.BTCUSDT");
        }

        Health health = bybit.health();
        assertThat(health.connections()).hasSize(1);
        assertThat(health.topics()).hasSize(1);
        assertThat(health.reconnects()).isEqualTo(losses);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 1);
    }

    @Test
    void aRefusedUpgradeIsToldAndTriedAgain() throws Exception {
        bybit = builder().session(quick(SessionConfig.defaults())).build();
        Subscription trades = bybit.linear().trades("BTCUSDT", trade -> {});
        Peer refused = venue.accept();
        refused.readRequest();
        refused.respond("503 Service Unavailable", "");

        venue.acceptUpgraded().ack();

        trades.awaitLive(SOON);
        assertThat(notices)
                .anySatisfy(notice -> assertThat(notice)
                        .isInstanceOfSatisfying(
                                Notice.ConnectFailed.class,
                                failed -> assertThat(failed.reason()).contains("HTTP 503")));
    }

    @Test
    void severalThreadsShareTheTopicsAndKeepASymbolTogether() throws Exception {
        bybit = builder().ioThreads(2).build();
        bybit.subscribeInline(
                List.of(
                        topic("publicTrade.BTCUSDT"),
                        topic("orderbook.50.BTCUSDT"),
                        topic("publicTrade.ETHUSDT"),
                        topic("publicTrade.SOLUSDT")),
                new InlineListener() {
                    @Override
                    public void onTrade(Trade trade) {
                        seen.add(trade.symbol().name() + " "
                                + Thread.currentThread().getName());
                    }

                    @Override
                    public void onBook(BookView book, BookUpdate update, OrderBook.Outcome outcome) {
                        seen.add(book.symbol().name() + " "
                                + Thread.currentThread().getName());
                    }
                });
        String btcThread = null;
        for (int i = 0; i < 2; i++) {
            Peer peer = venue.acceptUpgraded();
            String request = peer.ack();
            for (String symbol : List.of("BTCUSDT", "ETHUSDT", "SOLUSDT")) {
                if (request.contains("publicTrade." + symbol)) {
                    peer.send(Frames.trade(symbol, 1));
                    String got = next();
                    assertThat(got).startsWith(symbol + " jaybit-io-");
                    if (symbol.equals("BTCUSDT")) {
                        btcThread = got;
                        peer.send(Frames.bookSnapshot(symbol, 1));
                        assertThat(next()).isEqualTo(btcThread);
                    }
                }
            }
        }
        assertThat(btcThread).isNotNull();
        assertThat(bybit.health().topics()).hasSize(4);
    }

    @Test
    void aProgramCanWaitForEverythingAtOnce() throws Exception {
        bybit = builder().build();
        List<Topic> topics = java.util.stream.IntStream.range(0, 25)
                .mapToObj(i -> topic("publicTrade.S" + i + "USDT"))
                .toList();
        Subscription all = bybit.subscribe(topics, new MarketListener() {});
        Peer peer = venue.acceptUpgraded();

        for (int i = 0; i < 3; i++) {
            assertThat(peer.ack().split("publicTrade", -1).length - 1).isLessThanOrEqualTo(10);
        }

        assertThat(all.awaitLive(SOON).health())
                .hasSize(25)
                .allSatisfy(one -> assertThat(one.state()).isEqualTo(TopicHealth.State.LIVE));
    }

    private Topic topic(String name) {
        return bybit.linear().topic(name);
    }

    private BybitBuilder builder() {
        return Bybit.builder()
                .exchange(Exchange.at(venue.url()))
                .budgets(new Budgets())
                .onNotice(notices::add);
    }

    /** The same with a back-off of milliseconds and no limit to the rate of connects. */
    private static SessionConfig quick(SessionConfig config) {
        SessionConfig.Retries retries = config.retries();
        SessionConfig.Limits limits = config.limits();
        return config.withRetries(new SessionConfig.Retries(
                        Duration.ofMillis(2),
                        Duration.ofMillis(4),
                        retries.stableAfter(),
                        retries.tlsFirst(),
                        retries.tlsLongest(),
                        retries.loginFirst(),
                        retries.loginLongest(),
                        retries.forbidden(),
                        retries.tooMany(),
                        retries.quarantineFirst(),
                        retries.quarantineLongest(),
                        retries.cureRestFirst(),
                        retries.cureRestLongest()))
                .withLimits(new SessionConfig.Limits(
                        limits.topicsPerConnection(),
                        limits.optionArgs(),
                        limits.argsCharacters(),
                        limits.argsPerRequest(),
                        limits.requestsInFlight(),
                        100_000,
                        limits.connectWindow(),
                        Duration.ZERO));
    }

    private void awaitFrames(long count) {
        long end = System.nanoTime() + SOON.toNanos();
        while (bybit.health().frames() < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(bybit.health().frames()).isEqualTo(count);
    }

    private static boolean saysNothing(Peer peer) throws IOException {
        peer.socket().setSoTimeout(200);
        try {
            return peer.receiveFrame().isEmpty();
        } catch (SocketTimeoutException nothing) {
            return true;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String next() throws InterruptedException {
        String next = seen.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("within 10 s").isNotNull();
        return next;
    }
}
