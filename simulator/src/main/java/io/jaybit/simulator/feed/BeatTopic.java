package io.jaybit.simulator.feed;

/** A topic that looks at its beat for what has changed, and rests while nothing does or nobody listens. */
abstract class BeatTopic extends FeedTopic {
    private final Beat beat;
    private final int intervalMillis;
    private final Runnable run = this::run;
    private boolean armed;

    BeatTopic(String name, Beat beat, int intervalMillis) {
        super(name);
        this.beat = beat;
        this.intervalMillis = intervalMillis;
    }

    /** There may be something to tell. */
    final void changed() {
        if (!armed && hasSubscribers()) {
            armed = true;
            beat.timeline().at(beat.next(intervalMillis), run);
        }
    }

    private void run() {
        armed = false;
        if (hasSubscribers()) {
            look();
        }
    }

    /** Tells what has changed since the last frame, if anything has. */
    abstract void look();

    final long now() {
        return beat.timeline().now();
    }
}
