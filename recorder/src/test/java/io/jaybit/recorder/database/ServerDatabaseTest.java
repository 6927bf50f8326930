package io.jaybit.recorder.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.market.Decimal;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that goes to a server by HTTP is, in every digit and character, the row that is written here. */
class ServerDatabaseTest {
    private static final String PASSWORD = "a password of the test";

    /** One of every kind of column. */
    private record Thing(
            long epochNanos,
            String key,
            long time,
            OptionalLong millis,
            @Nullable String word,
            @Nullable String text,
            long number,
            OptionalLong perhaps,
            boolean flag,
            @Nullable Decimal decimal,
            @Nullable BigDecimal big,
            @Nullable BigDecimal product) {}

    private static Table<Thing> table(String name) {
        return new Table<>(
                name,
                "things",
                List.of(
                        Column.key("time", ColumnType.TIME),
                        Column.key("name", ColumnType.WORD),
                        Column.of("at", ColumnType.TIME),
                        Column.of("millis", ColumnType.TIME),
                        Column.of("word", ColumnType.WORD),
                        Column.of("text", ColumnType.TEXT),
                        Column.of("number", ColumnType.NUMBER),
                        Column.of("perhaps", ColumnType.NUMBER),
                        Column.of("flag", ColumnType.FLAG),
                        Column.of("price", ColumnType.DECIMAL),
                        Column.of("big", ColumnType.DECIMAL),
                        Column.of("product", ColumnType.PRODUCT)),
                Thing::epochNanos,
                (thing, row) -> row.word(thing.key)
                        .time(thing.time)
                        .millis(thing.millis)
                        .word(thing.word)
                        .text(thing.text)
                        .number(thing.number)
                        .number(thing.perhaps)
                        .flag(thing.flag)
                        .decimal(thing.decimal)
                        .decimal(thing.big)
                        .product(thing.product));
    }

    private static final Table<Thing> HERE = table("here");
    private static final Table<Thing> THERE = table("there");
    private static final Table<Thing> ODD_HERE = table("odd_here");
    private static final Table<Thing> ODD_THERE = table("odd_there");

    @TempDir
    static Path folder;

    private static EmbeddedDatabase here;
    private static ServerDatabase there;

    @BeforeAll
    static void open() throws IOException {
        here = EmbeddedDatabase.open(
                DatabaseSettings.in(folder.resolve("db")).withPorts(-1, 0, PASSWORD), List.of(HERE, ODD_HERE));
        there = ServerDatabase.open(address(PASSWORD), List.of(THERE, ODD_THERE));
    }

    @AfterAll
    static void close() {
        there.close();
        here.close();
    }

    private static DatabaseAddress address(String password) {
        return DatabaseAddress.parse("http://jaybit@127.0.0.1:" + here.consolePort(), password);
    }

    private static Thing plain(String key) {
        return new Thing(
                1_784_900_000_123_456_789L,
                key,
                1,
                OptionalLong.empty(),
                null,
                null,
                0,
                OptionalLong.empty(),
                false,
                null,
                null,
                null);
    }

    private static final List<String> TEXTS = List.of(
            "",
            "BTC-25SEP26-90000-C-USDT",
            "a b,c=d",
            "\"quoted\" and \\ and \\\"",
            "two\nlines\r\nand a\ttab",
            "1000000BABYDOGEUSDT",
            "käse 山 \uD83D\uDE80",
            "ends with a backslash\\",
            "'single'",
            " ");

    private static List<Thing> things(Random random) {
        List<Thing> things = new ArrayList<>();
        things.add(plain("nothing"));
        for (String text : TEXTS) {
            things.add(thing(random, "text " + things.size(), text, "0.0000000000001", "1"));
        }
        for (String number : List.of(
                "0",
                "-1",
                "0.000000000000000001",
                "-0.000000000000000001",
                "999999999999999999",
                "123456.789012345678",
                "1.10",
                "100")) {
            for (String product : List.of(
                    "0",
                    "-12.5",
                    "0.000000000000000000000000000000000001",
                    "9999999999999999999999999999999999999999.999999999999999999999999999999999999")) {
                things.add(thing(random, "number " + things.size(), "x", number, product));
            }
        }
        for (int i = 0; i < 200; i++) {
            String number = BigDecimal.valueOf(random.nextLong() / 10, random.nextInt(19))
                    .toPlainString();
            things.add(thing(random, "random " + i, "y", number, number));
        }
        return things;
    }

