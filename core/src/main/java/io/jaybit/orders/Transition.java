package io.jaybit.orders;

import java.util.OptionalLong;

/**
 * One change of an order's record: what, by whom, and when. Immutable.
 *
 * @param from the state before; of the first, equal to {@code to}
 * @param text in plain words: {@code New → PartiallyFilled: filled 0.3 of 1 at 65010}
 * @param venueEpochMillis venue time of what was told; empty where it told none
 * @param epochNanos our wall clock at receipt, or when we did it
 */
public record Transition(
        OrderState from, OrderState to, Teller teller, String text, OptionalLong venueEpochMillis, long epochNanos) {}
