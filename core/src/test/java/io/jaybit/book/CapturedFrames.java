package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads captured book frames with patterns: slow, not to be trusted with anything but well-formed captures, and independent of the decoder. */
final class CapturedFrames {
    private static final Pattern TOPIC = Pattern.compile("\"topic\":\"(orderbook\\.[^\"]+)\"");
    private static final Pattern TYPE = Pattern.compile("\"type\":\"(snapshot|delta)\"");
    private static final Pattern SYMBOL = Pattern.compile("\"s\":\"([^\"]+)\"");
    private static final Pattern UPDATE_ID = Pattern.compile("\"u\":(\\d+)");
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");
    private static final Pattern PUSHED = Pattern.compile("\"ts\":(\\d+)");
    private static final Pattern SIDE = Pattern.compile("\"([ba])\":\\[(\\[.*?]|)](?=[,}])");
    private static final Pattern LEVEL = Pattern.compile("\\[\"([^\"]+)\",\"([^\"]+)\"(?:,\"([^\"]+)\")?]");

    private CapturedFrames() {}

    /** The frame's content if it is one of a book. */
    static Optional<BookUpdate> read(Channel channel, String line) {
        Matcher topicName = TOPIC.matcher(line);
        if (!topicName.find()) {
            return Optional.empty();
        }
        Topic topic = Topic.of(channel, topicName.group(1));
        Symbol symbol = new Symbol(Category.LINEAR, first(SYMBOL, line));
        BookUpdate update = new BookUpdate(topic, symbol);
        long pushed = Long.parseLong(first(PUSHED, line));
        update.begin(topic, symbol, pushed * 1_000_000);
        update.setPushedEpochMillis(pushed);
        update.setSnapshot(first(TYPE, line).equals("snapshot"));
        update.setUpdateId(Long.parseLong(first(UPDATE_ID, line)));
        Matcher seq = SEQ.matcher(line);
        if (seq.find()) {
            update.setSeq(Long.parseLong(seq.group(1)));
        }
        Matcher side = SIDE.matcher(line);
        while (side.find()) {
            add(side.group(1).equals("b") ? update.bids() : update.asks(), side.group(2));
        }
        return Optional.of(update);
    }

    private static void add(BookUpdate.Levels levels, String text) {
        Matcher level = LEVEL.matcher(text);
        while (level.find()) {
            Decimal price = Decimal.parse(level.group(1));
            Decimal size = Decimal.parse(level.group(2));
            Decimal rpi = level.group(3) == null ? Decimal.ZERO : Decimal.parse(level.group(3));
            levels.add(price.mantissa(), price.scale(), size.mantissa(), size.scale(), rpi.mantissa(), rpi.scale());
        }
    }

    private static String first(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + pattern + " in " + line);
        }
        return matcher.group(1);
    }
}
