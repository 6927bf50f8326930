package io.jaybit.client.internal.session;

import io.jaybit.client.internal.wire.RequestIds;
import io.jaybit.market.TopicKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one session share: the time of this call, chance, settings, numbers that never repeat, and the way out.
 * Confined to the session's thread.
 */
final class World {
    /** A deadline that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    /** After our own thread was away for a second or more, nobody else is blamed for being silent for this long. */
    private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

    private static final long LATE_NANOS = Duration.ofSeconds(1).toNanos();

    final SessionConfig config;
    final Effects out;
    final RandomGenerator random;
    final ClockOffset clock = new ClockOffset();
    final ConnectionBudget budget;
    final RequestIds requestIds = new RequestIds();

    private final Map<Integer, Connection> sockets = new HashMap<>();
    private final Set<TopicKind> reportedBuilds = EnumSet.noneOf(TopicKind.class);
    private boolean started;
    private long originNanos;
    private long now;
    private long epoch;
    private long graceUntil;
    private boolean touched;
    private int lastConnectionId;
    private int lastGroup;
    private long unexpected;

    World(SessionConfig config, SessionOutput output, RandomGenerator random, ConnectionBudget budget) {
        this.config = config;
        this.out = new Effects(output);
        this.random = random;
        this.budget = budget;
    }

    /** Sets the time of this call; the monotonic clock never runs backwards here. */
    void at(long nowNanos, long epochNanos) {
        if (!started) {
            started = true;
            originNanos = nowNanos;
        }
        now = Math.max(now, nowNanos - originNanos);
        epoch = epochNanos;
    }

    /** Nanoseconds since the session's first call: never negative, so that deadlines can be compared as they are. */
    long now() {
        return now;
    }

    /** Wall clock of this call, epoch nanoseconds. */
    long epoch() {
        return epoch;
    }

    /** The same moment on the clock of the caller. */
    long callersNanos(long deadline) {
        return originNanos + deadline;
    }

    /** Something changed that the next round of work must look at. */
    void touch() {
        touched = true;
    }

    boolean isTouched() {
        return touched;
    }

    void untouch() {
        touched = false;
    }

    /** Our thread comes late by so much: what was due meanwhile may lie in buffers, unread. */
    void cameLate(long byNanos) {
        if (byNanos > LATE_NANOS) {
            graceUntil = now + GRACE_NANOS;
        }
    }

    /** When a deadline on the venue's silence may be judged: not right after a pause of our own. */
    long fair(long deadline) {
        return Math.max(deadline, graceUntil);
    }

    boolean isOver(long deadline) {
        return now >= fair(deadline);
    }

    int newSocket(Connection connection) {
        lastConnectionId++;
        sockets.put(lastConnectionId, connection);
        return lastConnectionId;
    }

    void forgetSocket(int connectionId) {
        sockets.remove(connectionId);
    }

    @Nullable
    Connection bySocket(int connectionId) {
        return sockets.get(connectionId);
    }

    int sockets() {
        return sockets.size();
    }

    int newGroup() {
        lastGroup++;
        return lastGroup;
    }

    /** Whoever builds from topics of this kind tells when something was built. */
    void buildsReported(TopicKind kind) {
        reportedBuilds.add(kind);
    }

    boolean areBuildsReported(TopicKind kind) {
        return reportedBuilds.contains(kind);
    }

    void countUnexpected() {
        unexpected++;
    }

    long unexpected() {
        return unexpected;
    }
}
