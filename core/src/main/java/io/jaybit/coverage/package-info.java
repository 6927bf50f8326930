/**
 * What part of the time was seen, how well, and why not the rest: the ledger behind every "23 h 58 m of 24 h seen, 2 gaps".
 *
 * <p>Start at {@link io.jaybit.coverage.CoverageLedger}. One time line for all topics, in the venue's time. Time is an argument
 * everywhere; a ledger is confined to one thread, what it answers is immutable.
 */
@NullMarked
package io.jaybit.coverage;

import org.jspecify.annotations.NullMarked;
