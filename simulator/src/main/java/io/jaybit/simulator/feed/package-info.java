/**
 * Topics: what happens on the exchange, as the frames that the venue pushes, each in its rhythm.
 *
 * <p>Start at {@link io.jaybit.simulator.feed.PublicFeeds} for the public ones. A topic looks at its market in its own rhythm and only
 * while somebody listens; what is remembered for everybody is in {@link io.jaybit.simulator.feed.MarketHistory}. Confined to the thread that advances the exchange's timeline.
 */
@NullMarked
package io.jaybit.simulator.feed;

import org.jspecify.annotations.NullMarked;
