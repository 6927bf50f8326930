package io.jaybit.journal;

import static io.jaybit.journal.Scene.bytes;
import static io.jaybit.journal.Scene.read;
import static io.jaybit.journal.Scene.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskErrorTest {
    private final BrokenDisk disk = new BrokenDisk();

    @TempDir
    private Path directory;

    @Test
    void aRecordThatFoundNoRoomIsNotThereAndTheNextTakesItsNumber() throws IOException {
        try (Journal journal = Journal.open(directory, small(Durability.WRITTEN), disk)) {
            journal.append(bytes("a"));
            disk.leave(20);
            assertThatThrownBy(() -> journal.append(bytes("too long for the disk")))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContainingAll("cannot write 37 bytes", "No space left on device", "are whole");
            assertThat(read(directory, 0)).containsExactly("1=a");

            disk.leave(Long.MAX_VALUE);
            assertThat(journal.append(bytes("b"))).isEqualTo(2);
        }
        assertThat(read(directory, 0)).containsExactly("1=a", "2=b");
    }

    @Test
    void whereEvenCuttingFailsTheNextRecordStillStandsInTheRightPlace() throws IOException {
        try (Journal journal = Journal.open(directory, small(Durability.WRITTEN), disk)) {
            disk.mayTruncate(false);
            journal.append(bytes("a"));
            disk.leave(60);
            assertThatThrownBy(() -> journal.append(bytes("x".repeat(100))))
                    .hasMessageContaining("a part of the next may follow");
            disk.leave(Long.MAX_VALUE);
            journal.append(bytes("b"));
        }

        assertThat(read(directory, 0)).containsExactly("1=a", "2=b");
        try (Journal journal = Journal.open(directory, small(Durability.WRITTEN))) {
            assertThat(journal.opening().cutBytes()).isEqualTo(60 - Format.RECORD_HEADER - 1);
        }
    }

    @Test
    void whatWaitsInMemoryOutlivesAFullDisk() throws IOException {
        try (Journal journal = Journal.open(directory, small(Durability.BUFFERED), disk)) {
            journal.append(bytes("a"));
            journal.append(bytes("b"));
            disk.leave(10);
            assertThatThrownBy(journal::flush).isInstanceOf(JournalException.class);
            assertThatThrownBy(() -> journal.append(new byte[1000])).isInstanceOf(JournalException.class);

            disk.leave(Long.MAX_VALUE);
            assertThat(journal.append(bytes("c"))).isEqualTo(3);
        }
        assertThat(read(directory, 0)).containsExactly("1=a", "2=b", "3=c");
    }

    @Test
    void aSegmentThatCannotBeBegunIsBegunLater() throws IOException {
        try (Journal journal = Journal.open(directory, small(Durability.WRITTEN), disk)) {
            journal.append(new byte[900]);
            disk.leave(3);
            assertThatThrownBy(() -> journal.append(new byte[900]))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("cannot begin");
            disk.leave(Long.MAX_VALUE);
            journal.append(new byte[900]);
        }
        assertThat(read(directory, 0)).hasSize(2);
    }

    @Test
    void afterAFailedForceNothingIsTakenUntilItIsOpenedAgain() throws IOException {
        Journal journal = Journal.open(directory, small(Durability.FORCED), disk);
        journal.append(bytes("a"));
        disk.mayForce(false);
        assertThatThrownBy(() -> journal.append(bytes("b"))).hasMessageContainingAll("cannot force", "not known");
        disk.mayForce(true);
        assertThatThrownBy(() -> journal.append(bytes("c"))).hasMessageContaining("takes nothing more");
        journal.close();

        try (Journal again = Journal.open(directory, small(Durability.FORCED))) {
            assertThat(again.append(bytes("c"))).isEqualTo(again.opening().lastSequence() + 1);
        }
        assertThat(read(directory, 0)).contains("1=a");
    }

    @Test
    void aCheckpointThatCannotBeWrittenLeavesTheOneBefore() throws IOException {
        try (Journal journal = Journal.open(directory, small(Durability.WRITTEN), disk)) {
            journal.append(bytes("a"));
            journal.writeCheckpoint(bytes("state of a"));
            journal.append(bytes("b"));
            disk.leave(9);
            assertThatThrownBy(() -> journal.writeCheckpoint(bytes("state of b")))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("the one before it and all records are whole");
            disk.leave(Long.MAX_VALUE);
        }
        try (Journal journal = Journal.open(directory, small(Durability.WRITTEN))) {
            assertThat(journal.opening().checkpointSequence()).hasValue(1);
            assertThat(read(directory, 1)).containsExactly("2=b");
        }
    }
}
