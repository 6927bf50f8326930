package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.StaleReason;
import io.jaybit.coverage.Cause;
import io.jaybit.coverage.CoverageState;
import io.jaybit.coverage.CoverageTrack;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Topic;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.venue.FaultAction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way in which the exchange can misbehave, alone: what the client says of it, and that it has the true books afterwards. */
class FaultsTest {
    private static final Topic BEST = Topic.of(Channel.LINEAR, "orderbook.1.BTCUSDT");
    private static final Topic BOOK = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");
    private static final Topic DEEP_BOOK = Topic.of(Channel.LINEAR, "orderbook.200.BTCUSDT");
    private static final Topic TRADES = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");
    private static final Topic TICKER = Topic.of(Channel.LINEAR, "tickers.BTCUSDT");
    private static final Topic STATUS = Topic.of(Channel.STATUS, "system.status");
    private static final List<Topic> BOOKS = List.of(BEST, BOOK, DEEP_BOOK);
    private static final List<Topic> ALL = List.of(BEST, BOOK, DEEP_BOOK, TRADES, TICKER);

    private SimulatedVenue venue;
    private Bustle bustle;
    private long troubleEpochMillis;

    @BeforeEach
    void tradeForAMinute() {
        venue = new SimulatedVenue(ExchangeConfig.calm(7).withPreset(null), SessionConfig.defaults(), 20);
        bustle = new Bustle(venue.exchange, venue.market(Category.LINEAR, "BTCUSDT"), 7, 50);
        venue.subscribe(ALL.toArray(Topic[]::new));
        venue.run(Duration.ofSeconds(60));
        assertThat(ALL).allMatch(venue::isHealed);
        assertThat(venue.wrongs).isEmpty();
        troubleEpochMillis = venue.exchange.timeline().now();
    }

    @Test
    void droppedFramesOfABookAreAGapThatASnapshotHeals() {
        suffer("drop orderbook.50.* 3", Duration.ofSeconds(5));

        assertThat(venue.notices(Notice.Gap.class))
                .extracting(Notice.Gap::topic)
                .containsExactly(BOOK);
        assertThat(venue.row(BOOK).gaps()).isEqualTo(1);
        assertThat(track(BOOK).totals().get(CoverageState.SUSPECT)).isPositive();
        assertThat(track(DEEP_BOOK).gaps()).isEmpty();
    }

