package io.jaybit.recorder.log;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.util.List;

/** A book by REST as lines: one for the whole, then one for each level, decimals with the digits with which they came. */
final class SnapshotText {
    private static final String BID = "bid";
    private static final String ASK = "ask";

    private SnapshotText() {}

    static String write(BookUpdate book) {
        Fields.Line head = new Fields.Line()
                .add(book.topic())
                .add(book.symbol().category().text())
                .add(book.symbol().name())
                .add(book.isSnapshot() ? "snapshot" : "delta")
                .add(book.isUnrepresentable() ? "unrepresentable" : "whole")
                .add(book.updateId())
                .add(book.hasSeq() ? book.seq() : null)
                .add(book.hasMatchedTime() ? book.matchedEpochMillis() : null)
                .add(book.pushedEpochMillis())
                .add(book.receivedEpochNanos());
        StringBuilder text = new StringBuilder(head.toString()).append('\n');
        write(BID, book.bids(), text);
        write(ASK, book.asks(), text);
        return text.toString();
    }

    private static void write(String side, BookUpdate.Levels levels, StringBuilder text) {
        for (int i = 0; i < levels.count(); i++) {
            text.append(side).append('\t');
            Decimal.append(levels.price(i), levels.priceScale(i), text);
            text.append('\t');
            Decimal.append(levels.size(i), levels.sizeScale(i), text);
            if (levels.rpiSize(i) != 0 || levels.rpiSizeScale(i) != 0) {
                text.append('\t');
                Decimal.append(levels.rpiSize(i), levels.rpiSizeScale(i), text);
            }
            text.append('\n');
        }
    }

    /** @throws IllegalArgumentException if it is no such text */
    static BookUpdate read(String text) {
        List<String> lines = text.lines().toList();
        Fields head = Fields.of(lines.get(0));
        Topic topic = head.topic();
        String category = head.text();
        Symbol symbol = new Symbol(
                Category.parse(category)
                        .orElseThrow(() -> new IllegalArgumentException("no category is called " + category)),
                head.text());
        boolean snapshot = head.text().equals("snapshot");
        boolean unrepresentable = head.text().equals("unrepresentable");
        long updateId = head.number();
        String seq = head.textOrNull();
        String matched = head.textOrNull();
        long pushed = head.number();

        BookUpdate book = new BookUpdate(topic, symbol);
        book.begin(topic, symbol, head.number());
        book.setSnapshot(snapshot);
        if (unrepresentable) {
            book.setUnrepresentable();
        }
        book.setUpdateId(updateId);
        if (seq != null) {
            book.setSeq(Long.parseLong(seq));
        }
        if (matched != null) {
            book.setMatchedEpochMillis(Long.parseLong(matched));
        }
        book.setPushedEpochMillis(pushed);
        for (int i = 1; i < lines.size(); i++) {
            addLevel(book, Fields.of(lines.get(i)));
        }
        return book;
    }

    private static void addLevel(BookUpdate book, Fields level) {
        String side = level.text();
        if (!side.equals(BID) && !side.equals(ASK)) {
            throw new IllegalArgumentException("\"" + side + "\" is no side of a book");
        }
        BookUpdate.Levels levels = side.equals(BID) ? book.bids() : book.asks();
        Decimal price = Decimal.parse(level.text());
        Decimal size = Decimal.parse(level.text());
        if (level.hasMore()) {
            Decimal rpi = Decimal.parse(level.text());
            levels.add(price.mantissa(), price.scale(), size.mantissa(), size.scale(), rpi.mantissa(), rpi.scale());
        } else {
            levels.add(price.mantissa(), price.scale(), size.mantissa(), size.scale());
        }
    }
}
