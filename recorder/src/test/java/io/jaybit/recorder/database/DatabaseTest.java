package io.jaybit.recorder.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.book.BookStatus;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is there once, exactly, while it fills and after the database was opened again. */
class DatabaseTest {
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final Symbol TINY = new Symbol(Category.SPOT, "SATSUSDT");
    private static final long TIME = 1_784_900_000_123L;

    @TempDir
    Path folder;

    @Test
    void aTradeIsThereOnceHoweverOftenItWasWritten() throws Exception {
        try (EmbeddedDatabase database = open()) {
            for (int times = 0; times < 3; times++) {
                for (int i = 0; i < 11; i++) {
                    database.append(MarketTables.TRADES, trade(BTC, "trade-" + i, "65000.5", "0.001", 7), 0);
                }
                database.commit();
            }
            assertThat(rows(database, "SELECT count(), count_distinct(id), min(seq), max(seq) FROM trades"))
                    .containsExactly(List.of("11", "11", "7", "7"));
        }
    }

    @Test
    void twoEqualLiquidationsOfAFrameAreTwoAndStayTwo() throws Exception {
        try (EmbeddedDatabase database = open()) {
            for (int times = 0; times < 2; times++) {
                for (int index = 0; index < 2; index++) {
                    database.append(MarketTables.LIQUIDATIONS, liquidation(index), 0);
                }
                database.commit();
            }
            assertThat(rows(database, "SELECT liquidated, size, notional, notional_currency FROM liquidations"))
                    .containsExactly(
                            List.of("Long", "0.5", "32500.25", "USDT"), List.of("Long", "0.5", "32500.25", "USDT"));
        }
    }

    @Test
    void numbersAreWhatTheyWereToTheLastDigit() throws Exception {
        try (EmbeddedDatabase database = open()) {
            database.append(MarketTables.TRADES, trade(TINY, "1", "0.0000000000001", "999999999999999999", 1), 0);
            database.append(MarketTables.TRADES, trade(TINY, "2", "0.000000000000000001", "1", 1), 0);
            database.append(MarketTables.TRADES, trade(TINY, "3", "123456.789012345678", "0.000000000001", 1), 0);
            assertThat(rows(database, "SELECT id, price, size FROM trades ORDER BY id"))
                    .containsExactly(
                            List.of("1", "0.0000000000001", "999999999999999999"),
                            List.of("2", "0.000000000000000001", "1"),
                            List.of("3", "123456.789012345678", "0.000000000001"));
            assertThat(rows(database, "SELECT notional FROM trades WHERE id = '3'"))
                    .containsExactly(List.of("0.000000123456789012345678"));
            assertThat(shown(database, "SELECT price, size FROM trades_float WHERE id = '1'"))
                    .containsExactly(List.of("1.0E-13", "1.0E18"));
        }
    }

    @Test
    void aSumOfDecimalsIsExact() throws Exception {
        try (EmbeddedDatabase database = open()) {
            for (int i = 0; i < 10; i++) {
                database.append(MarketTables.TRADES, trade(BTC, "trade-" + i, "0.1", "0.1", i), 0);
            }
            assertThat(rows(database, "SELECT sum(price), sum(price * size) FROM trades"))
                    .containsExactly(List.of("1", "0.1"));
        }
    }

    @Test
    void whatDoesNotFitItsColumnIsCountedAndHarmsNoOther() throws Exception {
        try (EmbeddedDatabase database = open()) {
            assertThat(database.append(MarketTables.TRADES, trade(BTC, "fits", "1", "1", 1), 0))
                    .isTrue();
            assertThat(database.append(MarketTables.KLINES, hugeCandle(), 0)).isFalse();
            assertThat(database.append(MarketTables.TRADES, trade(BTC, "fits too", "2", "1", 1), 0))
                    .isTrue();
            assertThat(rows(database, "SELECT id, price FROM trades ORDER BY id"))
                    .containsExactly(List.of("fits", "1"), List.of("fits too", "2"));
            assertThat(shown(database, "SELECT count() FROM klines")).containsExactly(List.of("0"));
            assertThat(database.refused()).isEqualTo(1);
            assertThat(database.appended()).isEqualTo(2);
        }
    }

