package io.jaybit.book;

import static io.jaybit.book.Frames.ask;
import static io.jaybit.book.Frames.at;
import static io.jaybit.book.Frames.bid;
import static io.jaybit.book.Frames.delta;
import static io.jaybit.book.Frames.picture;
import static io.jaybit.book.Frames.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.book.OrderBook.Outcome;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Decimal;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OrderBookTest extends BookContract {
    private final OrderBook book = new OrderBook(Frames.TOPIC, Frames.SYMBOL);

    @Override
    Tested newBook() {
        return new Tested() {
            @Override
            public Outcome apply(BookUpdate frame) {
                return book.apply(frame);
            }

            @Override
            public BookStatus status() {
                return book.status();
            }

            @Override
            public StaleReason reason() {
                return book.staleReason();
            }

            @Override
            public boolean unverified() {
                return book.sequenceUnverified();
            }

            @Override
            public OptionalLong u() {
                return book.hasUpdateId() ? OptionalLong.of(book.updateId()) : OptionalLong.empty();
            }

            @Override
            public int priceScale() {
                return book.priceScale();
            }

            @Override
            public BookCounters counters() {
                return book.counters();
            }

            @Override
            public String canonical() {
                return BookText.canonical(book);
            }
        };
    }

    @Test
    void pricesHaveOneScaleAndSizesTheirOwn() {
        book.apply(snapshot(7, bid("100.5", "2.000"), bid("100", "3"), ask("101.0", "0.10")));

        assertThat(picture(book)).isEqualTo("""
                ask 101.0 x 0.10
                bid 100.5 x 2.000
                bid 100.0 x 3
                """);
        assertThat(book.priceScale()).isEqualTo(1);
        assertThat(book.bidPriceMantissa(1)).isEqualTo(1000);
        assertThat(book.bidSizeMantissa(0)).isEqualTo(2000);
        assertThat(book.bidSizeScale(0)).isEqualTo(3);
        assertThat(book.askSizeScale(0)).isEqualTo(2);
    }

    @Test
    void aLevelThatIsNotThereIsRefused() {
        book.apply(snapshot(7, bid("100.5", "2")));

        assertThatThrownBy(() -> book.bidPrice(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> book.askSizeMantissa(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theBookRemembersWhenAndWhereItsLastFrameCameFrom() {
        book.apply(at(5, snapshot(7, bid("100.5", "2"))));

        assertThat(book.updateId()).isEqualTo(7);
        assertThat(book.seq()).hasValue(1_007);
        assertThat(book.exchangeEpochMillis()).isEqualTo(4_997);
        assertThat(book.receivedEpochNanos()).isEqualTo(5_000_000_000L);
    }

    @Test
    void anInvalidatedBookKeepsItsLevelsAndIgnoresDeltasUntilASnapshot() {
        book.apply(snapshot(7, bid("100.5", "2")));

        book.invalidate(StaleReason.DISCONNECTED);

        assertThat(book.status()).isEqualTo(BookStatus.STALE);
        assertThat(book.staleReason()).isEqualTo(StaleReason.DISCONNECTED);
        assertThat(picture(book)).isEqualTo("bid 100.5 x 2\n");
        assertThat(book.apply(delta(8, bid("100.5", "3")))).isEqualTo(Outcome.IGNORED);
        assertThat(book.apply(snapshot(7, bid("100.5", "3")))).isEqualTo(Outcome.REPEATED_SNAPSHOT);
        assertThat(book.isLive()).isTrue();
    }

    @Test
    void aBookWithoutASnapshotGoesOnWaitingWhenTheConnectionIsLost() {
        book.invalidate(StaleReason.DISCONNECTED);

        assertThat(book.status()).isEqualTo(BookStatus.AWAITING_SNAPSHOT);
    }

    @Test
    void aBookThatDoesNotExistSaysSo() {
        book.invalidate(StaleReason.UNAVAILABLE);

        assertThat(book.status()).isEqualTo(BookStatus.STALE);
        assertThat(book.staleReason()).isEqualTo(StaleReason.UNAVAILABLE);
    }

    @Test
    void aBookThatMayCrossStaysLive() {
        book.setMayCross(true);

        assertThat(book.apply(snapshot(7, bid("102", "2"), ask("101", "1")))).isEqualTo(Outcome.SNAPSHOT);

        assertThat(book.isLive()).isTrue();
    }

    @Test
    void topShowsTheBestLevelsWithTheStatus() {
        TopOfBook top = new TopOfBook();
        assertThat(book.top(top)).isFalse();
        assertThat(top.status()).isEqualTo(BookStatus.AWAITING_SNAPSHOT);
        assertThat(top.bidPrice()).isNull();

        book.apply(at(5, snapshot(7, bid("100.5", "2"), bid("100", "3"), ask("101", "1.0"))));

        assertThat(book.top(top)).isTrue();
        assertThat(top.bidPrice()).hasToString("100.5");
        assertThat(top.bidSize()).hasToString("2");
        assertThat(top.askPrice()).hasToString("101.0");
        assertThat(top.askSize()).hasToString("1.0");
        assertThat(top.updateId()).isEqualTo(7);
        assertThat(top.exchangeEpochMillis()).isEqualTo(4_997);
        assertThat(top.receivedEpochNanos()).isEqualTo(5_000_000_000L);

        book.apply(delta(8, ask("101", "0")));
        book.apply(delta(10));

        assertThat(book.top(top)).isFalse();
        assertThat(top.status()).isEqualTo(BookStatus.STALE);
        assertThat(top.staleReason()).isEqualTo(StaleReason.GAP);
        assertThat(top.hasAsk()).isFalse();
        assertThat(top.askPrice()).isNull();
        assertThat(top.bidPrice()).isEqualTo(Decimal.parse("100.5"));
    }

    @Test
    void aCopyStaysAsItWas() {
        book.apply(at(5, snapshot(7, bid("100.5", "2"), ask("101", "1"))));

        BookCopy copy = book.copy();
        book.apply(delta(8, bid("100.55", "0.1"), ask("101", "0")));
        book.apply(delta(10));

        assertThat(picture(copy)).isEqualTo("ask 101.0 x 1\nbid 100.5 x 2\n");
        assertThat(copy.status()).isEqualTo(BookStatus.LIVE);
        assertThat(copy.updateId()).isEqualTo(7);
        assertThat(copy.seq()).hasValue(1_007);
        assertThat(copy.exchangeEpochMillis()).isEqualTo(4_997);
        assertThat(book.copy().staleReason()).isEqualTo(StaleReason.GAP);
        assertThat(copy).hasToString("linear/orderbook.50.BTCUSDT LIVE u=7 bid 100.5 x 2 ask 101.0 x 1");
    }

    @Test
    void aFrameThatBreaksARuleOfOursLeavesAStaleBookThatCanStillBeRead() {
        book.apply(snapshot(7, bid("100.5", "2")));
        BookUpdate impossible = delta(8);
        impossible.bids().add(1, 99, 1, 0);

        assertThatThrownBy(() -> book.apply(impossible)).isInstanceOf(RuntimeException.class);

        assertThat(picture(book.copy())).isEqualTo("bid 100.5 x 2\n");
        assertThat(book.copy().status()).isEqualTo(BookStatus.STALE);
    }

    @Test
    void theCanonicalRenderingHasAKnownHash() {
        // sha256 of nothing
        assertThat(BookText.sha256(book)).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
