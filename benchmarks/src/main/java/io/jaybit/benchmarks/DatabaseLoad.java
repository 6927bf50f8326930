package io.jaybit.benchmarks;

import io.jaybit.book.BookStatus;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.recorder.database.BookState;
import io.jaybit.recorder.database.Database;
import io.jaybit.recorder.database.DatabaseSettings;
import io.jaybit.recorder.database.EmbeddedDatabase;
import io.jaybit.recorder.database.MarketTables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Rows of books' tops into the embedded database, as fast as it takes them, a commit each second: rows a second, CPU a row, bytes a row. One argument:
 * how many rows.
 */
public final class DatabaseLoad {
    private static final int SYMBOLS = 200;

    private DatabaseLoad() {}

    public static void main(String[] arguments) throws IOException {
        long rows = arguments.length == 0 ? 5_000_000 : Long.parseLong(arguments[0]);
        Path folder = Files.createTempDirectory("jaybit-database-load");
        Symbol[] symbols = new Symbol[SYMBOLS];
        Topic[] topics = new Topic[SYMBOLS];
        for (int i = 0; i < SYMBOLS; i++) {
            symbols[i] = new Symbol(Category.LINEAR, "S" + i + "USDT");
            topics[i] = Topic.of(Channel.LINEAR, "orderbook.50.S" + i + "USDT");
        }
        Decimal size = Decimal.parse("1.234");
        try (Database database = EmbeddedDatabase.open(DatabaseSettings.in(folder), List.of(MarketTables.BOOK))) {
            var mx = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = mx.getProcessCpuTime();
            long start = System.nanoTime();
            for (long i = 0; i < rows; i++) {
                int n = (int) (i % SYMBOLS);
                database.append(
                        MarketTables.BOOK,
                        new BookState(
                                topics[n],
                                symbols[n],
                                1,
                                i,
                                BookStatus.LIVE,
                                null,
                                Decimal.of(650_000 + i % 1_000, 1),
                                size,
                                Decimal.of(650_001 + i % 1_000, 1),
                                size,
                                1_795_000_000_000L + i / 20,
                                (1_795_000_000_000L + i / 20) * 1_000_000),
                        System.nanoTime());
                if (i % 1_000 == 0) {
                    database.commitDue(System.nanoTime());
                }
            }
            database.commit();
            long appended = System.nanoTime();
            database.awaitShown();
            long shown = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows: %,.0f rows/s appended, %,.0f rows/s until they show, %.2f us CPU a row%n",
                    rows,
                    rows / ((appended - start) / 1e9),
                    rows / ((shown - start) / 1e9),
                    (mx.getProcessCpuTime() - cpu) / 1e3 / rows);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> Objects.requireNonNull(file).toFile().length())
                    .sum();
            System.out.printf(Locale.ROOT, "%.1f bytes a row on the disk%n", (double) bytes / rows);
        }
    }
}
