package io.jaybit.client.internal.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads compact JSON straight from bytes, eight at a time. Each method takes a position and returns the one after what it read,
 * or {@link #UNUSUAL} for anything but the plainest form: that frame is then read again by {@link TreeReader}, which alone decides
 * whether it is wrong. What was read stands in the fields. Confined to the thread that decodes.
 *
 * <p>Design note: a number or a name is found in one or two words of eight bytes without a branch per character, which the
 * processor would guess wrong at every change of length. No word is checked against the end of the array: that lies {@link #ROOM}
 * bytes beyond the end of the frame. What stands between the two may be read as well; whoever scanned beyond the frame finds out at
 * the end, and believes nothing.
 */
final class Scan {
    static final int UNUSUAL = -1;
    /** So many bytes the array goes on behind a frame: a level of three numbers that begins within the frame ends before. */
    static final int ROOM = 128;

    static final long HASH_SEED = 0x9E3779B97F4A7C15L;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long ZEROS = ONES * '0';
    private static final int POINT = '.' ^ '0';
    private static final int QUOTE = '"' ^ '0';
    /** Added to bytes, gives those above 9 a high bit; {@code + 9} those above 0. */
    private static final long ABOVE_NINE = ONES * 0x76;

    /** Added to bytes, gives a high bit to those above 9 and to the highest if it is above 0. */
    private static final long NINES_THEN_ZERO = ABOVE_NINE + (9L << 56);

    /** {@code 10^n}, for the digits of half a number. */
    private static final long[] POWERS = {
        1L,
        10L,
        100L,
        1000L,
        10000L,
        100000L,
        1000000L,
        10000000L,
        100000000L,
        1000000000L,
        10000000000L,
        100000000000L,
        1000000000000L,
        10000000000000L,
        100000000000000L,
        1000000000000000L,
        10000000000000000L,
        100000000000000000L,
        1000000000000000000L
    };

    private static final long TRUE = word("true");
    private static final long FALSE = word("false");
    private static final long NULL = word("null");
    private static final long EMPTY_ARRAY = word("[]");
    private static final long EMPTY_OBJECT = word("{}");

    /** Of {@link #decimal}. */
    long mantissa;

    int scale;
    /** Of {@link #integer}. */
    long integer;
    /** Of {@link #flag}. */
    boolean flag;
    /** Of {@link #name}. */
    long hash;

    /** The eight bytes at a position, the first one lowest. */
    static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** The first bytes of a text as {@link #word} gives them. */
    static long word(String ascii) {
        return word(Arrays.copyOf(ascii.getBytes(StandardCharsets.US_ASCII), 8), 0);
    }

    /** The first {@code count} bytes of a word, 1 to 7. */
    static long first(long word, int count) {
        return word & ((1L << (count << 3)) - 1);
    }

    static long mix(long hash, long word) {
        long product = (hash ^ word) * 0xD6E8FEB86659FD93L;
        return product ^ (product >>> 32);
    }

    /**
     * Runs to the closing quote of a name and hashes it on the way. The name may hold anything else: only one that equals a known
     * one is believed.
     *
     * @param at after the opening quote
     * @return the position of the closing quote
     */
    int name(byte[] bytes, int at, int limit) {
        long h = HASH_SEED;
        for (int p = at; p < limit; p += 8) {
            long word = word(bytes, p);
            long quotes = matches(word, QUOTES);
            if (quotes != 0) {
                int length = Long.numberOfTrailingZeros(quotes) >>> 3;
                hash = mix(h, word & ((1L << (length << 3)) - 1));
                return p + length;
            }
            h = mix(h, word);
        }
        return UNUSUAL;
    }

    /**
     * A string without escapes, control characters and anything beyond ASCII.
     *
     * @param at after the opening quote
     * @return the position of the closing quote
     */
    static int plainString(byte[] bytes, int at, int limit) {
        for (int p = at; p < limit; p += 8) {
            long word = word(bytes, p);
            long quotes = matches(word, QUOTES);
            // below 0x20, backslash, or above 0x7F: the zeros past the limit count as well
            long odd = (((word - ONES * 0x20) | word) & HIGH_BITS) | matches(word, BACKSLASHES);
            if ((quotes | odd) != 0) {
                int first = Long.numberOfTrailingZeros(quotes | odd) >>> 3;
                return p + first < limit && bytes[p + first] == '"' ? p + first : UNUSUAL;
            }
        }
        return UNUSUAL;
    }

    /** The high bit of each byte that equals the one in {@code pattern}; right up to and including the first one. */
    private static long matches(long word, long pattern) {
        long x = word ^ pattern;
        return (x - ONES) & ~x & HIGH_BITS;
    }

    /** How many of the first bytes are digits. */
    static int digitCount(long word) {
        long x = word ^ ZEROS;
        return Long.numberOfTrailingZeros(((x + ABOVE_NINE) | x) & HIGH_BITS) >>> 3;
    }

    /** The number that the first {@code count} bytes are, 1 to 8 digits. */
    static long digits(long word, int count) {
        return number(word << ((8 - count) << 3));
    }

    /** The number whose digits are the bytes, the last digit highest; zero bytes count as zero digits. */
    private static long number(long word) {
        long x = word & (ONES * 0x0F);
        x = ((x * 2561) >>> 8) & 0x00FF00FF00FF00FFL;
        x = ((x * 6553601) >>> 16) & 0x0000FFFF0000FFFFL;
        return (x * 42949672960001L) >>> 32;
    }

    /**
     * A decimal in a string: up to 15 digits before and 15 after the point, 18 in all.
     *
     * <p>Design note: the closing quote is looked for before the digits are looked at, so that the processor can begin with what
     * follows while it still multiplies.
     *
     * @param at after the opening quote
     * @return after the closing quote
     */
    int decimal(byte[] bytes, int at) {
        long head = word(bytes, at);
        long quotes = matches(head, QUOTES);
        if (quotes != 0) {
            int length = Long.numberOfTrailingZeros(quotes) >>> 3;
            return shortDecimal(head, length) ? at + length + 1 : longDecimal(bytes, at);
        }
        quotes = matches(word(bytes, at + 8), QUOTES);
        if (quotes != 0) {
            int length = 8 + (Long.numberOfTrailingZeros(quotes) >>> 3);
            return mediumDecimal(bytes, at, length) ? at + length + 1 : longDecimal(bytes, at);
        }
        return longDecimal(bytes, at);
    }

    /** Of up to 7 characters, all in one word and without a sign: no branch on whether and where there is a point. */
    private boolean shortDecimal(long head, int length) {
        // the last character in the highest byte, nothing below the first; digits are what they are worth
        long text = (head ^ ZEROS) << -(length << 3);
        // a point has this bit, a digit has not
        long marks = text & (ONES * 0x10);
        int place = Long.numberOfTrailingZeros(marks) >>> 3;
        long point = (marks & -marks) >>> 4;
        long others = text ^ (point * POINT);
        long wrong = ((others + ABOVE_NINE + point * 9) | others) & HIGH_BITS;
        if (wrong != 0 || place <= 8 - length || place == 7) {
            return false;
        }
        // what stands before the point moves up into its place
        mantissa = number(((text & (point - 1)) << (8 - (place & 8))) | (text & -(point << 8)));
        scale = Math.max(7 - place, 0);
        return true;
    }

    /** Of 8 to 15 characters without a sign, with at most 7 digits on either side of the point. */
    private boolean mediumDecimal(byte[] bytes, int at, int length) {
        long whole = word(bytes, at);
        int digits = digitCount(whole);
        int fraction = length - digits - 1;
        if (digits == 0 || digits == 8 || bytes[at + digits] != '.') {
            return false;
        }
        long part = word(bytes, at + digits + 1);
        if (fraction == 0 || fraction > 7 || digitCount(part) != fraction) {
            return false;
        }
        // both sides of the point brought together in one word, where they fit
        mantissa = digits + fraction <= 8
                ? number((part << (64 - (fraction << 3))) | ((whole << (64 - (digits << 3))) >>> (fraction << 3)))
                : digits(whole, digits) * POWERS[fraction] + digits(part, fraction);
        scale = fraction;
        return true;
    }

    /**
     * As {@link #decimal(byte[], int)}, for numbers most of which look like the one before.
     *
     * @param form how that looked; is changed to how this one looks
     */
    int decimal(byte[] bytes, int at, Form form) {
        int fractionAt = at + form.digits + 1;
        // the point and the closing quote in the highest bytes, as zeros
        long whole = (word(bytes, at) ^ form.whole) << (56 - (form.digits << 3));
        long part = (word(bytes, fractionAt) ^ form.part) << (56 - (form.fraction << 3));
        long wrong = ((whole + NINES_THEN_ZERO) | whole | (part + NINES_THEN_ZERO) | part) & HIGH_BITS;
        if (wrong != 0) {
            int end = decimal(bytes, at);
            form.learn(end - at - 2 - scale, scale);
            return end;
        }
        mantissa = number((part << 8) | ((whole << 8) >>> (form.fraction << 3)));
        scale = form.fraction;
        return fractionAt + form.fraction + 1;
    }

    /** How many digits a number has before and after its point: with both, and at most 8 in all. */
    static final class Form {
        private int digits = 5;
        private int fraction = 2;
        private long whole = ZEROS ^ ((long) POINT << 40);
        private long part = ZEROS ^ ((long) QUOTE << 16);

        private void learn(int newDigits, int newFraction) {
            if (newDigits > 0 && newFraction > 0 && newDigits + newFraction <= 8) {
                digits = newDigits;
                fraction = newFraction;
                whole = ZEROS ^ ((long) POINT << (newDigits << 3));
                part = ZEROS ^ ((long) QUOTE << (newFraction << 3));
            }
        }
    }

    private int longDecimal(byte[] bytes, int at) {
        int p = at;
        long word = word(bytes, p);
        boolean negative = (byte) word == '-';
        if (negative) {
            word = word(bytes, ++p);
        }
        int count = digitCount(word);
        if (count == 0) {
            return UNUSUAL;
        }
        long value = digits(word, count);
        p += count;
        int total = count;
        if (count == 8) {
            word = word(bytes, p);
            count = digitCount(word);
            if (count == 8) {
                return UNUSUAL;
            }
            if (count > 0) {
                value = value * POWERS[count] + digits(word, count);
                p += count;
                total += count;
            }
        }
        int next = (int) (word >>> (count << 3)) & 0xFF;
        int fraction = 0;
        if (next == '.') {
            p++;
            word = word(bytes, p);
            count = digitCount(word);
            if (count == 0) {
                return UNUSUAL;
            }
            total += count;
            if (total > 18) {
                return UNUSUAL;
            }
            value = value * POWERS[count] + digits(word, count);
            p += count;
            fraction = count;
            if (count == 8) {
                word = word(bytes, p);
                count = digitCount(word);
                total += count;
                if (count == 8 || total > 18) {
                    return UNUSUAL;
                }
                if (count > 0) {
                    value = value * POWERS[count] + digits(word, count);
                    p += count;
                    fraction += count;
                }
            }
            next = (int) (word >>> (count << 3)) & 0xFF;
        }
        if (next != '"') {
            return UNUSUAL;
        }
        mantissa = negative ? -value : value;
        scale = fraction;
        return p + 1;
    }

    /**
     * A JSON number without sign, point and exponent, up to 18 digits.
     *
     * @return after its last digit
     */
    int integer(byte[] bytes, int at) {
        long head = word(bytes, at);
        int count = digitCount(head);
        if (count < 8) {
            if (count == 0 || (count > 1 && (byte) head == '0')) {
                return UNUSUAL;
            }
            integer = digits(head, count);
            return isEnd(head, count) ? at + count : UNUSUAL;
        }
        long tail = word(bytes, at + 8);
        count = digitCount(tail);
        if (count == 8 || (byte) head == '0') {
            return longInteger(bytes, at);
        }
        long high = number(head);
        integer = count == 0 ? high : high * POWERS[count] + digits(tail, count);
        return isEnd(tail, count) ? at + 8 + count : UNUSUAL;
    }

    /** Of 16 to 18 digits. */
    private int longInteger(byte[] bytes, int at) {
        long tail = word(bytes, at + 16);
        int count = digitCount(tail);
        if (count > 2 || bytes[at] == '0') {
            return UNUSUAL;
        }
        long high = number(word(bytes, at)) * POWERS[8] + number(word(bytes, at + 8));
        integer = count == 0 ? high : high * POWERS[count] + digits(tail, count);
        return isEnd(tail, count) ? at + 16 + count : UNUSUAL;
    }

    private static boolean isEnd(long word, int place) {
        int next = (int) (word >>> (place << 3)) & 0xFF;
        return next == ',' || next == '}';
    }

    /**
     * Steps over {@code "name":value} of a key that is not read: a plain string, a plain integer or a word.
     *
     * @param at at the opening quote of the name
     */
    int skipMember(byte[] bytes, int at, int limit) {
        int p = at < limit && bytes[at] == '"' ? plainString(bytes, at + 1, limit) : UNUSUAL;
        if (p < 0 || p + 2 >= limit || p - at > 64 || bytes[p + 1] != ':') {
            return UNUSUAL;
        }
        p += 2;
        byte first = bytes[p];
        if (first == '"') {
            int end = plainString(bytes, p + 1, limit);
            return end < 0 ? UNUSUAL : end + 1;
        }
        if (first >= '0' && first <= '9') {
            return integer(bytes, p);
        }
        return skipWord(bytes, p, limit);
    }

    /**
     * {@code true} or {@code false}.
     *
     * @return after it; {@link #flag} says which
     */
    int flag(byte[] bytes, int at) {
        long word = word(bytes, at);
        flag = first(word, 4) == TRUE;
        return flag ? at + 4 : first(word, 5) == FALSE ? at + 5 : UNUSUAL;
    }

    /** Steps over {@code true}, {@code false}, {@code null}, {@code []} or <code>{}</code>. */
    private static int skipWord(byte[] bytes, int at, int limit) {
        long word = word(bytes, at);
        int end;
        if (first(word, 4) == TRUE || first(word, 4) == NULL) {
            end = at + 4;
        } else if (first(word, 5) == FALSE) {
            end = at + 5;
        } else if (first(word, 2) == EMPTY_ARRAY || first(word, 2) == EMPTY_OBJECT) {
            end = at + 2;
        } else {
            return UNUSUAL;
        }
        return end < limit && (bytes[end] == ',' || bytes[end] == '}') ? end : UNUSUAL;
    }
}