    private static Thing thing(Random random, String key, String text, String number, String product) {
        BigDecimal big = new BigDecimal(number);
        return new Thing(
                1_784_900_000_123_456_789L + random.nextInt(1_000_000),
                key,
                1_784_900_000_123_456_789L - random.nextInt(1_000_000_000),
                random.nextBoolean() ? OptionalLong.of(1_784_900_000_123L) : OptionalLong.empty(),
                text,
                text,
                random.nextLong() | 1,
                random.nextBoolean() ? OptionalLong.of(-random.nextInt(100)) : OptionalLong.empty(),
                random.nextBoolean(),
                big.precision() <= 18 && big.scale() >= 0 ? Decimal.parse(number) : null,
                big,
                new BigDecimal(product));
    }

    @Test
    void theSameEventsAreTheSameRows() throws IOException {
        long seed = Long.getLong("jaybit.seed", System.nanoTime());
        System.out.println("rows here and there: seed " + seed);
        List<Thing> things = things(new Random(seed));
        for (int times = 0; times < 2; times++) {
            for (Thing thing : things) {
                assertThat(there.append(THERE, thing, 0)).isEqualTo(here.append(HERE, thing, 0));
            }
            here.commit();
            there.commit();
        }
        assertThat(there.appended()).isEqualTo(here.appended());
        there.awaitShown();
        here.awaitShown();
        List<List<String>> expected = rows(here, "here");
        assertThat(expected).hasSize(things.size());
        List<List<String>> found = rows(there, "there");
        assertThat(found).hasSize(things.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).isEqualTo(expected.get(i));
        }
        for (String empty : List.of("word", "text", "price", "perhaps", "millis")) {
            String condition = " WHERE " + empty + " IS NULL";
            assertThat(count("there" + condition)).as(empty).isEqualTo(count("here" + condition));
        }
    }

    private static BigDecimal aroundTheLimit(Random random, int places, int mostDigits) {
        int digits = random.nextInt(10) == 0 ? random.nextInt(400) + 1 : mostDigits - 3 + random.nextInt(5);
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        boolean nines = random.nextInt(3) == 0;
        for (int i = 0; i < digits; i++) {
            text.append(nines ? 9 : random.nextInt(10));
        }
        // Zeros at the end are more places than the column has and fit all the same.
        int zeros = random.nextInt(4) == 0 ? random.nextInt(40) : 0;
        int scale = places - 2 + random.nextInt(4) + zeros;
        return switch (random.nextInt(20)) {
            case 0 -> BigDecimal.valueOf(0, random.nextInt());
            case 1 -> BigDecimal.valueOf(1 + random.nextInt(1_000), random.nextInt());
            case 2 -> new BigDecimal("1E" + (mostDigits - places - 1 + random.nextInt(3)));
            case 3 -> BigDecimal.valueOf(random.nextInt(1_000), places - 2 + random.nextInt(5));
            default -> new BigDecimal(text.append("0".repeat(zeros)).toString()).movePointLeft(scale);
        };
    }

    private static Thing odd(Random random, String key) {
        long[] times = {-1, 0, 999, -1_000_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE};
        long[] millis = {-1, 0, Long.MAX_VALUE / 1_000, Long.MAX_VALUE / 1_000 + 1, Long.MIN_VALUE / 1_000 - 1};
        long[] numbers = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, random.nextLong()};
        return new Thing(
                random.nextInt(6) == 0 ? times[random.nextInt(times.length)] : 1_784_900_000_123_456_789L,
                key,
                random.nextInt(6) == 0 ? -random.nextInt() : 1,
                random.nextInt(6) == 0 ? OptionalLong.of(millis[random.nextInt(millis.length)]) : OptionalLong.empty(),
                null,
                null,
                numbers[random.nextInt(numbers.length)],
                OptionalLong.empty(),
                false,
                Decimal.of(random.nextLong() % 1_000_000_000_000_000_000L, random.nextInt(19)),
                random.nextBoolean() ? aroundTheLimit(random, Row.DECIMAL_PLACES, 38) : null,
                random.nextBoolean() ? aroundTheLimit(random, Row.PRODUCT_PLACES, 76) : null);
    }

    @Test
    void whatDoesNotFitIsTheSameForEveryDatabase() throws IOException {
        long seed = Long.getLong("jaybit.seed", System.nanoTime());
        System.out.println("rows around the limits: seed " + seed);
        Random random = new Random(seed);
        List<String> fitting = new ArrayList<>();
        int count = 2_000;
        for (int i = 0; i < count; i++) {
            Thing thing = odd(random, "odd " + i);
            boolean fits = ODD_HERE.fits(thing);
            assertThat(here.append(ODD_HERE, thing, 0)).as("%s here", thing).isEqualTo(fits);
            assertThat(there.append(ODD_THERE, thing, 0)).as("%s there", thing).isEqualTo(fits);
            if (fits) {
                fitting.add(thing.key);
            }
        }
        here.commit();
        there.commit();
        here.awaitShown();
        there.awaitShown();

        assertThat(fitting.size()).isBetween(count / 4, count * 3 / 4);
        List<List<String>> rows = rows(here, "odd_here");
        assertThat(rows).extracting(row -> row.get(1)).containsExactlyInAnyOrderElementsOf(fitting);
        assertThat(rows(there, "odd_there")).isEqualTo(rows);
    }

    /** Each asked in its own way, so that what is told is compared, too. */
    private static List<List<String>> rows(Database from, String table) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        from.query("SELECT * FROM " + table + " ORDER BY time, name", new QueryResult() {
            @Override
            public void columns(List<String> names, List<String> types) {}

            @Override
            public boolean row(List<String> values) {
                return rows.add(List.copyOf(values));
            }
        });
        return rows;
    }

    private static String count(String from) throws IOException {
        List<String> counts = new ArrayList<>();
        there.query("SELECT count() FROM " + from, new FirstColumn(counts));
        return counts.get(0);
    }

    @Test
    void whatDoesNotFitIsRefusedHereAndHarmsNoOther() throws IOException {
        long before = there.refused();
        Thing huge = new Thing(
                1,
                "huge",
                1,
                OptionalLong.empty(),
                null,
                null,
                0,
                OptionalLong.empty(),
                false,
                null,
                new BigDecimal("123456789012345678901"),
                null);
        Thing fine = new Thing(
                1,
                "fine",
                1,
                OptionalLong.empty(),
                null,
                null,
                0,
                OptionalLong.empty(),
                false,
                null,
                BigDecimal.valueOf(1, 19),
                null);
        assertThat(there.append(THERE, huge, 0)).isFalse();
        assertThat(there.append(THERE, fine, 0)).isFalse();
        assertThat(there.refused()).isEqualTo(before + 2);
        assertThat(there.append(THERE, plain("fits"), 0)).isTrue();
        there.commit();
        there.awaitShown();
        assertThat(count("there WHERE name = 'fits'")).isEqualTo("1");
    }

    @Test
    void aWrongPasswordAnUnknownServerAndAWrongRowAreThreeThings() throws IOException {
        assertThatThrownBy(() -> ServerDatabase.open(address("another"), List.of()))
                .isInstanceOf(PasswordRefusedException.class)
                .hasMessageContaining("does not take this user and password")
                .hasMessageNotContaining("another");
        assertThatThrownBy(() -> ServerDatabase.open(
                        new DatabaseAddress(URI.create("http://127.0.0.1:1"), "jaybit", PASSWORD), List.of()))
                .isInstanceOf(DatabaseAwayException.class)
                .hasMessageContaining("http://jaybit@127.0.0.1:1 does not answer");
        Table<Thing> other = new Table<>(
                "there",
                "with another idea of a column",
                List.of(Column.key("time", ColumnType.TIME), Column.of("price", ColumnType.TEXT)),
                Thing::epochNanos,
                (thing, row) -> row.text("no number"));
        assertThat(there.append(other, plain("wrong"), 0)).isTrue();
        assertThatThrownBy(there::commit)
                .isInstanceOf(StatementFailure.class)
                .hasMessageContaining("rows are refused (400)")
                .hasMessageContaining("price");
        there.close();
    }

    /** A server would add the column that is missing, and keep a row twice that has no key. */
    @Test
    void aTableThatIsAnotherOneIsNotWrittenTo() throws IOException {
        there.execute(
                "CREATE TABLE other (time TIMESTAMP, price VARCHAR, name SYMBOL) TIMESTAMP(time) PARTITION BY DAY WAL");
        Table<Thing> wanted = new Table<>(
                "other",
                "",
                List.of(
                        Column.key("time", ColumnType.TIME),
                        Column.of("price", ColumnType.DECIMAL),
                        Column.of("name", ColumnType.WORD),
                        Column.of("size", ColumnType.PRODUCT)),
                Thing::epochNanos,
                (thing, row) -> row.decimal(thing.decimal));
        assertThatThrownBy(() -> ServerDatabase.open(address(PASSWORD), List.of(wanted)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "other there is another one: it has no time TIMESTAMP as a key, no price DECIMAL(38,18),"
                                + " no size DECIMAL(76,36)");
    }

    @Test
    void whereATableWasDroppedAllPositionsAreForgotten() throws IOException {
        Table<Thing> positions = table(ServerDatabase.POSITIONS);
        List<Table<?>> both = List.of(table("dropped"), positions);
        try (ServerDatabase first = ServerDatabase.open(address(PASSWORD), both)) {
            first.append(positions, plain("one recording"), 0);
            first.commit();
        }
        ServerDatabase.open(address(PASSWORD), both).close();
        assertThat(count(ServerDatabase.POSITIONS)).isEqualTo("1");

        there.execute("DROP TABLE dropped");
        ServerDatabase.open(address(PASSWORD), both).close();

        assertThat(count(ServerDatabase.POSITIONS)).isEqualTo("0");
        there.execute("DROP TABLE " + ServerDatabase.POSITIONS);
    }

    @Test
    void whatATableOfOthersIsUpToDoesNotMatter() throws IOException {
        List<String> behind = new ArrayList<>(List.of("strangers is suspended"));
        ServerDatabase database = ServerDatabase.open(
                new ServerDatabase.Link() {
                    @Override
                    public void write(byte[] lines, int length) {}

                    @Override
                    public void query(String statement, QueryResult result) {
                        if (statement.contains("wal_tables()")) {
                            behind.forEach(text -> result.row(List.of(text)));
                        }
                    }

                    @Override
                    public void execute(String statement) {}

                    @Override
                    public void exportParquet(String select, Path to) {}
                },
                List.of(THERE));
        database.awaitShown();
        behind.add("there is suspended");
        assertThatThrownBy(database::awaitShown)
                .isInstanceOf(StatementFailure.class)
                .hasMessage("the database has given up: there is suspended");
    }

    @Test
    void anAddressIsWhatAPersonTypes() {
        assertThat(DatabaseAddress.parse("http://me@host", "x").base()).isEqualTo(URI.create("http://host:9000"));
        assertThat(DatabaseAddress.parse("https://host:443/", "x"))
                .hasToString("https://host:443")
                .extracting(DatabaseAddress::user)
                .isEqualTo("");
        assertThat(DatabaseAddress.parse("http://me@host:1", "secret")).hasToString("http://me@host:1");
        for (String wrong :
                List.of("host:9000", "ftp://host", "http://", "http://me:secret@host", "http://host/x", "a b")) {
            assertThatThrownBy(() -> DatabaseAddress.parse(wrong, ""))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }
    }
}
