/**
 * The ports through which frames come in and events go out, the same for a live connection, a recording and a simulation.
 *
 * <p>Start at {@link io.jaybit.feed.FrameDecoder}. Time is an argument everywhere.
 */
@NullMarked
package io.jaybit.feed;

import org.jspecify.annotations.NullMarked;
