package io.jaybit.journal;

import static io.jaybit.journal.Scene.bytes;
import static io.jaybit.journal.Scene.read;
import static io.jaybit.journal.Scene.small;
import static io.jaybit.journal.Scene.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final JournalOptions WRITTEN = small(Durability.WRITTEN);

    @TempDir
    private Path directory;

    @Test
    void recordsComeBackWithConsecutiveNumbersOverRuns() throws IOException {
        write(directory, WRITTEN, "a", "", "c");
        write(directory, WRITTEN, "d");

        assertThat(read(directory, 0)).containsExactly("1=a", "2=", "3=c", "4=d");
        assertThat(read(directory, 2)).containsExactly("3=c", "4=d");
    }

    @Test
    void aPartOfAnArrayAndABufferAreAppendedAsTheyAre() throws IOException {
        try (Journal journal = Journal.open(directory, WRITTEN)) {
            journal.append(bytes("xaby"), 1, 2);
            journal.append(ByteBuffer.wrap(bytes("xcdy"), 1, 2));
            assertThatThrownBy(() -> journal.append(bytes("abc"), 2, 5)).isInstanceOf(IndexOutOfBoundsException.class);
            journal.append(bytes("e"));
        }

        assertThat(read(directory, 0)).containsExactly("1=ab", "2=cd", "3=e");
    }

    @Test
    void aFileThatWouldBecomeTooLongIsFollowedByANewOne() throws IOException {
        String text = "x".repeat(300);
        write(directory, small(Durability.BUFFERED), text, text, text, text, text, "y".repeat(3000), "z");

        assertThat(Scene.segments(directory))
                .extracting(file -> Long.parseLong(file.getFileName().toString().replace(".log", "")))
                .containsExactly(1L, 4L, 6L, 7L);
        assertThat(read(directory, 3)).hasSize(4).last().isEqualTo("7=z");
    }

    @Test
    void aBufferedRecordIsReadByOthersOnlyAfterAFlush() throws IOException {
        try (Journal journal = Journal.open(directory, small(Durability.BUFFERED))) {
            journal.append(bytes("a"));
            assertThat(read(directory, 0)).isEmpty();

            journal.flush();
            assertThat(read(directory, 0)).containsExactly("1=a");
        }
    }

    @Test
    void aWrittenRecordIsReadByOthersAtOnce() throws IOException {
        try (Journal journal = Journal.open(directory, WRITTEN)) {
            journal.append(bytes("a"));

            assertThat(read(directory, 0)).containsExactly("1=a");
        }
    }

    @Test
    void aTornTailIsCutAndItsLengthTold() throws IOException {
        write(directory, WRITTEN, "first", "second");
        Path segment = Scene.segments(directory).get(0);
        Scene.truncate(segment, Files.size(segment) - 2);

        try (Journal journal = Journal.open(directory, WRITTEN)) {
            assertThat(journal.opening().cutBytes()).isEqualTo(Format.RECORD_HEADER + "second".length() - 2);
            assertThat(journal.opening().damage()).isEmpty();
            assertThat(journal.append(bytes("again"))).isEqualTo(2);
        }
        assertThat(read(directory, 0)).containsExactly("1=first", "2=again");
    }

    @Test
    void aSegmentWithoutAHeaderIsRemovedIfNothingFollows() throws IOException {
        write(directory, WRITTEN, "first");
        Files.write(directory.resolve(Format.name(2, Format.SEGMENT)), new byte[11]);

        try (Journal journal = Journal.open(directory, WRITTEN)) {
            assertThat(journal.opening().cutBytes()).isEqualTo(11);
            assertThat(journal.opening().notes()).singleElement().asString().contains("no header");
            assertThat(journal.append(bytes("second"))).isEqualTo(2);
        }
        assertThat(read(directory, 0)).containsExactly("1=first", "2=second");
    }

    @Test
    void aRecordThatCannotBeReadInTheMiddleIsToldWithItsPlace() throws IOException {
        write(directory, WRITTEN, "aaaa", "bbbb", "cccc");
        Path segment = Scene.segments(directory).get(0);
        long second = Format.SEGMENT_HEADER + Format.RECORD_HEADER + 4;
        Scene.flip(segment, second + Format.RECORD_HEADER, 3);
        Damage damage = new Damage(segment, second, Format.RECORD_HEADER + 4, 2, 2, "no record can be read there");

        try (Journal journal = Journal.open(directory, WRITTEN)) {
            assertThat(journal.opening().damage()).containsExactly(damage);
            assertThat(journal.opening().cutBytes()).isZero();
            assertThatThrownBy(() -> journal.replay((sequence, bytes) -> {}))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContainingAll(segment.toString(), "20 bytes at 44", "records 2 to 2 are missing");

            Scene.Patient patient = new Scene.Patient();
            journal.replay(patient);
            assertThat(patient.records).hasToString("{1=aaaa, 3=cccc}");
            assertThat(patient.damage).containsExactly(damage);
            assertThat(journal.append(bytes("dddd"))).isEqualTo(4);
        }
    }

    @Test
    void aSegmentThatIsMissingIsToldWithItsRecords() throws IOException {
        String text = "x".repeat(600);
        write(directory, WRITTEN, text, text, text);
        Files.delete(Scene.segments(directory).get(1));

        assertThatThrownBy(() -> read(directory, 0))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("records 2 to 2 are missing");
        assertThat(read(directory, 2)).hasSize(1);
    }

    @Test
    void anOlderSegmentThatEndsTooEarlyIsDamageNotATail() throws IOException {
        String text = "x".repeat(400);
        write(directory, WRITTEN, text, text, text, text);
        Path first = Scene.segments(directory).get(0);
        Scene.truncate(first, Files.size(first) - 1);

        assertThatThrownBy(() -> read(directory, 0))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContainingAll("415 bytes at 440", "records 2 to 2 are missing");
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        ByteBuffer header = ByteBuffer.wrap(Format.segmentHeader(1)).putInt(8, 7);
        header.putInt(20, Format.checksum(header.array(), 0, 20));
        Files.write(directory.resolve(Format.name(1, Format.SEGMENT)), header.array());

        assertThatThrownBy(() -> Journal.open(directory, WRITTEN))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("version 7");
        assertThat(Scene.segments(directory)).hasSize(1);
    }

    @Test
    void oneJournalIsOpenOnceInAProcess() throws IOException {
        try (Journal journal = Journal.open(directory, WRITTEN)) {
            assertThatThrownBy(() -> Journal.open(directory, WRITTEN))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContainingAll("open already in this process", "PID");
            journal.append(bytes("a"));
        }
        Journal.open(directory, WRITTEN).close();
    }

    @Test
    void anInterruptedThreadWritesOn() throws IOException {
        try (Journal journal = Journal.open(directory, small(Durability.FORCED))) {
            Thread.currentThread().interrupt();
            journal.append(bytes("a"));
            assertThat(Thread.interrupted()).isTrue();
            journal.append(bytes("b"));
        }

        assertThat(read(directory, 0)).containsExactly("1=a", "2=b");
    }

    @Test
    void aReaderFollowsAWriterOverItsFiles() throws IOException {
        List<String> seen = new ArrayList<>();
        long last = 0;
        try (Journal journal = Journal.open(directory, small(Durability.BUFFERED))) {
            for (int i = 1; i <= 500; i++) {
                journal.append(bytes("r" + i));
                if (i % 7 == 0) {
                    last = Journal.read(directory, last, (sequence, bytes) -> seen.add(sequence + Scene.text(bytes)));
                }
            }
        }
        Journal.read(directory, last, (sequence, bytes) -> seen.add(sequence + Scene.text(bytes)));

        assertThat(seen).hasSize(500).first().isEqualTo("1r1");
        assertThat(seen).last().isEqualTo("500r500");
    }

    @Test
    void anAppendAllocatesNothing() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocations");
        int records = 50_000;
        byte[] frame = new byte[300];
        try (Journal journal = Journal.open(directory, JournalOptions.of(Durability.BUFFERED))) {
            append(journal, frame, records);
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            append(journal, frame, records);
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

            assertThat((after - before) / records).isZero();
        }
    }

    private static void append(Journal journal, byte[] bytes, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            journal.append(bytes, 0, bytes.length);
        }
    }

    @Test
    void optionsThatDoNotFitAreRefusedAllAtOnce() {
        assertThatThrownBy(() -> new JournalOptions(Durability.FORCED, 3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("segmentBytes", "3", "bufferBytes", "4");
    }
}
