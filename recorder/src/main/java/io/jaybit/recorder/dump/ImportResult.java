package io.jaybit.recorder.dump;

import io.jaybit.recorder.database.Span;
import java.util.List;

/**
 * What an import did. Immutable.
 *
 * @param imported trades that were not there and are now
 * @param known trades that were there already; they are as they were
 * @param repeated trades of an id that came in the dump before
 * @param unfit trades with a number that does not fit its column; they are not there
 * @param recovered times of which the recording had nothing and has the venue's record now
 */
public record ImportResult(
        DumpFile file, DumpSummary read, long imported, long known, long repeated, long unfit, List<Span> recovered) {
    public ImportResult {
        recovered = List.copyOf(recovered);
    }

    /** Whether every row of the dump is in the recording. */
    public boolean isWhole() {
        return read.bad() == 0 && unfit == 0;
    }
}
