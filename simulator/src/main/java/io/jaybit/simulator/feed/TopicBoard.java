package io.jaybit.simulator.feed;

import io.jaybit.simulator.wire.StreamPath;
import org.jspecify.annotations.Nullable;

/** Finds topics by name. */
public interface TopicBoard {
    /** The topic; null where the venue knows none of that name on that path. */
    @Nullable
    Topic find(StreamPath path, String name);
}
