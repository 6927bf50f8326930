package io.jaybit.orders;

import org.jspecify.annotations.Nullable;

/**
 * A record before and after one piece of news. Immutable.
 *
 * @param before null for a record that is new
 * @param transition what changed, who told, and when
 */
public record OrderChange(@Nullable OrderRecord before, OrderRecord after, Transition transition) {
    /** The order and what became of it, in plain words. */
    public String text() {
        return after + " " + transition.text();
    }
}
