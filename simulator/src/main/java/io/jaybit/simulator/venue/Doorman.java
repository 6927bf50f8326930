package io.jaybit.simulator.venue;

import io.jaybit.simulator.wire.StreamPath;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts who comes and goes, and how often somebody asks. Confined to the exchange's thread.
 *
 * <p>The venue documents the limits and not the answers; a REST client that is too fast gets 403, a socket too many 429.
 */
final class Doorman {
    private static final long WINDOW_MILLIS = 300_000;

    private final VenueConfig config;
    private final Map<String, ArrayDeque<Long>> arrivals = new HashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, Second> requests = new HashMap<>();

    /** One second of one address. */
    private static final class Second {
        private long number;
        private int count;
    }

    Doorman(VenueConfig config) {
        this.config = config;
    }

    /** Lets somebody in, and counts it. */
    void enter(StreamPath path, String remote, long nowEpochMillis) throws UpgradeRefused {
        ArrayDeque<Long> recent = arrivals.computeIfAbsent(remote, key -> new ArrayDeque<>());
        while (!recent.isEmpty() && recent.peekFirst() <= nowEpochMillis - WINDOW_MILLIS) {
            recent.removeFirst();
        }
        if (recent.size() >= config.newConnections()) {
            throw new UpgradeRefused(403, "access too frequent");
        }
        if (isLimited(path) && open.getOrDefault(key(path, remote), 0) >= config.marketConnections()) {
            throw new UpgradeRefused(429, "too many connections");
        }
        recent.addLast(nowEpochMillis);
        open.merge(key(path, remote), 1, Integer::sum);
    }

    void leave(StreamPath path, String remote) {
        open.computeIfPresent(key(path, remote), (key, count) -> count == 1 ? null : count - 1);
    }

    /** Counts a request of the trade socket; false where there were too many this second. */
    boolean mayTrade(String remote, long nowEpochMillis) {
        Second second = requests.computeIfAbsent(remote, key -> new Second());
        long number = Math.floorDiv(nowEpochMillis, 1_000L);
        if (second.number != number) {
            second.number = number;
            second.count = 0;
        }
        return ++second.count <= config.tradeRequestsPerSecond();
    }

    private static boolean isLimited(StreamPath path) {
        return switch (path) {
            case SPOT, LINEAR, INVERSE, OPTION -> true;
            case SPREAD, STATUS, RFQ, EARN, PRIVATE, TRADE -> false;
        };
    }

    private static String key(StreamPath path, String remote) {
        return path.text() + ' ' + remote;
    }
}
