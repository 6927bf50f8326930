package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.recorder.RecorderStatus;
import io.jaybit.recorder.log.RawLogStatus;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What {@code record} says of itself. */
class RecordProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private static RecorderStatus status(long behind, long away, String reason, OptionalLong records) {
        RawLogStatus log = new RawLogStatus(20_000, 0, 0, false, null);
        return new RecorderStatus(log, 5_700, behind, 1, 0, away, reason, records, "");
    }

    @Test
    void aDatabaseIsLevelBehindOrAwayForAReason() {
        assertThat(RecordProgress.database(status(0, 0, "", OptionalLong.of(0))))
                .containsExactly("database level");
        assertThat(RecordProgress.database(status(SECOND / 2, 0, "", OptionalLong.of(300))))
                .containsExactly("database 500 ms behind");
        assertThat(RecordProgress.database(status(48 * SECOND, 0, "", OptionalLong.of(14_300))))
                .containsExactly("database 48 s behind");
        assertThat(RecordProgress.database(status(0, 12 * SECOND, "no connection", OptionalLong.of(14_300))))
                .containsExactly("database AWAY 12 s (no connection)", "14,300 records behind");
        assertThat(RecordProgress.database(status(0, 12 * SECOND, "it answers 503", OptionalLong.empty())))
                .as("nobody knows how far it is")
                .containsExactly("database AWAY 12 s (it answers 503)");
    }

    @Test
    void aLineIsFoldedBetweenItsPartsAndNeverWiderThanTheTerminal() {
        List<String> parts = List.of(
                "1,234 frames/s",
                "45,678 rows/s",
                "database AWAY 12 s (no connection)",
                "14,300 records behind",
                "123.4 MB (1.2 GB a day)",
                "88.1 GB free",
                "0 gaps",
                "0 lost");
        String whole = "recording: " + String.join(", ", parts);
        assertThat(Messages.folded("recording: ", parts, Integer.MAX_VALUE)).isEqualTo(whole);
        for (int width = 40; width < 200; width++) {
            String folded = Messages.folded("recording: ", parts, width);
            assertThat(folded.replace("\n        ", " ")).isEqualTo(whole);
            assertThat(List.of(folded.split("\n {8}", -1)))
                    .as("width %s", width)
                    .allMatch(line -> !line.isBlank());
            for (String line : folded.split("\n {8}", -1)) {
                assertThat(line.length()).as(line).isLessThanOrEqualTo(width);
            }
        }
        assertThat(Messages.folded("recording: ", parts, 72))
                .isEqualTo("recording: 1,234 frames/s, 45,678 rows/s,\n"
                        + "        database AWAY 12 s (no connection), 14,300 records behind,\n"
                        + "        123.4 MB (1.2 GB a day), 88.1 GB free, 0 gaps, 0 lost");
    }
}
