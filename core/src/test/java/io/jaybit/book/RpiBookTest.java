package io.jaybit.book;

import static io.jaybit.book.Frames.ask;
import static io.jaybit.book.Frames.bid;
import static io.jaybit.book.Frames.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.OrderBook.Outcome;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import org.junit.jupiter.api.Test;

class RpiBookTest {
    private static final Topic TOPIC = Topic.of(Channel.LINEAR, "orderbook.rpi.BTCUSDT");

    private final RpiBook book = new RpiBook(TOPIC, Frames.SYMBOL);

    @Test
    void aLevelIsInEachViewWhereItHasSize() {
        book.apply(snapshot(7, bid("100", "1.5", "0"), bid("99", "0", "2"), ask("101", "0.44", "0.788")));

        assertThat(picture(book.total())).isEqualTo("ask 101 x 1.228\nbid 100 x 1.5\nbid 99 x 2\n");
        assertThat(picture(book.ordinary())).isEqualTo("ask 101 x 0.44\nbid 100 x 1.5\n");
        assertThat(picture(book.rpi())).isEqualTo("ask 101 x 0.788\nbid 99 x 2\n");
    }

    @Test
    void aLevelGoesOnlyWhenBothSizesAreZero() {
        book.apply(snapshot(7, bid("100", "1", "2"), bid("99", "3", "4")));

        book.apply(delta(8, bid("100", "0", "2"), bid("99", "0", "0")));

        assertThat(picture(book.total())).isEqualTo("bid 100 x 2\n");
        assertThat(picture(book.ordinary())).isEmpty();
        assertThat(picture(book.rpi())).isEqualTo("bid 100 x 2\n");
    }

    @Test
    void crossingDoesNotMakeItStale() {
        assertThat(book.apply(snapshot(7, bid("102", "0", "2"), ask("101", "1", "0"))))
                .isEqualTo(Outcome.SNAPSHOT);

        assertThat(book.total().isLive()).isTrue();
    }

    @Test
    void aGapMakesAllViewsStale() {
        book.apply(snapshot(7, bid("100", "1", "2")));

        assertThat(book.apply(delta(9))).isEqualTo(Outcome.GAP);

        assertThat(book.total().staleReason()).isEqualTo(StaleReason.GAP);
        assertThat(book.ordinary().staleReason()).isEqualTo(StaleReason.GAP);
        assertThat(book.rpi().staleReason()).isEqualTo(StaleReason.GAP);
    }

    @Test
    void aSumThatDoesNotFitMakesTheTotalStaleAlone() {
        Outcome outcome = book.apply(snapshot(7, bid("100", "999999999999999999", "1")));

        assertThat(outcome).isEqualTo(Outcome.UNREPRESENTABLE);
        assertThat(book.total().staleReason()).isEqualTo(StaleReason.UNREPRESENTABLE);
        assertThat(book.ordinary().isLive()).isTrue();
        assertThat(book.rpi().isLive()).isTrue();
    }

    @Test
    void levelsOfTwoNumbersHaveNoRpiSize() {
        BookUpdate frame = snapshot(7, bid("100", "1", "2"));
        book.apply(frame);
        BookUpdate plain = new BookUpdate(TOPIC, Frames.SYMBOL);
        plain.setSnapshot(true);
        plain.setUpdateId(8);
        plain.bids().add(100, 0, 3, 0);

        book.apply(plain);

        assertThat(picture(book.total())).isEqualTo("bid 100 x 3\n");
        assertThat(picture(book.rpi())).isEmpty();
    }

    private static BookUpdate snapshot(long u, Frames.Level... levels) {
        return Frames.frame(TOPIC, Frames.SYMBOL, true, u, levels);
    }

    private static BookUpdate delta(long u, Frames.Level... levels) {
        return Frames.frame(TOPIC, Frames.SYMBOL, false, u, levels);
    }
}
