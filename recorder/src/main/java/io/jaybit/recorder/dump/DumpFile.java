package io.jaybit.recorder.dump;

import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.recorder.database.Span;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One of the files in which the venue publishes the trades of a symbol and a day, {@code .csv} or {@code .csv.gz}, rows in any order. Immutable; each
 * reading opens the file anew and keeps nothing of it.
 */
public final class DumpFile {
    /** Takes the trades of a file. */
    @FunctionalInterface
    public interface Taker {
        /** @return whether more are wanted */
        boolean take(Trade trade) throws IOException;
    }

    /** So many bad rows are kept to be shown. */
    public static final int SHOWN_BAD = 10;

    /** A number with so many digits was computed with binary fractions: the venue's own have fewer. */
    public static final int TAIL_DIGITS = 15;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final BigDecimal NEAR = new BigDecimal("0.000001");

    private final Path path;
    private final DumpName name;
    private final boolean compressed;
    private final DumpLayout layout;
    private final Symbol symbol;

    private DumpFile(Path path, DumpName name, boolean compressed, DumpLayout layout, Symbol symbol) {
        this.path = path;
        this.name = name;
        this.compressed = compressed;
        this.layout = layout;
        this.symbol = symbol;
    }

    /**
     * Looks at the header and the first row that can be read.
     *
     * @param category null: spot by the header, linear or inverse by what the rows say of price and value
     * @param symbolName of spot, whose rows do not name it; null: as the file's name says
     * @throws IOException if it is no dump, or not of this category, or damaged at its begin; the text is for people and names the file
     */
    public static DumpFile open(Path path, @Nullable Category category, @Nullable String symbolName)
            throws IOException {
        DumpName name = DumpName.of(path);
        try (BufferedReader lines = lines(path)) {
            String header = lines.readLine();
            if (header == null) {
                throw new IOException("it is empty, not even a header is in it");
            }
            DumpLayout layout = DumpLayout.of(header);
            if (category != null && !layout.allows(category)) {
                throw new IOException("its header is that of " + (layout.isSpot() ? "spot" : "linear or inverse")
                        + " dumps, not of " + category.text());
            }
            return new DumpFile(path, name, isGzip(path), layout, symbol(lines, layout, name, category, symbolName));
        } catch (IOException failure) {
            throw new IOException("cannot read " + path + ": " + why(failure, 0), failure);
        }
    }

