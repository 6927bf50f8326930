package io.jaybit.simulator.exchange;

import java.util.UUID;

/** Identifiers that look random and are the same for the same seed. Confined to one thread. */
public final class Ids {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long spotBase;
    private long state;
    private long counter;

    public Ids(long seed) {
        this.state = mix(seed * GOLDEN + 1);
        this.spotBase = 2_290_000_000_000_000_000L + (mix(seed) >>> 24);
    }

    /** Name of an order or a match of a derivative. */
    public String uuid() {
        long high = (next() & 0xFFFFFFFFFFFF0FFFL) | 0x0000000000005000L;
        long low = (next() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** Name of an order or a match on spot: digits that rise. */
    public String digits() {
        return Long.toString(spotBase + ++counter * 256);
    }

    /** Name of an order or a match of a category. */
    public String next(Category category) {
        return category == Category.SPOT ? digits() : uuid();
    }

    /** Name of a connection, of a trace: letters and digits. */
    public String token(int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(Long.toUnsignedString(next(), 36));
        }
        text.setLength(length);
        return text.toString();
    }

    private long next() {
        state += GOLDEN;
        return mix(state);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
