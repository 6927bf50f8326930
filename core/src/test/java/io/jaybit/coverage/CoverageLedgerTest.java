package io.jaybit.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.book.BookStatus;
import io.jaybit.book.StaleReason;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CoverageLedgerTest {
    private static final Topic TRADES = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");
    private static final Topic LIQUIDATIONS = Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT");
    private static final Topic BOOK = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");
    private static final Topic LEVEL_1 = Topic.of(Channel.LINEAR, "orderbook.1.BTCUSDT");

    private final CoverageLedger ledger = new CoverageLedger();
    private final List<FeedGap> gaps = new ArrayList<>();

    @Test
    void aTopicNobodyAskedForIsUnseenAndItsShareIsZero() {
        assertThat(picture(TRADES, 0, 1_000)).isEqualTo("0-1000 UNSEEN [NOT_SUBSCRIBED]");
        assertThat(ledger.summary(TRADES, 0, 1_000).seenShare()).isEqualTo(share(0, 1_000));
        assertThat(ledger.topics()).isEmpty();
    }

    @Test
    void aTopicThatWasExpectedAndNeverDeliveredIsInTheReport() {
        ledger.expect(TRADES);

        assertThat(ledger.topics()).containsExactly(TRADES);
        assertThat(ledger.summary(TRADES, 0, 1_000))
                .isEqualTo(new CoverageSummary(1_000, 0, 0, 1, List.of(Cause.NOT_SUBSCRIBED)));
    }

    @Test
    void aShareOfNothingIsNull() {
        live(TRADES, 1, 0);

        assertThat(ledger.summary(TRADES, 500, 500).seenShare()).isNull();
        assertThat(ledger.summary(TRADES, 500, 500).verifiedShare()).isNull();
    }

    @Test
    void aQuietTopicIsSeenAsLongAsItsConnectionSaysAnything() {
        live(LIQUIDATIONS, 1, 1_000);

        ledger.heard(1, nanos(61_000));

        assertThat(picture(LIQUIDATIONS, 0, 70_000))
                .isEqualTo("0-1000 UNSEEN [NOT_SUBSCRIBED], 1000-60400 SEEN [], 60400-70000 UNSEEN [PENDING]");
    }

    @Test
    void whatNothingHasBeenHeardOfYetIsNoGap() {
        live(TRADES, 1, 0);
        heard(TRADES, 900);

        assertThat(ledger.summary(TRADES, 0, 1_000)).isEqualTo(new CoverageSummary(1_000, 800, 0, 0, List.of()));
    }

    @Test
    void aLostConnectionIsDatedBackToWhatCannotBeOnItsWayAnyMore() {
        live(TRADES, 1, 0);
        heard(TRADES, 10_000);

        notice(new Notice.Disconnected(1, "no pong for 20 s", nanos(10_000), Duration.ofSeconds(1), nanos(30_000)));
        live(TRADES, 2, 31_500);
        heard(TRADES, 40_000);

        assertThat(picture(TRADES, 0, 40_000))
                .isEqualTo(
                        "0-9900 SEEN [], 9900-31500 UNSEEN [DISCONNECTED], 31500-39900 SEEN [], 39900-40000 UNSEEN [PENDING]");
        assertThat(gaps)
                .containsExactly(
                        new FeedGap(TRADES, 9_900, 30_000, Set.of(Cause.DISCONNECTED)),
                        new FeedGap(TRADES, 9_900, 31_500, Set.of(Cause.DISCONNECTED)));
    }

    @Test
    void theNoticeOfALossIsItselfWordOfWhatWasHeard() {
        live(TRADES, 1, 0);
        live(BOOK, 2, 0);
        notice(status(BOOK, BookStatus.AWAITING_SNAPSHOT, BookStatus.LIVE, null, 0));

        notice(new Notice.Disconnected(1, "reset by peer", nanos(10_000), null, nanos(10_001)));
        notice(new Notice.Gap(BOOK, 7, 9, nanos(8_000), nanos(8_020)));

        assertThat(picture(TRADES, 0, 11_000)).isEqualTo("0-9900 SEEN [], 9900-11000 UNSEEN [DISCONNECTED]");
        assertThat(picture(BOOK, 0, 9_000)).isEqualTo("0-7700 VERIFIED [], 7700-9000 SUSPECT [GAP]");
    }

    @Test
    void liquidationsArePushedEveryHalfSecondSoTheirTrustEndsThatMuchEarlier() {
        live(LIQUIDATIONS, 1, 0);
        heard(LIQUIDATIONS, 10_000);

        notice(new Notice.Disconnected(1, "reset by peer", nanos(10_000), null, nanos(10_001)));

        assertThat(picture(LIQUIDATIONS, 9_000, 11_000))
                .isEqualTo("9000-9400 SEEN [], 9400-11000 UNSEEN [DISCONNECTED]");
    }

    @Test
    void aVenueThatIsSeenToPushLateIsTrustedThatMuchLess() {
        live(TRADES, 1, 0);
        ledger.heard(TRADES, 9_000, 9_450, nanos(9_450), gaps::add);
        ledger.heard(TRADES, 9_999, 10_000, nanos(10_000), gaps::add);

        notice(new Notice.Disconnected(1, "reset by peer", nanos(10_000), null, nanos(10_001)));

        assertThat(picture(TRADES, 9_000, 11_000)).isEqualTo("9000-9450 SEEN [], 9450-11000 UNSEEN [DISCONNECTED]");
    }

    @Test
    void aLinkThatIsSeenToBeSlowIsTrustedThatMuchLessForAllItsTopics() {
        Topic ticker = Topic.of(Channel.LINEAR, "tickers.BTCUSDT");
        ledger.clock(-20 * 1_000_000L, 0);
        live(TRADES, 1, 0);
        live(ticker, 1, 0);
        ledger.heard(ticker, 9_300, 9_300, nanos(10_020), gaps::add);

        assertThat(picture(TRADES, 9_000, 10_000)).isEqualTo("9000-9200 SEEN [], 9200-10000 UNSEEN [PENDING]");
        assertThat(picture(ticker, 9_000, 10_000)).isEqualTo("9000-9100 SEEN [], 9100-10000 UNSEEN [PENDING]");
    }

    @Test
    void whatWasLateIsForgottenAfterTwentyMinutes() {
        live(TRADES, 1, 0);
        ledger.heard(TRADES, 9_000, 9_450, nanos(9_450), gaps::add);
        ledger.heard(TRADES, 1_199_998, 1_199_999, nanos(1_199_999), gaps::add);
        assertThat(ledger.summary(TRADES, 1_199_000, 1_199_999).seenMs()).isEqualTo(449);

        ledger.heard(TRADES, 1_200_000, 1_200_001, nanos(1_200_001), gaps::add);

        assertThat(ledger.summary(TRADES, 1_199_000, 1_200_001).seenMs()).isEqualTo(900);
    }

    @Test
    void aBookIsVerifiedToTheTimeOfItsLastFrameHoweverLateThatCame() {
        live(BOOK, 1, 0);
        notice(status(BOOK, BookStatus.AWAITING_SNAPSHOT, BookStatus.LIVE, null, 0));
        ledger.heard(BOOK, 9_300, 9_301, nanos(10_000), gaps::add);

        notice(new Notice.Disconnected(1, "reset by peer", nanos(10_000), null, nanos(10_001)));

        assertThat(picture(BOOK, 9_000, 11_000)).isEqualTo("9000-9300 VERIFIED [], 9300-11000 UNSEEN [DISCONNECTED]");
    }

    @Test
    void whatIsKnownOfLatenessIsSavedAndGoneOnWith() {
        live(TRADES, 1, 0);
        ledger.heard(TRADES, 9_000, 9_450, nanos(9_650), gaps::add);
        StateWriter saved = new StateWriter();
        ledger.writeTo(saved);
        CoverageLedger other = new CoverageLedger();
        other.restore(new StateReader(saved.toByteArray()));

        for (CoverageLedger each : List.of(ledger, other)) {
            each.heard(TRADES, 19_999, 20_000, nanos(20_000), gaps::add);
            assertThat(picture(each.track(TRADES, 19_000, 20_000)))
                    .isEqualTo("19000-19250 SEEN [], 19250-20000 UNSEEN [PENDING]");
        }
    }

    @Test
    void otherConnectionsAreNotTouched() {
        live(TRADES, 1, 0);
        live(LEVEL_1, 2, 0);
        notice(status(LEVEL_1, BookStatus.AWAITING_SNAPSHOT, BookStatus.LIVE, null, 0));

        notice(new Notice.Disconnected(1, "reset by peer", nanos(5_000), null, nanos(5_000)));
        ledger.heard(2, nanos(9_000));

        assertThat(picture(LEVEL_1, 0, 9_000)).isEqualTo("0-8890 SEEN [], 8890-9000 UNSEEN [PENDING]");
    }

    @Test
    void laterCausesJoinTheOpenGap() {
        live(TRADES, 1, 0);
        heard(TRADES, 1_000);

        notice(new Notice.TopicSilent(
                TRADES, Duration.ofSeconds(4), Duration.ofSeconds(1), nanos(1_000), nanos(5_000)));
        notice(new Notice.Disconnected(1, "no pong", nanos(6_000), null, nanos(20_000)));
        notice(new Notice.TopicRefused(TRADES, "error:handler not found", null, nanos(21_000)));
        live(TRADES, 2, 30_000);
        heard(TRADES, 31_000);

        assertThat(ledger.track(TRADES, 0, 31_000).gaps())
                .containsExactly(new CoverageGap(
                        900, 30_000, CoverageState.UNSEEN, Set.of(Cause.SILENT, Cause.DISCONNECTED, Cause.REFUSED), 1));
    }

    @Test
    void aSilentTopicThatSpeaksAgainIsSeenAgain() {
        live(TRADES, 1, 0);
        heard(TRADES, 1_000);

        notice(new Notice.TopicSilent(
                TRADES, Duration.ofSeconds(4), Duration.ofSeconds(1), nanos(1_000), nanos(5_000)));
        heard(TRADES, 8_000);
        heard(TRADES, 9_000);

        assertThat(picture(TRADES, 0, 9_000))
                .isEqualTo("0-900 SEEN [], 900-8000 SUSPECT [SILENT], 8000-8900 SEEN [], 8900-9000 UNSEEN [PENDING]");
    }

    @Test
    void whatWaitedInAQueueDoesNotEndAGap() {
        live(TRADES, 1, 0);
        heard(TRADES, 1_000);
        notice(new Notice.Disconnected(1, "reset by peer", nanos(2_000), null, nanos(2_000)));

        heard(TRADES, 2_000);

        assertThat(picture(TRADES, 2_000, 3_000)).isEqualTo("2000-3000 UNSEEN [DISCONNECTED]");
    }

    @Test
    void aBookIsVerifiedFromItsSnapshotToItsLastFrame() {
        live(BOOK, 1, 900);
        notice(status(BOOK, BookStatus.AWAITING_SNAPSHOT, BookStatus.LIVE, null, 1_000));
        heard(BOOK, 5_000);
        ledger.heard(1, nanos(5_400));

        assertThat(picture(BOOK, 0, 6_000))
                .isEqualTo(
                        "0-1000 UNSEEN [NOT_SUBSCRIBED], 1000-5000 VERIFIED [], 5000-5100 SEEN [], 5100-6000 UNSEEN [PENDING]");
        assertThat(ledger.summary(BOOK, 1_000, 5_000))
                .isEqualTo(new CoverageSummary(4_000, 4_000, 4_000, 0, List.of()));
    }

    @Test
    void aBrokenSequenceIsSuspectFromTheLastGoodFrameToTheNextSnapshot() {
        live(BOOK, 1, 0);
        notice(status(BOOK, BookStatus.AWAITING_SNAPSHOT, BookStatus.LIVE, null, 0));
        heard(BOOK, 4_960);

        notice(new Notice.Gap(BOOK, 17, 19, nanos(4_960), nanos(5_000)));
        notice(status(BOOK, BookStatus.LIVE, BookStatus.STALE, StaleReason.GAP, 5_000));
        heard(BOOK, 5_000);
        heard(BOOK, 5_020);
        notice(status(BOOK, BookStatus.STALE, BookStatus.LIVE, null, 5_300));
        heard(BOOK, 5_300);
        heard(BOOK, 6_000);

        assertThat(picture(BOOK, 0, 6_000))
                .isEqualTo("0-4960 VERIFIED [], 4960-5300 SUSPECT [GAP], 5300-6000 VERIFIED []");
    }

    @Test
    void aCrossedBookIsSuspectFromTheFrameBefore() {
        live(BOOK, 1, 0);
        notice(status(BOOK, BookStatus.AWAITING_SNAPSHOT, BookStatus.LIVE, null, 0));
        heard(BOOK, 4_960);

        heard(BOOK, 5_000);
        notice(status(BOOK, BookStatus.LIVE, BookStatus.STALE, StaleReason.CROSSED, 5_000));

        assertThat(picture(BOOK, 0, 6_000)).isEqualTo("0-4960 VERIFIED [], 4960-6000 SUSPECT [CROSSED]");
    }

    @Test
    void aBookWhoseSequenceProvesNothingIsOnlySeen() {
        live(BOOK, 1, 0);
        notice(status(BOOK, BookStatus.AWAITING_SNAPSHOT, BookStatus.LIVE, null, 0));
        heard(BOOK, 2_000);

        notice(new Notice.Gap(BOOK, 17, 19, nanos(2_000), nanos(2_040)));
        notice(new Notice.SequenceUnverified(BOOK, nanos(2_040)));
        heard(BOOK, 2_040);
        heard(BOOK, 3_000);

        assertThat(picture(BOOK, 0, 3_000))
                .isEqualTo(
                        "0-2000 VERIFIED [], 2000-2040 SUSPECT [GAP], 2040-2700 SEEN [], 2700-3000 UNSEEN [PENDING]");
    }

    @Test
    void levelOneHasNoSequenceAndIsOnlySeen() {
        live(LEVEL_1, 1, 0);
        notice(status(LEVEL_1, BookStatus.AWAITING_SNAPSHOT, BookStatus.LIVE, null, 0));
        heard(LEVEL_1, 1_000);

        assertThat(picture(LEVEL_1, 0, 1_000)).isEqualTo("0-890 SEEN [], 890-1000 UNSEEN [PENDING]");
    }

    @Test
    void ourOwnDropsAreUnseenToo() {
        live(TRADES, 1, 0);
        heard(TRADES, 1_000);

        notice(new Notice.Dropped(TRADES, 12, 1_200, 1_299, nanos(1_400)));
        heard(TRADES, 2_000);

        assertThat(picture(TRADES, 0, 2_000))
                .isEqualTo("0-1200 SEEN [], 1200-1300 UNSEEN [DROPPED], 1300-1900 SEEN [], 1900-2000 UNSEEN [PENDING]");
        assertThat(gaps).containsExactly(new FeedGap(TRADES, 1_200, 1_300, Set.of(Cause.DROPPED)));
    }

    @Test
    void aRefusedRowIsUnseenForGood() {
        live(TRADES, 1, 0);
        heard(TRADES, 1_000);

        ledger.recovered(TRADES, 400, 500);
        ledger.rowRefused(TRADES, 450, 451, gaps::add);
        ledger.audited(TRADES, 0, 800);

        assertThat(picture(TRADES, 0, 800))
                .isEqualTo("0-450 AUDITED [], 450-451 UNSEEN [ROW_REFUSED], 451-800 AUDITED []");
        assertThat(gaps).containsExactly(new FeedGap(TRADES, 450, 451, Set.of(Cause.ROW_REFUSED)));
    }

    @Test
    void anUnreadableFrameIsSuspectOnlyWhereNoSequenceTells() {
        live(TRADES, 1, 0);
        live(BOOK, 1, 0);
        notice(status(BOOK, BookStatus.AWAITING_SNAPSHOT, BookStatus.LIVE, null, 0));

        notice(new Notice.Unreadable(1, "truncated", "{\"topic", nanos(500)));
        heard(TRADES, 1_000);
        heard(BOOK, 1_000);

        assertThat(picture(TRADES, 0, 1_000))
                .isEqualTo("0-400 SEEN [], 400-500 SUSPECT [UNREADABLE], 500-900 SEEN [], 900-1000 UNSEEN [PENDING]");
        assertThat(picture(BOOK, 0, 1_000)).isEqualTo("0-1000 VERIFIED []");
    }

    @Test
    void theWithdrawnLiquidationTopicIsNeverMoreThanASample() {
        Topic withdrawn = Topic.of(Channel.LINEAR, "liquidation.BTCUSDT");
        live(withdrawn, 1, 0);
        heard(withdrawn, 2_100);

        assertThat(picture(withdrawn, 0, 1_000)).isEqualTo("0-1000 SUSPECT [SAMPLED]");
    }

    @Test
    void aClosedTopicStaysUnseenWhateverStillArrives() {
        live(TRADES, 1, 0);
        heard(TRADES, 1_000);

        notice(new Notice.TopicClosed(TRADES, nanos(1_000)));
        heard(TRADES, 1_500);

        assertThat(picture(TRADES, 0, 2_000)).isEqualTo("0-900 SEEN [], 900-2000 UNSEEN [CLOSED]");
    }

    @Test
    void auditAndRecoveryRaiseWhatWasAndKeepTheCause() {
        live(TRADES, 1, 0);
        heard(TRADES, 1_000);
        notice(new Notice.Disconnected(1, "reset by peer", nanos(1_000), null, nanos(1_000)));
        live(TRADES, 2, 2_000);
        heard(TRADES, 4_000);

        ledger.recovered(TRADES, 900, 2_100);
        ledger.audited(TRADES, 2_000, 3_000);

        assertThat(picture(TRADES, 0, 4_000))
                .isEqualTo("0-900 SEEN [], 900-2000 RECOVERED [DISCONNECTED], "
                        + "2000-3000 AUDITED [], 3000-3900 SEEN [], 3900-4000 UNSEEN [PENDING]");
        assertThat(ledger.summary(TRADES, 0, 4_000)).isEqualTo(new CoverageSummary(4_000, 3_900, 1_000, 0, List.of()));
    }

    @Test
    void ofTwoFeedsTheBetterOneCounts() {
        live(TRADES, 1, 0);
        heard(TRADES, 1_000);
        notice(new Notice.Disconnected(1, "reset by peer", nanos(1_000), null, nanos(1_000)));
        CoverageLedger other = new CoverageLedger();
        other.onNotice(new Notice.TopicLive(TRADES, 1, nanos(600)), gaps::add);
        other.heard(TRADES, nanos(2_000), gaps::add);

        CoverageTrack both = ledger.track(TRADES, 0, 2_000).best(other.track(TRADES, 0, 2_000));

        assertThat(picture(both)).isEqualTo("0-1900 SEEN [], 1900-2000 UNSEEN [DISCONNECTED, PENDING]");
    }

    @Test
    void ofSeveralTopicsThatAreAddedUpTheWorstCounts() {
        live(TRADES, 1, 0);
        heard(TRADES, 2_000);
        Topic other = Topic.of(Channel.LINEAR, "publicTrade.ETHUSDT");
        live(other, 1, 500);
        heard(other, 2_000);

        assertThat(picture(ledger.together(List.of(TRADES, other), 0, 2_000)))
                .isEqualTo("0-500 UNSEEN [NOT_SUBSCRIBED], 500-1900 SEEN [], 1900-2000 UNSEEN [PENDING]");
    }

    @Test
    void beforeItsListingAndAfterItsDelistingASymbolCountsNowhere() {
        live(TRADES, 1, 0);
        Topic listed = Topic.of(Channel.LINEAR, "publicTrade.NEWUSDT");
        ledger.expect(listed, 1_000);
        live(listed, 1, 1_000);
        heard(TRADES, 1_600);
        ledger.retire(listed, 1_500);
        notice(new Notice.TopicClosed(listed, nanos(1_600)));
        heard(TRADES, 2_100);

        assertThat(picture(ledger.together(List.of(TRADES, listed), 0, 2_000))).isEqualTo("0-2000 SEEN []");
        assertThat(ledger.summary(listed, 0, 900).seenShare()).isNull();
    }

    @Test
    void theVenuesClockRulesAndWhatIsUncertainCountsAgainstUs() {
        ledger.clock(-2_000 * 1_000_000L, 3_000_000);
        live(TRADES, 1, 12_000);
        heard(TRADES, 22_000);

        assertThat(picture(TRADES, 9_000, 21_000))
                .isEqualTo("9000-10003 UNSEEN [NOT_SUBSCRIBED], 10003-19897 SEEN [], 19897-21000 UNSEEN [PENDING]");
    }

    @Test
    void aGapOfOptionTradesConcernsEveryStrikeOfTheCoin() {
        Topic options = Topic.of(Channel.OPTION, "publicTrade.BTC");
        FeedGap gap = new FeedGap(options, 0, 1, Set.of(Cause.DROPPED));

        assertThat(gap.concerns(new Symbol(Category.OPTION, "BTC-25SEP26-90000-C-USDT")))
                .isTrue();
        assertThat(gap.concerns(new Symbol(Category.OPTION, "ETH-25SEP26-9000-C-USDT")))
                .isFalse();
        assertThat(gap.concerns(new Symbol(Category.LINEAR, "BTC-25SEP26"))).isFalse();
    }

    @Test
    void aGapOfAPerpetualDoesNotConcernItsFutures() {
        FeedGap gap = new FeedGap(TRADES, 0, 1, Set.of(Cause.DROPPED));

        assertThat(gap.concerns(new Symbol(Category.LINEAR, "BTCUSDT"))).isTrue();
        assertThat(gap.concerns(new Symbol(Category.LINEAR, "BTCUSDT-25DEC26"))).isFalse();
    }

    @Test
    void settingsOutOfRangeAreRefusedWithTheRule() {
        assertThatThrownBy(() -> new CoverageLedger(3, Duration.ofDays(1)))
                .hasMessage("maxStretches 3 is less than 16");
        assertThatThrownBy(() -> new CoverageLedger(16, Duration.ofMinutes(1)))
                .hasMessage("keep PT1M is less than an hour");
    }

    private void live(Topic topic, int connectionId, long millis) {
        notice(new Notice.TopicLive(topic, connectionId, nanos(millis)));
    }

    private void heard(Topic topic, long millis) {
        if (topic.equals(BOOK)) {
            ledger.heard(topic, millis, millis, nanos(millis), gaps::add);
        } else {
            ledger.heard(topic, nanos(millis), gaps::add);
        }
    }

    private void notice(Notice notice) {
        ledger.onNotice(notice, gaps::add);
    }

    private static Notice status(Topic topic, BookStatus from, BookStatus to, StaleReason reason, long millis) {
        return new Notice.BookStatusChanged(topic, from, to, reason, nanos(millis));
    }

    private String picture(Topic topic, long from, long to) {
        return picture(ledger.track(topic, from, to));
    }

    private static String picture(CoverageTrack track) {
        return track.intervals().stream()
                .map(interval -> interval.fromEpochMillis() + "-" + interval.toEpochMillis() + " " + interval.state()
                        + " " + interval.causes())
                .collect(Collectors.joining(", "));
    }

    private static Quotient share(long part, long whole) {
        return new Quotient(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }
}
