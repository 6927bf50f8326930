package io.jaybit.journal;

import static io.jaybit.journal.Scene.bytes;
import static io.jaybit.journal.Scene.read;
import static io.jaybit.journal.Scene.small;
import static io.jaybit.journal.Scene.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are closed on purpose, compressed, and deleted. */
class SegmentTest {
    private static final JournalOptions WRITTEN = small(Durability.WRITTEN);
    private static final JournalOptions LARGE = new JournalOptions(Durability.BUFFERED, 64 << 20, 64 << 10);

    private final BrokenDisk disk = new BrokenDisk();

    @TempDir
    private Path directory;

    @Test
    void afterARollTheNextRecordBeginsAFile() throws IOException {
        try (Journal journal = Journal.open(directory, small(Durability.BUFFERED))) {
            assertThat(journal.openSegment()).isEmpty();
            journal.roll();
            journal.append(bytes("a"));
            journal.append(bytes("b"));
            journal.roll();
            assertThat(journal.openSegment()).hasValue(1);
            assertThat(read(directory, 0)).containsExactly("1=a", "2=b");
            journal.append(bytes("c"));
            assertThat(journal.openSegment()).hasValue(3);
            journal.roll();
            journal.roll();
        }
        try (Journal journal = Journal.open(directory, WRITTEN)) {
            journal.roll();
            journal.append(bytes("d"));
        }

        assertThat(firstSequences()).containsExactly(1L, 3L, 4L);
        assertThat(read(directory, 0)).containsExactly("1=a", "2=b", "3=c", "4=d");
    }

    @Test
    void aRollThatFindsNoRoomIsTriedAgain() throws IOException {
        try (Journal journal = Journal.open(directory, WRITTEN, disk)) {
            journal.append(bytes("a"));
            journal.roll();
            disk.leave(5);
            assertThatThrownBy(() -> journal.append(bytes("b"))).hasMessageContaining("cannot begin");
            disk.leave(Long.MAX_VALUE);
            assertThat(journal.append(bytes("b"))).isEqualTo(2);
        }

        assertThat(firstSequences()).containsExactly(1L, 2L);
    }