    @Test
    void whatIsMissingIsEmptyAndNotZero() throws Exception {
        try (EmbeddedDatabase database = open()) {
            database.append(
                    MarketTables.BOOK,
                    new BookState(
                            Topic.of(Channel.LINEAR, "orderbook.1.BTCUSDT"),
                            BTC,
                            1,
                            5,
                            BookStatus.LIVE,
                            null,
                            Decimal.parse("65000"),
                            Decimal.parse("2"),
                            null,
                            null,
                            TIME,
                            TIME * 1_000_000),
                    0);
            assertThat(rows(database, "SELECT topic, u, reason, bid_price, ask_price FROM book"))
                    .containsExactly(List.of("orderbook.1.BTCUSDT", "5", "", "65000", ""));
        }
    }

    @Test
    void rowsAreCommittedByNumberAndByAge() throws Exception {
        DatabaseSettings settings = DatabaseSettings.in(folder.resolve("db")).withBatches(3, Duration.ofMillis(100));
        try (EmbeddedDatabase database = EmbeddedDatabase.open(settings, MarketTables.ALL)) {
            long start = 1_000_000_000L;
            for (int i = 0; i < 3; i++) {
                database.append(MarketTables.TRADES, trade(BTC, "number-" + i, "1", "1", i), start);
            }
            assertThat(database.commitDue(start)).as("all three are in").isEqualTo(Long.MAX_VALUE);
            database.append(MarketTables.TRADES, trade(BTC, "age", "1", "1", 9), start);
            assertThat(database.commitDue(start + 99_000_000)).isEqualTo(1_000_000);
            assertThat(database.commitDue(start + 100_000_000)).isEqualTo(Long.MAX_VALUE);
            database.awaitShown();
            assertThat(shown(database, "SELECT count() FROM trades")).containsExactly(List.of("4"));
        }
    }

    @Test
    void aDatabaseThatWasClosedIsOpenedAgainAndGoesOn() throws Exception {
        try (EmbeddedDatabase database = open()) {
            database.append(MarketTables.TRADES, trade(BTC, "before", "1", "1", 1), 0);
        }
        try (EmbeddedDatabase database = open()) {
            database.append(MarketTables.TRADES, trade(BTC, "after", "2", "1", 2), 0);
            assertThat(rows(database, "SELECT id FROM trades ORDER BY id"))
                    .containsExactly(List.of("after"), List.of("before"));
        }
    }

    @Test
    void anotherSetOfTablesCanBeOpenedOnTheSameFolder() throws Exception {
        try (EmbeddedDatabase database = open()) {
            database.append(MarketTables.TRADES, trade(BTC, "before", "1", "1", 1), 0);
        }
        List<Table<?>> more = Stream.concat(MarketTables.ALL.stream(), AccountTables.ALL.stream())
                .toList();
        try (EmbeddedDatabase database = EmbeddedDatabase.open(DatabaseSettings.in(folder.resolve("db")), more)) {
            assertThat(shown(database, "SELECT count() FROM executions")).containsExactly(List.of("0"));
            assertThat(shown(database, "SELECT count() FROM trades")).containsExactly(List.of("1"));
        }
    }

    @Test
    void theConsoleAnswersOnLoopbackAndOnlyWithThePassword() throws Exception {
        DatabaseSettings settings = DatabaseSettings.in(folder.resolve("db")).withPorts(0, 0, "correct horse");
        try (EmbeddedDatabase database = EmbeddedDatabase.open(settings, MarketTables.ALL)) {
            database.append(MarketTables.TRADES, trade(BTC, "one", "1.5", "1", 1), 0);
            database.commit();
            database.awaitShown();
            assertThat(database.postgresPort()).isPositive();
            assertThat(ask(database, "correct horse").statusCode()).isEqualTo(200);
            assertThat(ask(database, "correct horse").body())
                    .contains("\"one\"")
                    .contains("1.5");
            assertThat(ask(database, "battery staple").statusCode()).isEqualTo(401);
        }
        assertThat(settings.toString()).doesNotContain("correct horse");
    }

