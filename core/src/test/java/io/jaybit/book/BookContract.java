package io.jaybit.book;

import static io.jaybit.book.Frames.ask;
import static io.jaybit.book.Frames.at;
import static io.jaybit.book.Frames.bid;
import static io.jaybit.book.Frames.delta;
import static io.jaybit.book.Frames.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.OrderBook.Outcome;
import io.jaybit.market.BookUpdate;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every book does; run against the fast one and against the naive one. */
abstract class BookContract {
    /** A book seen from here. */
    interface Tested {
        Outcome apply(BookUpdate frame);

        BookStatus status();

        StaleReason reason();

        boolean unverified();

        OptionalLong u();

        int priceScale();

        BookCounters counters();

        String canonical();
    }

    private Tested book;

    abstract Tested newBook();

    @BeforeEach
    void open() {
        book = newBook();
    }

    @Test
    void aNewBookAwaitsItsSnapshot() {
        assertThat(book.status()).isEqualTo(BookStatus.AWAITING_SNAPSHOT);
        assertThat(book.u()).isEmpty();
        assertThat(book.canonical()).isEmpty();
    }

    @Test
    void deltasBeforeAnySnapshotAreIgnored() {
        assertThat(book.apply(delta(7, bid("100", "1")))).isEqualTo(Outcome.IGNORED);

        assertThat(book.status()).isEqualTo(BookStatus.AWAITING_SNAPSHOT);
        assertThat(book.u()).isEmpty();
        assertThat(book.counters()).isEqualTo(counters(1, 0, 1, 0, 0, 1));
    }

    @Test
    void aSnapshotReplacesTheBook() {
        book.apply(snapshot(7, bid("100.5", "2"), bid("100", "3"), ask("101", "1")));

        assertThat(book.apply(snapshot(90, bid("99", "5"), ask("99.5", "6")))).isEqualTo(Outcome.SNAPSHOT);

        assertThat(book.canonical()).isEqualTo("99 5\n99.5 6\n");
        assertThat(book.u()).hasValue(90);
        assertThat(book.status()).isEqualTo(BookStatus.LIVE);
    }

    @Test
    void aDeltaInsertsOverwritesAndRemoves() {
        book.apply(snapshot(7, bid("100.5", "2"), bid("100", "3"), ask("101.0", "1"), ask("102", "4")));

        Outcome outcome = book.apply(
                delta(8, bid("100.5", "0"), bid("100.2", "9"), ask("101", "1.50"), ask("103", "7"), ask("101.5", "8")));

        assertThat(outcome).isEqualTo(Outcome.APPLIED);
        assertThat(book.canonical()).isEqualTo("100.2 9\n100 3\n101 1.5\n101.5 8\n102 4\n103 7\n");
        assertThat(book.u()).hasValue(8);
    }

    @Test
    void oneSideMayBeEmptyInADeltaAndInASnapshot() {
        book.apply(snapshot(7, bid("100", "2")));
        book.apply(delta(8, ask("101", "1")));

        assertThat(book.canonical()).isEqualTo("100 2\n101 1\n");
        assertThat(book.status()).isEqualTo(BookStatus.LIVE);
    }

    @Test
    void anEmptySnapshotWithUpdateIdZeroIsABook() {
        assertThat(book.apply(snapshot(0))).isEqualTo(Outcome.SNAPSHOT);

        assertThat(book.status()).isEqualTo(BookStatus.LIVE);
        assertThat(book.u()).hasValue(0);
    }

    @Test
    void sizeZeroInASnapshotIsNoLevel() {
        book.apply(snapshot(7, bid("100", "2"), bid("99", "0"), bid("98", "0.000"), ask("101", "0")));

        assertThat(book.canonical()).isEqualTo("100 2\n");
    }

    @Test
    void sizeZeroIsZeroWithHoweverManyDigits() {
        book.apply(snapshot(7, bid("100", "2")));

        book.apply(delta(8, bid("100.00", "0.0000")));

        assertThat(book.canonical()).isEmpty();
    }

