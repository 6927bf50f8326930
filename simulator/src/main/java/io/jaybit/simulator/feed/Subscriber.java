package io.jaybit.simulator.feed;

/** Who takes the frames of topics. */
public interface Subscriber {
    /**
     * A frame of a topic that was joined.
     *
     * @param frame UTF-8; shared by all subscribers and not to be changed
     */
    void deliver(Topic topic, byte[] frame);
}
