/**
 * A server that looks like the venue's public streams: it answers as the venue answers and plays recorded or invented frames.
 *
 * <p>Start at {@link io.jaybit.simulator.FrameServer}. Everything here is an own reading of the venue's documentation and shares
 * nothing with the client but the decimal, so that the two check each other.
 */
@NullMarked
package io.jaybit.simulator;

import org.jspecify.annotations.NullMarked;
