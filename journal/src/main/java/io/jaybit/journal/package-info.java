/**
 * Records on disk, in files of their own: numbered, checked, cut where a crash tore them, with checkpoints that bound how many are read
 * again.
 *
 * <p>Start at {@link Journal}. Confined to one thread; reads no clock. The format is described in {@code docs/JOURNAL.md}.
 */
@NullMarked
package io.jaybit.journal;

import org.jspecify.annotations.NullMarked;