    @Test
    void deletingAnUnknownLevelIsIgnored() {
        book.apply(snapshot(7, bid("100", "2"), ask("101", "1")));

        assertThat(book.apply(delta(8, bid("99", "0"), ask("200", "0")))).isEqualTo(Outcome.APPLIED);

        assertThat(book.canonical()).isEqualTo("100 2\n101 1\n");
    }

    @Test
    void ofAPriceTwiceInAFrameTheLastCounts() {
        book.apply(snapshot(7, bid("100", "2"), bid("100.0", "3"), bid("99", "1"), bid("99", "0")));
        assertThat(book.canonical()).isEqualTo("100 3\n");

        book.apply(delta(8, bid("100", "0"), bid("100", "4"), ask("101", "5"), ask("101", "0")));
        assertThat(book.canonical()).isEqualTo("100 4\n");
    }

    @Test
    void aSnapshotInAnyOrderIsSorted() {
        book.apply(snapshot(7, bid("98", "1"), bid("100", "2"), bid("99", "3"), ask("103", "1"), ask("101", "2")));

        assertThat(book.canonical()).isEqualTo("100 2\n99 3\n98 1\n101 2\n103 1\n");
    }

    @Test
    void aDeltaWithTheSameUpdateIdIsARepeatAndIgnored() {
        book.apply(snapshot(7, bid("100", "2")));
        book.apply(delta(8, bid("100", "3")));

        assertThat(book.apply(delta(8, bid("100", "9")))).isEqualTo(Outcome.REPEAT);

        assertThat(book.canonical()).isEqualTo("100 3\n");
        assertThat(book.status()).isEqualTo(BookStatus.LIVE);
        assertThat(book.counters()).isEqualTo(counters(3, 1, 2, 0, 1, 1));
    }

    @Test
    void aSnapshotWithTheSameUpdateIdIsAppliedAndCountedAsARepeat() {
        book.apply(snapshot(7, bid("100", "2")));

        assertThat(book.apply(snapshot(7, bid("100", "3")))).isEqualTo(Outcome.REPEATED_SNAPSHOT);

        assertThat(book.canonical()).isEqualTo("100 3\n");
        assertThat(book.counters()).isEqualTo(counters(2, 2, 0, 0, 1, 0));
    }

    @Test
    void aSkippedUpdateIdMakesTheBookStaleAndItKeepsItsLevels() {
        book.apply(snapshot(7, bid("100", "2")));

        assertThat(book.apply(delta(9, bid("100", "3")))).isEqualTo(Outcome.GAP);

        assertThat(book.status()).isEqualTo(BookStatus.STALE);
        assertThat(book.reason()).isEqualTo(StaleReason.GAP);
        assertThat(book.canonical()).isEqualTo("100 2\n");
        assertThat(book.u()).hasValue(7);
        assertThat(book.counters()).isEqualTo(counters(2, 1, 1, 1, 0, 1));
    }

    @Test
    void anUpdateIdThatRunsBackwardsIsAGap() {
        book.apply(snapshot(7, bid("100", "2")));

        assertThat(book.apply(delta(6, bid("100", "3")))).isEqualTo(Outcome.GAP);

        assertThat(book.status()).isEqualTo(BookStatus.STALE);
    }

    @Test
    void deltasOfAStaleBookAreIgnoredUntilTheNextSnapshot() {
        book.apply(snapshot(7, bid("100", "2")));
        book.apply(delta(9, bid("100", "3")));

        assertThat(book.apply(delta(8, bid("100", "4")))).isEqualTo(Outcome.IGNORED);
        assertThat(book.apply(delta(10, bid("100", "5")))).isEqualTo(Outcome.IGNORED);
        assertThat(book.canonical()).isEqualTo("100 2\n");
        assertThat(book.counters()).isEqualTo(counters(4, 1, 3, 1, 0, 3));

        assertThat(book.apply(snapshot(11, bid("100", "6")))).isEqualTo(Outcome.SNAPSHOT);
        assertThat(book.status()).isEqualTo(BookStatus.LIVE);
        assertThat(book.reason()).isNull();
    }

