package io.jaybit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the files: what is read is what was written, and what is not read was told. */
class JournalProperties {
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 300;

    private final Disk disk = BrokenDisk.quick();

    @TempDir
    private Path directory;

    @Test
    void nothingIsReadWronglyOrSkippedSilently() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                flipBits(seed);
            } catch (AssertionError | RuntimeException | IOException e) {
                fail("seed " + seed, e);
            } finally {
                clear();
            }
        }
    }

    @Test
    void aTruncatedFileHoldsExactlyTheWholeRecordsBefore() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                truncate(seed);
            } catch (AssertionError | RuntimeException | IOException e) {
                fail("seed " + seed, e);
            } finally {
                clear();
            }
        }
    }

    private void flipBits(long seed) throws IOException {
        Random random = new Random(seed);
        TreeMap<Long, String> written = write(random);
        List<Path> segments = Scene.segments(directory);
        for (int i = random.nextInt(4); i >= 0; i--) {
            Path segment = segments.get(random.nextInt(segments.size()));
            int size = (int) Files.size(segment);
            if (size > 0 && random.nextInt(5) == 0) {
                Scene.truncate(segment, random.nextInt(size));
            } else if (size > 0) {
                Scene.flip(segment, random.nextInt(size), random.nextInt(8));
            }
        }

        Scene.Patient patient = new Scene.Patient();
        long last;
        try (Journal journal = Journal.open(directory, Scene.small(Durability.WRITTEN), disk)) {
            last = journal.lastSequence();
            if (last < written.lastKey()) {
                assertThat(journal.opening().cutBytes()
                                + journal.opening().notes().size())
                        .as("something is cut")
                        .isPositive();
            }
            journal.replay(patient);
            assertThat(journal.append(Scene.bytes("next"))).isEqualTo(last + 1);
        }

        assertThat(written).containsAllEntriesOf(patient.records);
        LongStream told = patient.damage.stream()
                .flatMapToLong(damage -> LongStream.rangeClosed(damage.firstSequence(), damage.lastSequence()));
        List<Long> accounted = new ArrayList<>(patient.records.keySet());
        told.forEach(accounted::add);
        assertThat(accounted)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList());
    }

    private void truncate(long seed) throws IOException {
        Random random = new Random(seed);
        TreeMap<Long, String> written = write(random);
        List<Path> segments = Scene.segments(directory);
        Path last = segments.get(segments.size() - 1);
        int kept = random.nextInt((int) Files.size(last) + 1);
        Scene.truncate(last, kept);
        long expected = Format.sequence(last, Format.SEGMENT).orElseThrow() - 1;
        long end = Format.SEGMENT_HEADER;
        for (String text : written.tailMap(Format.sequence(last, Format.SEGMENT).orElseThrow())
                .values()) {
            end += Format.RECORD_HEADER + Scene.bytes(text).length;
            if (end > kept) {
                break;
            }
            expected++;
        }

        Scene.Patient patient = new Scene.Patient();
        try (Journal journal = Journal.open(directory, Scene.small(Durability.WRITTEN), disk)) {
            journal.replay(patient);
        }

        assertThat(patient.damage).isEmpty();
        assertThat(patient.records).isEqualTo(new TreeMap<>(written.headMap(expected, true)));
    }

    /** Records of many lengths over a few segments, in a few runs. */
    private TreeMap<Long, String> write(Random random) throws IOException {
        TreeMap<Long, String> written = new TreeMap<>();
        for (int run = random.nextInt(3); run >= 0; run--) {
            Durability durability = Durability.values()[random.nextInt(3)];
            try (Journal journal = Journal.open(directory, Scene.small(durability), disk)) {
                for (int i = random.nextInt(30); i >= 0; i--) {
                    int length = random.nextInt(10) == 0 ? random.nextInt(2000) : random.nextInt(60);
                    String text = Character.toString('a' + random.nextInt(26)).repeat(length);
                    written.put(journal.append(Scene.bytes(text)), text);
                }
            }
        }
        return written;
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
