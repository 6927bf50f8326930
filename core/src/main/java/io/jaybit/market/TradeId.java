package io.jaybit.market;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trade's id: a UUID on derivatives (held as two longs), a number on spot, any other text kept as it is. Immutable; two ids
 * are equal when their texts are.
 */
public final class TradeId {
    private final long high;
    private final long low;
    private final @Nullable String text;
    private final boolean uuid;

    private TradeId(long high, long low, boolean uuid, @Nullable String text) {
        this.high = high;
        this.low = low;
        this.uuid = uuid;
        this.text = text;
    }

    /** A lower-case UUID from its two halves. */
    public static TradeId ofUuid(long high, long low) {
        return new TradeId(high, low, true, null);
    }

    /** A non-negative number without leading zeros. */
    public static TradeId ofNumber(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("negative trade id: " + number);
        }
        return new TradeId(0, number, false, null);
    }

    /** Whatever the venue sent; recognises lower-case UUIDs and plain numbers. */
    public static TradeId of(String text) {
        if (text.length() == 36) {
            try {
                UUID id = UUID.fromString(text);
                if (id.toString().equals(text)) {
                    return ofUuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
                }
            } catch (IllegalArgumentException notAUuid) {
                return new TradeId(0, 0, false, text);
            }
        }
        if (!text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            if (text.length() == 1 || text.charAt(0) != '0') {
                return ofNumber(Long.parseLong(text));
            }
        }
        if (text.length() == 19 && text.chars().allMatch(c -> c >= '0' && c <= '9') && text.charAt(0) != '0') {
            long number = Long.parseUnsignedLong(text);
            if (number > 0) {
                return ofNumber(number);
            }
        }
        return new TradeId(0, 0, false, text);
    }

    /** Whether this is a UUID, so that {@link #high} and {@link #low} are its halves. */
    public boolean isUuid() {
        return uuid;
    }

    public long high() {
        return high;
    }

    /** The low half of a UUID, or the number itself. */
    public long low() {
        return low;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TradeId that
                && high == that.high
                && low == that.low
                && uuid == that.uuid
                && Objects.equals(text, that.text);
    }

    @Override
    public int hashCode() {
        return text != null ? text.hashCode() : Long.hashCode(high * 31 + low);
    }

    /** The id as the venue sent it. */
    @Override
    public String toString() {
        if (text != null) {
            return text;
        }
        return uuid ? new UUID(high, low).toString() : Long.toString(low);
    }
}
