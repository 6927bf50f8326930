package io.jaybit.client.internal.session;

import static io.jaybit.client.internal.session.TopicState.CLOSED;
import static io.jaybit.client.internal.session.TopicState.LEAVING;
import static io.jaybit.client.internal.session.TopicState.LIVE;
import static io.jaybit.client.internal.session.TopicState.QUARANTINED;
import static io.jaybit.client.internal.session.TopicState.REQUESTED;
import static io.jaybit.client.internal.session.TopicState.WAITING;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Notice;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One topic, from the wish to the end of it: where it stands with the venue, whether it is well, and what is due. Confined to the
 * session's thread.
 */
final class TopicSession {
    final Topic topic;
    private final World world;
    private final TopicCare care;
    private final Backoff quarantine;

    private TopicState state = WAITING;
    private @Nullable Connection home;
    private @Nullable PendingRequest pending;
    private boolean wanted = true;
    /** It must be unsubscribed before it may be live again: the user left and came back, or it is being cured. */
    private boolean departing;
    /** Once unsubscribed, it goes to a connection of its own. */
    private boolean moving;

    private int group;
    private int unanswered;
    private long retryAt;
    private boolean wasLive;
    private boolean heard;
    /** Frames of the subscription that is being ended made the book live once more. */
    private boolean revived;

    private long frames;
    private boolean everHeard;
    private long lastReceiptEpoch;
    private int refusals;
    private int subscribes;
    private String lastRefusal = "";

    TopicSession(Topic topic, World world) {
        this.topic = topic;
        this.world = world;
        this.care = new TopicCare(topic, world);
        this.quarantine = new Backoff(
                world.config.retries().quarantineFirst(), world.config.retries().quarantineLongest(), world.random);
    }

    TopicState state() {
        return state;
    }

    @Nullable
    Connection home() {
        return home;
    }

    @Nullable
    PendingRequest pending() {
        return pending;
    }

    /** Topics of different groups never share a request; 0 is everybody's group. */
    int group() {
        return group;
    }

    boolean isWanted() {
        return wanted;
    }

    boolean isSick() {
        return care.isSick();
    }

    /** Whether it is worth judging its connection by: it has spoken before. */
    boolean hasSpoken() {
        return everHeard;
    }

    /** Whether nothing came since it was subscribed. */
    boolean isUnheard() {
        return !heard;
    }

    /** Its next connection must be one of its own. */
    boolean isMoving() {
        return moving;
    }

    boolean isCarriedBy(int connectionId) {
        return home != null && home.id() == connectionId;
    }

    /** What it adds to the characters of {@code args}: its name, two quotes and a comma. */
    int characters() {
        return topic.name().length() + 3;
    }

    // --- wishes ---

    /** The user wants it, again perhaps. */
    void want() {
        if (!wanted && state != CLOSED) {
            wanted = true;
            world.touch();
        }
    }

    /** The user wants it no more. Whoever wants it again gets a fresh snapshot: it is unsubscribed in between. */
    void leave() {
        if (!wanted) {
            return;
        }
        wanted = false;
        moving = false;
        care.discharge();
        world.out.invalidate(topic, StaleReason.CLOSED);
        world.out.notice(new Notice.TopicClosed(topic, world.epoch()));
        switch (state) {
            case WAITING, QUARANTINED -> end();
            case REQUESTED -> departing = true;
            case LIVE -> depart();
            case LEAVING -> {
                // Already on its way; the answer ends it.
            }
            case CLOSED -> throw new IllegalStateException(topic + " is closed and was wanted");
        }
        world.touch();
    }

    void placed(Connection connection) {
        if (home != null || state == CLOSED) {
            throw new IllegalStateException(topic + " is " + state + " and cannot be placed on " + connection.id());
        }
        home = connection;
        moving = false;
        connection.add(this);
    }

    // --- the venue's answers ---

    void requested(PendingRequest request) {
        pending = request;
        if (request.isSubscribe()) {
            moveTo(REQUESTED);
            heard = false;
            if (revived) {
                // Else the snapshot that is asked for would make nothing live, and would be waited for for ever.
                revived = false;
                world.out.invalidate(topic, StaleReason.DISCONNECTED);
            }
            care.requested();
            subscribes++;
        }
    }

    /** The venue accepted the subscription, or its data proves that it did. */
    void accepted() {
        if (state != REQUESTED && state != QUARANTINED) {
            return;
        }
        pending = null;
        unanswered = 0;
        group = 0;
        world.touch();
        if (departing) {
            moveTo(LEAVING);
            return;
        }
        moveTo(LIVE);
        // An ack alone proves little of a topic that should have begun to speak.
        wasLive |= !care.beginsWithData();
        quarantine.reset();
        care.accepted();
        world.out.notice(new Notice.TopicLive(topic, connectionId(), world.epoch()));
    }

    /**
     * The venue says that it had been subscribed before: it delivers, but sends no fresh snapshot for that. An unsubscribe must
     * have been lost.
     */
    void wasSubscribedBefore() {
        accepted();
        if (state == LIVE) {
            care.gotNoSnapshot();
        }
    }

