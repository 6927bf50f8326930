package io.jaybit.simulator.venue;

/** One client's socket as the venue sees it. */
public interface Outlet {
    /**
     * Sends a text frame; never waits.
     *
     * @param frame UTF-8; shared with others and not to be changed
     */
    void send(byte[] frame);

    /** Ends the connection by the closing handshake. */
    void close(int code, String reason);

    /** Cuts the connection without a word. */
    void reset();

    /** Bytes that were sent and that the network has not yet taken. */
    long pendingBytes();
}
