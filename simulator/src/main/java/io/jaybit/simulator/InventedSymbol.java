package io.jaybit.simulator;

import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** One instrument of an {@link InventedMarket}: a price that wanders and comes back, and frames about it. Prices in ticks. */
final class InventedSymbol {
    private static final long MINUTE_MILLIS = 60_000;
    private static final int DEPTH = 50;

    private final String name;
    private final long startPrice;
    private final int priceScale;
    private final int sizeScale;
    private final int typicalSize;
    private final Random random;

    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final TreeMap<Long, Long> sentBids = new TreeMap<>();
    private final TreeMap<Long, Long> sentAsks = new TreeMap<>();
    private long mid;
    private long last;
    private long updateId50;
    private long updateId1;
    private long openInterest;
    private long high;
    private long low;
    private long minute;
    private long candleOpen;
    private long candleHigh;
    private long candleLow;
    private BigDecimal volume = BigDecimal.ZERO;
    private BigDecimal turnover = BigDecimal.ZERO;

    /** @param typicalSize of a level, in the smallest unit */
    InventedSymbol(String name, long startPrice, int priceScale, int sizeScale, int typicalSize, Random random) {
        this.name = name;
        this.startPrice = startPrice;
        this.priceScale = priceScale;
        this.sizeScale = sizeScale;
        this.typicalSize = typicalSize;
        this.random = random;
        this.mid = startPrice;
        this.last = startPrice;
        this.high = startPrice + startPrice / 90;
        this.low = startPrice - startPrice / 60;
        this.openInterest = 9_000L * typicalSize;
        this.updateId50 = 52_011_000L + random.nextInt(1000);
        this.updateId1 = 991_000L + random.nextInt(1000);
    }

    /** A step of the walk; the nearer the end, the more it is drawn to where it began. */
    void move(int step, int steps) {
        int left = Math.max(1, steps - step);
        long pull = Math.abs(startPrice - mid) > left ? Long.signum(startPrice - mid) * 2 : 0;
        mid += random.nextInt(5) - 2 + pull;
        window(bids, mid, -1);
        window(asks, mid + 1, 1);
        for (int i = 0; i < 6; i++) {
            boolean bid = random.nextBoolean();
            int away = (int) Math.abs(Math.round(random.nextGaussian() * 8)) % DEPTH;
            (bid ? bids : asks).put(bid ? mid - away : mid + 1 + away, size());
        }
    }

    private void window(NavigableMap<Long, Long> side, long best, int direction) {
        long worst = best + (long) direction * (DEPTH - 1);
        side.keySet().removeIf(price -> price < Math.min(best, worst) || price > Math.max(best, worst));
        for (int i = 0; i < DEPTH; i++) {
            side.computeIfAbsent(best + (long) direction * i, price -> size());
        }
    }

    private long size() {
        return 1 + (long) (typicalSize * Math.exp(random.nextGaussian() * 0.9));
    }

    String book(int depth, boolean snapshot, long now, long seq) {
        StringBuilder text = new StringBuilder(256);
        String type = snapshot ? "snapshot" : "delta";
        text.append("{\"topic\":\"orderbook.")
                .append(depth)
                .append('.')
                .append(name)
                .append("\",");
        // The venue sends level 1 with ts before type, deeper books of the futures the other way round.
        if (depth == 1) {
            text.append("\"ts\":")
                    .append(now)
                    .append(",\"type\":\"")
                    .append(type)
                    .append('"');
        } else {
            text.append("\"type\":\"").append(type).append("\",\"ts\":").append(now);
        }
        text.append(",\"data\":{\"s\":\"").append(name).append("\",\"b\":[");
        if (depth == 1) {
            level(text, mid, bids.getOrDefault(mid, 1L), true);
            text.append("],\"a\":[");
            level(text, mid + 1, asks.getOrDefault(mid + 1, 1L), true);
        } else {
            levels(text, bids.descendingMap(), sentBids, snapshot);
            text.append("],\"a\":[");
            levels(text, asks, sentAsks, snapshot);
        }
        long u = depth == 1 ? ++updateId1 : ++updateId50;
        return text.append("],\"u\":")
                .append(u)
                .append(",\"seq\":")
                .append(seq)
                .append("},\"cts\":")
                .append(now - 3)
                .append('}')
                .toString();
    }

