package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;

/** Book frames in few words, for tests. */
public final class Frames {
    public static final Topic TOPIC = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");
    public static final Symbol SYMBOL = new Symbol(Category.LINEAR, "BTCUSDT");

    private Frames() {}

    /** A level of a frame. */
    public record Level(BookSide side, Decimal price, Decimal size, Decimal rpiSize) {}

    public static Level bid(String price, String size) {
        return new Level(BookSide.BID, Decimal.parse(price), Decimal.parse(size), Decimal.ZERO);
    }

    public static Level ask(String price, String size) {
        return new Level(BookSide.ASK, Decimal.parse(price), Decimal.parse(size), Decimal.ZERO);
    }

    public static Level bid(String price, String size, String rpiSize) {
        return new Level(BookSide.BID, Decimal.parse(price), Decimal.parse(size), Decimal.parse(rpiSize));
    }

    public static Level ask(String price, String size, String rpiSize) {
        return new Level(BookSide.ASK, Decimal.parse(price), Decimal.parse(size), Decimal.parse(rpiSize));
    }

    public static BookUpdate snapshot(long u, Level... levels) {
        return at(0, frame(TOPIC, SYMBOL, true, u, levels));
    }

    public static BookUpdate delta(long u, Level... levels) {
        return at(0, frame(TOPIC, SYMBOL, false, u, levels));
    }

    /** The same frame, received so many seconds after the epoch and matched a little earlier. */
    public static BookUpdate at(long epochSeconds, BookUpdate frame) {
        BookUpdate moved = new BookUpdate(frame.topic(), frame.symbol());
        moved.begin(frame.topic(), frame.symbol(), epochSeconds * 1_000_000_000L);
        moved.setSnapshot(frame.isSnapshot());
        moved.setUpdateId(frame.updateId());
        if (frame.isUnrepresentable()) {
            moved.setUnrepresentable();
        }
        if (frame.hasSeq()) {
            moved.setSeq(frame.seq());
        }
        moved.setPushedEpochMillis(epochSeconds * 1_000 - 1);
        moved.setMatchedEpochMillis(epochSeconds * 1_000 - 3);
        copy(frame.bids(), moved.bids());
        copy(frame.asks(), moved.asks());
        return moved;
    }

    private static void copy(BookUpdate.Levels from, BookUpdate.Levels to) {
        for (int i = 0; i < from.count(); i++) {
            to.add(
                    from.price(i),
                    from.priceScale(i),
                    from.size(i),
                    from.sizeScale(i),
                    from.rpiSize(i),
                    from.rpiSizeScale(i));
        }
    }

    public static BookUpdate frame(Topic topic, Symbol symbol, boolean isSnapshot, long u, Level... levels) {
        BookUpdate update = new BookUpdate(topic, symbol);
        update.begin(topic, symbol, 0);
        update.setSnapshot(isSnapshot);
        update.setUpdateId(u);
        update.setSeq(1_000 + u);
        for (Level level : levels) {
            BookUpdate.Levels to = level.side() == BookSide.BID ? update.bids() : update.asks();
            to.add(
                    level.price().mantissa(),
                    level.price().scale(),
                    level.size().mantissa(),
                    level.size().scale(),
                    level.rpiSize().mantissa(),
                    level.rpiSize().scale());
        }
        return update;
    }

    /** All levels as sent, asks from the highest down to bids, as a trader sees them. */
    public static String picture(BookView book) {
        StringBuilder text = new StringBuilder();
        for (int i = book.askCount() - 1; i >= 0; i--) {
            text.append("ask ")
                    .append(book.askPrice(i))
                    .append(" x ")
                    .append(book.askSize(i))
                    .append('\n');
        }
        for (int i = 0; i < book.bidCount(); i++) {
            text.append("bid ")
                    .append(book.bidPrice(i))
                    .append(" x ")
                    .append(book.bidSize(i))
                    .append('\n');
        }
        return text.toString();
    }
}