    private static HttpResponse<String> ask(EmbeddedDatabase database, String password) throws Exception {
        String login = DatabaseSettings.USER + ":" + password;
        String query = URLEncoder.encode("SELECT id, price FROM trades", StandardCharsets.UTF_8);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + database.consolePort() + "/exec?query=" + query))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void portsWithoutAPasswordAreRefused() {
        assertThatThrownBy(() -> DatabaseSettings.in(folder).withPorts(0, 0, "short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password");
    }

    @Test
    void aStatementThatIsWrongIsToldWithItsPlace() throws Exception {
        try (EmbeddedDatabase database = open()) {
            assertThatThrownBy(() -> shown(database, "SELECT nothing FROM trades"))
                    .isInstanceOf(StatementFailure.class)
                    .hasMessageContaining("nothing")
                    .hasMessageContaining("at character 8");
        }
    }

    @Test
    void aFileInTheFoldersPlaceIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("db"));
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining(file.toString());
    }

    @Test
    void oldDaysGoAndTheRestStays() throws Exception {
        long day = 86_400_000;
        try (EmbeddedDatabase database = open()) {
            database.deleteDaysBefore(MarketTables.ALL, TIME);
            for (int i = 0; i < 5; i++) {
                database.append(MarketTables.TRADES, old("old-" + i, TIME - i * day), 0);
            }
            database.commit();
            database.awaitShown();

            database.deleteDaysBefore(MarketTables.ALL, TIME - 2 * day);

            assertThat(rows(database, "SELECT id FROM trades ORDER BY time"))
                    .containsExactly(List.of("old-2"), List.of("old-1"), List.of("old-0"));
            database.deleteDaysBefore(MarketTables.ALL, TIME + 10 * day);
            assertThat(rows(database, "SELECT id FROM trades")).containsExactly(List.of("old-0"));
        }
    }

    @Test
    void everyTableHasItsViewOfFloatingPointNumbers() throws Exception {
        try (EmbeddedDatabase database = open()) {
            for (Table<?> table : MarketTables.ALL) {
                assertThat(shown(database, "SELECT count() FROM " + table.floatView()))
                        .as(table.name())
                        .containsExactly(List.of("0"));
            }
        }
    }

    private EmbeddedDatabase open() throws IOException {
        return EmbeddedDatabase.open(DatabaseSettings.in(folder.resolve("db")), MarketTables.ALL);
    }

    private static List<List<String>> rows(EmbeddedDatabase database, String statement) throws IOException {
        database.commit();
        database.awaitShown();
        return shown(database, statement);
    }

    private static List<List<String>> shown(EmbeddedDatabase database, String statement) {
        List<List<String>> rows = new ArrayList<>();
        database.query(statement, new QueryResult() {
            @Override
            public void columns(List<String> names, List<String> types) {}

            @Override
            public boolean row(List<String> values) {
                return rows.add(values);
            }
        });
        return rows;
    }

    private static Trade trade(Symbol symbol, String id, String price, String size, long seq) {
        return new Trade(
                Topic.of(Channel.valueOf(symbol.category().name()), "publicTrade." + symbol.name()),
                symbol,
                TradeId.of(id),
                TakerSide.BUY,
                Decimal.parse(price),
                Decimal.parse(size),
                null,
                false,
                false,
                OptionalLong.of(seq),
                null,
                TIME,
                TIME + 1,
                TIME * 1_000_000);
    }

    private static Trade old(String id, long epochMillis) {
        Trade now = trade(BTC, id, "1", "1", 1);
        return new Trade(
                now.topic(),
                BTC,
                now.id(),
                now.takerSide(),
                now.price(),
                now.size(),
                null,
                false,
                false,
                now.seq(),
                null,
                epochMillis,
                epochMillis,
                epochMillis * 1_000_000);
    }

    /** Its turnover has 21 digits before the point. */
    private static Kline hugeCandle() {
        return new Kline(
                Topic.of(Channel.LINEAR, "kline.1.BTCUSDT"),
                BTC,
                "1",
                TIME,
                TIME + 59_999,
                Decimal.parse("1"),
                Decimal.parse("1"),
                Decimal.parse("1"),
                Decimal.parse("1"),
                BigDecimal.ONE,
                new BigDecimal("123456789012345678901"),
                true,
                TIME,
                TIME,
                TIME * 1_000_000);
    }

    private static Liquidation liquidation(int index) {
        return new Liquidation(
                Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT"),
                BTC,
                PositionSide.LONG,
                Decimal.parse("65000.5"),
                Decimal.parse("0.5"),
                index,
                false,
                TIME,
                TIME + 400,
                TIME * 1_000_000);
    }
}
