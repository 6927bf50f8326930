package io.jaybit.feed;

import java.io.IOException;

/** Gives frames in the order in which they were received: a recording, a file, a simulation. Confined to one thread. */
public interface FrameSource extends AutoCloseable {
    /**
     * Hands the next frame to {@code sink}.
     *
     * @return false at the end
     * @throws IOException if what holds the frames cannot be read; the message names it and the place in it
     */
    boolean next(FrameSink sink) throws IOException;

    @Override
    void close() throws IOException;
}
