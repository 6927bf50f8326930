package io.jaybit.recorder;

import io.jaybit.recorder.log.RawLogStatus;
import java.util.OptionalLong;

/**
 * How a recording does. Immutable.
 *
 * @param log the raw log
 * @param sequence number of the last record that is in the database, or soon will be
 * @param behindNanos how far the database is behind what is on the disk, by the wall times of records; 0 when level
 * @param rows how many rows this process has written
 * @param rowsRefused how many it could not, as a number of theirs does not fit its column
 * @param awayNanos for how long the database has not been there; 0 while it is
 * @param awayReason why it is not, in a few words; empty while it is
 * @param recordsBehind how many records on the disk have no rows in the database that are committed; empty as long as the database was never there
 *     to tell how far it is
 * @param failure why the database is not filled any more; empty while it is
 */
public record RecorderStatus(
        RawLogStatus log,
        long sequence,
        long behindNanos,
        long rows,
        long rowsRefused,
        long awayNanos,
        String awayReason,
        OptionalLong recordsBehind,
        String failure) {}
