package io.jaybit.recorder.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Trade;
import io.jaybit.recorder.database.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of dumps are read as they stand, and what cannot be read is said with its line. */
class DumpFileTest {
    private static final String HEADER =
            "timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional,foreignNotional\n";
    private static final String ID = "8e1a0f2c-1111-5aa1-972d-46b08fe520c";
    private static final long MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z").toEpochMilli();

    @TempDir
    Path folder;

    @Test
    void aDerivativesRowGivesTheTradeAsItStands() throws IOException {
        DumpFile file = open("OWNUSDT2026-11-20.csv", HEADER + row("1795132800.4519", "Sell", "48.90", "5.2420", 0));
        assertThat(file.symbol()).isEqualTo(new Symbol(Category.LINEAR, "OWNUSDT"));
        assertThat(file.topic().toString()).contains("publicTrade.OWNUSDT");
        assertThat(file.hasVenueIds()).isTrue();
        Trade trade = trades(file).get(0);
        assertThat(trade.id().toString()).isEqualTo(ID + "0");
        assertThat(trade.id().isUuid()).isTrue();
        assertThat(trade.takerSide()).isEqualTo(TakerSide.SELL);
        assertThat(trade.price()).hasToString("5.2420");
        assertThat(trade.size()).hasToString("48.90");
        assertThat(trade.seq()).isEmpty();
        assertThat(trade.rpi()).isFalse();
        assertThat(trade.block()).isFalse();
    }

    @Test
    void whatIsFinerThanAMillisecondIsCutOffExactly() throws IOException {
        DumpFile file = open(
                "OWNUSDT2026-11-20.csv",
                HEADER
                        + row("1795132800", "Buy", "1", "2", 0)
                        + row("1795132800.1", "Buy", "1", "2", 1)
                        + row("1795132800.0999", "Buy", "1", "2", 2)
                        + row("1795132800.999999", "Buy", "1", "2", 3)
                        + row("1.7951328004513e+09", "Buy", "1", "2", 4));
        assertThat(trades(file).stream().map(trade -> trade.exchangeEpochMillis() - MIDNIGHT))
                .containsExactly(0L, 100L, 99L, 999L, 451L);
    }

    @Test
    void powersOfTenAreNumbersAndTailsAreKeptAndCounted() throws IOException {
        DumpFile file = open(
                "OWNUSDT2026-11-20.csv",
                HEADER
                        + row("1795132800.1", "Buy", "4.50554e+08", "1.347e-05", 0)
                        + row("1795132800.2", "Buy", "0.6811349999999999", "2", 1)
                        + row("1795132800.3", "Buy", "2E+3", "7.50", 2));
        assertThat(trades(file).stream().map(trade -> trade.size() + " @ " + trade.price()))
                .containsExactly("450554000 @ 0.00001347", "0.6811349999999999 @ 2", "2000 @ 7.50");
        assertThat(file.read(trade -> true).tails()).isEqualTo(1);
    }

    @Test
    void spotDumpsHaveNoIdsOfTheVenues() throws IOException {
        DumpFile file = open(
                "OWNUSDC_2026-11-20.csv",
                "id,timestamp,price,volume,side,rpi\n1,1795132800074,0.000009461,18057687,sell,1\n"
                        + "2,1795132800150,77141,0.00012,buy,0\n");
        assertThat(file.symbol()).isEqualTo(new Symbol(Category.SPOT, "OWNUSDC"));
        assertThat(file.hasVenueIds()).isFalse();
        List<Trade> trades = trades(file);
        assertThat(trades.get(0).exchangeEpochMillis()).isEqualTo(MIDNIGHT + 74);
        assertThat(trades.get(0).size()).hasToString("18057687");
        assertThat(trades.get(0).price()).hasToString("0.000009461");
        assertThat(trades.get(0).takerSide()).isEqualTo(TakerSide.SELL);
        assertThat(trades.get(0).rpi()).isTrue();
        assertThat(trades.get(0).id()).hasToString("dump-1");
        assertThat(trades.get(1).rpi()).isFalse();
    }

    @Test
    void columnsAreFoundByTheirNamesAndNewOnesAreAllowed() throws IOException {
        DumpFile file = open(
                "any.csv",
                "RPI,price,size,side,symbol,timestamp,trdMatchID,foreignNotional,new\n1,2,3,Buy,BTC-14MAR25,1795132800.5,"
                        + ID + "0,6,x\n");
        assertThat(file.symbol()).isEqualTo(new Symbol(Category.LINEAR, "BTC-14MAR25"));
        assertThat(trades(file).get(0).rpi()).isTrue();
    }

