package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sick topics: noticed, healed step by step, and nobody else disturbed. */
class CureTest {
    private static final List<Topic> BOOKS = IntStream.range(0, 40)
            .mapToObj(i -> Topic.of(Channel.LINEAR, "orderbook.50.S" + i + "USDT"))
            .toList();
    private static final Topic SICK = BOOKS.get(17);

    private final ScriptedVenue venue = ScriptedVenue.plain();

    @Test
    void aGapInOneOfFortyBooksCuresThatOneAndTheOthersNeverPause() {
        venue.subscribe(BOOKS);
        venue.run(Duration.ofMinutes(1));
        int subscribed = venue.sent("subscribe").size();

        venue.breakBook(SICK, StaleReason.GAP);
        venue.run(Duration.ofSeconds(2));

        assertThat(venue.books).allSatisfy((topic, live) -> assertThat(live).isTrue());
        assertThat(venue.sent("unsubscribe"))
                .singleElement()
                .satisfies(frame -> assertThat(frame.request().args()).containsExactly(SICK.name()));
        assertThat(venue.sent("subscribe")).hasSize(subscribed + 1);
        assertThat(venue.opens).hasSize(1);
        assertThat(venue.notices(Notice.Curing.class)).singleElement().satisfies(curing -> {
            assertThat(curing.rung()).isEqualTo("RESUBSCRIBE");
            assertThat(curing.attempt()).isEqualTo(1);
        });
        assertThat(venue.invalidated).isEmpty();
        assertThat(venue.row(SICK).gaps()).isEqualTo(1);
    }

    @Test
    void aBookThatStaysSickGoesToAConnectionOfItsOwnThenIsLeftAlone() {
        venue.subscribe(BOOKS);
        venue.run(Duration.ofMinutes(1));
        venue.snapshotsAreSick.add(SICK);

        venue.breakBook(SICK, StaleReason.GAP);
        venue.run(Duration.ofHours(2));

        assertThat(venue.notices(Notice.Curing.class))
                .extracting(Notice.Curing::rung)
                .startsWith("RESUBSCRIBE", "RESUBSCRIBE", "RESUBSCRIBE", "FRESH_CONNECTION", "REST");
        assertThat(venue.notices(Notice.Curing.class)).hasSizeLessThan(4 * 60);
        assertThat(venue.openSockets()).hasSize(2);
        assertThat(venue.closes).allMatch(reason -> reason.equals("no topics left"));
        assertThat(venue.notices(Notice.Disconnected.class)).allMatch(lost -> lost.retryIn() == null);
        assertThat(BOOKS).allMatch(venue::isLive);
        assertThat(venue.deliveries(SICK)).isEqualTo(1);

        venue.snapshotsAreSick.clear();
        venue.run(Duration.ofMinutes(6));
        assertThat(venue.books.get(SICK)).isTrue();
        assertThat(venue.row(SICK).cure()).isNull();
    }

    @Test
    void aVenueThatSendsNoSnapshotAfterAResubscribeLeavesTheBookStaleAndRaisesTheAlarm() {
        venue.subscribe(BOOKS);
        venue.run(Duration.ofMinutes(1));
        venue.neverSnapshots.add(SICK.name());
        long before = venue.row(SICK).frames();

        venue.breakBook(SICK, StaleReason.GAP);
        venue.run(Duration.ofSeconds(10));
        assertThat(venue.row(SICK).cure()).isEqualTo(Rung.RESUBSCRIBE);
        venue.run(Duration.ofSeconds(15));
        assertThat(venue.row(SICK).cure()).isEqualTo(Rung.FRESH_CONNECTION);
        assertThat(venue.deliveries(SICK)).isEqualTo(1);
        venue.run(Duration.ofSeconds(20));

        assertThat(venue.notices(Notice.Curing.class))
                .extracting(Notice.Curing::rung)
                .containsExactly("RESUBSCRIBE", "FRESH_CONNECTION", "REST");
        assertThat(venue.row(SICK)).satisfies(row -> {
            assertThat(row.state()).isEqualTo(TopicState.LIVE);
            assertThat(row.cure()).isEqualTo(Rung.REST);
            assertThat(row.lastTrouble()).isEqualTo("curing GAP by REST");
            assertThat(row.frames()).as("deltas of no use").isGreaterThan(before + 20);
        });
        assertThat(venue.books).allSatisfy((topic, live) -> assertThat(live).isEqualTo(!topic.equals(SICK)));

        venue.run(Duration.ofHours(2));
        assertThat(venue.books.get(SICK)).isFalse();
        assertThat(venue.notices(Notice.Curing.class)).hasSizeLessThan(4 * 60);

        venue.neverSnapshots.clear();
        venue.run(Duration.ofMinutes(6));
        assertThat(venue.books.get(SICK)).isTrue();
        assertThat(venue.row(SICK).cure()).isNull();
    }

