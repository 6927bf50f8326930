package io.jaybit.feed;

/** Takes frames before they are decoded: a recorder, a counter, a test. */
@FunctionalInterface
public interface FrameSink {
    /** @param frame valid during the call only */
    void onFrame(Frame frame);
}