    @Test
    void linearAndInverseAreToldApartByTheValue() throws IOException {
        String inverse = "1795132800.5,OWNUSD,Buy,611,16661.00,ZeroMinusTick," + ID
                + "0,3.6672468639337374e+06,611,0.036672468639337374\n";
        Path path = write("OWNUSD2026-11-20.csv", HEADER + inverse);
        assertThat(DumpFile.open(path, null, null).symbol().category()).isEqualTo(Category.INVERSE);
        assertThatThrownBy(() -> DumpFile.open(path, Category.LINEAR, null))
                .hasMessageContaining("it is of inverse, not of linear");
        Path one = write("ONEUSDT2026-11-20.csv", HEADER + row("1795132800", "Buy", "5", "1", 0));
        assertThatThrownBy(() -> DumpFile.open(one, null, null)).hasMessageContaining("say --category");
        assertThat(DumpFile.open(one, Category.LINEAR, null).symbol().category())
                .isEqualTo(Category.LINEAR);
        assertThatThrownBy(() -> DumpFile.open(one, Category.SPOT, null))
                .hasMessageContaining("linear or inverse dumps, not of spot");
    }

    @Test
    void rowsThatCannotBeReadAreCountedAndTheFirstAreKeptWithTheirLines() throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append(row("1795132800.1", "Buy", "1", "2", 0));
        for (String bad : List.of(
                row("1795132800.1", "Long", "1", "2", 1),
                row("1795132800.1", "Buy", "one", "2", 1),
                row("1795132800.1", "Buy", "0", "2", 1),
                row("1795132800.1", "Buy", "1", "-2", 1),
                row("1795132800.1", "Buy", "1.2345678901234567891", "2", 1),
                row("1795132800451", "Buy", "1", "2", 1),
                "1795132800.1,OWNUSDT,Buy\n",
                row("1795132800.1", "Buy", "1", "2", 1).replace("OWNUSDT", "ANOTHER"),
                row("1795132800.1", "Buy", "1e999999999", "2", 1),
                "\n",
                row("", "Buy", "1", "2", 1))) {
            text.append(bad);
        }
        text.append(row("1795132800.2", "Buy", "1", "2", 2));
        DumpSummary read = open("OWNUSDT2026-11-20.csv", text.toString()).read(trade -> true);
        assertThat(read.trades()).isEqualTo(2);
        assertThat(read.bad()).isEqualTo(11);
        assertThat(read.firstBad()).hasSize(DumpFile.SHOWN_BAD);
        assertThat(read.firstBad().stream().map(bad -> bad.line() + ": " + bad.complaint()))
                .contains(
                        "3: side \"Long\" (allowed: Buy, Sell)",
                        "4: size \"one\" is no number",
                        "5: size \"0\" is not positive",
                        "6: price \"-2\" is not positive",
                        "7: size \"1.2345678901234567891\" has more than 18 digits",
                        "8: timestamp \"1795132800451\" is no time in seconds since 1970",
                        "9: 3 fields, the header has 10",
                        "10: symbol \"ANOTHER\" in a dump of OWNUSDT",
                        "11: size \"1e999999999\" is no number",
                        "12: 1 field, the header has 10");
    }

    @Test
    void whatIsNoDumpIsCalledSo() throws IOException {
        assertThatThrownBy(() -> open("OWNUSDT2026-11-20.csv", "")).hasMessageContaining("it is empty");
        assertThatThrownBy(() -> open("OWNUSDT2026-11-20.csv", "open,high,low\n1,2,3\n"))
                .hasMessageContaining("OWNUSDT2026-11-20.csv")
                .hasMessageContaining("no header of a dump: \"open,high,low\"")
                .hasMessageContaining("allowed: timestamp,symbol,side");
        assertThatThrownBy(() -> open("x.csv", "id,timestamp,price,volume,side\n"))
                .hasMessageContaining("--symbol");
        DumpFile nothing = open("OWNUSDT2026-11-20.csv", HEADER);
        assertThat(nothing.time(nothing.read(trade -> true))).isEmpty();
    }

    @Test
    void aFileThatIsCutOffIsNotReadAsIfItWereWhole() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 20_000; i++) {
            text.append(row("1795132800." + (1000 + i % 9000), "Buy", "" + (i + 1), "2", i % 10));
        }
        Path whole = Dumps.gzip(folder.resolve("OWNUSDT2026-11-20.csv.gz"), text.toString());
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes, bytes.length - 4));
        DumpFile file = DumpFile.open(cut, null, null);
        assertThatThrownBy(() -> file.read(trade -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut.csv.gz")
                .hasMessageContaining("cut off after line");
        bytes[bytes.length / 2] ^= 0x55;
        DumpFile damaged = DumpFile.open(Files.write(folder.resolve("damaged.csv.gz"), bytes), null, null);
        assertThatThrownBy(() -> damaged.read(trade -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged.csv.gz");
    }

    /** A plain file can be cut off at the end of a line, and nobody sees it. */
    @Test
    void onlyACompressedFileStandsForItsWholeDay() throws IOException {
        String text = HEADER + row("1795140000.9", "Buy", "1", "2", 1) + row("1795136400.5", "Buy", "1", "2", 0);
        Span rows = new Span(MIDNIGHT + 3_600_500, MIDNIGHT + 7_200_901);
        assertThat(time(write("OWNUSDT2026-11-20.csv", text))).isEqualTo(rows);
        assertThat(time(write("OWNUSDT2026-11-20.csv.gz", text)))
                .as("only by its name")
                .isEqualTo(rows);
        assertThat(time(Dumps.gzip(folder.resolve("a.csv.gz"), text))).isEqualTo(rows);
        assertThat(time(Dumps.gzip(folder.resolve("OWNUSDT2026-11-19.csv.gz"), text)))
                .as("of another day")
                .isEqualTo(rows);
        assertThat(time(Dumps.gzip(folder.resolve("OWNUSDT2026-11-20.csv.gz"), text)))
                .isEqualTo(new Span(MIDNIGHT, MIDNIGHT + 86_400_000));
        assertThat(time(Dumps.gzip(folder.resolve("OWNUSDT-2026-11.csv.gz"), text)))
                .isEqualTo(new Span(MIDNIGHT - 19 * 86_400_000L, MIDNIGHT + 11 * 86_400_000L));
    }

    @Test
    void aRealHeadIsReadAndItsValuesAreThoseOfPriceAndSize() throws IOException {
        String shared = System.getProperty("jaybit.shared", "");
        Path real = Path.of(shared, "data/bybit/trade_dump/FXSUSDT2023-10-10_head.csv");
        assumeThat(!shared.isEmpty() && Files.exists(real))
                .as("no real dump at " + real)
                .isTrue();
        DumpFile file = DumpFile.open(real, null, null);
        assertThat(file.symbol()).isEqualTo(new Symbol(Category.LINEAR, "FXSUSDT"));
        List<Trade> trades = trades(file);
        DumpSummary read = file.read(trade -> true);
        assertThat(trades).hasSize(15).allMatch(trade -> trade.id().isUuid());
        assertThat(read.bad()).isZero();
        assertThat(read.tails()).as("only values have them").isZero();
        assertThat(Instant.ofEpochMilli(read.firstEpochMillis())).hasToString("2023-10-10T23:58:07.492Z");
        assertThat(Instant.ofEpochMilli(read.lastEpochMillis())).hasToString("2023-10-10T23:59:49.629Z");
        assertThat(trades.stream().map(trade -> trade.size().toBigDecimal()).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("147.05");
    }

    private static Span time(Path path) throws IOException {
        DumpFile file = DumpFile.open(path, null, null);
        return file.time(file.read(trade -> true)).orElseThrow();
    }

    private static List<Trade> trades(DumpFile file) throws IOException {
        List<Trade> trades = new ArrayList<>();
        file.read(trades::add);
        return trades;
    }

    private DumpFile open(String name, String text) throws IOException {
        return DumpFile.open(write(name, text), null, null);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String row(String time, String side, String size, String price, int id) {
        String value;
        try {
            value = new BigDecimal(size).multiply(new BigDecimal(price)).toString();
        } catch (NumberFormatException bad) {
            value = "0";
        }
        return String.join(",", time, "OWNUSDT", side, size, price, "PlusTick", ID + id, "0", size, value) + "\n";
    }
}