    @Test
    void anIllnessThatNoSnapshotCuresIsNotTreated() {
        venue.subscribe(SICK);
        venue.run(Duration.ofMinutes(1));

        venue.breakBook(SICK, StaleReason.UNAVAILABLE);
        venue.run(Duration.ofSeconds(5));

        assertThat(venue.notices(Notice.Curing.class)).isEmpty();
    }

    @Test
    void aStreamThatStallsIsHealedWithoutBeingAsked() {
        venue.subscribe(BOOKS);
        venue.run(Duration.ofMinutes(10));

        venue.stall(SICK);
        venue.run(Duration.ofSeconds(15));

        assertThat(venue.notices(Notice.TopicSilent.class)).singleElement().satisfies(silent -> {
            assertThat(silent.topic()).isEqualTo(SICK);
            assertThat(silent.expectedWithin()).isEqualTo(Duration.ofSeconds(10));
        });
        assertThat(venue.invalidated).containsEntry(SICK, StaleReason.SILENT).hasSize(1);
        assertThat(venue.books.get(SICK)).isTrue();
        assertThat(venue.opens).hasSize(1);
    }

    @Test
    void aGapDuringASilenceIsCuredByASnapshotAndNotByMereData() {
        venue.subscribe(BOOKS);
        venue.run(Duration.ofMinutes(10));
        venue.silent.add(SICK.name());
        venue.run(Duration.ofSeconds(20));
        assertThat(venue.row(SICK).cure()).isNotNull();

        venue.breakBook(SICK, StaleReason.GAP);
        venue.silent.clear();
        venue.run(Duration.ofMinutes(2));

        assertThat(venue.books.get(SICK)).isTrue();
        assertThat(venue.row(SICK).cure()).isNull();
    }

    @Test
    void aSilentBookThatSpeaksAgainNeedsASnapshotAllTheSame() {
        venue.subscribe(BOOKS);
        venue.run(Duration.ofMinutes(10));
        venue.silent.add(SICK.name());
        venue.run(Duration.ofSeconds(50));
        assertThat(venue.row(SICK).cure()).isEqualTo(Rung.REST);

        venue.silent.clear();
        venue.run(Duration.ofSeconds(65));

        assertThat(venue.books.get(SICK)).isTrue();
    }

    @Test
    void aBookThatSpeaksWithoutASnapshotIsSubscribedAnew() {
        venue.subscribe(BOOKS);
        venue.run(Duration.ofMinutes(1));
        boolean[] lost = {true};
        venue.losesRequest = request -> lost[0] && request.op().equals("unsubscribe");

        venue.unsubscribe(SICK);
        venue.subscribe(SICK);
        venue.run(Duration.ofSeconds(25));
        assertThat(venue.books.get(SICK)).isFalse();
        lost[0] = false;
        venue.run(Duration.ofSeconds(40));

        assertThat(venue.books.get(SICK)).isTrue();
        assertThat(venue.opens).hasSize(1);
    }

    @Test
    void aBookThatBeginsWithoutASnapshotIsSubscribedAnew() {
        venue.withoutSnapshot.add(SICK.name());
        venue.subscribe(BOOKS);

        venue.run(Duration.ofSeconds(10));
        assertThat(venue.books.get(SICK)).isNull();
        venue.run(Duration.ofSeconds(10));

        assertThat(venue.books.get(SICK)).isTrue();
        assertThat(venue.row(SICK).cures()).isEqualTo(1);
    }

    @Test
    void aClosedMarketIsAskedAfterLessAndLess() {
        venue.subscribe(BOOKS);
        venue.run(Duration.ofMinutes(10));
        venue.snapshotsOnly.add(SICK.name());

        venue.run(Duration.ofHours(4));

        assertThat(venue.notices(Notice.TopicSilent.class)).hasSizeBetween(8, 40);
        assertThat(venue.row(SICK).allowedSilence()).isEqualTo(Duration.ofSeconds(640));
    }

