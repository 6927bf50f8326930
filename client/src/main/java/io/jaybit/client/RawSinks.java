package io.jaybit.client;

import io.jaybit.feed.FrameSink;
import java.util.ArrayList;
import java.util.List;

/** Those who want frames before they are decoded. Safe for any thread; reading them costs nothing, for that is done for each frame. */
final class RawSinks {
    private volatile FrameSink[] sinks = new FrameSink[0];

    synchronized Registration add(FrameSink sink) {
        // A wrapper of its own, so that one sink can be registered twice and each registration be closed by itself.
        FrameSink own = frame -> sink.onFrame(frame);
        List<FrameSink> more = new ArrayList<>(List.of(sinks));
        more.add(own);
        sinks = more.toArray(FrameSink[]::new);
        return () -> remove(own);
    }

    private synchronized void remove(FrameSink own) {
        List<FrameSink> rest = new ArrayList<>(List.of(sinks));
        rest.remove(own);
        sinks = rest.toArray(FrameSink[]::new);
    }

    /** Not to be changed. */
    FrameSink[] all() {
        return sinks;
    }
}
