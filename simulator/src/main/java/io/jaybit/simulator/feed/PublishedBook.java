package io.jaybit.simulator.feed;

/**
 * A book as its subscribers know it: what the frames sent so far add up to. A view that goes on changing; confined to the exchange's
 * thread.
 */
public interface PublishedBook {
    Ladder bids();

    Ladder asks();

    /** Number of the last frame. */
    long u();

    /** The engine's sequence at the last frame. */
    long seq();

    /** When the engine had last changed the book, at the last frame: {@code cts}. */
    long matchEpochMillis();
}
