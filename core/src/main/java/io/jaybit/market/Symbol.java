package io.jaybit.market;

import java.util.Objects;

/**
 * One instrument: its category and the venue's name for it ({@code BTCUSDT}, {@code BTC-25SEP26-90000-C-USDT}). The same
 * name in two categories is two instruments.
 *
 * @param category where it trades
 * @param name the venue's name, case-sensitive
 */
public record Symbol(Category category, String name) {
    public Symbol {
        Objects.requireNonNull(category, "category");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a symbol needs a name");
        }
    }

    @Override
    public String toString() {
        return category.text() + ":" + name;
    }
}
