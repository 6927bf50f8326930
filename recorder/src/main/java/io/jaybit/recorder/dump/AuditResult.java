package io.jaybit.recorder.dump;

import io.jaybit.recorder.database.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a dump and a recording of the same time have in common, and what not. Immutable; sums are exact.
 *
 * @param time what is compared; empty if there is no trade in the dump
 * @param both trades in both
 * @param imported how many of them the recording has from a dump, so that they prove nothing of what was heard
 * @param otherTime how many of them have the same id and another millisecond
 * @param repeated rows of the dump with an id that came before
 * @param missed trades only in the dump, of times that the coverage calls seen
 * @param inHoles trades only in the dump, of other times
 * @param onlyRecorded trades only in the recording
 * @param different trades in both with another side, price or size
 * @param dumpVolume sum of the sizes in the dump
 * @param recordedVolume sum of the sizes in the recording
 * @param missedVolume sum of the sizes of {@code missed}
 * @param inHolesVolume sum of the sizes of {@code inHoles}
 * @param onlyRecordedVolume sum of the sizes of {@code onlyRecorded}
 * @param findings the first {@value DumpAudit#SHOWN} of each kind
 */
public record AuditResult(
        DumpFile file,
        DumpSummary read,
        Optional<Span> time,
        long both,
        long imported,
        long otherTime,
        long repeated,
        long missed,
        long inHoles,
        long onlyRecorded,
        long different,
        BigDecimal dumpVolume,
        BigDecimal recordedVolume,
        BigDecimal missedVolume,
        BigDecimal inHolesVolume,
        BigDecimal onlyRecordedVolume,
        List<AuditFinding> findings) {
    public AuditResult {
        findings = List.copyOf(findings);
    }

    /** Whether something is wrong for which the recording has no explanation, or part of the dump could not be compared. */
    public boolean isAlarm() {
        return missed > 0 || different > 0 || read.bad() > 0;
    }
}
