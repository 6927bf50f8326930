package io.jaybit.recorder.dump;

import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one dump. Numbers are taken as they stand, never rounded; of a time what is finer than a millisecond is cut off, as the
 * streams have none. Stateless.
 */
final class DumpRow {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** The venue opened in 2018; seconds taken for milliseconds, or the other way round, lie far outside. */
    private static final long EARLIEST_MILLIS = 1_500_000_000_000L;

    private static final long LATEST_MILLIS = 4_100_000_000_000L;
    /** The id of a row of a spot dump is its number in the file, and no id of the venue's. */
    private static final String ROW_NUMBER = "dump-";

    private final DumpLayout layout;

    DumpRow(DumpLayout layout) {
        this.layout = layout;
    }

    /** The name in the row; of spot, where rows have none, the one given. */
    String symbol(String[] fields, String otherwise) {
        return layout.isSpot() ? otherwise : fields[layout.symbol()];
    }

    /** @throws IllegalArgumentException if there are too few or too many; the text is for people */
    String[] fields(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != layout.count()) {
            throw new IllegalArgumentException(
                    fields.length + (fields.length == 1 ? " field" : " fields") + ", the header has " + layout.count());
        }
        return fields;
    }

    /** @throws IllegalArgumentException if it cannot be read; the text is for people */
    Trade trade(String[] fields, Symbol symbol, Topic topic) {
        String name = symbol(fields, symbol.name());
        if (!name.equals(symbol.name())) {
            throw new IllegalArgumentException("symbol \"" + name + "\" in a dump of " + symbol.name());
        }
        long millis = millis(fields[layout.timestamp()]);
        return new Trade(
                topic,
                symbol,
                id(fields[layout.id()]),
                side(fields[layout.side()]),
                positive("price", fields[layout.price()]),
                positive(layout.isSpot() ? "volume" : "size", fields[layout.size()]),
                null,
                false,
                layout.rpi() >= 0 && flag(fields[layout.rpi()]),
                OptionalLong.empty(),
                null,
                millis,
                millis,
                millis * NANOS_PER_MILLI);
    }

    static Topic topic(Symbol symbol) {
        return Topic.of(Channel.of(symbol.category()), "publicTrade." + symbol.name());
    }

    private long millis(String text) {
        BigDecimal number = number("timestamp", text);
        BigDecimal millis = layout.isSpot() ? number : number.movePointRight(3);
        if (millis.compareTo(BigDecimal.valueOf(EARLIEST_MILLIS)) < 0
                || millis.compareTo(BigDecimal.valueOf(LATEST_MILLIS)) > 0) {
            throw new IllegalArgumentException("timestamp \"" + text + "\" is no time in "
                    + (layout.isSpot() ? "milliseconds" : "seconds") + " since 1970");
        }
        return millis.setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    private TradeId id(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException((layout.isSpot() ? "id" : "trdMatchID") + " is empty");
        }
        return TradeId.of(layout.isSpot() ? ROW_NUMBER + text : text);
    }

    private static TakerSide side(String text) {
        for (TakerSide side : TakerSide.values()) {
            if (side.text().equalsIgnoreCase(text)) {
                return side;
            }
        }
        throw new IllegalArgumentException("side \"" + text + "\" (allowed: Buy, Sell)");
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "1", "true", "True" -> true;
            case "0", "false", "False", "" -> false;
            default -> throw new IllegalArgumentException("rpi \"" + text + "\" (allowed: 0, 1)");
        };
    }

    private static Decimal positive(String what, String text) {
        BigDecimal number = number(what, text);
        if (number.signum() <= 0) {
            throw new IllegalArgumentException(what + " \"" + text + "\" is not positive");
        }
        try {
            // 4.5e+08 is 450000000; Decimal knows no exponents.
            BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
            return Decimal.parse(plain.toPlainString());
        } catch (NumberFormatException tooLong) {
            throw new IllegalArgumentException(what + " \"" + text + "\" has more than 18 digits");
        }
    }

    /** What the dump says that the print was worth; null if that cannot be read. */
    @Nullable
    BigDecimal foreignNotional(String[] fields) {
        try {
            return number("foreignNotional", fields[layout.foreignNotional()]);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static BigDecimal number(String what, String text) {
        boolean plain = !text.isEmpty()
                && text.length() <= 40
                && text.chars()
                        .allMatch(c ->
                                (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E');
        if (plain) {
            try {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= 40) {
                    return number;
                }
            } catch (NumberFormatException wrong) {
                throw new IllegalArgumentException(what + " \"" + text + "\" is no number");
            }
        }
        throw new IllegalArgumentException(
                what + " \"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\" is no number");
    }
}
