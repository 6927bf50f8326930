package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.book.BookCopy;
import io.jaybit.book.BookStatus;
import io.jaybit.book.OrderBook;
import io.jaybit.book.StaleReason;
import io.jaybit.book.TopOfBook;
import io.jaybit.client.internal.session.ConnectionState;
import io.jaybit.client.internal.session.TopicState;
import io.jaybit.client.testing.Frames;
import io.jaybit.client.testing.Peer;
import io.jaybit.client.testing.ScriptedVenue;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole client against a scripted server on real sockets. */
class BybitTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<Notice> happened = new LinkedBlockingQueue<>();
    private ScriptedVenue venue;
    private Bybit bybit;

    @BeforeEach
    void open() throws IOException {
        venue = ScriptedVenue.start();
        bybit = Bybit.builder()
                .exchange(Exchange.at(venue.url()))
                .onNotice(happened::add)
                .build();
    }

    @AfterEach
    void close() throws IOException {
        bybit.close();
        venue.close();
    }

    @Test
    void tradesReachTheCallbackInOrder() throws Exception {
        Subscription trades =
                bybit.linear().trades("BTCUSDT", trade -> seen.add(trade.price().toString()));
        Peer peer = venue.acceptUpgraded();
        String request = peer.ack();
        peer.send(Frames.trade("BTCUSDT", 1));
        peer.send(Frames.trade("BTCUSDT", 2));

        trades.awaitLive(SOON);

        assertThat(peer.path()).isEqualTo("/v5/public/linear");
        assertThat(request).contains("\"args\":[\"publicTrade.BTCUSDT\"]");
        assertThat(next()).isEqualTo("1");
        assertThat(next()).isEqualTo("2");
    }

    @Test
    void dataThatComesWithTheUpgradeIsNotLost() throws Exception {
        bybit.linear().trades("BTCUSDT", trade -> seen.add(trade.price().toString()));
        Peer peer = venue.accept();
        peer.readRequest();
        byte[] response = peer.upgradeResponse();
        byte[] frame = Peer.frame(0x81, Frames.trade("BTCUSDT", 7).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        byte[] both = java.util.Arrays.copyOf(response, response.length + frame.length);
        System.arraycopy(frame, 0, both, response.length, frame.length);

        peer.sendRaw(both);

        assertThat(next()).isEqualTo("7");
    }

    @Test
    void aBookCanBeReadFromAnyThread() throws Exception {
        try (LiveBook book = bybit.linear().liveBook("BTCUSDT", 50)) {
            TopOfBook top = new TopOfBook();
            assertThat(book.top(top)).isFalse();
            bybit.linear().book("BTCUSDT", 50, seen::add);
            Peer peer = venue.acceptUpgraded();
            peer.ack();
            peer.send(Frames.bookSnapshot("BTCUSDT", 1));

            BookCopy copy = (BookCopy) next();

            assertThat(book.top(top)).isTrue();
            assertThat(top.bidPrice()).hasToString("101");
            assertThat(copy.askPrice(0)).hasToString("102");
            assertThat(book.copy().bidCount()).isEqualTo(1);
        }
    }

    @Test
    void aLiveBookWaitsForItsFirstSnapshot() throws Exception {
        try (LiveBook book = bybit.linear().liveBook("BTCUSDT", 50)) {
            Peer peer = venue.acceptUpgraded();
            peer.ack();
            assertThatThrownBy(() -> book.awaitLive(Duration.ofMillis(50)))
                    .isInstanceOf(SubscriptionException.class)
                    .hasMessageContaining("50 ms");

            peer.send(Frames.bookSnapshot("BTCUSDT", 4));

            assertThat(book.awaitLive(SOON).copy().updateId()).isEqualTo(4);
            try (LiveBook second = bybit.linear().liveBook("BTCUSDT", 50)) {
                assertThat(second.awaitLive(SOON).copy().updateId()).isEqualTo(4);
            }
        }
    }

    @Test
    void anRpiBookIsReadInThreeViews() throws Exception {
        try (LiveRpiBook book = bybit.spot().liveRpiBook("BTCUSDT")) {
            Peer peer = venue.acceptUpgraded();
            peer.ack();
            peer.send(
                    "{\"topic\":\"orderbook.rpi.BTCUSDT\",\"ts\":1784900001075,\"type\":\"snapshot\",\"data\":{\"s\":\"BTCUSDT\","
                            + "\"b\":[[\"100\",\"1\",\"2\"],[\"99\",\"3\",\"0\"]],\"a\":[[\"101\",\"0\",\"5\"]],\"u\":7,\"seq\":70},\"cts\":1784900001067}");

            book.awaitLive(SOON);

            assertThat(book.copy(LiveRpiBook.View.TOTAL).bidSize(0)).hasToString("3");
            assertThat(book.copy(LiveRpiBook.View.ORDINARY).askCount()).isZero();
            assertThat(book.copy(LiveRpiBook.View.RPI).bidCount()).isEqualTo(1);
        }
    }

    @Test
    void aGapIsCuredByAskingForThatTopicAloneWhileOthersGoOn() throws Exception {
        bybit.linear()
                .book(
                        List.of("BTCUSDT", "ETHUSDT"),
                        50,
                        book -> seen.add(book.symbol().name() + " " + book.status() + " " + book.updateId()));
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        peer.send(Frames.bookSnapshot("BTCUSDT", 1));
        assertThat(next()).isEqualTo("BTCUSDT LIVE 1");
        peer.send(Frames.bookSnapshot("ETHUSDT", 1));
        assertThat(next()).isEqualTo("ETHUSDT LIVE 1");

        peer.send(Frames.bookDelta("BTCUSDT", 3, 101, "9"));

        assertThat(next()).isEqualTo("BTCUSDT STALE 1");
        assertThat(peer.ack()).contains("unsubscribe").contains("BTCUSDT").doesNotContain("ETHUSDT");
        peer.send(Frames.bookDelta("ETHUSDT", 2, 101, "9"));
        assertThat(next()).isEqualTo("ETHUSDT LIVE 2");
        assertThat(peer.ack()).contains("\"subscribe\"").contains("BTCUSDT").doesNotContain("ETHUSDT");
        peer.send(Frames.bookSnapshot("BTCUSDT", 9));
        assertThat(next()).isEqualTo("BTCUSDT LIVE 9");
        TopicHealth health = bybit.health().topics().get(0);
        assertThat(health.gaps()).isEqualTo(1);
        assertThat(health.cures()).isEqualTo(1);
    }

    @Test
    void closingTellsNobodyWhatTheUserDidHimself() throws Exception {
        bybit.linear().book("BTCUSDT", 50, copy -> seen.add(copy.status() + " " + copy.staleReason()));
        LiveBook book = bybit.linear().liveBook("BTCUSDT", 50);
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        peer.send(Frames.bookSnapshot("BTCUSDT", 1));
        book.awaitLive(SOON);
        bybit.health();

        bybit.close();

        assertThat(happened)
                .noneMatch(notice ->
                        notice instanceof Notice.BookStatusChanged changed && changed.status() == BookStatus.STALE);
        assertThat(seen).noneMatch(told -> told.toString().contains("CLOSED"));
        assertThat(book.copy().staleReason()).isEqualTo(StaleReason.CLOSED);
    }

    @Test
    void everyDeltaReachesWhoWantsThemAll() throws Exception {
        Topic topic = bybit.linear().topic("orderbook.50.BTCUSDT");
        bybit.deltas(List.of(topic), new DeltaListener() {
            @Override
            public void onDelta(BookUpdate update, OrderBook.Outcome outcome) {
                seen.add(outcome + " " + update.updateId() + " " + update.bids().count());
            }

            @Override
            public void onBook(BookCopy book) {
                seen.add("copy " + book.updateId());
            }
        });
        Peer peer = venue.acceptUpgraded();
        peer.ack();

        peer.send(Frames.bookSnapshot("BTCUSDT", 1));
        peer.send(Frames.bookDelta("BTCUSDT", 2, 101, "5"));

        assertThat(next()).isEqualTo("SNAPSHOT 1 1");
        assertThat(next()).isEqualTo("APPLIED 2 1");
    }

    @Test
    void systemStatusHasItsOwnSocket() throws Exception {
        bybit.systemStatus(status -> seen.add(status.title()));
        Peer peer = venue.acceptUpgraded();

        assertThat(peer.path()).isEqualTo("/v5/public/misc/status");
        assertThat(peer.ack()).contains("system.status");
    }

    @Test
    void aTopicTooLongForAnyConnectionFailsItsHandle() {
        Subscription trades = bybit.linear().trades("X".repeat(30_000), trade -> {});

        assertThatThrownBy(() -> trades.awaitLive(SOON)).hasMessageContaining("too long for a connection");
    }

    @Test
    void whatAClientCannotBeBuiltWithIsListedAtOnce() {
        assertThatThrownBy(() -> Bybit.builder()
                        .ioThreads(0)
                        .eventQueue(0)
                        .openTimeout(Duration.ZERO)
                        .caFile(Path.of("no/such/file.pem"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("ioThreads", "eventQueue", "openTimeout", "no/such/file.pem");
    }

    @Test
    void aDepthOrIntervalTheVenueHasNotIsRefusedWithWhatThereIs() {
        assertThatThrownBy(() -> bybit.linear().book("BTCUSDT", 500, book -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 50, 200, 1000]");
        assertThatThrownBy(() -> bybit.linear().klines("BTCUSDT", "2", kline -> {}))
                .hasMessageContaining("1 3 5 15 30 60");
        assertThatThrownBy(() -> bybit.spot().liquidations("BTCUSDT", liquidation -> {}))
                .hasMessageContaining("no liquidations on spot");
    }

    @Test
    void theTickerOfALateSubscriberIsTheMergedOne() throws Exception {
        bybit.linear().tickers("BTCUSDT", ticker -> seen.add("first " + ticker.lastPrice()));
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        peer.send(Frames.tickerSnapshot("BTCUSDT", "77141"));
        assertThat(next()).isEqualTo("first 77141");

        bybit.linear().tickers("BTCUSDT", ticker -> seen.add("late " + ticker.lastPrice() + " " + ticker.markPrice()));

        assertThat(next()).isEqualTo("late 77141 7");
    }

    @Test
    void whoWaitsWithAStageIsToldOnTheDeliveryThread() throws Exception {
        Subscription trades = bybit.linear().trades("BTCUSDT", trade -> {});
        trades.live().thenRun(() -> seen.add(Thread.currentThread().getName()));
        venue.acceptUpgraded().ack();

        assertThat(next()).isEqualTo("jaybit-delivery");
    }

    @Test
    void aClosedClientFailsWhatWasNotLiveYet() throws Exception {
        Subscription trades = bybit.linear().trades("BTCUSDT", trade -> {});
        trades.live().whenComplete((live, failure) -> seen.add(failure.getMessage()));

        bybit.close();

        assertThat((String) next()).contains("closed");
    }

    @Test
    void everyStateOfTheSessionHasItsNameInHealth() {
        assertThat(Arrays.stream(TopicHealth.State.values()).map(Enum::name))
                .containsExactlyElementsOf(
                        Arrays.stream(TopicState.values()).map(Enum::name).toList());
        assertThat(Arrays.stream(ConnectionHealth.State.values()).map(Enum::name))
                .containsExactlyElementsOf(
                        Arrays.stream(ConnectionState.values()).map(Enum::name).toList());
    }

    @Test
    void whoComesLaterGetsTheBookAtOnceAndTheVenueIsAskedOnce() throws Exception {
        bybit.linear().book("BTCUSDT", 50, seen::add);
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        peer.send(Frames.bookSnapshot("BTCUSDT", 1));
        next();

        Subscription second = bybit.linear().book("BTCUSDT", 50, book -> seen.add("second " + book.bidPrice(0)));
        second.awaitLive(SOON);

        assertThat(next()).isEqualTo("second 101");
        assertThat(bybit.health().topics().get(0).subscriptions()).isEqualTo(2);
        second.close();
        bybit.linear().trades("BTCUSDT", trade -> {});
        assertThat(peer.ack()).contains("subscribe").contains("publicTrade").doesNotContain("orderbook");
    }

    @Test
    void theLastToLeaveUnsubscribesTheTopic() throws Exception {
        Subscription trades = bybit.linear().trades("BTCUSDT", trade -> {});
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        trades.awaitLive(SOON);

        trades.close();

        assertThat(peer.ack()).contains("\"op\":\"unsubscribe\"").contains("publicTrade.BTCUSDT");
    }

    @Test
    void someTopicsCanBeLeftAndTheOthersGoOn() throws Exception {
        Subscription trades = bybit.linear().trades(List.of("BTCUSDT", "OLDUSDT"), trade -> seen.add(trade.symbol()));
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        trades.awaitLive(SOON);

        trades.close(List.of(bybit.linear().topic("publicTrade.OLDUSDT")));

        assertThat(peer.ack()).contains("\"op\":\"unsubscribe\"").contains("publicTrade.OLDUSDT");
        assertThat(trades.topics()).containsExactly(bybit.linear().topic("publicTrade.BTCUSDT"));
        peer.send(Frames.trade("BTCUSDT", 1));
        assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo(new Symbol(Category.LINEAR, "BTCUSDT"));
    }

    @Test
    void aRefusedTopicFailsItsHandleWithTheVenuesReason() throws Exception {
        Subscription trades = bybit.linear().trades("NOPEUSDT", trade -> {});
        Peer peer = venue.acceptUpgraded();
        peer.refuse("error:handler not found,topic:publicTrade.NOPEUSDT");

        assertThatThrownBy(() -> trades.awaitLive(SOON))
                .isInstanceOf(SubscriptionException.class)
                .hasMessageContaining("linear/publicTrade.NOPEUSDT")
                .hasMessageContaining("handler not found");
    }

    @Test
    void afterAResetEverythingIsRestoredAndTheBookSaysThatItWasStale() throws Exception {
        bybit.linear().book("BTCUSDT", 50, book -> seen.add(book.status() + " " + book.staleReason()));
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        peer.send(Frames.bookSnapshot("BTCUSDT", 1));
        assertThat(next()).isEqualTo("LIVE null");

        peer.reset();

        assertThat(next()).isEqualTo("STALE DISCONNECTED");
        Peer second = venue.acceptUpgraded();
        assertThat(second.ack()).contains("orderbook.50.BTCUSDT");
        second.send(Frames.bookSnapshot("BTCUSDT", 9));
        assertThat(next()).isEqualTo("LIVE null");
        assertThat(bybit.health().reconnects()).isEqualTo(1);
    }

    @Test
    void aCallbackThatThrowsIsReportedAndTheStreamGoesOn() throws Exception {
        bybit.notices(notice -> {
            if (notice instanceof Notice.CallbackFailed failed) {
                seen.add(failed.cause().getMessage());
            }
        });
        bybit.linear().trades("BTCUSDT", trade -> {
            if (trade.price().toString().equals("1")) {
                throw new IllegalStateException("mine");
            }
            seen.add(trade.price().toString());
        });
        Peer peer = venue.acceptUpgraded();
        peer.ack();

        peer.send(Frames.trade("BTCUSDT", 1));
        peer.send(Frames.trade("BTCUSDT", 2));

        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("mine", "2");
        assertThat(bybit.health().delivery().callbackFailures()).isEqualTo(1);
    }

    @Test
    void aThrowingInlineListenerHarmsNobody() throws Exception {
        Topic topic = bybit.linear().topic("publicTrade.BTCUSDT");
        bybit.subscribeInline(List.of(topic), new InlineListener() {
            @Override
            public void onTrade(io.jaybit.market.Trade trade) {
                throw new IllegalStateException("mine");
            }
        });
        bybit.linear().trades("BTCUSDT", trade -> seen.add(trade.price().toString()));
        Peer peer = venue.acceptUpgraded();
        peer.ack();

        peer.send(Frames.trade("BTCUSDT", 1));
        peer.send(Frames.trade("BTCUSDT", 2));

        assertThat(next()).isEqualTo("1");
        assertThat(next()).isEqualTo("2");
        assertThat(bybit.health().delivery().callbackFailures()).isEqualTo(2);
    }

    @Test
    void framesThatCannotBeReadAreKeptAndKillNothing() throws Exception {
        bybit.linear().trades("BTCUSDT", trade -> seen.add(trade.price().toString()));
        Peer peer = venue.acceptUpgraded();
        peer.ack();

        peer.send("{\"topic\":\"publicTrade.BTCUSDT\",\"data\":[{\"T\":1");
        peer.send("nonsense");
        peer.send("{\"topic\":\"brand.new.BTCUSDT\",\"data\":{}}");
        peer.send(Frames.trade("BTCUSDT", 3));

        assertThat(next()).isEqualTo("3");
        Health health = bybit.health();
        assertThat(health.unreadable()).isEqualTo(2);
        assertThat(health.lastUnreadable())
                .extracting(Health.UnreadableFrame::excerpt)
                .last()
                .isEqualTo("nonsense");
        assertThat(health.unknownTopics()).extracting(Topic::name).containsExactly("brand.new.BTCUSDT");
    }

    @Test
    void rawListenersGetEveryFrameBeforeAnybody() throws Exception {
        bybit.raw(frame -> seen.add(frame.sequence() + " " + new String(frame.toByteArray(), 0, 8)));
        bybit.linear().trades("BTCUSDT", trade -> {});
        Peer peer = venue.acceptUpgraded();

        peer.ack();
        peer.send(Frames.trade("BTCUSDT", 1));

        assertThat(next()).isEqualTo("1 {\"succes");
        assertThat(next()).isEqualTo("2 {\"topic\"");
    }

    @Test
    void closeEndsEveryThreadWithinASecond() throws Exception {
        bybit.linear().trades("BTCUSDT", trade -> seen.add("got"));
        Peer peer = venue.acceptUpgraded();
        peer.ack();
        peer.send(Frames.trade("BTCUSDT", 1));
        next();
        long before = System.nanoTime();

        bybit.close();

        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(ownThreads()).isEmpty();
        assertThat(peer.isHungUpOn()).isTrue();
        assertThat(bybit.health().closed()).isTrue();
        assertThatThrownBy(() -> bybit.linear().trades("BTCUSDT", trade -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeMayBeCalledInACallback() throws Exception {
        bybit.linear().trades("BTCUSDT", trade -> {
            bybit.close();
            seen.add("closed");
        });
        Peer peer = venue.acceptUpgraded();
        peer.ack();

        peer.send(Frames.trade("BTCUSDT", 1));

        assertThat(next()).isEqualTo("closed");
        assertThat(peer.isHungUpOn()).isTrue();
    }

    @Test
    void waitingInACallbackIsRefused() throws Exception {
        bybit.linear().trades("BTCUSDT", trade -> {
            try {
                bybit.linear().trades("ETHUSDT", other -> {}).awaitLive(SOON);
            } catch (IllegalStateException | InterruptedException e) {
                seen.add(e.getMessage());
            }
        });
        Peer peer = venue.acceptUpgraded();
        peer.ack();

        peer.send(Frames.trade("BTCUSDT", 1));

        assertThat((String) next()).contains("a callback must not wait");
    }

    private Object next() throws InterruptedException {
        Object next = seen.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("within 10 s").isNotNull();
        return next;
    }

    static List<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("jaybit"))
                .toList();
    }
}
