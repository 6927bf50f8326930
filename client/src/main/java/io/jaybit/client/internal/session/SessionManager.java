package io.jaybit.client.internal.session;

import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.wire.Control;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every wanted topic alive: plans connections, subscribes, watches, heals, reconnects for ever. Confined to one thread (the
 * client's I/O thread), which calls it with what happened and what time it is, and carries out what comes through {@link
 * SessionOutput}.
 *
 * <p>Call {@link #doWork} when the deadline it returned has come, and whenever {@link #wantsWork} says so, which may be after any other
 * call; it costs next to nothing when nothing is due. {@code nowNanos} is the monotonic clock, {@code epochNanos} the wall clock.
 */
public final class SessionManager {
    /** Most connections of a channel that were opened to cure one topic. */
    private static final int CURE_CONNECTIONS = 8;
    /** Most topics of a channel that are cured on connections of their own at the same time. */
    private static final int CURES_AT_ONCE = 2;

    private static final long LONGEST_NAP_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int MOST_ROUNDS = 1_000;

    private final World world;
    private final Map<Topic, TopicSession> topics = new LinkedHashMap<>();
    private final List<Connection> connections = new ArrayList<>();
    private long nextDeadline;
    private boolean planned;
    private boolean working;
    private boolean closed;
    private long lostByClosed;
    private long strays;
    private long unreadable;

    /** A session with a connection budget of its own. */
    public SessionManager(SessionConfig config, SessionOutput output, RandomGenerator random) {
        this(config, output, random, new ConnectionBudget(config.limits(), random));
    }

    /** @param budget shared by all sessions that connect to the same host */
    public SessionManager(SessionConfig config, SessionOutput output, RandomGenerator random, ConnectionBudget budget) {
        this.world = new World(config, output, random, budget);
    }

    /**
     * Wants a topic; wanting it twice changes nothing. {@link io.jaybit.feed.Notice.TopicLive} or {@link
     * io.jaybit.feed.Notice.TopicRefused} follows. Topics that are wanted before the next {@link #doWork} are planned together.
     *
     * @throws IllegalStateException after {@link #close}, or where the channel needs a login and there is no signer
     * @throws IllegalArgumentException where the channel has no topics, or the name alone exceeds a connection
     */
    public void subscribe(Topic topic, long nowNanos, long epochNanos) {
        refuseIfClosed();
        if (topic.channel() == Channel.TRADE) {
            throw new IllegalArgumentException("the trade socket has no topics, not " + topic);
        }
        refuseWithoutSigner(topic.channel());
        world.at(nowNanos, epochNanos);
        TopicSession known = topics.get(topic);
        if (known != null && known.state() != TopicState.CLOSED) {
            known.want();
        } else {
            TopicSession session = new TopicSession(topic, world);
            if (session.characters() > world.config.limits().argsCharacters()) {
                throw new IllegalArgumentException("too long for a connection: " + topic);
            }
            topics.remove(topic);
            topics.put(topic, session);
        }
        world.touch();
        world.out.flush();
    }

    /** Wants a topic no more; {@link io.jaybit.feed.Notice.TopicClosed} follows at once. Unwanting what is not wanted changes nothing. */
    public void unsubscribe(Topic topic, long nowNanos, long epochNanos) {
        if (closed) {
            return;
        }
        world.at(nowNanos, epochNanos);
        TopicSession session = topics.get(topic);
        if (session != null && session.isWanted()) {
            session.leave();
        }
        world.out.flush();
    }

    /** Keeps one connection of a channel open, with or without topics: the trade socket. */
    public void hold(Channel channel, long nowNanos, long epochNanos) {
        refuseIfClosed();
        refuseWithoutSigner(channel);
        world.at(nowNanos, epochNanos);
        if (connections.stream().noneMatch(connection -> connection.channel == channel && connection.isHeld())) {
            Connection connection = new Connection(world, channel, null);
            connection.hold(true);
            connections.add(connection);
        }
        world.touch();
    }

    /** Ends what {@link #hold} began; a connection without topics is closed soon. */
    public void release(Channel channel, long nowNanos, long epochNanos) {
        world.at(nowNanos, epochNanos);
        for (Connection connection : connections) {
            if (connection.channel == channel) {
                connection.hold(false);
            }
        }
    }

    /** The connection that {@link #hold} keeps, if it is logged in; 0 if there is none. */
    public int readyConnection(Channel channel) {
        for (Connection connection : connections) {
            if (connection.channel == channel
                    && connection.isHeld()
                    && connection.state().isReady()) {
                return connection.id();
            }
        }
        return 0;
    }

    /** Gives a connection's socket up and goes for the next one; does nothing if it is gone already. */
    public void replace(int connectionId, String reason, long nowNanos, long epochNanos) {
        Connection connection = enter(connectionId, nowNanos, epochNanos);
        if (connection != null && connection.state().isReady()) {
            connection.replace(reason);
            world.out.flush();
        }
    }

    /** What the venue's clock shows, as well as it is known, epoch milliseconds. */
    public long venueEpochMillis(long epochNanos) {
        return Math.floorDiv(world.clock.venueEpochNanos(epochNanos), 1_000_000L);
    }

    /** What is known of the venue's clock; null before anything is. */
    public @Nullable ClockEstimate clock() {
        return world.clock.estimate();
    }

    /** The WebSocket is there, upgrade done. */
    public void onOpened(int connectionId, String url, long nowNanos, long epochNanos) {
        Connection connection = enter(connectionId, nowNanos, epochNanos);
        if (connection != null) {
            connection.socketOpened(url);
            world.out.flush();
        }
    }

    public void onOpenFailed(int connectionId, OpenFailure failure, long nowNanos, long epochNanos) {
        Connection connection = enter(connectionId, nowNanos, epochNanos);
        if (connection != null) {
            connection.socketFailed(failure);
            world.out.flush();
        }
    }

    public void onControl(int connectionId, Control control, long nowNanos, long epochNanos) {
        Connection connection = enter(connectionId, nowNanos, epochNanos);
        if (connection != null) {
            connection.control(control);
            world.out.flush();
        }
    }

    /**
     * A data frame came. Cheap and free of allocation for a topic that is live.
     *
     * @param pushedEpochMillis the venue's {@code ts}; 0 if unknown
     * @return whether the frame belongs to what is wanted; false for a topic that is being unsubscribed or comes through another
     *     connection than its own, which must not touch a book
     */
    public boolean onData(int connectionId, Topic topic, long pushedEpochMillis, long nowNanos, long epochNanos) {
        if (closed) {
            return false;
        }
        world.at(nowNanos, epochNanos);
        world.clock.frame(pushedEpochMillis, epochNanos);
        TopicSession session = topics.get(topic);
        Connection home = session == null ? null : session.home();
        if (session == null
                || home == null
                || home.id() != connectionId
                || !home.state().isReady()) {
            return stray(connectionId, topic);
        }
        home.dataFrame();
        boolean believed = session.data();
        world.out.flush();
        return believed;
    }

    /** A frame came that could not be read: it proves the connection alive, nothing more. */
    public void onUnreadable(int connectionId, long nowNanos, long epochNanos) {
        Connection connection = enter(connectionId, nowNanos, epochNanos);
        if (connection != null) {
            unreadable++;
            connection.heard();
        }
    }

    /** The socket is gone, by whomever. */
    public void onClosed(int connectionId, String reason, long nowNanos, long epochNanos) {
        Connection connection = enter(connectionId, nowNanos, epochNanos);
        if (connection != null) {
            connection.socketClosed(reason);
            world.out.flush();
        }
    }

    /** What was built from a topic became {@link io.jaybit.book.BookStatus#STALE}: it is cured if a fresh snapshot can cure it. */
    public void onBookSick(Topic topic, StaleReason reason, long nowNanos, long epochNanos) {
        TopicSession session = topics.get(topic);
        if (closed || session == null) {
            return;
        }
        world.at(nowNanos, epochNanos);
        session.bookIsSick(reason);
        world.out.flush();
    }

    /** What was built from a topic became {@link io.jaybit.book.BookStatus#LIVE}. */
    public void onBookLive(Topic topic, long nowNanos, long epochNanos) {
        TopicSession session = topics.get(topic);
        if (closed || session == null) {
            return;
        }
        world.at(nowNanos, epochNanos);
        session.bookIsLive();
        world.out.flush();
    }

    /**
     * Does what is due.
     *
     * @return when to come back at the latest, on the clock of {@code nowNanos}
     */
    public long doWork(long nowNanos, long epochNanos) {
        world.at(nowNanos, epochNanos);
        if (working || closed) {
            return world.callersNanos(world.now() + LONGEST_NAP_NANOS);
        }
        if (planned && !world.isTouched() && world.now() < nextDeadline) {
            return world.callersNanos(nextDeadline);
        }
        if (planned) {
            world.cameLate(world.now() - nextDeadline);
        }
        working = true;
        try {
            workUntilNothingChanges();
        } finally {
            working = false;
        }
        nextDeadline = findDeadline();
        planned = true;
        world.out.flush();
        return world.callersNanos(world.isTouched() ? world.now() : nextDeadline);
    }

    /** Whether something came that {@link #doWork} should look at now and not only at its deadline; costs nothing. */
    public boolean wantsWork() {
        return world.isTouched() && !closed;
    }

    /** Ends every topic and every connection, at once. Calling it again does nothing. */
    public void close(long nowNanos, long epochNanos) {
        if (closed) {
            return;
        }
        world.at(nowNanos, epochNanos);
        closed = true;
        for (TopicSession session : List.copyOf(topics.values())) {
            session.close();
        }
        topics.clear();
        for (Connection connection : connections) {
            connection.close("closed by the user");
        }
        connections.clear();
        world.out.flush();
    }

    public SessionHealth health(long nowNanos, long epochNanos) {
        world.at(nowNanos, epochNanos);
        return new SessionHealth(
                connections.stream().map(Connection::row).toList(),
                topics.values().stream().map(TopicSession::row).toList(),
                world.clock.estimate(),
                world.budget.used(world.callersNanos(world.now())),
                lostByClosed + connections.stream().mapToLong(Connection::lost).sum(),
                world.unexpected(),
                unreadable,
                strays);
    }

    /** Sockets that are open or opening: what it would leak if it leaked. */
    int openSockets() {
        return world.sockets();
    }

    private @Nullable Connection enter(int connectionId, long nowNanos, long epochNanos) {
        if (closed) {
            return null;
        }
        world.at(nowNanos, epochNanos);
        return world.bySocket(connectionId);
    }

    private boolean stray(int connectionId, Topic topic) {
        Connection connection = world.bySocket(connectionId);
        if (connection != null) {
            strays++;
            connection.stray(topic.name(), topics.containsKey(topic));
            world.out.flush();
        }
        return false;
    }

    private void workUntilNothingChanges() {
        int rounds = 0;
        do {
            world.untouch();
            workOnce();
            rounds++;
        } while (world.isTouched() && rounds < MOST_ROUNDS);
        if (world.isTouched()) {
            throw new IllegalStateException("the session does not come to rest: " + health());
        }
    }

    private void workOnce() {
        List<TopicSession> homeless = new ArrayList<>();
        for (TopicSession session : topics.values()) {
            session.watch();
        }
        for (Connection connection : connections) {
            connection.replaceIfMostAreSick();
        }
        for (TopicSession session : topics.values()) {
            session.heal(session.isSick() && freshIsPossible(session));
            if (session.home() == null && session.state() == TopicState.WAITING) {
                homeless.add(session);
            }
        }
        ShardPlanner.place(homeless, connections, world);
        for (Connection connection : List.copyOf(connections)) {
            connection.work();
        }
        topics.values().removeIf(session -> session.state() == TopicState.CLOSED);
        connections.removeIf(connection -> {
            boolean over = connection.state() == ConnectionState.CLOSED;
            lostByClosed += over ? connection.lost() : 0;
            return over;
        });
    }

    private boolean freshIsPossible(TopicSession sick) {
        int born = 0;
        int atWork = 0;
        for (Connection connection : connections) {
            if (connection.channel == sick.topic.channel() && connection.isForCure()) {
                born++;
            }
        }
        for (TopicSession other : topics.values()) {
            if (other.topic.channel() == sick.topic.channel() && other.isOnFreshRung()) {
                atWork++;
            }
        }
        return born < CURE_CONNECTIONS && atWork < CURES_AT_ONCE;
    }

    private long findDeadline() {
        long next = world.now() + LONGEST_NAP_NANOS;
        for (TopicSession session : topics.values()) {
            next = Math.min(next, session.deadline());
        }
        for (Connection connection : connections) {
            next = Math.min(next, connection.deadline());
        }
        return Math.max(next, world.now());
    }

    private String health() {
        return health(world.callersNanos(world.now()), world.epoch()).toString();
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
    }

    private void refuseWithoutSigner(Channel channel) {
        if (channel.needsLogin() && world.config.signer() == null) {
            throw new IllegalStateException(channel.path() + " needs a login and the session has no signer");
        }
    }
}
