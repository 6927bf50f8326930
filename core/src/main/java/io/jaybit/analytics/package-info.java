/**
 * What is computed from the streams, in the venue's time: histories, joined prints, liquidation totals.
 *
 * <p>Start at {@link io.jaybit.analytics.Operator}. Plain classes without thread, clock or framework: the same ones run in this process and
 * inside a stream processor. Each is confined to one thread.
 */
@NullMarked
package io.jaybit.analytics;

import org.jspecify.annotations.NullMarked;
