package io.jaybit.simulator.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes frames straight as bytes into a buffer that is used again and again. Confined to one thread.
 *
 * <p>Texts must need no escaping; those of this venue do not.
 */
final class FrameWriter {
    /** Longest text of a long, with a sign, a point and a zero before it. */
    private static final int LONGEST_NUMBER = 24;

    private static final byte[] TENS = new byte[100];
    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
    }

    private final byte[] digits = new byte[LONGEST_NUMBER];
    private byte[] bytes = new byte[16_384];
    private int length;

    /** Begins another frame. */
    FrameWriter clear() {
        length = 0;
        return this;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    FrameWriter raw(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    FrameWriter raw(String text) {
        return raw(ascii(text));
    }

    FrameWriter raw(char character) {
        room(1);
        bytes[length++] = (byte) character;
        return this;
    }

    FrameWriter number(long value) {
        return decimal(value, 0);
    }

    /** Writes {@code mantissa * 10^-scale} with all its decimals. */
    FrameWriter decimal(long mantissa, int scale) {
        room(LONGEST_NUMBER);
        int at = LONGEST_NUMBER;
        long rest = Math.abs(mantissa);
        int decimals = scale;
        while (decimals >= 2) {
            int pair = (int) (rest % 100);
            rest /= 100;
            digits[--at] = ONES[pair];
            digits[--at] = TENS[pair];
            decimals -= 2;
        }
        if (decimals == 1) {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (scale > 0) {
            digits[--at] = '.';
        }
        while (rest >= 100) {
            int pair = (int) (rest % 100);
            rest /= 100;
            digits[--at] = ONES[pair];
            digits[--at] = TENS[pair];
        }
        if (rest >= 10) {
            digits[--at] = ONES[(int) rest];
            digits[--at] = TENS[(int) rest];
        } else {
            digits[--at] = (byte) ('0' + rest);
        }
        if (mantissa < 0) {
            digits[--at] = '-';
        }
        System.arraycopy(digits, at, bytes, length, LONGEST_NUMBER - at);
        length += LONGEST_NUMBER - at;
        return this;
    }

    /** Writes {@code mantissa * 10^-scale} without zeros at the end of its fraction. */
    FrameWriter trimmed(long mantissa, int scale) {
        long value = mantissa;
        int decimals = scale;
        while (decimals > 0 && value % 10 == 0) {
            value /= 10;
            decimals--;
        }
        return decimal(value, decimals);
    }

    /** The frame as it stands, in an array of its own. */
    byte[] frame() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
