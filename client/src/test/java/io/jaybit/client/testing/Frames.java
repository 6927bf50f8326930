package io.jaybit.client.testing;

/** Frames as the venue's pages show them, with the numbers a test cares for. */
public final class Frames {
    /** Venue time of everything in here. */
    public static final long EPOCH_MILLIS = 1_784_900_000_100L;

    private Frames() {}

    /** @param u its update id, and 100 + u its price: bid at that, ask 1 above */
    public static String bookSnapshot(String symbol, long u) {
        return book(symbol, "snapshot", u, level(100 + u, "2"), level(101 + u, "3"));
    }

    /** A delta that changes the best bid's size only. */
    public static String bookDelta(String symbol, long u, long bidPrice, String bidSize) {
        return book(symbol, "delta", u, level(bidPrice, bidSize), "");
    }

    private static String book(String symbol, String type, long u, String bids, String asks) {
        return "{\"topic\":\"orderbook.50." + symbol + "\",\"type\":\"" + type + "\",\"ts\":" + EPOCH_MILLIS
                + ",\"data\":{\"s\":\"" + symbol + "\",\"b\":[" + bids + "],\"a\":[" + asks + "],\"u\":" + u
                + ",\"seq\":" + (1000 + u) + "},\"cts\":" + (EPOCH_MILLIS - 3) + "}";
    }

    private static String level(long price, String size) {
        return "[\"" + price + "\",\"" + size + "\"]";
    }

    /** @param number makes price, id and time: price {@code number}, {@code number} ms after {@link #EPOCH_MILLIS} */
    public static String trade(String symbol, int number) {
        return "{\"topic\":\"publicTrade." + symbol + "\",\"type\":\"snapshot\",\"ts\":" + (EPOCH_MILLIS + number)
                + ",\"data\":[{\"T\":" + (EPOCH_MILLIS + number) + ",\"s\":\"" + symbol
                + "\",\"S\":\"Buy\",\"v\":\"0.001\",\"p\":\"" + number
                + "\",\"L\":\"PlusTick\",\"i\":\"20f43950-d8dd-5b31-9112-" + String.format("%012d", number)
                + "\",\"BT\":false,\"RPI\":false,\"seq\":" + number + "}]}";
    }

    public static String tickerSnapshot(String symbol, String lastPrice) {
        return "{\"topic\":\"tickers." + symbol + "\",\"type\":\"snapshot\",\"data\":{\"symbol\":\"" + symbol
                + "\",\"lastPrice\":\"" + lastPrice + "\",\"markPrice\":\"7\"},\"cs\":1,\"ts\":" + EPOCH_MILLIS + "}";
    }
}
