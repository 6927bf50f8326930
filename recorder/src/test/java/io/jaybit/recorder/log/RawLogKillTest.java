package io.jaybit.recorder.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.feed.Frame;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of recording loses nothing that it was told is kept. */
class RawLogKillTest {
    private static final int KILLS = Boolean.getBoolean("jaybit.long") ? 100 : 10;
    private static final int RUNS_IN_A_FOLDER = 5;

    @TempDir
    private Path directory;

    @Test
    void killedAtAnyMomentEverythingAcknowledgedIsThereInOrderAndOnce() throws IOException, InterruptedException {
        Random random = new Random(20260925);
        for (int series = 0; series < KILLS / RUNS_IN_A_FOLDER; series++) {
            Path folder = directory.resolve("series" + series);
            Files.createDirectory(folder);
            Checker checker = new Checker();
            long after = 0;
            for (int kill = 0; kill < RUNS_IN_A_FOLDER; kill++) {
                String sync = kill % 3 == 2 ? "sync" : "buffered";
                long acknowledged = runAndKill(folder, sync, checker.lastNumber + 1, random.nextInt(400));

                try (RawLogReader reader = RawLogReader.open(folder, message -> {})) {
                    long last = reader.read(after + 1, checker);
                    assertThat(last).isGreaterThanOrEqualTo(acknowledged);
                    assertThat(checker.lastSequence).isEqualTo(last);
                    after = last;
                }
            }
            RawLog.open(folder, RawLogOptions.DEFAULT, event -> {}).close();
            Checker all = new Checker();
            try (RawLogReader reader = RawLogReader.open(folder, message -> {})) {
                reader.follow(all);
            }
            assertThat(all.lastNumber).isEqualTo(checker.lastNumber);
            assertThat(all.uncleanEnds).isEqualTo(RUNS_IN_A_FOLDER);
            delete(folder);
        }
    }

    /** @return the last number of a record that the process called kept */
    private long runAndKill(Path folder, String sync, long firstNumber, int millis)
            throws IOException, InterruptedException {
        Process child = start(folder, 1, sync, firstNumber);
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = new ArrayList<>();
            while (!lines.contains("open")) {
                lines.add(Objects.requireNonNull(out.readLine(), "the child ended by itself"));
            }
            long until = System.nanoTime() + millis * 1_000_000L;
            while (System.nanoTime() < until) {
                lines.add(Objects.requireNonNull(out.readLine(), "the child ended by itself"));
            }
            // Through the handle, as the process itself would close the pipe.
            child.toHandle().destroyForcibly();
            child.waitFor();
            out.lines().forEach(lines::add);
            // Its last line may be half.
            return lines.subList(0, lines.size() - 1).stream()
                    .filter(line -> line.startsWith("flushed "))
                    .mapToLong(line -> Long.parseLong(line.substring("flushed ".length())))
                    .max()
                    .orElse(0);
        }
    }

    @Test
    void anotherProcessIsToldWhoRecordsThere() throws IOException, InterruptedException {
        Process holder = start(directory, 1000, "buffered", 1);
        try (BufferedReader out = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("open");

            assertThatThrownBy(() -> RawLog.open(directory, RawLogOptions.DEFAULT, event -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("in use by another process", "PID " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        RawLog.open(directory, RawLogOptions.DEFAULT, event -> {}).close();
    }

    private static Process start(Path folder, int everyMillis, String sync, long firstNumber) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-Xshare:auto",
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRecorder.class.getName(),
                        folder.toString(),
                        Integer.toString(everyMillis),
                        sync,
                        Long.toString(firstNumber))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Numbers without a gap but where the log itself says how many are missing, texts as they were written, no damage. */
    private static final class Checker extends TapeOfNothing {
        private long lastSequence;
        private long lastNumber;
        private long lost;
        private int uncleanEnds;

        @Override
        public void onRecord(long sequence, RecordKind kind, long epochNanos, long nanos) {
            if (sequence != lastSequence + 1) {
                throw new AssertionError("after record " + lastSequence + " comes " + sequence);
            }
            lastSequence = sequence;
        }

        @Override
        public void onStarted(RunStarted run, long epochNanos, long nanos) {
            // the frames begin where those of the run before ended, so far as they were kept
            lost = 0;
        }

        @Override
        public void onFrame(Frame frame) {
            String text = frame.toString();
            long number = KilledRecorder.number(text);
            // there are millions of them: no assertion that builds a description
            if (number != lastNumber + 1 + lost || !text.equals(KilledRecorder.text(number))) {
                throw new AssertionError("after frame " + lastNumber + " and " + lost + " lost comes " + text);
            }
            lastNumber = number;
            lost = 0;
        }

        @Override
        public void onUncleanEnd(UncleanEnd end) {
            assertThat(end.lastSequence()).isEqualTo(lastSequence);
            uncleanEnds++;
        }

        @Override
        public void onLost(Loss loss, long epochNanos, long nanos) {
            lost += loss.count();
        }

        @Override
        public void onDamage(RecordDamage damage) {
            throw new AssertionError(damage.toString());
        }

        @Override
        public void onUnknown(long sequence, String problem) {
            throw new AssertionError(problem);
        }
    }
}