    private void levels(
            StringBuilder text, NavigableMap<Long, Long> now, NavigableMap<Long, Long> sent, boolean snapshot) {
        boolean first = true;
        if (!snapshot) {
            for (long gone : sent.keySet().stream()
                    .filter(price -> !now.containsKey(price))
                    .toList()) {
                level(text, gone, 0, first);
                first = false;
            }
        }
        for (var entry : now.entrySet()) {
            Long before = sent.get(entry.getKey());
            if (snapshot || before == null || !before.equals(entry.getValue())) {
                level(text, entry.getKey(), entry.getValue(), first);
                first = false;
            }
        }
        sent.clear();
        sent.putAll(now);
    }

    private void level(StringBuilder text, long price, long size, boolean first) {
        text.append(first ? "[\"" : ",[\"").append(price(price)).append("\",\"");
        text.append(size == 0 ? "0" : Decimal.of(size, sizeScale)).append("\"]");
    }

    /** Prints of one match by one taker, each a level further. */
    String trades(int prints, int weight, long now, long seq) {
        boolean buy = random.nextBoolean();
        StringBuilder text = new StringBuilder(512);
        text.append("{\"topic\":\"publicTrade.")
                .append(name)
                .append("\",\"type\":\"snapshot\",\"ts\":")
                .append(now)
                .append(",\"data\":[");
        for (int i = 0; i < prints; i++) {
            long price = weight == 1 ? (buy ? mid + 1 : mid) : (buy ? mid + 1 + i : mid - i);
            long size = Math.max(1, size() * weight / 4);
            String tick =
                    price > last ? "PlusTick" : price < last ? "MinusTick" : buy ? "ZeroPlusTick" : "ZeroMinusTick";
            last = price;
            candleHigh = Math.max(candleHigh, price);
            candleLow = Math.min(candleLow, price);
            Decimal traded = Decimal.of(size, sizeScale);
            volume = volume.add(traded.toBigDecimal());
            turnover = turnover.add(traded.times(price(price)));
            text.append(i == 0 ? "" : ",")
                    .append("{\"T\":")
                    .append(now - 3)
                    .append(",\"s\":\"")
                    .append(name)
                    .append("\",\"S\":\"")
                    .append(buy ? "Buy" : "Sell")
                    .append("\",\"v\":\"")
                    .append(traded)
                    .append("\",\"p\":\"")
                    .append(price(price))
                    .append("\",\"L\":\"")
                    .append(tick)
                    .append("\",\"i\":\"")
                    .append(new UUID(random.nextLong(), random.nextLong()))
                    .append("\",\"BT\":false,\"RPI\":false,\"seq\":")
                    .append(seq)
                    .append('}');
        }
        return text.append("]}").toString();
    }

    String liquidation(long now) {
        boolean longPosition = random.nextInt(5) < 3;
        long away = startPrice / 400 + random.nextInt((int) (startPrice / 300) + 1);
        return "{\"topic\":\"allLiquidation." + name + "\",\"type\":\"snapshot\",\"ts\":" + now + ",\"data\":[{\"T\":"
                + (now - 280) + ",\"s\":\"" + name + "\",\"S\":\"" + (longPosition ? "Buy" : "Sell") + "\",\"v\":\""
                + Decimal.of(size(), sizeScale) + "\",\"p\":\"" + price(longPosition ? mid - away : mid + away)
                + "\"}]}";
    }

