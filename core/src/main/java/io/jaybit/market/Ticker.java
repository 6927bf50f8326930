package io.jaybit.market;

import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a symbol's ticker after a frame: the last snapshot with every later delta merged in. Immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/ticker">Ticker</a>. Linear and inverse send a
 * snapshot, then deltas of what changed; spot, option and spread send snapshots only. Spot tickers have no best bid and ask. Best
 * bid price and size may change in different frames. Bids and asks are {@code BID1_…} on linear and inverse, {@code BID_…} on
 * option and spread; {@link #bidPrice()} and its like read whichever is there.
 */
public final class Ticker implements MarketEvent {
    private final Topic topic;
    private final Symbol symbol;
    private final @Nullable String[] texts;
    private final OptionalLong crossSequence;
    private final long exchangeEpochMillis;
    private final long pushedEpochMillis;
    private final long receivedEpochNanos;

    /** @param texts by ordinal of {@link TickerField}; owned by the new ticker */
    Ticker(
            Topic topic,
            Symbol symbol,
            @Nullable String[] texts,
            OptionalLong crossSequence,
            long exchangeEpochMillis,
            long pushedEpochMillis,
            long receivedEpochNanos) {
        this.topic = topic;
        this.symbol = symbol;
        this.texts = texts;
        this.crossSequence = crossSequence;
        this.exchangeEpochMillis = exchangeEpochMillis;
        this.pushedEpochMillis = pushedEpochMillis;
        this.receivedEpochNanos = receivedEpochNanos;
    }

    @Nullable
    String[] mergedWith(@Nullable String[] changed) {
        @Nullable String[] merged = texts.clone();
        for (int i = 0; i < merged.length; i++) {
            if (changed[i] != null) {
                merged[i] = changed[i];
            }
        }
        return merged;
    }

    @Override
    public Topic topic() {
        return topic;
    }

    public Symbol symbol() {
        return symbol;
    }

    /** The venue's {@code cs}; several frames in a row can carry the same. */
    public OptionalLong crossSequence() {
        return crossSequence;
    }

    @Override
    public long exchangeEpochMillis() {
        return exchangeEpochMillis;
    }

    @Override
    public long pushedEpochMillis() {
        return pushedEpochMillis;
    }

    @Override
    public long receivedEpochNanos() {
        return receivedEpochNanos;
    }

    /** The text as sent; null where the venue never sent the field, empty where it says there is no value. */
    public @Nullable String text(TickerField field) {
        return texts[field.ordinal()];
    }

    /** The number, or null where there is none, or it is not a plain decimal of at most 18 digits. */
    public @Nullable Decimal decimal(TickerField field) {
        String text = texts[field.ordinal()];
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Decimal.parse(text);
        } catch (NumberFormatException unrepresentable) {
            return null;
        }
    }

    /** The number however many digits it has (turnover and volume can have more than 18), or null where there is none. */
    public @Nullable BigDecimal number(TickerField field) {
        String text = texts[field.ordinal()];
        if (text == null || text.isEmpty() || text.length() > 64) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    public @Nullable Decimal lastPrice() {
        return decimal(TickerField.LAST_PRICE);
    }

    public @Nullable Decimal markPrice() {
        return decimal(TickerField.MARK_PRICE);
    }

    public @Nullable Decimal indexPrice() {
        return decimal(TickerField.INDEX_PRICE);
    }

    /** A ratio for the coming interval: 0.0001 is 0.01 %. */
    public @Nullable Decimal fundingRate() {
        return decimal(TickerField.FUNDING_RATE);
    }

    /** When funding is next exchanged, epoch milliseconds; empty on what has no funding. */
    public OptionalLong nextFundingEpochMillis() {
        OptionalLong time = whole(TickerField.NEXT_FUNDING_TIME);
        return time.isPresent() && time.getAsLong() != 0 ? time : OptionalLong.empty();
    }

    /** Hours between fundings, the symbol's own; empty where the venue has not said. */
    public OptionalInt fundingIntervalHours() {
        OptionalLong hours = whole(TickerField.FUNDING_INTERVAL_HOUR);
        boolean fits = hours.isPresent() && hours.getAsLong() == (int) hours.getAsLong();
        return fits ? OptionalInt.of((int) hours.getAsLong()) : OptionalInt.empty();
    }

    private OptionalLong whole(TickerField field) {
        Decimal number = decimal(field);
        Decimal stripped = number == null ? null : number.stripTrailingZeros();
        return stripped == null || stripped.scale() > 0 ? OptionalLong.empty() : OptionalLong.of(stripped.mantissa());
    }

    public @Nullable Decimal bidPrice() {
        return either(TickerField.BID1_PRICE, TickerField.BID_PRICE);
    }

    public @Nullable Decimal bidSize() {
        return either(TickerField.BID1_SIZE, TickerField.BID_SIZE);
    }

    public @Nullable Decimal askPrice() {
        return either(TickerField.ASK1_PRICE, TickerField.ASK_PRICE);
    }

    public @Nullable Decimal askSize() {
        return either(TickerField.ASK1_SIZE, TickerField.ASK_SIZE);
    }

    private @Nullable Decimal either(TickerField first, TickerField second) {
        return texts[first.ordinal()] != null ? decimal(first) : decimal(second);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Ticker[").append(symbol);
        for (TickerField field : TickerField.values()) {
            String value = texts[field.ordinal()];
            if (value != null) {
                text.append(", ").append(field.text()).append('=').append(value);
            }
        }
        return text.append(']').toString();
    }
}