    @Test
    void levelOneBooksAreKnownToRepeatAndNeedNoLearning() {
        Topic top = Topic.of(Channel.LINEAR, "orderbook.1.BTCUSDT");
        venue.rhythms.put(top.name(), Duration.ofSeconds(2));
        venue.subscribe(top);
        venue.run(Duration.ofSeconds(20));

        venue.stall(top);
        venue.run(Duration.ofSeconds(15));

        assertThat(venue.notices(Notice.TopicSilent.class)).hasSize(1);
        assertThat(venue.books.get(top)).isTrue();
    }

    @Test
    void topicsWithoutRhythmAreNeverJudged() {
        List<Topic> quiet = List.of(
                Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT"),
                Topic.of(Channel.LINEAR, "insurance.USDT"),
                Topic.of(Channel.LINEAR, "adlAlert.USDT"),
                Topic.of(Channel.STATUS, "system.status"),
                Topic.of(Channel.OPTION, "publicTrade.BTC"),
                Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT"),
                Topic.of(Channel.LINEAR, "something.new"));
        quiet.forEach(topic -> venue.silent.add(topic.name()));
        venue.subscribe(quiet);

        venue.run(Duration.ofHours(5));

        assertThat(venue.notices(Notice.TopicSilent.class)).isEmpty();
        assertThat(venue.closes).isEmpty();
    }

    @Test
    void anOptionBookThatIsAcceptedAndSaysNothingIsReportedSilent() {
        Topic nothing = Topic.of(Channel.OPTION, "orderbook.500.BTC-25SEP26-90000-C-USDT");
        Topic good = Topic.of(Channel.OPTION, "tickers.BTC-25SEP26-90000-C-USDT");
        venue.silent.add(nothing.name());
        venue.subscribe(nothing, good);

        venue.run(Duration.ofSeconds(20));
        assertThat(venue.notices(Notice.TopicSilent.class))
                .extracting(Notice.TopicSilent::topic)
                .containsExactly(nothing);
        venue.run(Duration.ofHours(1));

        assertThat(venue.isLive(good)).isTrue();
        assertThat(venue.notices(Notice.Disconnected.class)).allMatch(lost -> lost.retryIn() == null);
        assertThat(venue.opens).hasSizeLessThan(20);
        assertThat(venue.row(good).subscribes()).isEqualTo(1);
    }

    @Test
    void tradesAreJudgedByWhatIsUsualAndGivenMoreTimeWhenNothingWasWrong() {
        Topic trades = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");
        Topic company = Topic.of(Channel.LINEAR, "tickers.BTCUSDT");
        venue.rhythms.put(trades.name(), Duration.ofMillis(500));
        venue.subscribe(trades, company);
        venue.run(Duration.ofMinutes(30));
        venue.silent.add(trades.name());

        venue.run(Duration.ofHours(2));

        assertThat(venue.notices(Notice.TopicSilent.class)).hasSizeBetween(2, 12);
        assertThat(venue.notices(Notice.Curing.class))
                .allMatch(curing -> curing.rung().equals("RESUBSCRIBE"));
        assertThat(venue.row(trades).allowedSilence()).isGreaterThan(Duration.ofMinutes(10));
    }

    @Test
    void aConnectionIsReplacedWhenMostOfItsTopicsAreSick() {
        venue.subscribe(BOOKS);
        venue.run(Duration.ofMinutes(10));
        List<Topic> stalled = BOOKS.subList(0, 30);

        stalled.forEach(topic -> venue.socket().stalled.add(topic.name()));
        venue.run(Duration.ofSeconds(20));

        assertThat(venue.notices(Notice.Disconnected.class))
                .singleElement()
                .extracting(Notice.Disconnected::reason)
                .asString()
                .contains("of 40 topics are sick");
        assertThat(venue.books).allSatisfy((topic, live) -> assertThat(live).isTrue());
        assertThat(venue.opens).hasSize(2);
    }

    @Test
    void aVenueThatGoesSilentAltogetherMeetsNoStorm() {
        venue.subscribe(BOOKS);
        venue.run(Duration.ofMinutes(10));
        int before = venue.sent.size();
        BOOKS.forEach(topic -> venue.silent.add(topic.name()));

        venue.run(Duration.ofHours(1));

        assertThat(venue.opens).hasSizeLessThan(40);
        assertThat(venue.sent.size() - before).isLessThan(60 * 120);
        venue.silent.clear();
        venue.run(Duration.ofMinutes(10));
        assertThat(venue.books).allSatisfy((topic, live) -> assertThat(live).isTrue());
    }
}