    private static Symbol symbol(
            BufferedReader lines,
            DumpLayout layout,
            DumpName name,
            @Nullable Category category,
            @Nullable String symbolName)
            throws IOException {
        String byName = symbolName != null ? symbolName : name.symbol();
        if (layout.isSpot()) {
            if (byName == null || !NAME.matcher(byName).matches()) {
                throw new IOException("which symbol? Spot dumps do not say, and the name is not like"
                        + " BTCUSDT_2025-10-26.csv.gz; name it: --symbol BTCUSDT");
            }
            return new Symbol(Category.SPOT, byName);
        }
        DumpRow rows = new DumpRow(layout);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Trade trade = readable(rows, line);
            if (trade != null) {
                String named = trade.symbol().name();
                if (symbolName != null && !symbolName.equals(named)) {
                    throw new IOException("it is of " + named + ", not of " + symbolName);
                }
                return new Symbol(category(layout, rows, line, trade, category), named);
            }
        }
        if (byName == null || !NAME.matcher(byName).matches()) {
            throw new IOException("no row of it can be read");
        }
        return new Symbol(category == null ? Category.LINEAR : category, byName);
    }

    /** A row as if it were of a linear contract; null if it cannot be read, which counts when all are. */
    private static @Nullable Trade readable(DumpRow rows, String line) {
        try {
            String[] fields = rows.fields(line);
            String named = rows.symbol(fields, "");
            Symbol symbol = new Symbol(Category.LINEAR, named);
            return NAME.matcher(named).matches() ? rows.trade(fields, symbol, DumpRow.topic(symbol)) : null;
        } catch (IllegalArgumentException bad) {
            return null;
        }
    }

    /** The value of a linear print is price times size, of an inverse one size by price. */
    private static Category category(
            DumpLayout layout, DumpRow rows, String line, Trade trade, @Nullable Category given) throws IOException {
        BigDecimal told = layout.foreignNotional() < 0 ? null : rows.foreignNotional(rows.fields(line));
        BigDecimal price = trade.price().toBigDecimal();
        BigDecimal size = trade.size().toBigDecimal();
        boolean linear = told != null && near(told, price.multiply(size));
        boolean inverse = told != null && near(told, size.divide(price, MathContext.DECIMAL64));
        if (linear == inverse) {
            if (given == null) {
                throw new IOException("linear or inverse? The values in it do not tell; say --category");
            }
            return given;
        }
        Category known = linear ? Category.LINEAR : Category.INVERSE;
        if (given != null && given != known) {
            throw new IOException("by the values in it, it is of " + known.text() + ", not of " + given.text());
        }
        return known;
    }

    private static boolean near(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(other.multiply(NEAR)) <= 0;
    }

    public Path path() {
        return path;
    }

    public Symbol symbol() {
        return symbol;
    }

    /** The topic that brings the same trades live. */
    public Topic topic() {
        return DumpRow.topic(symbol);
    }

    /**
     * Whether an id in it is the venue's: on spot it is the row's number in the file, and a trade is known by its time, side, price and size
     * alone.
     */
    public boolean hasVenueIds() {
        return !layout.isSpot();
    }

    /**
     * The time of which the file is the whole record: the day or month of its name if it is compressed, and so proven not to be cut off, and
     * holds no trade of another time; else from its oldest trade to its youngest. Empty if there is no trade in it.
     */
    public Optional<Span> time(DumpSummary summary) {
        if (summary.trades() == 0) {
            return Optional.empty();
        }
        Span named = name.time();
        boolean whole = compressed
                && named != null
                && named.contains(summary.firstEpochMillis())
                && named.contains(summary.lastEpochMillis());
        return Optional.of(
                whole && named != null ? named : new Span(summary.firstEpochMillis(), summary.lastEpochMillis() + 1));
    }

    /**
     * Reads every row.
     *
     * @param trades takes the trades in the order of the file; false: it has enough
     * @throws IOException if the file cannot be read to its end; the text is for people and names the file and the line
     */
    public DumpSummary read(Taker trades) throws IOException {
        Topic topic = topic();
        DumpRow rows = new DumpRow(layout);
        List<BadRow> firstBad = new ArrayList<>();
        long line = 1;
        long good = 0;
        long bad = 0;
        long tails = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        try (BufferedReader lines = lines(path)) {
            lines.readLine(); // the header, known since the opening
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                Trade trade;
                try {
                    trade = rows.trade(rows.fields(text), symbol, topic);
                } catch (IllegalArgumentException complaint) {
                    bad++;
                    if (firstBad.size() < SHOWN_BAD) {
                        firstBad.add(new BadRow(line, String.valueOf(complaint.getMessage())));
                    }
                    continue;
                }
                good++;
                tails += hasTail(trade.price()) || hasTail(trade.size()) ? 1 : 0;
                first = Math.min(first, trade.exchangeEpochMillis());
                last = Math.max(last, trade.exchangeEpochMillis());
                if (!trades.take(trade)) {
                    break;
                }
            }
        } catch (IOException failure) {
            throw new IOException("cannot read " + path + ": " + why(failure, line), failure);
        }
        return new DumpSummary(good, bad, firstBad, tails, first, last);
    }

    private static boolean hasTail(Decimal number) {
        return Math.abs(number.stripTrailingZeros().mantissa()) >= Decimal.powerOfTen(TAIL_DIGITS - 1);
    }

    private static String why(IOException failure, long line) {
        String where = line == 0 ? "" : " after line " + line;
        if (failure instanceof EOFException) {
            return "it is cut off" + where;
        } else if (failure instanceof ZipException) {
            return "it is damaged" + where + " (" + failure.getMessage() + ")";
        }
        return String.valueOf(failure.getMessage());
    }

    private static BufferedReader lines(Path path) throws IOException {
        boolean gzip = isGzip(path);
        InputStream file = Files.newInputStream(path);
        try {
            InputStream plain = gzip ? new GZIPInputStream(file, 1 << 16) : file;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
    }

    /** By its first bytes, whatever the file is called. */
    private static boolean isGzip(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            return Arrays.equals(file.readNBytes(2), new byte[] {0x1f, (byte) 0x8b});
        }
    }

    @Override
    public String toString() {
        return path + " of " + symbol;
    }
}
