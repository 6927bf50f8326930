package io.jaybit.station.pipeline;

import io.jaybit.client.Health;
import io.jaybit.client.MarketListener;
import io.jaybit.positions.Position;

/**
 * Something that looks at a stream and has something to say about it: the same for a live stream and for files. One call at a time.
 *
 * <p>Gets events in their order, and the time on the venue's clock in between, which from a file is the file's own time alone.
 */
public interface Watcher extends MarketListener {
    /**
     * The venue's clock has come this far; never runs backwards.
     *
     * @param venueEpochMillis from a file the greatest push time so far
     */
    default void onTime(long venueEpochMillis) {}

    /** What is known of a position of one's own, live only. */
    default void onPosition(Position position) {}

    /** How the live client does, about once a second; never from a file. */
    default void onHealth(Health health) {}

    /** The stream is over: say what is still to be said. */
    default void onEnd() {}

    /** How many events of its kind were seen, shown or not. */
    long seen();
}