    @Test
    void updateIdOneReplacesTheBookWhateverTheFrameCallsItself() {
        book.apply(snapshot(7, bid("100", "2"), ask("101", "1")));

        assertThat(book.apply(delta(1, bid("90", "1")))).isEqualTo(Outcome.RESTARTED);

        assertThat(book.canonical()).isEqualTo("90 1\n");
        assertThat(book.status()).isEqualTo(BookStatus.LIVE);
        assertThat(book.apply(delta(2, bid("91", "1")))).isEqualTo(Outcome.APPLIED);
        assertThat(book.counters().restarts()).isEqualTo(1);
        assertThat(book.counters().snapshots()).isEqualTo(2);
    }

    @Test
    void updateIdOneIsASnapshotToABookThatAwaitsOne() {
        assertThat(book.apply(delta(1, bid("90", "1")))).isEqualTo(Outcome.SNAPSHOT);

        assertThat(book.status()).isEqualTo(BookStatus.LIVE);
    }

    @Test
    void bestBidAtBestAskAfterAFrameMakesTheBookStale() {
        book.apply(snapshot(7, bid("100", "2"), ask("101", "1")));

        assertThat(book.apply(delta(8, bid("101.0", "3")))).isEqualTo(Outcome.CROSSED);

        assertThat(book.status()).isEqualTo(BookStatus.STALE);
        assertThat(book.reason()).isEqualTo(StaleReason.CROSSED);
        assertThat(book.canonical()).isEqualTo("101 3\n100 2\n101 1\n");
        assertThat(book.counters().crossings()).isEqualTo(1);
        assertThat(book.counters().ignored()).isZero();
    }

    @Test
    void aCrossingThatTheSameFrameUndoesIsNone() {
        book.apply(snapshot(7, bid("100", "2"), ask("101", "1"), ask("102", "1")));

        assertThat(book.apply(delta(8, bid("101", "3"), ask("101", "0")))).isEqualTo(Outcome.APPLIED);

        assertThat(book.canonical()).isEqualTo("101 3\n100 2\n102 1\n");
    }

    @Test
    void aCrossedSnapshotIsStaleUntilABetterOne() {
        assertThat(book.apply(snapshot(7, bid("102", "2"), ask("101", "1")))).isEqualTo(Outcome.CROSSED);
        assertThat(book.apply(delta(8, bid("102", "0")))).isEqualTo(Outcome.IGNORED);

        assertThat(book.apply(snapshot(9, bid("100", "2"), ask("101", "1")))).isEqualTo(Outcome.SNAPSHOT);
    }

    @Test
    void aFinerPriceRaisesTheScaleOfTheWholeBook() {
        book.apply(snapshot(7, bid("100", "2"), ask("101", "1")));
        assertThat(book.priceScale()).isZero();

        book.apply(delta(8, bid("100.125", "3"), bid("100.0", "4")));

        assertThat(book.priceScale()).isEqualTo(3);
        assertThat(book.canonical()).isEqualTo("100.125 3\n100 4\n101 1\n");
    }

    @Test
    void aPriceThatLeavesNoCommonScaleMakesTheBookStaleUntouched() {
        book.apply(snapshot(7, bid("123456789012345678", "2"), bid("1", "1")));

        assertThat(book.apply(delta(8, bid("1", "5"), bid("0.1", "3")))).isEqualTo(Outcome.UNREPRESENTABLE);

        assertThat(book.status()).isEqualTo(BookStatus.STALE);
        assertThat(book.reason()).isEqualTo(StaleReason.UNREPRESENTABLE);
        assertThat(book.canonical()).isEqualTo("123456789012345678 2\n1 1\n");
        assertThat(book.u()).hasValue(7);
        assertThat(book.counters().unrepresentable()).isEqualTo(1);
        assertThat(book.apply(snapshot(9, bid("0.1", "3")))).isEqualTo(Outcome.SNAPSHOT);
    }

