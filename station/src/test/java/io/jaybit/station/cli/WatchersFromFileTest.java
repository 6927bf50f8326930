package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every watcher prints for the same few frames: scripts and eyes depend on it. */
class WatchersFromFileTest {
    private static final String FRAMES = "linear.jsonl";

    @Test
    void bookShowsARowForEachFrameAndNoPricesOfABrokenBook() {
        Terminal shown = Terminal.runFrom(FRAMES, "book", "ETHUSDT");

        assertThat(shown.code()).isZero();
        assertThat(shown.out()).isEqualTo("""
                        2026-07-24 13:33:20.197  ETHUSDT       bid 3500.11 x 1.20            ask 3500.12 x 8.70            spread 0.01
                        2026-07-24 13:33:23.197  ETHUSDT       bid 3500.10 x 3               ask 3500.12 x 8.70            spread 0.02
                        2026-07-24 13:33:23.197  ETHUSDT       STALE (GAP): no prices until the next snapshot
                        """);
        assertThat(shown.err())
                .contains("books: 3 seen, 3 shown; 12 frames, 1 acks and pongs, 1 unreadable", "line 14: not JSON");
    }

    @Test
    void bookInJson() {
        Terminal shown = Terminal.runFrom(FRAMES, "book", "ETHUSDT", "--json");

        assertThat(shown.out().lines().toList())
                .hasSize(3)
                .startsWith(
                        "{\"event\":\"book\",\"category\":\"linear\",\"symbol\":\"ETHUSDT\",\"depth\":50,\"status\":\"LIVE\","
                                + "\"time\":1784900000197,\"received\":1784900000200,\"u\":500,\"bidPrice\":\"3500.11\",\"bidSize\":\"1.20\","
                                + "\"askPrice\":\"3500.12\",\"askSize\":\"8.70\",\"reason\":null,\"sequenceUnverified\":false}")
                .endsWith(
                        "{\"event\":\"book\",\"category\":\"linear\",\"symbol\":\"ETHUSDT\",\"depth\":50,\"status\":\"STALE\","
                                + "\"time\":1784900003197,\"received\":1784900003200,\"u\":501,\"bidPrice\":null,\"bidSize\":null,"
                                + "\"askPrice\":null,\"askSize\":null,\"reason\":\"GAP\",\"sequenceUnverified\":false}");
    }

    @Test
    void aZoneIsForDisplayOnly() {
        assertThat(Terminal.runFrom(FRAMES, "book", "BTCUSDT", "--zone", "Europe/Berlin")
                        .out())
                .startsWith("2026-07-24 15:33:20.098  BTCUSDT");
        assertThat(Terminal.runFrom(FRAMES, "book", "BTCUSDT", "--json", "--zone", "Europe/Berlin")
                        .out())
                .contains("\"time\":1784900000098");
    }

    @Test
    void tradesAboveAValue() {
        Terminal shown = Terminal.runFrom(FRAMES, "trades", "btc/usdt", "--min-value", "100,000");

        assertThat(shown.out())
                .isEqualTo(
                        "2026-07-24 13:33:20.865  BTCUSDT       Buy   65010.30 x 2.500                 162,525.75 USDT\n");
        assertThat(shown.err()).contains("trades: 3 seen, 1 shown");
    }

    @Test
    void tradesInJson() {
        assertThat(Terminal.runFrom(FRAMES, "trades", "--json", "--count", "1").out())
                .isEqualTo(
                        "{\"event\":\"trade\",\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"time\":1784900000865,\"received\":1784900000868,"
                                + "\"side\":\"Buy\",\"price\":\"65010.20\",\"size\":\"1.000\",\"notional\":\"65010.20000\",\"notionalCurrency\":\"USDT\","
                                + "\"id\":\"20f43950-d8dd-5b31-9112-a178eb6023af\",\"seq\":914470013001,\"block\":false,\"rpi\":false}\n");
    }

    @Test
    void sweepsInCsv() {
        assertThat(Terminal.runFrom(FRAMES, "trades", "--sweeps", "--join", "20ms", "--csv")
                        .out())
                .isEqualTo("""
                        event,category,symbol,side,from,to,prints,size,notional,notionalCurrency,averagePrice,firstPrice,lastPrice,levels,evidence,rpiPrints,cut,late
                        sweep,linear,BTCUSDT,Buy,1784900000865,1784900000865,2,3.500,227535.95000,USDT,65010.2714,65010.20,65010.30,2,sameMatch,0,false,false
                        sweep,linear,BTCUSDT,Sell,1784900004000,1784900004000,1,0.001,65.01010,USDT,65010.1000,65010.10,65010.10,1,sameMatch,1,false,false
                        """);
    }

