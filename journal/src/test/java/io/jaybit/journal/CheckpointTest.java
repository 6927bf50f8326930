package io.jaybit.journal;

import static io.jaybit.journal.Scene.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final JournalOptions OPTIONS = Scene.small(Durability.WRITTEN);

    @TempDir
    private Path directory;

    @Test
    void afterACheckpointOnlyWhatFollowedIsReadAgain() throws IOException {
        fill("one");

        try (Journal journal = Journal.open(directory, OPTIONS)) {
            assertThat(stateOf(journal)).isEqualTo("state one");
            assertThat(journal.opening().checkpointSequence()).hasValue(10);
            assertThat(replayed(journal)).containsExactly("11=after one");
        }
    }

    @Test
    void aCheckpointThatCannotBeReadLeavesTheOneBefore() throws IOException {
        fill("one");
        fill("two");
        Path newest = Scene.checkpoints(directory).get(1);
        Scene.flip(newest, Files.size(newest) - 1, 0);

        try (Journal journal = Journal.open(directory, OPTIONS)) {
            assertThat(stateOf(journal)).isEqualTo("state one");
            assertThat(journal.opening().notes()).singleElement().asString().contains("damaged", newest.toString());
            assertThat(replayed(journal)).hasSize(12).first().isEqualTo("11=after one");
        }
    }

    @Test
    void anUnfinishedCheckpointIsNotSeen() throws IOException {
        fill("one");
        Files.writeString(directory.resolve(Format.name(11, Format.CHECKPOINT) + Format.TEMPORARY), "half");

        try (Journal journal = Journal.open(directory, OPTIONS)) {
            assertThat(stateOf(journal)).isEqualTo("state one");
            journal.writeCheckpoint(bytes("state two"));
        }
        try (var files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(Format.TEMPORARY)))
                    .isEmpty();
        }
    }

    @Test
    void segmentsAreDeletedOnlyWhenBothCheckpointsCoverThem() throws IOException {
        fill("one");
        int segments = Scene.segments(directory).size();
        try (Journal journal = Journal.open(directory, OPTIONS)) {
            assertThat(journal.deleteCovered()).isZero();
        }
        fill("two");
        Scene.flip(Scene.checkpoints(directory).get(1), 30, 1);

        try (Journal journal = Journal.open(directory, OPTIONS)) {
            assertThat(journal.deleteCovered()).isZero();
            journal.writeCheckpoint(bytes("state three"));
            assertThat(journal.deleteCovered()).isGreaterThanOrEqualTo(segments - 1);
        }
        for (Path checkpoint : Scene.checkpoints(directory).subList(1, 2)) {
            Scene.flip(checkpoint, 30, 1);
        }
        try (Journal journal = Journal.open(directory, OPTIONS)) {
            assertThat(stateOf(journal)).isEqualTo("state one");
            assertThat(replayed(journal)).hasSize(12);
        }
    }

    @Test
    void twoCheckpointsAreKept() throws IOException {
        for (String name : List.of("one", "two", "three", "four")) {
            fill(name);
        }

        assertThat(Scene.checkpoints(directory)).hasSize(2);
        try (Journal journal = Journal.open(directory, OPTIONS)) {
            assertThat(stateOf(journal)).isEqualTo("state four");
        }
    }

    @Test
    void aSecondCheckpointOfTheSameRecordReplacesTheFirst() throws IOException {
        try (Journal journal = Journal.open(directory, OPTIONS)) {
            journal.writeCheckpoint(bytes("a"));
            journal.writeCheckpoint(bytes("b"));
            assertThat(journal.lastSequence()).isZero();
        }

        try (Journal journal = Journal.open(directory, OPTIONS)) {
            assertThat(stateOf(journal)).isEqualTo("b");
            assertThat(journal.append(bytes("first"))).isEqualTo(1);
        }
    }

    @Test
    void recordsThatOnlyTheCheckpointKnowsLeaveNoGapInTheNumbers() throws IOException {
        fill("one");
        for (Path segment : Scene.segments(directory)) {
            Files.delete(segment);
        }

        try (Journal journal = Journal.open(directory, OPTIONS)) {
            assertThat(journal.append(bytes("next"))).isEqualTo(11);
            assertThat(replayed(journal)).containsExactly("11=next");
        }
        try (Journal journal = Journal.open(directory, OPTIONS)) {
            assertThat(replayed(journal)).containsExactly("11=next");
            assertThatThrownBy(() -> journal.replay(0, (sequence, bytes) -> {}))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("records 1 to 10 are missing");
        }
    }

    private void fill(String name) throws IOException {
        try (Journal journal = Journal.open(directory, OPTIONS)) {
            for (int i = 0; i < 10; i++) {
                journal.append(bytes(name + " " + "x".repeat(200)));
            }
            journal.writeCheckpoint(bytes("state " + name));
            journal.append(bytes("after " + name));
        }
    }

    private static String stateOf(Journal journal) {
        return new String(
                Objects.requireNonNull(journal.checkpoint()).state(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static List<String> replayed(Journal journal) throws IOException {
        List<String> found = new ArrayList<>();
        journal.replay((sequence, bytes) -> found.add(sequence + "=" + Scene.text(bytes)));
        return found;
    }
}
