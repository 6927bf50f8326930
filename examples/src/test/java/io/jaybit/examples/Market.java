package io.jaybit.examples;

import io.jaybit.simulator.FrameServer;
import io.jaybit.simulator.FrameTape;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A small exchange of today that plays half a minute again and again, by its own clock; most frames are made for one example. */
final class Market {
    private final FrameTape.Builder tape = new FrameTape.Builder();
    private final long start = System.currentTimeMillis();
    private long now = start;

    private Market() {}

    static FrameServer open() {
        Market market = new Market();
        market.snapshots();
        for (int second = 1; second <= 30; second++) {
            market.second(second);
        }
        try {
            return FrameServer.start(ServerConfig.loopback(Pace.REALTIME).withLoop(true), market.tape.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void snapshots() {
        add(StreamPath.LINEAR, """
                {"topic":"orderbook.50.BTCUSDT","type":"snapshot","ts":%d,"data":{"s":"BTCUSDT","b":[["65010.10","1.204"]],\
                "a":[["65010.20","0.871"]],"u":52011377,"seq":914470012345},"cts":%1$d}""", now);
        for (String symbol : new String[] {"BTCUSDT", "ETHUSDT"}) {
            add(StreamPath.LINEAR, """
                    {"topic":"tickers.%2$s","type":"snapshot","data":{"symbol":"%2$s","markPrice":"65009.90",\
                    "fundingIntervalHour":"8","nextFundingTime":"1784908800000","fundingRate":"0.0001"},"cs":91,"ts":%1$d}""", now, symbol);
        }
    }

    private void second(int second) {
        now = start + second * 1_000L;
        book(second);
        add(StreamPath.LINEAR, """
                {"topic":"tickers.BTCUSDT","type":"delta","data":{"symbol":"BTCUSDT","markPrice":"6500%2$d.10"},"cs":92,"ts":%1$d}""", now, second % 10);
        add(StreamPath.INVERSE, """
                {"topic":"publicTrade.BTCUSD","type":"snapshot","ts":%1$d,"data":[{"T":%1$d,"s":"BTCUSD","S":"Sell",\
                "v":"250000","p":"65000.5","L":"MinusTick","i":"00000000-0000-5000-8000-%2$012d","BT":false,"RPI":false,\
                "seq":%2$d}]}""", now, second);
        for (String symbol : new String[] {"BTCUSDT", "ETHUSDT"}) {
            add(StreamPath.LINEAR, """
                    {"topic":"allLiquidation.%2$s","type":"snapshot","ts":%1$d,"data":[{"T":%1$d,"s":"%2$s","S":"Buy","v":"0.1",\
                    "p":"64000"}]}""", now, symbol);
        }
        add(StreamPath.LINEAR, """
                {"topic":"kline.1.BTCUSDT","data":[{"start":%2$d,"end":%3$d,"interval":"1","open":"64990.1","close":"65010.2",\
                "high":"65020","low":"64980","volume":"112.081","turnover":"7284666.40","confirm":%4$b,"timestamp":%1$d}],\
                "ts":%1$d,"type":"snapshot"}""", now, start, start + 59_999, second % 2 == 0);
        // Small, then 130,020 USDT in one print, then one order that ate through three levels.
        trades("BTCUSDT", second, "0.001@65010.20");
        trades("BTCUSDT", second + 100, "2@65010.00");
        trades("BTCUSDT", second + 200, "0.5@65010.20", "0.5@65010.30", "0.5@65010.40");
        trades("ETHUSDT", second + 300, "0.01@3500.10");
    }

    private void book(int second) {
        add(StreamPath.LINEAR, """
                {"topic":"orderbook.1.BTCUSDT","ts":%1$d,"type":"snapshot","data":{"s":"BTCUSDT","b":[["65010.10","0.51"]],\
                "a":[["65010.20","0.0%2$d"]],"u":%3$d,"seq":%3$d},"cts":%1$d}""", now, 10 + second, 991_245 + second);
        add(StreamPath.LINEAR, """
                {"topic":"orderbook.50.BTCUSDT","type":"delta","ts":%1$d,"data":{"s":"BTCUSDT","b":[["65009.90","0.%2$d"]],"a":[],\
                "u":%3$d,"seq":%4$d},"cts":%1$d}""", now, 10 + second, 52_011_377 + second, 914_470_012_345L + second);
    }

    private void trades(String symbol, int number, String... prints) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < prints.length; i++) {
            String[] sizeAndPrice = prints[i].split("@");
            data.append(data.isEmpty() ? "" : ",")
                    .append(filled(
                            """
                    {"T":%d,"s":"%s","S":"Buy","v":"%s","p":"%s","L":"PlusTick","i":"00000000-0000-4000-8000-%012d","BT":false,\
                    "RPI":false,"seq":%d}""",
                            now + number / 100 * 100,
                            symbol,
                            sizeAndPrice[0],
                            sizeAndPrice[1],
                            number * 10 + i,
                            number));
        }
        add(StreamPath.LINEAR, """
                {"topic":"publicTrade.%s","type":"snapshot","ts":%d,"data":[%s]}""", symbol, now + number / 100 * 100, data);
    }

    private void add(StreamPath path, String frame, Object... arguments) {
        tape.add(path, filled(frame, arguments).getBytes(StandardCharsets.UTF_8));
    }

    private static String filled(String frame, Object... arguments) {
        return String.format(Locale.ROOT, frame, arguments);
    }
}
