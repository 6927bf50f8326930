package io.jaybit.state;

import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link StateWriter} wrote, in the same order. Confined to one thread. Throws {@link IllegalArgumentException} at the end. */
public final class StateReader {
    private final byte[] bytes;
    private int at;

    public StateReader(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public int readByte() {
        need(1);
        return bytes[at++];
    }

    public boolean readBoolean() {
        return readByte() != 0;
    }

    public int readInt() {
        need(Integer.BYTES);
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = (value << 8) | (bytes[at++] & 0xff);
        }
        return value;
    }

    public long readLong() {
        return ((long) readInt() << 32) | (readInt() & 0xffff_ffffL);
    }

    public byte[] readBytes() {
        int length = readInt();
        need(length);
        byte[] value = new byte[length];
        System.arraycopy(bytes, at, value, 0, length);
        at += length;
        return value;
    }

    public String readText() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    public Decimal readDecimal() {
        long mantissa = readLong();
        return Decimal.of(mantissa, readByte());
    }

    public BigDecimal readBigDecimal() {
        int scale = readInt();
        return new BigDecimal(new BigInteger(readBytes()), scale);
    }

    public @Nullable String readOptionalText() {
        return readBoolean() ? readText() : null;
    }

    public Topic readTopic() {
        Channel channel = Channel.valueOf(readText());
        return Topic.of(channel, readText());
    }

    public Symbol readSymbol() {
        Category category = Category.valueOf(readText());
        return new Symbol(category, readText());
    }

    /**
     * Reads the first words of a snapshot.
     *
     * @throws IllegalArgumentException if they are others than {@code kind} and {@code version}
     */
    public void expect(String kind, int version) {
        String foundKind = readText();
        int foundVersion = readInt();
        if (!foundKind.equals(kind) || foundVersion != version) {
            throw new IllegalArgumentException("a snapshot of " + foundKind + " version " + foundVersion
                    + " cannot be restored as " + kind + " version " + version);
        }
    }

    /** @throws IllegalArgumentException unless everything has been read */
    public void end() {
        if (at != bytes.length) {
            throw new IllegalArgumentException(
                    (bytes.length - at) + " bytes too many in a snapshot of " + bytes.length);
        }
    }

    private void need(int count) {
        if (count < 0 || bytes.length - at < count) {
            throw new IllegalArgumentException("a snapshot of " + bytes.length + " bytes ends within a value");
        }
    }
}
