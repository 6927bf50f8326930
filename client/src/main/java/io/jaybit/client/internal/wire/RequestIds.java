package io.jaybit.client.internal.wire;

/**
 * Gives every request of one connection an id of its own: a word for what it asks and a number that never repeats, {@code sub-1},
 * {@code ping-2}, {@code auth-3}. Confined to the thread of the session.
 */
public final class RequestIds {
    private long last;

    /** @param word what is asked, a few letters */
    public String next(String word) {
        last++;
        return word + "-" + last;
    }
}