    String ticker(boolean snapshot, long now, long seq) {
        openInterest += random.nextInt(2 * typicalSize) - typicalSize;
        StringBuilder text = new StringBuilder(512);
        text.append("{\"topic\":\"tickers.")
                .append(name)
                .append("\",\"type\":\"")
                .append(snapshot ? "snapshot" : "delta")
                .append("\",\"data\":{\"symbol\":\"")
                .append(name)
                .append('"');
        if (snapshot) {
            field(text, "tickDirection", "PlusTick");
            field(text, "prevPrice24h", price(startPrice - startPrice / 70));
            field(text, "highPrice24h", price(high));
            field(text, "lowPrice24h", price(low));
            field(text, "prevPrice1h", price(startPrice - startPrice / 400));
            field(text, "fundingIntervalHour", "8");
            field(text, "fundingCap", "0.005");
            field(text, "nextFundingTime", (now / 28_800_000 + 1) * 28_800_000);
            field(text, "fundingRate", "0.0001");
        }
        BigDecimal change = BigDecimal.valueOf(last)
                .divide(BigDecimal.valueOf(startPrice - startPrice / 70), 6, RoundingMode.HALF_EVEN)
                .subtract(BigDecimal.ONE);
        field(text, "price24hPcnt", change.toPlainString());
        field(text, "lastPrice", price(last));
        field(text, "markPrice", price(mid));
        field(text, "indexPrice", price(mid + startPrice / 2000));
        field(text, "openInterest", Decimal.of(openInterest, sizeScale));
        field(
                text,
                "openInterestValue",
                Decimal.of(openInterest, sizeScale).times(price(mid)).toPlainString());
        BigDecimal dayVolume =
                BigDecimal.valueOf(90_000L * typicalSize, sizeScale).add(volume);
        field(
                text,
                "turnover24h",
                dayVolume
                        .multiply(price(startPrice).toBigDecimal())
                        .add(turnover)
                        .toPlainString());
        field(text, "volume24h", dayVolume.toPlainString());
        field(text, "bid1Price", price(mid));
        field(text, "bid1Size", Decimal.of(bids.getOrDefault(mid, 1L), sizeScale));
        field(text, "ask1Price", price(mid + 1));
        field(text, "ask1Size", Decimal.of(asks.getOrDefault(mid + 1, 1L), sizeScale));
        return text.append("},\"cs\":")
                .append(seq)
                .append(",\"ts\":")
                .append(now)
                .append('}')
                .toString();
    }

    private static void field(StringBuilder text, String name, Object value) {
        text.append(",\"").append(name).append("\":\"").append(value).append('"');
    }

    /** The running candle; at the turn of a minute the closed one before it. */
    String kline(long now) {
        long current = now / MINUTE_MILLIS;
        StringBuilder text = new StringBuilder(512);
        text.append("{\"topic\":\"kline.1.").append(name).append("\",\"data\":[");
        if (current != minute) {
            if (minute != 0) {
                candle(text, true, now);
                text.append(',');
            }
            minute = current;
            candleOpen = last;
            candleHigh = last;
            candleLow = last;
            volume = BigDecimal.ZERO;
            turnover = BigDecimal.ZERO;
        }
        candle(text, false, now);
        return text.append("],\"ts\":")
                .append(now)
                .append(",\"type\":\"snapshot\"}")
                .toString();
    }

    private void candle(StringBuilder text, boolean confirmed, long now) {
        long start = minute * MINUTE_MILLIS;
        text.append("{\"start\":")
                .append(start)
                .append(",\"end\":")
                .append(start + MINUTE_MILLIS - 1)
                .append(",\"interval\":\"1\",\"open\":\"")
                .append(price(candleOpen))
                .append("\",\"close\":\"")
                .append(price(last))
                .append("\",\"high\":\"")
                .append(price(candleHigh))
                .append("\",\"low\":\"")
                .append(price(candleLow))
                .append("\",\"volume\":\"")
                .append(volume.toPlainString())
                .append("\",\"turnover\":\"")
                .append(turnover.toPlainString())
                .append("\",\"confirm\":")
                .append(confirmed)
                .append(",\"timestamp\":")
                .append(confirmed ? start + MINUTE_MILLIS - 1 : now)
                .append('}');
    }

    private Decimal price(long ticks) {
        return Decimal.of(ticks, priceScale);
    }
}
