package io.jaybit.feed;

import static io.jaybit.book.Frames.ask;
import static io.jaybit.book.Frames.at;
import static io.jaybit.book.Frames.bid;
import static io.jaybit.book.Frames.delta;
import static io.jaybit.book.Frames.frame;
import static io.jaybit.book.Frames.picture;
import static io.jaybit.book.Frames.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.book.BookStatus;
import io.jaybit.book.Frames;
import io.jaybit.book.OrderBook;
import io.jaybit.book.StaleReason;
import io.jaybit.market.Channel;
import io.jaybit.market.TickerField;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import org.junit.jupiter.api.Test;

class MarketLineTest {
    private static final Topic TICKERS = Topic.of(Channel.LINEAR, "tickers.BTCUSDT");
    private static final Topic FULL = Topic.of(Channel.LINEAR, "orderbook.full.BTCUSDT");
    private static final Topic RPI = Topic.of(Channel.LINEAR, "orderbook.rpi.BTCUSDT");

    private final RecordingLineListener heard = new RecordingLineListener();
    private final MarketLine line = new MarketLine(heard);

    @Test
    void aSnapshotMakesABookLiveAndSaysSoFirst() {
        line.onBook(snapshot(7, bid("100", "1")));

        heard.assertExactly("linear/orderbook.50.BTCUSDT AWAITING_SNAPSHOT -> LIVE null", "book 7 SNAPSHOT");
        assertThat(picture(line.book(Frames.TOPIC))).isEqualTo("bid 100 x 1\n");
    }

    @Test
    void aGapIsReportedWithTheIdsAndTheLastGoodTime() {
        line.onBook(at(3, snapshot(7, bid("100", "1"))));
        heard.clear();

        line.onBook(at(4, delta(10, bid("100", "2"))));

        assertThat(heard.notices())
                .containsExactly(
                        new Notice.Gap(Frames.TOPIC, 8, 10, 3_000_000_000L, 4_000_000_000L),
                        new Notice.BookStatusChanged(
                                Frames.TOPIC, BookStatus.LIVE, BookStatus.STALE, StaleReason.GAP, 4_000_000_000L));
        heard.assertExactly("gap expected 8 found 10", "linear/orderbook.50.BTCUSDT LIVE -> STALE GAP", "book 10 GAP");
    }

    @Test
    void framesOfALiveBookAreNoNews() {
        line.onBook(snapshot(7, bid("100", "1")));
        heard.clear();

        line.onBook(delta(8, bid("100", "2")));
        line.onBook(delta(8, bid("100", "2")));

        heard.assertExactly("book 8 APPLIED", "book 8 REPEAT");
    }

    @Test
    void aSequenceThatMeansNothingIsReportedOnce() {
        for (int i = 0; i < 3; i++) {
            line.onBook(at(10L * i, snapshot(7, bid("100", "1"))));
            line.onBook(at(10L * i + 1, delta(9, bid("100", "2"))));
        }
        line.onBook(at(40, delta(12, bid("100", "3"))));

        assertThat(heard.notices().stream().filter(Notice.SequenceUnverified.class::isInstance))
                .hasSize(1);
        assertThat(heard.notices().stream().filter(Notice.Gap.class::isInstance))
                .hasSize(3);
        assertThat(line.book(Frames.TOPIC).isLive()).isTrue();
    }

    @Test
    void booksOfTwoTopicsOfOneSymbolAreTwo() {
        Topic level1 = Topic.of(Channel.LINEAR, "orderbook.1.BTCUSDT");
        Topic spot = Topic.of(Channel.SPOT, Frames.TOPIC.name());

        line.onBook(snapshot(7, bid("100", "1")));
        line.onBook(frame(level1, Frames.SYMBOL, true, 7, bid("101", "1")));
        line.onBook(delta(8, bid("100", "2")));

        assertThat(picture(line.book(Frames.TOPIC))).isEqualTo("bid 100 x 2\n");
        assertThat(picture(line.book(level1))).isEqualTo("bid 101 x 1\n");
        assertThat(line.book(spot).status()).isEqualTo(BookStatus.AWAITING_SNAPSHOT);
        assertThat(line.book(spot).symbol()).hasToString("spot:BTCUSDT");
    }

    @Test
    void aBookAskedForBeforeItsFirstFrameIsTheOneThatIsFilled() {
        OrderBook early = line.book(Topic.of(Channel.LINEAR, Frames.TOPIC.name()));

        line.onBook(snapshot(7, bid("100", "1")));

        assertThat(early.isLive()).isTrue();
        assertThat(line.book(Frames.TOPIC)).isSameAs(early);
    }

