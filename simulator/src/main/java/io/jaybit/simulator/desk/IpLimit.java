package io.jaybit.simulator.desk;

import io.jaybit.simulator.wire.HttpAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one address may ask of all REST paths together: 600 requests within 5 seconds. Who asks more is turned away for 10 minutes,
 * and asking meanwhile does not make it longer.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/rate-limit#ip-limit">IP Limit</a>.
 */
public final class IpLimit {
    private static final int MOST_ADDRESSES = 4096;

    private final int limit;
    private final long windowMillis;
    private final long banMillis;
    private final Map<String, Visits> addresses = new LinkedHashMap<>(16, 0.75f, true);

    /** The venue's own limit. */
    public IpLimit() {
        this(600, 5_000, 600_000);
    }

    /**
     * @param limit requests within any {@code windowMillis}
     * @param banMillis how long an address stays out that asked more
     */
    public IpLimit(int limit, long windowMillis, long banMillis) {
        this.limit = limit;
        this.windowMillis = windowMillis;
        this.banMillis = banMillis;
    }

    private static final class Visits {
        private final long[] times;
        private int next;
        private int count;
        private long bannedUntil;

        private Visits(int limit) {
            times = new long[limit];
        }
    }

    /** Counts a request; false if it is to be answered with {@link #tooFrequent}. */
    public boolean admits(String remote, long nowEpochMillis) {
        Visits visits = addresses.computeIfAbsent(remote, address -> new Visits(limit));
        if (addresses.size() > MOST_ADDRESSES) {
            addresses.remove(addresses.keySet().iterator().next());
        }
        if (nowEpochMillis < visits.bannedUntil) {
            return false;
        }
        if (visits.count == limit && visits.times[visits.next] > nowEpochMillis - windowMillis) {
            visits.bannedUntil = nowEpochMillis + banMillis;
            visits.count = 0;
            visits.next = 0;
            return false;
        }
        visits.times[visits.next] = nowEpochMillis;
        visits.next = (visits.next + 1) % limit;
        visits.count = Math.min(limit, visits.count + 1);
        return true;
    }

    /** The answer to who asks too often: HTTP 403. */
    public static HttpAnswer tooFrequent() {
        return HttpAnswer.status(403, "access too frequent");
    }
}
