package io.jaybit.client;

/** Something of the user's that the client calls until it is closed. Safe for any thread. */
public interface Registration extends AutoCloseable {
    /** Ends the calls; one that is under way on another thread may still finish. Idempotent. */
    @Override
    void close();
}