    /**
     * The venue refused it.
     *
     * @param retryable whether the venue's text speaks of its own trouble, not of the topic
     */
    void refused(String reason, boolean retryable) {
        if (state != REQUESTED && state != LIVE) {
            return;
        }
        pending = null;
        unanswered = 0;
        refusals++;
        lastRefusal = reason;
        if (!wanted) {
            end();
            return;
        }
        care.discharge();
        if (departing) {
            // It left and came back meanwhile: the refusal spoke of the first wish, which is not the present one.
            departing = false;
            moveTo(WAITING);
            return;
        }
        if (!wasLive && !retryable) {
            world.out.notice(new Notice.TopicRefused(topic, reason, null, world.epoch()));
            wanted = false;
            end();
            return;
        }
        if (wasLive) {
            world.out.invalidate(topic, StaleReason.DISCONNECTED);
        }
        long rest = quarantine.next();
        retryAt = world.now() + rest;
        group = retryable ? 0 : world.newGroup();
        moveTo(QUARANTINED);
        world.touch();
        world.out.notice(new Notice.TopicRefused(topic, reason, Duration.ofNanos(rest), world.epoch()));
    }

    /** No verdict on it was reached: it is asked for again, with others of its group only. */
    void askAgain(int inGroup) {
        if (state != REQUESTED) {
            return;
        }
        pending = null;
        group = inGroup;
        if (!wanted) {
            // Whether it is subscribed is unknown; to be sure, it is unsubscribed.
            moveTo(LEAVING);
        } else {
            moveTo(WAITING);
        }
        world.touch();
    }

    /** Its subscribe was not answered in time; how often in a row, by now. */
    int countUnanswered() {
        unanswered++;
        return unanswered;
    }

    /** The unsubscribe has to be sent again, alone. */
    void leaveAgain() {
        pending = null;
        group = world.newGroup();
        world.touch();
    }

    /** Unsubscribed, as far as anybody can tell. */
    void left() {
        if (state != LEAVING) {
            return;
        }
        pending = null;
        unanswered = 0;
        departing = false;
        group = 0;
        if (!wanted) {
            end();
            return;
        }
        moveTo(WAITING);
        if (moving) {
            leaveHome();
        }
        world.touch();
    }

    /** The socket that carried it is gone. */
    void lostSocket() {
        boolean carried = state == LIVE || state == LEAVING || (state == REQUESTED && heard);
        pending = null;
        unanswered = 0;
        departing = false;
        moving = false;
        heard = false;
        revived = false;
        care.discharge();
        if (!wanted) {
            end();
            return;
        }
        if (carried) {
            world.out.invalidate(topic, StaleReason.DISCONNECTED);
        }
        if (state == REQUESTED || state == LIVE || state == LEAVING) {
            moveTo(WAITING);
        }
    }

    // --- data ---

    /**
     * A frame of it came through its own connection.
     *
     * @return whether it may be believed; false while it is on its way out
     */
    boolean data() {
        frames++;
        lastReceiptEpoch = world.epoch();
        if (state == LIVE && heard && !care.isSick()) {
            care.data();
            return true;
        }
        return unusualData();
    }

    private boolean unusualData() {
        if (!wanted || departing || state == LEAVING || state == WAITING) {
            return false;
        }
        accepted();
        boolean first = !heard;
        if (first) {
            heard = true;
            everHeard = true;
            wasLive = true;
            world.out.notice(new Notice.FirstData(topic, connectionId(), world.epoch()));
        }
        care.unusualData(first);
        return true;
    }

    void bookIsSick(StaleReason reason) {
        care.bookIsSick(reason, state == LIVE && wanted);
    }

    void bookIsLive() {
        if (departing || state == LEAVING || state == WAITING) {
            revived = true;
        } else {
            care.bookIsLive();
        }
    }

    // --- time ---

    /** Ends a quarantine, notices silence. */
    void watch() {
        if (state == QUARANTINED && world.now() >= retryAt) {
            moveTo(WAITING);
            world.touch();
        }
        if (state == LIVE) {
            care.watch();
        }
    }

    /** Climbs to the next rung of the cure when that is due. */
    void heal(boolean freshIsPossible) {
        Rung rung = state == LIVE ? care.climb(freshIsPossible) : null;
        if (rung == Rung.RESUBSCRIBE || rung == Rung.FRESH_CONNECTION) {
            moving = rung == Rung.FRESH_CONNECTION;
            depart();
        }
    }

    /** Whether it stands on the rung of the fresh connection and is not well yet. */
    boolean isOnFreshRung() {
        return care.rung() == Rung.FRESH_CONNECTION;
    }

    /** When {@link #watch} or {@link #heal} has something to do. */
    long deadline() {
        return switch (state) {
            case QUARANTINED -> retryAt;
            case LIVE -> care.deadline();
            case WAITING, REQUESTED, LEAVING, CLOSED -> World.NEVER;
        };
    }

    /** The session ends. */
    void close() {
        if (wanted) {
            wanted = false;
            world.out.invalidate(topic, StaleReason.CLOSED);
            world.out.notice(new Notice.TopicClosed(topic, world.epoch()));
        }
        if (state != CLOSED) {
            end();
        }
    }

    TopicRow row() {
        return new TopicRow(
                topic,
                state,
                connectionId(),
                wanted,
                frames,
                care.gaps(),
                care.silences(),
                care.cures(),
                care.rung(),
                refusals,
                subscribes,
                frames == 0 ? OptionalLong.empty() : OptionalLong.of(lastReceiptEpoch),
                care.allowedSilence(),
                lastRefusal.isEmpty() ? care.lastTrouble() : lastRefusal);
    }

    private int connectionId() {
        return home == null ? 0 : home.id();
    }

    private void depart() {
        departing = true;
        care.pause();
        moveTo(LEAVING);
    }

    private void end() {
        leaveHome();
        moveTo(CLOSED);
        world.touch();
    }

    private void leaveHome() {
        Connection from = home;
        home = null;
        if (from != null) {
            from.remove(this);
        }
    }

    private void moveTo(TopicState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(topic + " cannot become " + next + " from " + state);
        }
        state = next;
    }
}
