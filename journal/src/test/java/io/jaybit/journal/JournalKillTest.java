package io.jaybit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of its work loses nothing that it was told is kept. */
class JournalKillTest {
    private static final int KILLS = Boolean.getBoolean("jaybit.long") ? 100 : 10;

    @TempDir
    private Path directory;

    @Test
    void killedAtAnyMomentNothingAcknowledgedIsLost() throws IOException, InterruptedException {
        Random random = new Random(20261126);
        for (int kill = 0; kill < KILLS; kill++) {
            Durability durability = kill % 5 == 4 ? Durability.FORCED : Durability.WRITTEN;
            long acknowledged = runAndKill(durability, 1 + random.nextInt(kill % 2 == 0 ? 50 : 1000));

            try (Journal journal = Journal.open(directory, Scene.small(Durability.WRITTEN))) {
                assertThat(journal.opening().damage()).isEmpty();
                assertThat(journal.lastSequence()).isGreaterThanOrEqualTo(acknowledged);
                Checkpoint checkpoint = journal.checkpoint();
                long[] last = {checkpoint == null ? 0 : checkpoint.sequence()};
                if (checkpoint != null) {
                    assertThat(checkpoint.state()).isEqualTo(Scene.bytes("state of " + checkpoint.sequence()));
                }
                journal.replay((sequence, bytes) -> {
                    assertThat(sequence).isEqualTo(++last[0]);
                    byte[] content = new byte[bytes.remaining()];
                    bytes.get(content);
                    assertThat(content).isEqualTo(Appender.content(sequence));
                });
                assertThat(last[0]).isEqualTo(journal.lastSequence());
            }
        }
    }

    @Test
    void anotherProcessIsToldWhoHasTheJournal() throws IOException, InterruptedException {
        Process holder = start(Durability.WRITTEN);
        try (BufferedReader out = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("open 0");

            assertThatThrownBy(() -> Journal.open(directory, Scene.small(Durability.WRITTEN)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContainingAll("in use by another process", "PID " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        Journal.open(directory, Scene.small(Durability.WRITTEN)).close();
    }

    /** @return the last number that the process said */
    private long runAndKill(Durability durability, int records) throws IOException, InterruptedException {
        Process child = start(durability);
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            String first = out.readLine();
            assertThat(first).startsWith("open ");
            long last = Long.parseLong(first.substring("open ".length()));
            for (int i = 0; i < records; i++) {
                last = Long.parseLong(Objects.requireNonNull(out.readLine(), "the child ended by itself"));
            }
            // Through the handle, as the process itself would close the pipe.
            child.toHandle().destroyForcibly();
            child.waitFor();
            // What it said before it died and nobody had read yet; its last line may be half.
            String unread = out.lines().reduce("", (all, line) -> all + line + "\n");
            List<String> whole = unread.lines().toList();
            for (String line : whole.subList(0, Math.max(0, whole.size() - 1))) {
                last = Long.parseLong(line);
            }
            return last;
        }
    }

    private Process start(Durability durability) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appender.class.getName(),
                        directory.toString(),
                        durability.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