    @Test
    void liquidationsWithTheTotalsOfTheHourAndWhatOfItWasSeen() {
        assertThat(Terminal.runFrom(FRAMES, "liquidations", "BTCUSDT", "--every", "1m")
                        .out())
                .isEqualTo("""
                        2026-07-24 13:33:24.929  BTCUSDT         Long liquidated   0.500 at bankruptcy price 64000.00              32,000.00 USDT
                        2026-07-24 13:34:00.000  BTCUSDT         hour so far     longs 32,000.00 USDT (1)  shorts 0.00 USDT (0)  seen 2.0 %, 1 gap
                        2026-07-24 13:35:00.000  BTCUSDT         hour so far     longs 32,000.00 USDT (1)  shorts 0.00 USDT (0)  seen 4.7 %, 1 gap
                        2026-07-24 14:00:00.000  BTCUSDT         hour, final     longs 32,000.00 USDT (1)  shorts 0.00 USDT (0)  seen 2.8 %, 1 gap
                        """);
    }

    @Test
    void liquidationTotalsInJson() {
        assertThat(Terminal.runFrom(FRAMES, "liquidations", "BTCUSDT", "--json", "--count", "2")
                        .out())
                .startsWith(
                        "{\"event\":\"liquidation\",\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"time\":1784900004929,\"received\":1784900005204,"
                                + "\"liquidated\":\"Long\",\"bankruptcyPrice\":\"64000.00\",\"size\":\"0.500\",\"notional\":\"32000.00000\",\"notionalCurrency\":\"USDT\"}\n"
                                + "{\"event\":\"liquidationTotals\",\"category\":\"linear\",\"window\":\"hour\",\"from\":1784898000000,\"to\":1784900010000,"
                                + "\"symbol\":\"BTCUSDT\",\"longNotional\":\"32000\",\"shortNotional\":\"0\",\"notionalCurrency\":\"USDT\",\"longCount\":1,\"shortCount\":0,"
                                + "\"final\":false,\"revised\":false,\"coverage\":{\"windowMs\":2010000,");
    }

    @Test
    void tickersWithTheirOwnFundingInterval() {
        assertThat(Terminal.runFrom(FRAMES, "tickers").out()).isEqualTo("""
                        2026-07-24 13:33:24.686  BTCUSDT       last 65010.20  24 h +1.71 %  mark 65009.90  index 65040.11  bid 65010.10  ask 65010.20  funding -0.0100 % / 4 h in 2:26:35  turnover 5,570,383,122
                        2026-07-24 13:33:24.786  BTCUSDT       last 65010.20  24 h +1.71 %  mark 65010.30  index 65040.11  bid 65010.10  ask 65010.20  funding -0.0100 % / 4 h in 2:26:35  turnover 5,570,383,122
                        """);
    }

    @Test
    void keepHoldsTheNewestRowsAndOutWritesThemToAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("rows.json");

        Terminal shown = Terminal.runFrom(FRAMES, "tickers", "--json", "--keep", "1", "--out", file.toString());

        assertThat(shown.out()).isEmpty();
        assertThat(Files.readString(file))
                .isEqualTo(
                        "{\"event\":\"ticker\",\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"time\":1784900004786,\"received\":1784900004786,"
                                + "\"lastPrice\":\"65010.20\",\"change24h\":\"0.017103\",\"markPrice\":\"65010.30\",\"indexPrice\":\"65040.11\","
                                + "\"bidPrice\":\"65010.10\",\"bidSize\":\"1.204\",\"askPrice\":\"65010.20\",\"askSize\":\"0.871\","
                                + "\"turnover24h\":\"5570383121.94\",\"volume24h\":\"86500.276\",\"openInterest\":\"52000.761\","
                                + "\"fundingRate\":\"-0.0001\",\"fundingIntervalHours\":\"4\",\"nextFunding\":1784908800000}\n");
    }

    @Test
    void klinesInCsv() {
        assertThat(Terminal.runFrom(FRAMES, "klines", "--csv").out()).isEqualTo("""
                        event,category,symbol,interval,start,end,open,high,low,close,volume,turnover,confirmed,time,received
                        kline,linear,BTCUSDT,5,1784899800000,1784900099999,64990.1,65020,64980,65010.2,112.081,7284666.40,false,1784900004882,1784900004882
                        kline,linear,BTCUSDT,5,1784899800000,1784900099999,64990.1,65020,64980,65010.2,112.081,7284666.40,true,1784900004882,1784900100003
                        """);
        assertThat(Terminal.runFrom(FRAMES, "klines", "--interval", "1").out()).isEmpty();
    }

    @Test
    void theSameFilePackedGivesTheSame(@TempDir Path folder) throws Exception {
        Path packed = folder.resolve("linear.jsonl.gz");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(Terminal.frames(FRAMES)));
        }

        Terminal plain = Terminal.runFrom(FRAMES, "trades", "--json");

        assertThat(Terminal.run("trades", "--json", "--from", packed.toString()).out())
                .isEqualTo(plain.out())
                .isNotEmpty();
    }

    @Test
    void symbolsOfAFile() {
        assertThat(Terminal.runFrom(FRAMES, "symbols", "eth").out()).isEqualTo("ETHUSDT\n");
        assertThat(Terminal.runFrom(FRAMES, "symbols").out()).isEqualTo("BTCUSDT\nETHUSDT\n");
    }
}
