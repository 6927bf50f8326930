package io.jaybit.book;

import static io.jaybit.book.Frames.bid;
import static io.jaybit.book.Frames.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyDeskTest {
    private final OrderBook book = new OrderBook(Frames.TOPIC, Frames.SYMBOL);
    private int attempts;
    private boolean atTheDesk;
    private CopyDesk desk;

    @Test
    void aReaderThatNeverFindsAPauseIsServedByTheWriter() {
        book.apply(snapshot(7, bid("100", "1")));
        BookCopy copy = book.copy();
        desk = new CopyDesk(() -> {
            if (!atTheDesk) {
                writeMeanwhile();
            }
            return copy;
        });

        assertThat(desk.copy()).isSameAs(copy);

        assertThat(attempts).isGreaterThan(1);
    }

    @Test
    void aQuietWriterLetsAReaderCopyAtOnce() {
        BookCopy copy = book.copy();
        desk = new CopyDesk(() -> {
            attempts++;
            return copy;
        });
        desk.begin();
        desk.end();

        assertThat(desk.copy()).isSameAs(copy);

        assertThat(attempts).isEqualTo(1);
    }

    /** A whole frame is written while the reader copies, every time. */
    private void writeMeanwhile() {
        if (++attempts > 1_000) {
            throw new AssertionError("starved");
        }
        desk.begin();
        desk.end();
        atTheDesk = true;
        desk.pause();
        atTheDesk = false;
    }
}
