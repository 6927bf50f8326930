package io.jaybit.client.internal.session;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Notice;
import io.jaybit.market.Topic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether one subscribed topic is well, and says what is to be done when it is not: it is silent, or what is built from it
 * broke, or it speaks without the snapshot that everything begins with. Confined to the session's thread.
 */
final class TopicCare {
    private final Topic topic;
    private final World world;
    private final RhythmWatch rhythm;
    private final CureLadder cure;
    /** Whether a snapshot came since it was subscribed, as far as whoever builds from it tells. */
    private boolean built;

    private long builtBy = World.NEVER;
    private int gaps;
    private int silences;
    private String lastTrouble = "";

    TopicCare(Topic topic, World world) {
        this.topic = topic;
        this.world = world;
        this.rhythm = new RhythmWatch(topic, world.config.silence());
        this.cure = new CureLadder(world.config, world.random);
    }

    boolean isSick() {
        return cure.isSick();
    }

    /** The rung it stands on; null when it is well or nothing was done yet. */
    @Nullable
    Rung rung() {
        return cure.rung();
    }

    /** Whether the venue sends something as soon as it is subscribed. */
    boolean beginsWithData() {
        return rhythm.beginsWithData();
    }

    void requested() {
        built = false;
        builtBy = World.NEVER;
    }

    /** Subscribed: from here on it is expected to speak. */
    void accepted() {
        rhythm.start(world.now());
        if (!cure.isSick()) {
            return;
        }
        if (cure.reason() == StaleReason.SILENT && !rhythm.beginsWithData()) {
            // Nothing more can be known of a topic that sends only what happens.
            healthy();
        } else {
            cure.subscribedAgain(world.now());
        }
    }

    /** The venue had it subscribed already, so that no fresh snapshot comes. */
    void gotNoSnapshot() {
        if (!built && rhythm.beginsWithData() && !cure.isSick()) {
            fallIll(StaleReason.GAP);
        }
    }

    /** Not subscribed any more: nothing is expected, nothing is cured. */
    void discharge() {
        rhythm.stop();
        cure.isWell(world.now());
    }

    /** On its way out to be subscribed again: nothing is expected meanwhile. */
    void pause() {
        rhythm.stop();
    }

    /** A frame of a topic that is well. */
    void data() {
        rhythm.data(world.now());
    }

    /** A frame of a topic that is not well, or the first one. */
    void unusualData(boolean first) {
        rhythm.data(world.now());
        if (first) {
            builtBy = world.now() + world.config.silence().cure().toNanos();
        }
        if (cure.reason() != StaleReason.SILENT) {
            return;
        }
        if (first || !rhythm.beginsWithData()) {
            healthy();
        } else if (cure.speaksAgain(world.now())) {
            world.touch();
        }
    }

    /** @param treatable whether it is subscribed and wanted, so that subscribing it again may help */
    void bookIsSick(StaleReason reason, boolean treatable) {
        gaps++;
        built = reason == StaleReason.UNAVAILABLE;
        boolean curable = switch (reason) {
            case GAP, CROSSED, UNREPRESENTABLE, SILENT -> true;
            case DISCONNECTED, UNAVAILABLE, CLOSED -> false;
        };
        if (curable && treatable && !cure.isSick()) {
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

    /** Notices silence, and data without a snapshot. */
    void watch() {
        if (cure.isSick()) {
            return;
        }
        if (world.isOver(rhythm.deadline())) {
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
        } else if (world.now() >= unbuiltFrom()) {
            world.out.invalidate(topic, StaleReason.GAP);
            fallIll(StaleReason.GAP);
        }
    }

    /** Climbs to the next rung of the cure when that is due; null when nothing is. */
    @Nullable
    Rung climb(boolean freshIsPossible) {
        if (!cure.isSick() || !world.isOver(cure.deadline())) {
            return null;
        }
        StaleReason reason = cure.reason();
        Rung rung = cure.climb(world.now(), freshIsPossible);
        lastTrouble = "curing " + reason + " by " + rung;
        world.out.notice(new Notice.Curing(topic, rung.name(), cure.attempt(), world.epoch()));
        world.touch();
        return rung;
    }

    /** When {@link #watch} or {@link #climb} has something to do. */
    long deadline() {
        return cure.isSick() ? world.fair(cure.deadline()) : Math.min(world.fair(rhythm.deadline()), unbuiltFrom());
    }

    int gaps() {
        return gaps;
    }

    int silences() {
        return silences;
    }

    /** How often a rung of the cure was taken. */
    int cures() {
        return cure.taken();
    }

    String lastTrouble() {
        return lastTrouble;
    }

    @Nullable
    Duration allowedSilence() {
        long allowed = rhythm.allowed();
        return allowed == World.NEVER ? null : Duration.ofNanos(allowed);
    }

    /** When a topic that speaks should have had its snapshot, if that is told at all. */
    private long unbuiltFrom() {
        return built || !world.areBuildsReported(topic.kind()) ? World.NEVER : builtBy;
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
}
