package io.jaybit.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jaybit.market.Decimal;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Makes up frames of 20 linear symbols, the same for the same seed, in about the proportions in which the venue pushes them:
 * orderbook.50 45 %, orderbook.1 22 %, trades 12 %, orderbook.200 9 %, tickers 7 %, orderbook.1000 4.5 %, liquidations 0.1 %. Each
 * book topic begins with a snapshot; its deltas keep it at exactly its depth and never crossed.
 */
final class MixedFrames {
    private static final long START = 1_784_900_000_000L;

    /** The levels of one book topic, prices in ticks. */
    private final class Book {
        final String name;
        final int depth;
        final Symbol symbol;
        final TreeMap<Long, Long> bids = new TreeMap<>((left, right) -> Long.compare(right, left));
        final TreeMap<Long, Long> asks = new TreeMap<>();
        final TreeMap<Long, Long> changedBids = new TreeMap<>((left, right) -> Long.compare(right, left));
        final TreeMap<Long, Long> changedAsks = new TreeMap<>();
        long u = 10_000_000L + random.nextInt(80_000_000);
        boolean begun;

        Book(Symbol symbol, int depth) {
            this.symbol = symbol;
            this.depth = depth;
            this.name = "orderbook." + depth + "." + symbol.name;
            for (int i = 0; i < depth; i++) {
                bids.put(symbol.middle - 1 - i, size());
                asks.put(symbol.middle + 1 + i, size());
            }
        }

        void change() {
            int changes = 1 + Math.min(14, (int) (-Math.log(1 - random.nextDouble()) * 6));
            for (int i = 0; i < changes; i++) {
                boolean bid = random.nextBoolean();
                int place = Math.min(depth - 1, (int) (-Math.log(1 - random.nextDouble()) * 14));
                set(
                        bid,
                        (bid ? bids : asks)
                                .keySet().stream().skip(place).findFirst().orElseThrow(),
                        size());
            }
            int move = random.nextInt(8);
            if (move == 0) {
                step(true);
            } else if (move == 1) {
                step(false);
            }
        }

        /** The best price of one side changes sides; the far ends follow. */
        private void step(boolean up) {
            TreeMap<Long, Long> taken = up ? asks : bids;
            TreeMap<Long, Long> grown = up ? bids : asks;
            long price = taken.firstKey();
            set(!up, taken.lastKey() + (up ? 1 : -1), size());
            set(!up, price, 0);
            set(up, grown.lastKey(), 0);
            set(up, price, size());
        }

        private void set(boolean bid, long price, long size) {
            (bid ? changedBids : changedAsks).put(price, size);
            if (size == 0) {
                (bid ? bids : asks).remove(price);
            } else {
                (bid ? bids : asks).put(price, size);
            }
        }

        void write(boolean timeFirst) {
            boolean snapshot = !begun || depth == 1;
            if (begun) {
                change();
            }
            begun = true;
            u++;
            text.append("{\"topic\":\"").append(name);
            String type = snapshot ? "\",\"type\":\"snapshot" : "\",\"type\":\"delta";
            if (timeFirst) {
                text.append("\",\"ts\":").append(time).append(type.substring(1)).append('"');
            } else {
                text.append(type).append("\",\"ts\":").append(time);
            }
            text.append(",\"data\":{\"s\":\"").append(symbol.name).append("\",\"b\":");
            side(snapshot ? bids : changedBids);
            text.append(",\"a\":");
            side(snapshot ? asks : changedAsks);
            text.append(",\"u\":").append(u).append(",\"seq\":").append(seq);
            text.append("},\"cts\":").append(time - 2).append("}\n");
            changedBids.clear();
            changedAsks.clear();
        }

        private void side(Map<Long, Long> levels) {
            text.append('[');
            String separator = "";
            for (var level : levels.entrySet()) {
                text.append(separator).append("[\"");
                Decimal.append(level.getKey(), symbol.priceScale, text);
                text.append("\",\"");
                Decimal.append(level.getValue(), level.getValue() == 0 ? 0 : symbol.sizeScale, text);
                text.append("\"]");
                separator = ",";
            }
            text.append(']');
        }
    }

    /** One instrument and its topics. */
    private final class Symbol {
        final String name;
        final long middle;
        final int priceScale;
        final int sizeScale;
        final Book[] books;
        boolean tickerBegun;

        Symbol(int index) {
            name = "COIN" + index + "USDT";
            middle = 20_000L + random.nextInt(9_000_000);
            priceScale = 1 + random.nextInt(4);
            sizeScale = random.nextInt(4);
            books = new Book[] {new Book(this, 1), new Book(this, 50), new Book(this, 200), new Book(this, 1000)};
        }
    }

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final Symbol[] symbols = new Symbol[20];
    private long time = START;
    private long seq = 914_470_000_000L;