    @Test
    void zerosAtTheEndOfAPriceDoNotMakeItUnrepresentable() {
        book.apply(snapshot(7, bid("123456789012345678", "2")));

        assertThat(book.apply(delta(8, bid("1.000", "5"), bid("2.00000000000000000", "3"))))
                .isEqualTo(Outcome.APPLIED);

        assertThat(book.canonical()).isEqualTo("123456789012345678 2\n2 3\n1 5\n");
        assertThat(book.priceScale()).isZero();
    }

    @Test
    void aSnapshotWithPricesThatShareNoScaleIsUnrepresentable() {
        book.apply(snapshot(7, bid("5", "2")));

        assertThat(book.apply(snapshot(8, bid("123456789012345678", "2"), bid("0.1", "2"))))
                .isEqualTo(Outcome.UNREPRESENTABLE);

        assertThat(book.canonical()).isEqualTo("5 2\n");
        assertThat(book.u()).hasValue(7);
    }

    @Test
    void aFrameWithANumberThatCouldNotBeReadExactlyMakesTheBookStaleUntouched() {
        book.apply(snapshot(7, bid("100", "2")));
        BookUpdate broken = delta(8, bid("100", "0"));
        broken.setUnrepresentable();

        assertThat(book.apply(broken)).isEqualTo(Outcome.UNREPRESENTABLE);

        assertThat(book.canonical()).isEqualTo("100 2\n");
    }

    @Test
    void aNegativeSizeIsUnrepresentable() {
        book.apply(snapshot(7, bid("100", "2")));

        assertThat(book.apply(delta(8, bid("100", "-1")))).isEqualTo(Outcome.UNREPRESENTABLE);
    }

    @Test
    void negativePricesAreInOrder() {
        book.apply(snapshot(7, bid("-5", "1"), bid("-6.5", "2"), ask("-4.25", "3"), ask("0", "4"), ask("1", "5")));

        assertThat(book.canonical()).isEqualTo("-5 1\n-6.5 2\n-4.25 3\n0 4\n1 5\n");
        assertThat(book.status()).isEqualTo(BookStatus.LIVE);
    }

    @Test
    void theTinyPricesOfMemeCoinsAreExact() {
        book.apply(snapshot(7, bid("0.0000000000001", "123456789012345678"), ask("0.0000000000002", "0.1")));

        assertThat(book.canonical()).isEqualTo("0.0000000000001 123456789012345678\n0.0000000000002 0.1\n");
    }

    @Test
    void idsThatBreakThreeTimesInAMinuteRightAfterSnapshotsAreNotBelievedAnyMore() {
        book.apply(at(0, snapshot(10, bid("100", "1"))));
        assertThat(book.apply(at(1, delta(12, bid("100", "2"))))).isEqualTo(Outcome.GAP);
        book.apply(at(20, snapshot(20, bid("100", "1"))));
        assertThat(book.apply(at(21, delta(22, bid("100", "2"))))).isEqualTo(Outcome.GAP);
        book.apply(at(40, snapshot(30, bid("100", "1"))));

        assertThat(book.apply(at(41, delta(32, bid("100", "2"))))).isEqualTo(Outcome.SEQUENCE_UNVERIFIED);

        assertThat(book.status()).isEqualTo(BookStatus.LIVE);
        assertThat(book.unverified()).isTrue();
        assertThat(book.canonical()).isEqualTo("100 2\n");
        assertThat(book.apply(at(50, delta(99, bid("100", "3"))))).isEqualTo(Outcome.APPLIED);
        assertThat(book.canonical()).isEqualTo("100 3\n");
        assertThat(book.counters().gaps()).isEqualTo(4);
    }

