package io.jaybit.recorder.log;

import org.jspecify.annotations.Nullable;

/**
 * How a recording stands. Immutable.
 *
 * @param flushed number of the last record that outlives the process, and with {@link RawLogOptions#sync} the loss of power
 * @param waitingBytes taken in and not yet given to the journal
 * @param dropped inputs of this run that are not recorded
 * @param paused whether inputs are being dropped now
 * @param diskFailure why the disk does not take anything now; null if it does
 */
public record RawLogStatus(
        long flushed,
        long waitingBytes,
        long dropped,
        boolean paused,
        @Nullable String diskFailure) {}
