package io.jaybit.simulator.venue;

/** Is told what leaves the venue, frame by frame, in the order of each connection's wire. Called on the exchange's thread. */
@FunctionalInterface
public interface FrameListener {
    /**
     * A frame was handed to a client's socket, after all that goes wrong on purpose; whether it arrives nobody knows.
     *
     * @param label its topic, or {@code answer.} and its op, as in {@link StreamConnection#sent}
     * @param frame UTF-8; shared with others and not to be changed
     */
    void onSent(StreamConnection connection, String label, byte[] frame);
}
