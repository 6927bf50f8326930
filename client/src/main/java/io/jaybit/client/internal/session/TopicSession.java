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
    private final RhythmWatch rhythm;
    private final CureLadder cure;
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
    /** Whether a snapshot came since it was subscribed, as far as whoever builds from it tells. */
    private boolean built;

    private long builtBy = World.NEVER;

    private long frames;
    private boolean everHeard;
    private long lastReceiptEpoch;
    private int gaps;
    private int silences;
    private int refusals;
    private int subscribes;
    private String lastTrouble = "";

    TopicSession(Topic topic, World world) {
        this.topic = topic;
        this.world = world;
        this.rhythm = new RhythmWatch(topic, world.config.silence());
        this.cure = new CureLadder(world.config, world.random);
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
        return cure.isSick();
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
        cure.isWell(world.now());
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
            built = false;
            builtBy = World.NEVER;
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
        wasLive |= !rhythm.beginsWithData();
        rhythm.start(world.now());
        quarantine.reset();
        if (cure.isSick()) {
            if (cure.reason() == StaleReason.SILENT && !rhythm.beginsWithData()) {
                // Nothing more can be known of a topic that sends only what happens.
                healthy();
            } else {
                cure.subscribedAgain(world.now());
            }
        }
        world.out.notice(new Notice.TopicLive(topic, connectionId(), world.epoch()));
    }

    /**
     * The venue says that it had been subscribed before: it delivers, but sends no fresh snapshot for that. An unsubscribe must
     * have been lost.
     */
    void wasSubscribedBefore() {
        accepted();
        if (state == LIVE && !built && rhythm.beginsWithData() && !cure.isSick()) {
            fallIll(StaleReason.GAP);
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
        lastTrouble = reason;
        if (!wanted) {
            end();
            return;
        }
        rhythm.stop();
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
        cure.isWell(world.now());
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
        rhythm.stop();
        cure.isWell(world.now());
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
        if (state == LIVE && heard && !cure.isSick()) {
            rhythm.data(world.now());
            return true;
        }
        return unusualData();
    }

    private boolean unusualData() {
        if (!wanted || departing || state == LEAVING || state == WAITING) {
            return false;
        }
        accepted();
        rhythm.data(world.now());
        boolean first = !heard;
        if (first) {
            heard = true;
            everHeard = true;
            wasLive = true;
            builtBy = world.now() + world.config.silence().cure().toNanos();
            world.out.notice(new Notice.FirstData(topic, connectionId(), world.epoch()));
        }
        if (cure.reason() == StaleReason.SILENT) {
            if (first || !rhythm.beginsWithData()) {
                healthy();
            } else if (cure.speaksAgain(world.now())) {
                world.touch();
            }
        }
        return true;
    }

    void bookIsSick(StaleReason reason) {
        gaps++;
        built = reason == StaleReason.UNAVAILABLE;
        boolean curable = switch (reason) {
            case GAP, CROSSED, UNREPRESENTABLE, SILENT -> true;
            case DISCONNECTED, UNAVAILABLE, CLOSED -> false;
        };
        if (curable && state == LIVE && wanted && !cure.isSick()) {
            fallIll(reason);
        }
    }

    void bookIsLive() {
        built = true;
        if (rhythm.beginsWithData()) {
            world.buildsReported(topic.kind());
        }
        if (cure.isSick()) {
            healthy();
        }
    }

    // --- time ---

    /** Ends a quarantine, notices silence. */
    void watch() {
        if (state == QUARANTINED && world.now() >= retryAt) {
            moveTo(WAITING);
            world.touch();
        }
        if (state == LIVE && wanted && !departing && !cure.isSick() && world.isOver(rhythm.deadline())) {
            silences++;
            long silentFor = world.now() - rhythm.last();
            long allowed = rhythm.allowed();
            rhythm.isSilent();
            world.out.notice(new Notice.TopicSilent(
                    topic,
                    Duration.ofNanos(silentFor),
                    Duration.ofNanos(allowed),
                    world.epoch() - silentFor,
                    world.epoch()));
            world.out.invalidate(topic, StaleReason.SILENT);
            fallIll(StaleReason.SILENT);
        } else if (isUnbuilt()) {
            fallIll(StaleReason.GAP);
        }
    }

    /** It speaks and nothing can be built from it: what came was no snapshot. */
    private boolean isUnbuilt() {
        return state == LIVE
                && wanted
                && !built
                && !cure.isSick()
                && world.now() >= builtBy
                && world.areBuildsReported(topic.kind());
    }

    /** Climbs to the next rung of the cure when that is due. */
    void heal(boolean freshIsPossible) {
        if (state != LIVE || !cure.isSick() || !world.isOver(cure.deadline())) {
            return;
        }
        Rung rung = cure.climb(world.now(), freshIsPossible);
        lastTrouble = "curing " + cure.reason() + " by " + rung;
        world.out.notice(new Notice.Curing(topic, rung.name(), cure.attempt(), world.epoch()));
        if (rung != Rung.REST) {
            moving = rung == Rung.FRESH_CONNECTION;
            depart();
        }
        world.touch();
    }

    /** Whether it stands on the rung of the fresh connection and is not well yet. */
    boolean isOnFreshRung() {
        return cure.rung() == Rung.FRESH_CONNECTION;
    }

    /** When {@link #watch} or {@link #heal} has something to do. */
    long deadline() {
        return switch (state) {
            case QUARANTINED -> retryAt;
            case LIVE -> {
                long due = world.fair(cure.isSick() ? cure.deadline() : rhythm.deadline());
                yield !built && !cure.isSick() && world.areBuildsReported(topic.kind()) ? Math.min(due, builtBy) : due;
            }
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
        long allowed = rhythm.allowed();
        return new TopicRow(
                topic,
                state,
                connectionId(),
                wanted,
                frames,
                gaps,
                silences,
                cure.taken(),
                cure.rung(),
                refusals,
                subscribes,
                frames == 0 ? OptionalLong.empty() : OptionalLong.of(lastReceiptEpoch),
                allowed == World.NEVER ? null : Duration.ofNanos(allowed),
                lastTrouble);
    }

    private int connectionId() {
        return home == null ? 0 : home.id();
    }

    private void fallIll(StaleReason reason) {
        lastTrouble = reason.name();
        cure.fellIll(reason, world.now());
        world.touch();
    }

    private void healthy() {
        if (cure.reason() == StaleReason.SILENT && cure.rung() != null) {
            rhythm.isCured();
        }
        cure.isWell(world.now());
        world.touch();
    }

    private void depart() {
        departing = true;
        rhythm.stop();
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
