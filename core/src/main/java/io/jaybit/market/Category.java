package io.jaybit.market;

import java.util.Locale;
import java.util.Optional;

/**
 * The venue's product category. It is chosen by the socket's path, never by the topic: {@code orderbook.50.BTCUSDT} exists
 * on the spot path and on the linear path with the same text and different data.
 */
public enum Category {
    SPOT,
    /** USDT and USDC perpetuals and futures. */
    LINEAR,
    /** Coin-margined perpetuals and futures; sizes are in USD. */
    INVERSE,
    OPTION,
    SPREAD;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The venue's word, lower case, as in a path, a REST parameter or a command line option. */
    public String text() {
        return text;
    }

    /** Reads the venue's word; empty where it is none of the five. */
    public static Optional<Category> parse(String text) {
        for (Category category : values()) {
            if (category.text.equalsIgnoreCase(text)) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }
}
