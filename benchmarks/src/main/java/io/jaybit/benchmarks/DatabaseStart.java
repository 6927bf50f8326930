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
import io.jaybit.recorder.database.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How long the embedded database takes to open, all its tables made or found, until it has answered a first question, on thirty days of rows. Two
 * arguments: how many rows in all; a folder, whose rows are used if it has some.
 */
public final class DatabaseStart {
    private static final int SYMBOLS = 200;
    private static final int DAYS = 30;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long BEGIN = 1_795_000_000_000L / DAY_MILLIS * DAY_MILLIS;

    private DatabaseStart() {}

    public static void main(String[] arguments) throws IOException {
        long rows = arguments.length == 0 ? 10_000_000 : Long.parseLong(arguments[0]);
        Path folder = arguments.length < 2 ? Files.createTempDirectory("jaybit-database-start") : Path.of(arguments[1]);
        if (!Files.exists(folder.resolve("db"))) {
            fill(folder, rows);
        }
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            try (Database database = EmbeddedDatabase.open(DatabaseSettings.in(folder), MarketTables.ALL)) {
                long opened = System.nanoTime();
                database.query("SELECT count(), max(time) FROM book", new Shown());
                long answered = System.nanoTime();
                System.out.printf(
                        Locale.ROOT,
                        "opened in %.2f s, first answer after %.2f s%n",
                        (opened - start) / 1e9,
                        (answered - start) / 1e9);
            }
        }
    }

    private static void fill(Path folder, long rows) throws IOException {
        Decimal size = Decimal.parse("1.234");
        Symbol[] symbols = new Symbol[SYMBOLS];
        Topic[] topics = new Topic[SYMBOLS];
        for (int i = 0; i < SYMBOLS; i++) {
            symbols[i] = new Symbol(Category.LINEAR, "S" + i + "USDT");
            topics[i] = Topic.of(Channel.LINEAR, "orderbook.50.S" + i + "USDT");
        }
        long start = System.nanoTime();
        try (Database database = EmbeddedDatabase.open(DatabaseSettings.in(folder), MarketTables.ALL)) {
            for (long i = 0; i < rows; i++) {
                int n = (int) (i % SYMBOLS);
                long millis = BEGIN + (long) ((double) i / rows * DAYS * DAY_MILLIS);
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
                                millis,
                                millis * 1_000_000),
                        System.nanoTime());
                if (i % 1_000 == 0) {
                    database.commitDue(System.nanoTime());
                }
                if (i % 2_000_000 == 1_999_999) {
                    // Rows wait in the database's own log until they are sorted in; it takes room there.
                    database.commit();
                    database.awaitShown();
                }
            }
            database.commit();
            database.awaitShown();
        }
        System.out.printf(Locale.ROOT, "%,d rows made in %.0f s%n", rows, (System.nanoTime() - start) / 1e9);
    }

    private static final class Shown implements QueryResult {
        @Override
        public void columns(List<String> names, List<String> types) {}

        @Override
        public boolean row(List<String> values) {
            System.out.println(String.join(" ", values));
            return true;
        }
    }
}
