/**
 * Traders who make a believable market: makers, noise, momentum, whales, systematic executors, people with too much leverage.
 *
 * <p>Start at {@link io.jaybit.simulator.agents.Population}. Everything comes from one seed; what the executors plan and do is kept
 * as ground truth. Confined to the thread that advances the exchange's timeline. Chance is floating point here; prices, sizes and
 * money are whole ticks, whole steps and exact sums as everywhere.
 */
@NullMarked
package io.jaybit.simulator.agents;

import org.jspecify.annotations.NullMarked;
