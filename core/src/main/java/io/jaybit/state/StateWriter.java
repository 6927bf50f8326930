package io.jaybit.state;

import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes state as bytes, big end first. Confined to one thread. */
public final class StateWriter {
    private byte[] bytes = new byte[128];
    private int length;

    public StateWriter writeByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public StateWriter writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    public StateWriter writeInt(int value) {
        room(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >> shift);
        }
        return this;
    }

    public StateWriter writeLong(long value) {
        return writeInt((int) (value >> 32)).writeInt((int) value);
    }

    public StateWriter writeBytes(byte[] value) {
        writeInt(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    public StateWriter writeText(String value) {
        return writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public StateWriter writeDecimal(Decimal value) {
        return writeLong(value.mantissa()).writeByte(value.scale());
    }

    public StateWriter writeBigDecimal(BigDecimal value) {
        return writeInt(value.scale()).writeBytes(value.unscaledValue().toByteArray());
    }

    /** A text that may be missing. */
    public StateWriter writeOptionalText(@Nullable String value) {
        writeBoolean(value != null);
        return value == null ? this : writeText(value);
    }

    public StateWriter writeTopic(Topic topic) {
        return writeText(topic.channel().name()).writeText(topic.name());
    }

    public StateWriter writeSymbol(Symbol symbol) {
        return writeText(symbol.category().name()).writeText(symbol.name());
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
        }
    }
}