    MixedFrames(long seed) {
        random = new Random(seed);
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = new Symbol(i);
        }
    }

    /** The next frames, one a line. */
    byte[] lines(int frames) {
        for (int i = 0; i < frames; i++) {
            time += random.nextInt(2);
            seq += 1 + random.nextInt(20);
            Symbol symbol = symbols[random.nextInt(symbols.length)];
            int place = random.nextInt(1000);
            if (place < 450) {
                symbol.books[1].write(false);
            } else if (place < 673) {
                symbol.books[0].write(true);
            } else if (place < 793) {
                trades(symbol);
            } else if (place < 883) {
                symbol.books[2].write(false);
            } else if (place < 954) {
                ticker(symbol);
            } else if (place < 999) {
                symbol.books[3].write(false);
            } else {
                liquidation(symbol);
            }
        }
        byte[] lines = text.toString().getBytes(US_ASCII);
        text.setLength(0);
        return lines;
    }

    private long size() {
        return 1L + random.nextInt(1 << (1 + random.nextInt(15)));
    }

    private void trades(Symbol symbol) {
        text.append("{\"topic\":\"publicTrade.").append(symbol.name);
        text.append("\",\"type\":\"snapshot\",\"ts\":").append(time).append(",\"data\":[");
        int count = 1;
        while (count < 5 && random.nextInt(100) < 38) {
            count++;
        }
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "{\"T\":" : ",{\"T\":")
                    .append(time - 1)
                    .append(",\"s\":\"")
                    .append(symbol.name);
            text.append(random.nextBoolean() ? "\",\"S\":\"Buy\",\"v\":\"" : "\",\"S\":\"Sell\",\"v\":\"");
            Decimal.append(size(), symbol.sizeScale, text);
            text.append("\",\"p\":\"");
            Decimal.append(symbol.middle, symbol.priceScale, text);
            text.append(
                    random.nextBoolean() ? "\",\"L\":\"PlusTick\",\"i\":\"" : "\",\"L\":\"ZeroMinusTick\",\"i\":\"");
            text.append(new UUID(random.nextLong(), random.nextLong()));
            text.append("\",\"BT\":false,\"RPI\":").append(random.nextInt(50) == 0);
            text.append(",\"seq\":").append(seq).append('}');
        }
        text.append("]}\n");
    }

    private void ticker(Symbol symbol) {
        boolean snapshot = !symbol.tickerBegun;
        symbol.tickerBegun = true;
        text.append("{\"topic\":\"tickers.").append(symbol.name).append("\",\"type\":\"");
        text.append(snapshot ? "snapshot" : "delta")
                .append("\",\"data\":{\"symbol\":\"")
                .append(symbol.name)
                .append('"');
        String[] prices = {"lastPrice", "markPrice", "indexPrice", "bid1Price", "ask1Price"};
        for (String name : prices) {
            if (snapshot || random.nextBoolean()) {
                text.append(",\"").append(name).append("\":\"");
                Decimal.append(symbol.middle + random.nextInt(100), symbol.priceScale, text);
                text.append('"');
            }
        }
        String[] sizes = {"bid1Size", "ask1Size", "openInterest", "volume24h", "turnover24h"};
        for (String name : sizes) {
            if (snapshot || random.nextInt(3) == 0) {
                text.append(",\"").append(name).append("\":\"");
                Decimal.append(size() * 1000, symbol.sizeScale, text);
                text.append('"');
            }
        }
        if (snapshot) {
            text.append(",\"tickDirection\":\"PlusTick\",\"fundingIntervalHour\":\"8\",\"fundingRate\":\"0.0001\"");
            text.append(",\"nextFundingTime\":\"1784908800000\",\"preOpenPrice\":\"\",\"preQty\":\"\"");
        }
        text.append("},\"cs\":").append(seq).append(",\"ts\":").append(time).append("}\n");
    }

    private void liquidation(Symbol symbol) {
        text.append("{\"topic\":\"allLiquidation.").append(symbol.name).append("\",\"type\":\"snapshot\",\"ts\":");
        text.append(time)
                .append(",\"data\":[{\"T\":")
                .append(time - 200)
                .append(",\"s\":\"")
                .append(symbol.name);
        text.append("\",\"S\":\"Sell\",\"v\":\"");
        Decimal.append(size(), symbol.sizeScale, text);
        text.append("\",\"p\":\"");
        Decimal.append(symbol.middle, symbol.priceScale, text);
        text.append("\"}]}\n");
    }
}