    @Test
    void aCompressedSegmentIsReadLikeAPlainOneByUsAndByAnyTool() throws IOException {
        try (Journal journal = Journal.open(directory, LARGE)) {
            for (int i = 1; i <= 3000; i++) {
                journal.append(content(i));
            }
        }
        Path plain = Scene.segments(directory).get(0);
        byte[] before = Files.readAllBytes(plain);
        Segment compressed = Journal.segments(directory).get(0).compress(6);
        Files.delete(plain);

        assertThat(compressed.isCompressed()).isTrue();
        assertThat(before.length).isGreaterThan(3 * CompressedSegment.BLOCK);
        try (GZIPInputStream unpacked =
                new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(compressed.file())))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(before);
        }
        long[] next = {1};
        Journal.read(directory, 0, (sequence, bytes) -> {
            assertThat(sequence).isEqualTo(next[0]++);
            byte[] found = new byte[bytes.remaining()];
            bytes.get(found);
            assertThat(found).isEqualTo(content(sequence));
        });
        assertThat(next[0]).isEqualTo(3001);
    }

    @Test
    void aJournalWhoseNewestSegmentIsCompressedGoesOnWithItsNumbers() throws IOException {
        write(directory, WRITTEN, "a", "b");
        Segment plain = Journal.segments(directory).get(0);
        plain.compress(1);
        Files.delete(plain.file());

        write(directory, WRITTEN, "c");

        assertThat(read(directory, 0)).containsExactly("1=a", "2=b", "3=c");
        assertThat(firstSequences()).containsExactly(1L, 3L);
    }

    @Test
    void ofTwoFormsThePlainOneCounts() throws IOException {
        write(directory, WRITTEN, "a", "b");
        Segment compressed = Journal.segments(directory).get(0).compress(6);
        Files.write(compressed.file(), new byte[7]);

        assertThat(Journal.segments(directory)).singleElement().matches(segment -> !segment.isCompressed());
        assertThat(read(directory, 0)).containsExactly("1=a", "2=b");
    }

    @Test
    void aDamagedMemberCostsOnlyItsOwnRecords() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            Path journalDirectory = directory.resolve("seed" + seed);
            try (Journal journal = Journal.open(journalDirectory, LARGE)) {
                for (int i = 1; i <= 3000; i++) {
                    journal.append(content(i));
                }
            }
            Segment plain = Journal.segments(journalDirectory).get(0);
            Segment compressed = plain.compress(1);
            Files.delete(plain.file());
            long size = compressed.bytes();
            Scene.flip(compressed.file(), new Random(seed).nextLong(size * 9 / 10), (int) (seed % 8));

            Scene.Patient patient = new Scene.Patient();
            Journal.read(journalDirectory, 0, patient);

            long missing = patient.damage.stream().mapToLong(Damage::records).sum();
            assertThat(patient.records.size() + missing).as("seed %d", seed).isEqualTo(3000);
            assertThat(missing).as("seed %d", seed).isLessThan(1000);
            patient.records.forEach((sequence, text) -> assertThat(text).isEqualTo(text(sequence)));
        }
    }

    @Test
    void whatCannotBeCompressedStaysPlain() throws IOException {
        write(directory, WRITTEN, "a", "b");
        disk.leave(20);
        assertThatThrownBy(() -> Journal.segments(directory).get(0).compress(6, disk))
                .isInstanceOf(IOException.class);

        assertThat(Journal.segments(directory)).singleElement().matches(segment -> !segment.isCompressed());
        try (var files = Files.list(directory)) {
            assertThat(files).noneMatch(file -> file.toString().contains(".gz"));
        }
        assertThat(read(directory, 0)).containsExactly("1=a", "2=b");
    }

    @Test
    void aReaderGoesOnWhileFilesAreCompressedAndRemovedBehindItsBack() throws IOException {
        List<String> seen = new ArrayList<>();
        try (Journal journal = Journal.open(directory, small(Durability.WRITTEN));
                JournalReader reader = JournalReader.open(directory, 0)) {
            for (int i = 1; i <= 500; i++) {
                journal.append(bytes("r" + i));
                if (i % 40 == 0) {
                    for (Segment segment : Journal.segments(directory)) {
                        if (segment.firstSequence() < journal.openSegment().orElseThrow() && !segment.isCompressed()) {
                            segment.compress(6);
                            journal.delete(segment.file());
                        }
                    }
                }
                if (i % 7 == 0) {
                    while (reader.next((sequence, bytes) -> seen.add(sequence + Scene.text(bytes)))) {
                        continue;
                    }
                }
            }
            while (reader.next((sequence, bytes) -> seen.add(sequence + Scene.text(bytes)))) {
                continue;
            }
            journal.sync();
        }

        assertThat(seen).hasSize(500).first().isEqualTo("1r1");
        assertThat(seen).last().isEqualTo("500r500");
        assertThat(Scene.segments(directory))
                .hasSizeLessThan(Journal.segments(directory).size());
        assertThat(read(directory, 0)).hasSize(500);
    }

    @Test
    void aReaderIsSentToAPlaceThatItKnows() throws IOException {
        write(directory, WRITTEN, "a", "bb", "ccc", "dddd");
        try (JournalReader reader = JournalReader.open(directory, 0)) {
            long[] place = new long[2];
            while (reader.next((sequence, bytes) -> {
                if (sequence == 3) {
                    place[0] = reader.segment();
                    place[1] = reader.offset();
                }
            })) {
                continue;
            }
            List<String> seen = new ArrayList<>();

            assertThat(reader.seek(place[0], place[1], 3)).isTrue();
            while (reader.next((sequence, bytes) -> seen.add(Scene.text(bytes)))) {
                continue;
            }
            assertThat(seen).containsExactly("ccc", "dddd");
            assertThat(reader.seek(place[0], place[1], 2)).isFalse();
            assertThat(reader.seek(place[0], place[1] + 1, 3)).isFalse();
            assertThat(reader.seek(2, place[1], 3)).isFalse();
            reader.seek(3);
            assertThat(reader.next((sequence, bytes) -> seen.add(Scene.text(bytes))))
                    .isTrue();
            assertThat(seen).last().isEqualTo("dddd");
        }
    }

    @Test
    void aPartOfARecordIsNotRememberedWhenItIsCutOffAndWrittenAnew() throws IOException {
        write(directory, WRITTEN, "a", "the old text");
        Path segment = Scene.segments(directory).get(0);
        Scene.truncate(segment, Files.size(segment) - 3);
        List<String> seen = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory, 0)) {
            while (reader.next((sequence, bytes) -> seen.add(Scene.text(bytes)))) {
                continue;
            }
            write(directory, WRITTEN, "the new text", "c");
            while (reader.next((sequence, bytes) -> seen.add(Scene.text(bytes)))) {
                continue;
            }
        }

        assertThat(seen).containsExactly("a", "the new text", "c");
    }

    @Test
    void onlyClosedSegmentsOfTheJournalAreDeleted() throws IOException {
        try (Journal journal = Journal.open(directory, WRITTEN)) {
            journal.append(bytes("a"));
            journal.roll();
            journal.append(bytes("b"));
            List<Segment> segments = Journal.segments(directory);

            assertThatThrownBy(() -> journal.delete(segments.get(1).file()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("being written to");
            assertThatThrownBy(() -> journal.delete(directory.resolve(DirectoryLock.NAME)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no segment");
            journal.delete(segments.get(0).file());
            journal.sync();
        }

        assertThat(firstSequences()).containsExactly(2L);
        assertThat(read(directory, 1)).containsExactly("2=b");
    }

    private List<Long> firstSequences() throws IOException {
        return Journal.segments(directory).stream().map(Segment::firstSequence).toList();
    }

    private static String text(long sequence) {
        return ("record " + sequence + " " + Long.toHexString(sequence * 0x9E3779B97F4A7C15L) + " ")
                .repeat((int) (sequence % 40));
    }

    private static byte[] content(long sequence) {
        return bytes(text(sequence));
    }
}