    @Test
    void breaksSpreadOverMoreThanAMinuteStayGaps() {
        for (int i = 0; i < 5; i++) {
            book.apply(at(i * 31L, snapshot(10, bid("100", "1"))));
            assertThat(book.apply(at(i * 31L + 1, delta(12)))).isEqualTo(Outcome.GAP);
        }
    }

    @Test
    void breaksLongAfterASnapshotStayGaps() {
        for (int i = 0; i < 5; i++) {
            book.apply(at(i * 12L, snapshot(10, bid("100", "1"))));
            assertThat(book.apply(at(i * 12L + 11, delta(12)))).isEqualTo(Outcome.GAP);
        }
    }

    @Test
    void aSkipWhoseFrameDeletesUnknownLevelsIsAGapHoweverOften() {
        for (int i = 0; i < 5; i++) {
            book.apply(at(i * 5L, snapshot(10, bid("100", "1"))));
            assertThat(book.apply(at(i * 5L + 1, delta(12, bid("99", "0"))))).isEqualTo(Outcome.GAP);
            assertThat(book.status()).isEqualTo(BookStatus.STALE);
        }
    }

    @Test
    void anUnverifiedBookThatCrossesIsStaleAndVerifiedAgainFromItsSnapshot() {
        loseTrust();

        assertThat(book.apply(at(50, delta(40, ask("99", "1"))))).isEqualTo(Outcome.CROSSED);
        assertThat(book.unverified()).isFalse();

        book.apply(at(51, snapshot(50, bid("100", "1"))));
        assertThat(book.apply(at(52, delta(52)))).isEqualTo(Outcome.GAP);
    }

    @Test
    void idsThatHaveRisenByOneForAMinuteAreWorthASnapshotThatMakesTheBookVerifiedAgain() {
        loseTrust();
        assertThat(book.apply(at(50, delta(40, bid("100", "3"))))).isEqualTo(Outcome.APPLIED);
        assertThat(book.apply(at(110, delta(41, bid("100", "4"))))).isEqualTo(Outcome.APPLIED);

        assertThat(book.apply(at(111, delta(42, bid("100", "5"))))).isEqualTo(Outcome.GAP);

        assertThat(book.status()).isEqualTo(BookStatus.STALE);
        book.apply(at(112, snapshot(43, bid("99", "1"))));
        assertThat(book.unverified()).isFalse();
        assertThat(book.canonical()).isEqualTo("99 1\n");
    }

    @Test
    void anUnverifiedBookStillTakesAnIdThatRunsBackwardsForAGap() {
        loseTrust();

        assertThat(book.apply(at(50, delta(3, bid("100", "9"))))).isEqualTo(Outcome.GAP);

        assertThat(book.status()).isEqualTo(BookStatus.STALE);
        assertThat(book.unverified()).isFalse();
    }

    @Test
    void anUnverifiedBookThatOutgrowsItsWindowIsStale() {
        loseTrust();
        Frames.Level[] levels = new Frames.Level[50];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = bid(Integer.toString(10 + i), "1");
        }

        assertThat(book.apply(at(50, delta(40, levels)))).isEqualTo(Outcome.GAP);

        assertThat(book.status()).isEqualTo(BookStatus.STALE);
    }

    private void loseTrust() {
        for (int i = 1; i <= 3; i++) {
            book.apply(at(i * 10L, snapshot(10, bid("100", "1"))));
            book.apply(at(i * 10L + 1, delta(12, bid("100", "2"))));
        }
        assertThat(book.unverified()).isTrue();
    }

    private static BookCounters counters(
            long frames, long snapshots, long deltas, long gaps, long repeats, long ignored) {
        return new BookCounters(frames, snapshots, deltas, gaps, repeats, ignored, 0, 0, 0);
    }
}
