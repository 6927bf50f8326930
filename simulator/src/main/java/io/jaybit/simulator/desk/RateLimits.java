package io.jaybit.simulator.desk;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a user may use an endpoint: so many times within any second. What was refused does not count.
 *
 * <p>REST and the trade socket share the buckets. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/rate-limit">Rate Limit Rules</a>.
 */
final class RateLimits {
    private final Map<String, ArrayDeque<Long>> buckets = new LinkedHashMap<>();

    /**
     * A bucket.
     *
     * @param name of the endpoint, and of the categories that share the bucket
     * @param limit units within any {@code windowMillis}
     */
    record Rate(String name, int limit, long windowMillis) {
        static Rate perSecond(String name, int limit) {
            return new Rate(name, limit, 1_000);
        }
    }

    /**
     * What a bucket gave.
     *
     * @param granted as many of the wanted units as there were left
     * @param left after that
     * @param resetEpochMillis now, or when the bucket can be used again if it gave less than was wanted
     */
    record Grant(int limit, int granted, int left, long resetEpochMillis) {}

    Grant take(long user, Rate rate, int wanted, long nowEpochMillis) {
        ArrayDeque<Long> used = buckets.computeIfAbsent(user + " " + rate.name(), key -> new ArrayDeque<>());
        while (!used.isEmpty() && used.getFirst() <= nowEpochMillis - rate.windowMillis()) {
            used.removeFirst();
        }
        int granted = Math.min(wanted, rate.limit() - used.size());
        for (int i = 0; i < granted; i++) {
            used.addLast(nowEpochMillis);
        }
        long reset = granted < wanted && !used.isEmpty() ? used.getFirst() + rate.windowMillis() : nowEpochMillis;
        return new Grant(rate.limit(), granted, rate.limit() - used.size(), reset);
    }
}
