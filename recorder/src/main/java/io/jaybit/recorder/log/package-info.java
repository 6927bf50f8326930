/**
 * The raw log of a recording: everything that a client takes in, in its order, on disk.
 *
 * <p>Start at {@link io.jaybit.recorder.log.RawLog} to write and {@link io.jaybit.recorder.log.RawLogReader} to read. The format is described in
 * {@code docs/RECORDING.md}.
 */
@NullMarked
package io.jaybit.recorder.log;

import org.jspecify.annotations.NullMarked;
