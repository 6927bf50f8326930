package io.jaybit.client;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes {@code orderLinkId}s that are never used twice, by another process or after a restart either: a prefix, the time of the start and a
 * word of chance, and a number. Safe for any thread.
 */
final class LinkIds {
    private static final int BASE = 36;
    private static final int CHANCES = BASE * BASE * BASE;

    private final String beginning;
    private final AtomicLong last = new AtomicLong();

    /** @param chance any number; what tells two processes apart that start in the same millisecond */
    LinkIds(String prefix, long startEpochMillis, long chance) {
        String word =
                Long.toString(CHANCES + Math.floorMod(chance, CHANCES), BASE).substring(1);
        this.beginning = prefix + Long.toString(startEpochMillis, BASE) + word + "-";
    }

    String next() {
        return beginning + Long.toString(last.incrementAndGet(), BASE);
    }
}