    @Test
    void droppedTradesCannotBeNoticedAndAreNoMoreThanSeen() {
        int before = venue.trades.lost().size();
        suffer("drop publicTrade.* 3", Duration.ofSeconds(20));

        assertThat(venue.trades.lost()).hasSizeGreaterThanOrEqualTo(before + 3);
        assertThat(venue.trades.lostWithoutATrace()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(track(TRADES).totals().get(CoverageState.VERIFIED)).isZero();
    }

    @Test
    void droppedFramesOfATickerLeaveItAsItIsAfterTheNextThatChangesIt() {
        suffer("drop tickers.* 2", Duration.ofSeconds(10));

        assertThat(venue.row(TICKER).state()).isEqualTo(TopicState.LIVE);
    }

    @Test
    void duplicatedFramesChangeNothing() {
        suffer("from 0s for 5s duplicate orderbook.*", Duration.ofSeconds(6));

        assertThat(venue.notices(Notice.Gap.class)).isEmpty();
        assertThat(venue.line.book(BOOK).counters().repeats()).isPositive();
        BOOKS.forEach(book -> assertThat(track(book).gaps()).isEmpty());
    }

    @Test
    void duplicatedTradesAreHandedOutAsTheyCame() {
        suffer("duplicate publicTrade.* 2", Duration.ofSeconds(20));

        assertThat(venue.trades.countHeardTwice()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void framesOutOfOrderAreAGap() {
        suffer("reorder orderbook.50.* 1", Duration.ofSeconds(10));

        assertThat(venue.notices(Notice.Gap.class))
                .extracting(Notice.Gap::topic)
                .contains(BOOK);
        assertThat(track(BOOK).gaps()).isNotEmpty();
    }

    @Test
    void lateFramesAreNoLoss() {
        suffer("from 0s for 10s delay 800ms *", Duration.ofSeconds(12));

        assertThat(venue.notices(Notice.Gap.class)).isEmpty();
        assertThat(venue.notices(Notice.Disconnected.class)).isEmpty();
        BOOKS.forEach(book -> assertThat(track(book).gaps()).isEmpty());
    }

    @Test
    void aSkippedUpdateIdIsAGap() {
        suffer("skip-u orderbook.200.*", Duration.ofSeconds(5));

        Notice.Gap gap = venue.notices(Notice.Gap.class).get(0);
        assertThat(gap.topic()).isEqualTo(DEEP_BOOK);
        assertThat(gap.found()).isEqualTo(gap.expected() + 1);
        assertThat(track(DEEP_BOOK).gaps()).hasSize(1);
    }

    @Test
    void idsThatWereSkippedAfterEverySnapshotAreBelievedAgainOnceTheyBehave() {
        suffer("""
                at 1s skip-u orderbook.50.*
                at 4s skip-u orderbook.50.*
                at 7s skip-u orderbook.50.*
                at 10s skip-u orderbook.50.*
                """, Duration.ofSeconds(75));

        assertThat(venue.notices(Notice.SequenceUnverified.class)).hasSize(1);
        assertThat(venue.line.book(BOOK).sequenceUnverified()).isFalse();
    }

    @Test
    void aRestartOfTheFeedsIsTakenForOneAndIsNoLoss() {
        suffer("restart", Duration.ofSeconds(5));

        assertThat(venue.line.book(BOOK).counters().restarts()).isEqualTo(1);
        assertThat(venue.line.book(BOOK).updateId()).isLessThan(1_000);
        assertThat(venue.notices(Notice.Gap.class)).isEmpty();
    }

    @Test
    void aRestartWhoseFirstFramesAreLostIsAGap() {
        suffer("restart\ndrop orderbook.* 3", Duration.ofSeconds(10));

        assertThat(venue.notices(Notice.Gap.class)).isNotEmpty();
    }

    @Test
    void aSocketThatFallsSilentIsGivenUpAndUnseenSinceItSpokeLast() {
        suffer("from 0s for 70s silence *", Duration.ofSeconds(90));

        assertThat(venue.notices(Notice.Disconnected.class)).isNotEmpty();
        assertUnseenSinceTheTrouble(Cause.DISCONNECTED);
        assertEveryLostTradeIsKnownToBeMissing();
    }

    @Test
    void aSilentBookThatALateFrameMakesLiveWhileItIsUnsubscribedIsCuredAllTheSame() {
        suffer("""
                from 0s for 9s silence linear:orderbook.1.*
                from 8s for 6s delay 1800ms *
                """, Duration.ofMinutes(2));

        assertThat(venue.notices(Notice.Curing.class))
                .filteredOn(curing -> curing.topic().equals(BEST))
                .hasSize(1);
    }

    @Test
    void whoLeavesABookAndComesBackWhileItsFramesAreUnderWayHasIt() {
        SimulatedVenue far = new SimulatedVenue(ExchangeConfig.calm(7).withPreset(null), SessionConfig.defaults(), 400);
        Bustle bustleThere = new Bustle(far.exchange, far.market(Category.LINEAR, "BTCUSDT"), 7, 50);
        far.subscribe(BEST, BOOK);
        far.run(Duration.ofSeconds(10));
        far.session.unsubscribe(BEST, far.now(), far.epoch());
        far.subscribe(BEST);
        far.run(Duration.ofMinutes(2));
        bustleThere.end();
        far.run(Duration.ofSeconds(2));

        assertThat(far.notices(Notice.Curing.class)).isEmpty();
        assertThat(far.isHealed(BEST)).isTrue();
        assertThat(far.differenceOf(BEST)).isEmpty();
        assertThat(far.wrongs).isEmpty();
    }

    @Test
    void pongsThatStayAwayAreToldWhileDataGoesOn() {
        suffer("from 0s for 60s no-pong", Duration.ofSeconds(70));

        assertThat(venue.notices(Notice.PongMissed.class)).isNotEmpty();
        BOOKS.forEach(book -> assertThat(venue.line.book(book).isLive()).isTrue());
    }

    @Test
    void theVenuesClockIsKnownFromTheFirstAckOnSoThatALossIsDatedRightWithoutAnyPong() {
        SimulatedVenue far = new SimulatedVenue(ExchangeConfig.calm(7).withPreset(null), SessionConfig.defaults(), 400);
        Bustle bustleThere = new Bustle(far.exchange, far.market(Category.LINEAR, "BTCUSDT"), 7, 50);
        far.fault("from 0s for 60s no-pong");
        far.subscribe(TRADES, BEST);
        far.run(Duration.ofSeconds(10));
        long reset = far.exchange.timeline().now();
        far.fault("reset");
        far.run(Duration.ofSeconds(10));
        bustleThere.end();
        far.run(Duration.ofSeconds(2));

        assertThat(far.health().clock()).isNotNull();
        assertThat(far.trades.lost())
                .filteredOn(trade -> trade.madeEpochMillis() >= reset)
                .isNotEmpty()
                .allSatisfy(trade -> assertThat(far.ledger
                                .summary(TRADES, trade.madeEpochMillis(), trade.madeEpochMillis() + 1)
                                .seenMs())
                        .isZero());
    }

    @Test
    void aResetIsUnseenTimeAndFreshSnapshots() {
        suffer("reset", Duration.ofSeconds(10));

        assertThat(venue.notices(Notice.Disconnected.class)).hasSize(1);
        assertThat(venue.notices(Notice.Disconnected.class).get(0).reason()).contains("reset");
        assertUnseenSinceTheTrouble(Cause.DISCONNECTED);
        assertEveryLostTradeIsKnownToBeMissing();
    }

    @Test
    void aCleanCloseIsUnseenTimeAndFreshSnapshots() {
        suffer("close 1001", Duration.ofSeconds(10));

        assertThat(venue.notices(Notice.Disconnected.class)).hasSize(1);
        assertUnseenSinceTheTrouble(Cause.DISCONNECTED);
        assertEveryLostTradeIsKnownToBeMissing();
    }

    @Test
    void anUpgradeRefusedWith403RestsForTenMinutesAndComesBack() {
        suffer("reset\nfrom 0s for 5m refuse-upgrade 403", Duration.ofMinutes(12));

        assertThat(venue.notices(Notice.ConnectFailed.class)).hasSize(1);
        assertThat(venue.notices(Notice.ConnectFailed.class).get(0).reason()).contains("403");
        assertUnseenSinceTheTrouble(Cause.DISCONNECTED);
        assertEveryLostTradeIsKnownToBeMissing();
    }

    @Test
    void anUpgradeRefusedWith429IsTriedAgainAfterAMinute() {
        suffer("reset\nfrom 0s for 30s refuse-upgrade 429", Duration.ofMinutes(2));

        assertThat(venue.notices(Notice.ConnectFailed.class)).hasSize(1);
        assertUnseenSinceTheTrouble(Cause.DISCONNECTED);
        assertEveryLostTradeIsKnownToBeMissing();
    }

    @Test
    void aFullVenueLetsUsInLater() {
        suffer("reset\nfrom 0s for 5m connection-limit 0", Duration.ofMinutes(12));

        assertThat(venue.notices(Notice.ConnectFailed.class)).isNotEmpty();
        assertUnseenSinceTheTrouble(Cause.DISCONNECTED);
    }

    @Test
    void aTopicThatIsRefusedForAWhileIsAskedForAgain() {
        Topic later = Topic.of(Channel.LINEAR, "orderbook.50.ETHUSDT");
        venue.fault("from 0s for 20s refuse-topic orderbook.50.ETHUSDT");
        venue.subscribe(later);
        venue.run(Duration.ofSeconds(10));

        assertThat(venue.notices(Notice.TopicRefused.class))
                .extracting(Notice.TopicRefused::topic)
                .containsOnly(later);
        assertThat(track(later).summary().seenMs()).isZero();
        assertThat(ALL).allMatch(venue::isHealed);
    }

    @Test
    void pongsWithAWrongClockMoveNothingThatIsSeen() {
        Topic option = Topic.of(Channel.OPTION, "tickers." + firstOption());
        venue.subscribe(option);
        venue.run(Duration.ofSeconds(5));
        venue.notices.clear();

        venue.fault("from 0s for 45s skew 10s");
        venue.run(Duration.ofSeconds(30));
        assertThat(venue.exchange.venue().now())
                .isEqualTo(venue.exchange.timeline().now() + 10_000);
        venue.run(Duration.ofMinutes(2));

        assertThat(venue.notices(Notice.Disconnected.class)).isEmpty();
        assertThat(venue.health().clock()).isNotNull();
        assertThat(venue.health().clock().offsetNanos()).isBetween(-100_000_000L, 100_000_000L);
        BOOKS.forEach(book -> assertThat(track(book).gaps()).isEmpty());
    }

    private String firstOption() {
        return venue.exchange.exchange().markets().stream()
                .filter(market -> market.category() == Category.OPTION)
                .findFirst()
                .orElseThrow()
                .symbol();
    }

    @Test
    void maintenanceIsAnnouncedAndItsEndToo() {
        venue.subscribe(STATUS);
        venue.run(Duration.ofSeconds(2));
        suffer("from 0s for 20s maintenance", Duration.ofSeconds(30));

        assertThat(venue.announcements)
                .extracting(status -> status.state().value())
                .containsExactly(SystemStatus.State.ONGOING, SystemStatus.State.COMPLETED);
    }

    @Test
    void anAckThatIsLostIsAskedForAgain() {
        Topic later = Topic.of(Channel.LINEAR, "publicTrade.ETHUSDT");
        venue.fault("drop answer.subscribe 1");
        venue.subscribe(later);
        venue.run(Duration.ofSeconds(60));

        assertThat(venue.exchange.venue().faults().strikes()).containsKey(FaultAction.DROP);
        assertThat(venue.isHealed(later)).isTrue();
        assertThat(ALL).allMatch(venue::isHealed);
    }

    /** Lets something go wrong, waits, and demands that all is as the exchange has it. */
    private void suffer(String script, Duration until) {
        venue.notices.clear();
        venue.fault(script);
        venue.run(until);
        bustle.end();
        venue.run(Duration.ofSeconds(2));

        assertThat(venue.exchange.venue().faults().strikes()).isNotEmpty();
        assertThat(venue.exchange.venue().faults().running()).isEmpty();
        assertThat(venue.wrongs).isEmpty();
        assertThat(ALL).allMatch(venue::isHealed);
        assertThat(BOOKS)
                .allSatisfy(book -> assertThat(venue.differenceOf(book)).isEmpty());
    }

    private CoverageTrack track(Topic topic) {
        return venue.ledger.track(
                topic, troubleEpochMillis, venue.exchange.timeline().now());
    }

    private void assertUnseenSinceTheTrouble(Cause cause) {
        assertThat(ALL).allSatisfy(topic -> {
            assertThat(track(topic).gaps()).hasSize(1);
            assertThat(track(topic).gaps().get(0).causes()).contains(cause);
        });
        assertThat(venue.notices(Notice.BookStatusChanged.class))
                .extracting(Notice.BookStatusChanged::reason)
                .contains(StaleReason.DISCONNECTED);
    }

    private void assertEveryLostTradeIsKnownToBeMissing() {
        List<Long> lost = venue.trades.lost().stream()
                .map(TradeFates.Fate::madeEpochMillis)
                .filter(millis -> millis >= troubleEpochMillis)
                .toList();
        assertThat(lost)
                .isNotEmpty()
                .allSatisfy(millis -> assertThat(venue.ledger
                                .track(TRADES, millis, millis + 1)
                                .summary()
                                .seenMs())
                        .as("a lost trade of %d counts as seen", millis)
                        .isZero());
    }
}
