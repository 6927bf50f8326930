package io.jaybit.book;

import static io.jaybit.book.Frames.ask;
import static io.jaybit.book.Frames.bid;
import static io.jaybit.book.Frames.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullBookTest {
    private static final Topic TOPIC = Topic.of(Channel.LINEAR, "orderbook.full.MNTUSDT");
    private static final Symbol SYMBOL = new Symbol(Category.LINEAR, "MNTUSDT");

    private final List<String> heard = new ArrayList<>();
    private final FullBook full =
            new FullBook(TOPIC, SYMBOL, (update, outcome) -> heard.add(update.updateId() + " " + outcome));
    private final OrderBook book = full.book();
    private long nowSeconds;

    @Test
    void nothingIsFetchedBeforeTheFirstDelta() {
        assertThat(wantsFetch()).isFalse();

        full.apply(delta(10, 100));

        assertThat(wantsFetch()).isTrue();
        assertThat(wantsFetch()).as("one at a time").isFalse();
    }

    @Test
    void theSnapshotThatEqualsABufferedDeltaIsLoadedAndTheLaterDeltasApplied() {
        full.apply(delta(10, 100, bid("9", "1")));
        full.apply(delta(11, 110, bid("9", "2")));
        full.apply(delta(12, 120, ask("11", "4"), bid("8", "0")));
        full.apply(delta(13, 120, ask("11", "5")));

        boolean synced = full.onSnapshot(snapshot(11, 110, bid("9", "2"), bid("8", "7"), ask("10", "3")));

        assertThat(synced).isTrue();
        assertThat(book.isLive()).isTrue();
        assertThat(book.updateId()).isEqualTo(13);
        assertThat(picture(book)).isEqualTo("ask 11 x 5\nask 10 x 3\nbid 9 x 2\n");
        assertThat(heard)
                .containsExactly(
                        "10 IGNORED",
                        "11 IGNORED",
                        "12 IGNORED",
                        "13 IGNORED",
                        "11 SNAPSHOT",
                        "12 APPLIED",
                        "13 APPLIED");
    }

    @Test
    void aSnapshotOlderThanTheFirstBufferedDeltaIsFetchedAgain() {
        full.apply(delta(10, 100));
        wantsFetch();

        assertThat(full.onSnapshot(snapshot(9, 99, bid("9", "1")))).isFalse();

        assertThat(book.status()).isEqualTo(BookStatus.AWAITING_SNAPSHOT);
        assertThat(wantsFetch()).as("not at once").isFalse();
        nowSeconds += 1;
        assertThat(wantsFetch()).isTrue();
        assertThat(full.onSnapshot(snapshot(10, 100, bid("9", "1")))).isTrue();
    }

    @Test
    void aSnapshotWithTheSeqOfADeltaButAnotherUpdateIdIsFetchedAgain() {
        full.apply(delta(10, 100));
        full.apply(delta(11, 110));

        assertThat(full.onSnapshot(snapshot(77, 110, bid("9", "1")))).isFalse();

        assertThat(book.isLive()).isFalse();
        assertThat(full.onSnapshot(snapshot(11, 110, bid("9", "1")))).isTrue();
    }

    @Test
    void ofSeveralDeltasWithOneSeqTheOneWithTheSnapshotsUpdateIdCounts() {
        full.apply(delta(10, 100, bid("9", "1")));
        full.apply(delta(11, 100, bid("9", "2")));
        full.apply(delta(12, 100, bid("9", "3")));

        assertThat(full.onSnapshot(snapshot(11, 100, bid("9", "2")))).isTrue();

        assertThat(book.updateId()).isEqualTo(12);
        assertThat(picture(book)).isEqualTo("bid 9 x 3\n");
    }

    @Test
    void aSnapshotNewerThanTheBufferGoesOnWithTheNextDelta() {
        full.apply(delta(10, 100));

        assertThat(full.onSnapshot(snapshot(15, 150, bid("9", "1")))).isTrue();
        full.apply(delta(16, 160, bid("9", "2")));

        assertThat(book.updateId()).isEqualTo(16);
        assertThat(book.isLive()).isTrue();
    }

    @Test
    void deltasTheSnapshotHoldsAlreadyAreIgnoredWhenTheyComeLater() {
        full.apply(delta(10, 100));
        full.onSnapshot(snapshot(12, 120, bid("9", "1")));

        full.apply(delta(11, 110, bid("9", "7")));
        full.apply(delta(12, 120, bid("9", "8")));

        assertThat(picture(book)).isEqualTo("bid 9 x 1\n");
        assertThat(heard).endsWith("11 IGNORED", "12 REPEAT");
        assertThat(book.isLive()).isTrue();
    }

    @Test
    void aHoleBetweenSnapshotAndBufferIsFetchedAgain() {
        full.apply(delta(10, 100));
        full.apply(delta(11, 130));

        assertThat(full.onSnapshot(snapshot(9, 120, bid("9", "1")))).isFalse();

        assertThat(book.isLive()).isFalse();
    }

    @Test
    void aSnapshotThatContradictsTheBufferIsFetchedAgain() {
        full.apply(delta(10, 100));
        full.apply(delta(11, 110));

        assertThat(full.onSnapshot(snapshot(5, 120, bid("9", "1")))).isFalse();

        assertThat(book.isLive()).isFalse();
    }

    @Test
    void aHoleInTheBufferStartsItAnew() {
        full.apply(delta(10, 100));
        full.apply(delta(12, 120, bid("9", "2")));

        assertThat(full.onSnapshot(snapshot(10, 100, bid("9", "1")))).isFalse();
        assertThat(full.onSnapshot(snapshot(12, 120, bid("9", "2")))).isTrue();
    }

    @Test
    void aDeltaWhoseSeqRunsBackwardsIsDroppedWhileSynchronising() {
        full.apply(delta(10, 100, bid("9", "1")));
        full.apply(delta(11, 90, bid("9", "5")));
        full.apply(delta(11, 110, bid("9", "2")));

        full.onSnapshot(snapshot(10, 100, bid("9", "1")));

        assertThat(full.outOfOrder()).isEqualTo(1);
        assertThat(picture(book)).isEqualTo("bid 9 x 2\n");
    }

    @Test
    void aGapWhileRunningMakesTheBookStaleAndFetchesAnew() {
        sync();

        full.apply(delta(13, 130, bid("9", "9")));

        assertThat(book.staleReason()).isEqualTo(StaleReason.GAP);
        assertThat(full.resyncs()).isEqualTo(1);
        nowSeconds += 2;
        assertThat(wantsFetch()).isTrue();
        assertThat(full.onSnapshot(snapshot(13, 130, bid("9", "9")))).isTrue();
        assertThat(book.isLive()).isTrue();
    }

    @Test
    void idsThatArePromisedAreNeverForgivenHoweverOftenTheyBreak() {
        for (int i = 0; i < 6; i++) {
            full.apply(delta(10, 100));
            full.onSnapshot(snapshot(10, 100, bid("9", "1")));
            full.apply(delta(12, 120));
            assertThat(book.staleReason()).isEqualTo(StaleReason.GAP);
            full.invalidate(StaleReason.GAP);
        }
    }

    @Test
    void afterARestartOfTheServiceTheSnapshotWithItsNewIdIsLoaded() {
        sync();

        full.apply(delta(1, 200, bid("9", "4")));
        assertThat(book.status()).isEqualTo(BookStatus.AWAITING_SNAPSHOT);
        assertThat(picture(book)).isEmpty();
        nowSeconds += 2;
        assertThat(wantsFetch()).isTrue();

        assertThat(full.onSnapshot(snapshot(1, 200, bid("9", "4"), ask("12", "1"))))
                .isTrue();
        full.apply(delta(2, 210, bid("9", "5")));

        assertThat(picture(book)).isEqualTo("ask 12 x 1\nbid 9 x 5\n");
    }

    @Test
    void anInstrumentThatIsDelistedEndsWithoutABookAndIsNotAskedForAgain() {
        sync();

        full.apply(delta(1, 200));
        nowSeconds += 2;
        assertThat(wantsFetch()).isTrue();
        assertThat(full.onSnapshot(snapshot(1, 200))).isFalse();

        assertThat(book.status()).isEqualTo(BookStatus.STALE);
        assertThat(book.staleReason()).isEqualTo(StaleReason.UNAVAILABLE);
        assertThat(picture(book)).isEmpty();
        nowSeconds += 3_600;
        assertThat(wantsFetch()).isFalse();
    }

    @Test
    void beforeAPreMarketAuctionTheBookIsEmptyAndAtItsEndItIsLoaded() {
        sync();
        full.apply(delta(1, 200));
        nowSeconds += 10;
        assertThat(wantsFetch()).isTrue();
        full.onSnapshot(snapshot(1, 200));
        assertThat(book.staleReason()).isEqualTo(StaleReason.UNAVAILABLE);

        nowSeconds += 600;
        full.apply(delta(1, 300));
        assertThat(wantsFetch()).isTrue();
        assertThat(full.onSnapshot(snapshot(4, 310, bid("9", "1"), ask("10", "1"))))
                .isTrue();

        assertThat(book.isLive()).isTrue();
    }

    @Test
    void afterATickChangeTheSnapshotIsAskedForUntilItIsReady() {
        sync();
        full.apply(delta(1, 200));
        nowSeconds += 10;
        assertThat(wantsFetch()).isTrue();
        assertThat(full.onSnapshot(snapshot(11, 110, bid("9", "2"))))
                .as("from before the change")
                .isFalse();
        nowSeconds += 10;
        assertThat(wantsFetch()).isTrue();
        full.onFetchFailed();
        nowSeconds += 10;
        assertThat(wantsFetch()).isTrue();

        assertThat(full.onSnapshot(snapshot(1, 200, bid("9.5", "2")))).isTrue();
    }

    @Test
    void aBookThatWasUnavailableIsAskedForAgainWhenItHasLevels() {
        full.apply(delta(5, 100));
        wantsFetch();
        full.onSnapshot(snapshot(5, 100));
        nowSeconds += 100;

        full.apply(delta(6, 110));
        assertThat(wantsFetch()).isFalse();
        full.apply(delta(7, 120, bid("9", "1")));

        assertThat(wantsFetch()).isTrue();
    }

    @Test
    void anEmptySnapshotFollowedByLevelsIsABook() {
        full.apply(delta(5, 100));
        full.apply(delta(6, 110, bid("9", "1")));

        assertThat(full.onSnapshot(snapshot(5, 100))).isTrue();

        assertThat(picture(book)).isEqualTo("bid 9 x 1\n");
    }

    @Test
    void aCrossedBookIsFetchedAnew() {
        sync();

        full.apply(delta(12, 120, bid("99", "1")));

        assertThat(book.staleReason()).isEqualTo(StaleReason.CROSSED);
        nowSeconds += 2;
        assertThat(wantsFetch()).isTrue();
    }

    @Test
    void aLostConnectionLeavesTheBookStaleWhateverSnapshotComesThen() {
        sync();
        full.invalidate(StaleReason.DISCONNECTED);

        assertThat(full.onSnapshot(snapshot(50, 500, bid("9", "1")))).isFalse();

        assertThat(book.staleReason()).isEqualTo(StaleReason.DISCONNECTED);
        assertThat(picture(book)).isEqualTo("ask 10 x 3\nbid 9 x 2\n");
    }

    @Test
    void attemptsInVainBecomeRare() {
        full.apply(delta(10, 100));
        int fetches = 0;
        for (int second = 0; second < 600; second++) {
            nowSeconds = second;
            if (wantsFetch()) {
                fetches++;
                full.onFetchFailed();
            }
        }

        assertThat(fetches).isBetween(10, 20);
    }

    @Test
    void aFetchThatNeverEndsIsRepeated() {
        full.apply(delta(10, 100));
        assertThat(wantsFetch()).isTrue();

        nowSeconds = 29;
        assertThat(wantsFetch()).isFalse();
        nowSeconds = 30;
        assertThat(wantsFetch()).isTrue();
    }

    @Test
    void ofTooManyDeltasTheOldestGo() {
        int deltas = FullBook.MAX_BUFFERED + 10;
        for (int i = 0; i < deltas; i++) {
            full.apply(delta(100 + i, 1_000 + i, bid("9", Integer.toString(i + 1))));
        }

        assertThat(full.onSnapshot(snapshot(100, 1_000, bid("9", "1")))).isFalse();
        assertThat(full.onSnapshot(snapshot(110, 1_010, bid("9", "11")))).isTrue();

        assertThat(picture(book)).isEqualTo("bid 9 x " + deltas + "\n");
    }

    @Test
    void levelsBehindAFullSnapshotAreUnknownAndTheBookSaysFromWhere() {
        full.apply(delta(10, 100));
        Frames.Level[] bids = new Frames.Level[FullBook.REST_LEVELS];
        for (int i = 0; i < bids.length; i++) {
            bids[i] = bid(Integer.toString(90_000 - i), "1");
        }

        full.onSnapshot(snapshot(10, 100, bids));
        full.apply(delta(11, 110, bid("5", "1"), ask("99999", "1")));

        assertThat(full.completeTo(BookSide.BID)).hasToString("80001");
        assertThat(full.completeTo(BookSide.ASK)).isNull();
        assertThat(book.bidCount()).isEqualTo(10_001);
    }

    private void sync() {
        full.apply(delta(11, 110));
        assertThat(wantsFetch()).isTrue();
        full.onSnapshot(snapshot(11, 110, bid("9", "2"), ask("10", "3")));
        assertThat(book.isLive()).isTrue();
    }

    private boolean wantsFetch() {
        return full.shouldFetch(nowSeconds * 1_000_000_000L);
    }

    private static BookUpdate delta(long u, long seq, Frames.Level... levels) {
        BookUpdate frame = Frames.frame(TOPIC, SYMBOL, false, u, levels);
        frame.setSeq(seq);
        return frame;
    }

    private static BookUpdate snapshot(long u, long seq, Frames.Level... levels) {
        BookUpdate frame = Frames.frame(TOPIC, SYMBOL, true, u, levels);
        frame.setSeq(seq);
        return frame;
    }
}
