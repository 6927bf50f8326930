/**
 * Topics: what happens on the exchange, as the frames that the venue pushes, each in its rhythm.
 *
 * <p>Start at {@link io.jaybit.simulator.feed.TopicBoard}. Confined to the thread that advances the exchange's timeline.
 */
@NullMarked
package io.jaybit.simulator.feed;

import org.jspecify.annotations.NullMarked;