    @Test
    void onlyTopicsOfBooksHaveABook() {
        assertThatThrownBy(() -> line.book(TICKERS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line.rpiBook(Frames.TOPIC)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line.fullBook(Frames.TOPIC)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line.book(Topic.of(Channel.PRIVATE, "orderbook.50.BTCUSDT")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInvalidatedBookIsReportedStale() {
        line.onBook(snapshot(7, bid("100", "1")));
        heard.clear();

        line.invalidate(Frames.TOPIC, StaleReason.DISCONNECTED, 5);
        line.invalidate(Frames.TOPIC, StaleReason.DISCONNECTED, 6);
        line.invalidate(Frames.TOPIC, StaleReason.SILENT, 7);
        line.invalidate(RPI, StaleReason.SILENT, 8);

        heard.assertExactly(
                "linear/orderbook.50.BTCUSDT LIVE -> STALE DISCONNECTED",
                "linear/orderbook.50.BTCUSDT STALE -> STALE SILENT");
    }

    @Test
    void aForgottenBookIsClosedForWhoStillHoldsIt() {
        line.onBook(snapshot(7, bid("100", "1")));
        OrderBook held = line.book(Frames.TOPIC);
        heard.clear();

        line.forget(Frames.TOPIC);

        assertThat(held.staleReason()).isEqualTo(StaleReason.CLOSED);
        heard.assertExactly();
        line.onBook(snapshot(9, bid("100", "2")));
        assertThat(line.book(Frames.TOPIC)).isNotSameAs(held);
        assertThat(line.book(Frames.TOPIC).isLive()).isTrue();
    }

    @Test
    void anRpiTopicShowsItsTotal() {
        line.onBook(frame(RPI, Frames.SYMBOL, true, 7, bid("100", "1", "2")));
        line.onBook(frame(RPI, Frames.SYMBOL, false, 8, ask("101", "0", "5")));

        heard.assertExactly(
                "linear/orderbook.rpi.BTCUSDT AWAITING_SNAPSHOT -> LIVE null", "book 7 SNAPSHOT", "book 8 APPLIED");
        assertThat(picture(line.book(RPI))).isEqualTo("ask 101 x 5\nbid 100 x 3\n");
        assertThat(picture(line.rpiBook(RPI).ordinary())).isEqualTo("bid 100 x 1\n");
    }

    @Test
    void aFullBookAsksForItsSnapshotAndIsLiveWithIt() {
        line.onBook(at(1, frame(FULL, Frames.SYMBOL, false, 7, bid("100", "1"))));
        heard.assertExactly("book 7 IGNORED", "wants linear/orderbook.full.BTCUSDT");

        line.onFullSnapshot(at(2, frame(FULL, Frames.SYMBOL, true, 7, bid("100", "1"), ask("105", "3"))));
        heard.assertExactly("linear/orderbook.full.BTCUSDT AWAITING_SNAPSHOT -> LIVE null", "book 7 SNAPSHOT");

        line.onBook(at(3, frame(FULL, Frames.SYMBOL, false, 9)));
        heard.assertExactly(
                "gap expected 8 found 9",
                "linear/orderbook.full.BTCUSDT LIVE -> STALE GAP",
                "book 9 GAP",
                "wants linear/orderbook.full.BTCUSDT");
        line.onFullSnapshotFailed(FULL);
        line.doWork(4_000_000_000L);
        heard.assertExactly();
        line.doWork(10_000_000_000L);
        heard.assertExactly("wants linear/orderbook.full.BTCUSDT");
    }

    @Test
    void tickerDeltasAreMergedIntoTheSnapshot() {
        line.onTicker(ticker(true, TickerField.LAST_PRICE, "100"));
        line.onTicker(ticker(false, TickerField.MARK_PRICE, "101"));

        heard.assertExactly("ticker 100 null", "ticker 100 101");
        assertThat(line.ticker(TICKERS).markPrice()).hasToString("101");
    }

    @Test
    void tickerDeltasBeforeASnapshotAreDroppedAndCounted() {
        line.onTicker(ticker(false, TickerField.MARK_PRICE, "101"));

        heard.assertExactly();
        assertThat(line.tickerDeltasDropped()).isEqualTo(1);
        assertThat(line.ticker(TICKERS)).isNull();
    }

    @Test
    void afterALostConnectionATickerStartsFromItsNextSnapshot() {
        line.onTicker(ticker(true, TickerField.LAST_PRICE, "100"));
        line.invalidate(TICKERS, StaleReason.DISCONNECTED, 5);
        heard.clear();

        line.onTicker(ticker(false, TickerField.MARK_PRICE, "101"));
        line.onTicker(ticker(true, TickerField.MARK_PRICE, "102"));

        heard.assertExactly("ticker null 102");
    }

    @Test
    void beforeTheEndOfAPreMarketAuctionABookMayBeCrossed() {
        OrderBook early = line.book(Frames.TOPIC);
        line.onTicker(ticker(true, TickerField.CUR_PRE_LISTING_PHASE, "CallAuction"));

        line.onBook(snapshot(7, bid("102", "1"), ask("101", "1")));
        assertThat(early.isLive()).isTrue();
        Topic level1 = Topic.of(Channel.LINEAR, "orderbook.1.BTCUSDT");
        line.onBook(frame(level1, Frames.SYMBOL, true, 7, bid("102", "1"), ask("101", "1")));
        assertThat(line.book(level1).isLive()).isTrue();

        line.onTicker(ticker(false, TickerField.CUR_PRE_LISTING_PHASE, "ContinuousTrading"));
        line.onBook(snapshot(8, bid("102", "1"), ask("101", "1")));
        assertThat(early.staleReason()).isEqualTo(StaleReason.CROSSED);
    }

    private static TickerUpdate ticker(boolean isSnapshot, TickerField field, String text) {
        TickerUpdate update = new TickerUpdate(TICKERS, Frames.SYMBOL);
        update.setSnapshot(isSnapshot);
        update.set(field, text);
        return update;
    }
}
