package io.jaybit.client.internal.session;

/**
 * What the venue's clock shows when ours shows a time. Immutable.
 *
 * @param offsetNanos to be added to our wall clock
 * @param errorNanos how far off that may be, in either direction
 */
public record ClockEstimate(long offsetNanos, long errorNanos) {}
