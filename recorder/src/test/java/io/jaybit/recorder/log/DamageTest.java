package io.jaybit.recorder.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.journal.Durability;
import io.jaybit.journal.Journal;
import io.jaybit.journal.JournalOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash or a bad disk did to the files is told with its numbers and times; everything else is read. */
class DamageTest {
    private static final String FIRST = "00000000000000000001.log";

    @TempDir
    private Path directory;

    private LogScene scene;
    private long start;

    @BeforeEach
    void begin() {
        scene = new LogScene(directory);
        start = scene.times.epochNanos();
    }

    /** Frames n1, n2, … with a second between them, in the records 2, 3, … */
    private void frames(RawLog log, int from, int to) {
        for (int i = from; i <= to; i++) {
            scene.times.pass(Duration.ofSeconds(1));
            scene.frame(log, "n" + i);
        }
        log.doWork(scene.times.nanos());
    }

    private long second(int n) {
        return start + Duration.ofSeconds(n).toNanos();
    }

    @Test
    void aTornTailCostsItsRecordAndTheUncleanEndIsToldWithItsTimes() throws IOException {
        crash(5);
        Path segment = scene.file(FIRST);
        byte[] bytes = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(bytes, bytes.length - 3));
        assertThat(scene.read().frames()).containsExactly("n1", "n2", "n3", "n4");

        scene.times.pass(Duration.ofMinutes(3));
        try (RawLog log = scene.open(LogScene.SMALL)) {
            frames(log, 6, 7);
        }

        Tape tape = scene.read();
        assertThat(tape.frames()).containsExactly("n1", "n2", "n3", "n4", "n6", "n7");
        UncleanEnd end = new UncleanEnd(5, second(4), second(5 + 180));
        assertThat(tape.calls("unclean")).containsExactly(List.of("unclean", end));
        assertThat(tape.names()).containsSubsequence("unclean", "started", "frame", "frame", "closed");
        assertThat(tape.calls("damage")).isEmpty();
        assertThat(scene.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        RawLogEvent.Noted.class,
                        noted -> assertThat(noted.text()).contains("torn", "bytes were cut off"));
        // also for those who begin to read at the new run
        assertThat(scene.read(6).calls).first().isEqualTo(List.of("unclean", end));
        Tape fromTime = new Tape();
        try (RawLogReader reader = RawLogReader.open(directory, message -> {})) {
            reader.readFrom(second(100), fromTime);
        }
        assertThat(fromTime.calls).first().isEqualTo(List.of("unclean", end));
    }

    /** A run that ends without its last record: the journal is closed behind its back. */
    private void crash(int frames) throws IOException {
        Journal[] journal = new Journal[1];
        RawLog log = RawLog.byHand(
                directory,
                LogScene.SMALL,
                () -> journal[0] = scene.disk.open(directory, RawLog.journalOptions(LogScene.SMALL)),
                scene.times,
                scene.events::add);
        frames(log, 1, frames);
        journal[0].close();
    }

    @Test
    void aCleanEndLeavesNoHole() throws IOException {
        scene.open(LogScene.SMALL).close();
        scene.open(LogScene.SMALL).close();

        assertThat(scene.read().names()).containsExactly("started", "closed", "started", "closed");
        assertThat(scene.read(3).names()).containsExactly("started", "closed");
    }

    @Test
    void aDamagedByteCostsOneRecordAndTheHoleIsToldWithItsTimes() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            frames(log, 1, 9);
        }
        damage(FIRST, "n5");

        Tape tape = scene.read();
        assertThat(tape.frames()).containsExactly("n1", "n2", "n3", "n4", "n6", "n7", "n8", "n9");
        assertThat(tape.calls("damage")).singleElement().satisfies(call -> {
            RecordDamage damage = (RecordDamage) call.get(1);
            assertThat(damage.records()).isEqualTo(1);
            assertThat(damage.damage().firstSequence()).isEqualTo(6);
            assertThat(damage.fromEpochNanos()).isEqualTo(OptionalLong.of(second(4)));
            assertThat(damage.toEpochNanos()).isEqualTo(OptionalLong.of(second(6)));
        });
        assertThat(tape.names().indexOf("damage")).isEqualTo(5);
    }

    @Test
    void damageInACompressedFileIsToldTheSameWay() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL.withCompressionLevel(6))) {
            frames(log, 1, 9);
            scene.times.pass(Duration.ofHours(1));
            frames(log, 10, 11);
        }
        Path file = scene.file(FIRST + ".gz");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 8;
        Files.write(file, bytes);

        Tape tape = scene.read();
        assertThat(tape.frames()).containsExactly("n10", "n11");
        assertThat(tape.calls("damage")).singleElement().satisfies(call -> {
            RecordDamage damage = (RecordDamage) call.get(1);
            assertThat(damage.records()).isEqualTo(10);
            assertThat(damage.fromEpochNanos()).isEmpty();
            assertThat(damage.toEpochNanos()).isEqualTo(OptionalLong.of(second(3610)));
        });
    }

    @Test
    void damageAtTheEndOfAFileIsToldWhenTheNextBegins() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            frames(log, 1, 4);
        }
        Path segment = scene.file(FIRST);
        byte[] bytes = Files.readAllBytes(segment);
        scene.times.pass(Duration.ofSeconds(10));
        scene.open(LogScene.SMALL).close();
        Files.write(segment, Arrays.copyOf(bytes, bytes.length - 60));

        Tape tape = scene.read();
        assertThat(tape.frames()).containsExactly("n1", "n2", "n3");
        assertThat(tape.calls("damage")).singleElement().satisfies(call -> {
            RecordDamage damage = (RecordDamage) call.get(1);
            assertThat(damage.records()).isEqualTo(2);
            assertThat(damage.fromEpochNanos()).isEqualTo(OptionalLong.of(second(3)));
            assertThat(damage.toEpochNanos()).isEqualTo(OptionalLong.of(second(14)));
        });
        // the record of the clean end may be among those that are missing
        assertThat(tape.calls("unclean")).isEmpty();
    }

    @Test
    void aReaderThatFollowsIsToldOfDamageOnce() throws IOException {
        Tape tape = new Tape();
        try (RawLog log = scene.open(LogScene.SMALL);
                RawLogReader reader = RawLogReader.open(directory, message -> {})) {
            frames(log, 1, 3);
            damage(FIRST, "n2");
            assertThat(reader.read(1, tape)).isEqualTo(4);
            assertThat(reader.follow(tape)).isEqualTo(4);
            frames(log, 4, 4);
            assertThat(reader.follow(tape)).isEqualTo(5);
        }

        assertThat(tape.names()).containsExactly("started", "frame", "damage", "frame", "frame");
    }

    private void damage(String file, String text) throws IOException {
        Path path = scene.file(file);
        byte[] bytes = Files.readAllBytes(path);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        bytes[at + 1] ^= 64;
        Files.write(path, bytes);
    }

    @Test
    void aRecordThatNobodyUnderstandsIsToldAndTheRestIsRead() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            frames(log, 1, 1);
        }
        try (Journal journal = Journal.open(directory, JournalOptions.of(Durability.WRITTEN))) {
            journal.append(new byte[0]);
            journal.append(record(99, ""));
            journal.append(record(RecordKind.NOTICE.code(), "NeverHeardOf\t1"));
            journal.append(record(RecordKind.NOTICE.code(), "PongMissed\t1"));
            journal.append(record(RecordKind.FRAME.code(), "abc"));
            journal.append(record(RecordKind.FULL_SNAPSHOT.code(), ""));
            journal.append(record(RecordKind.INVALIDATED.code(), "linear\ttickers.A\tBORED"));
            journal.append(record(RecordKind.TIMER.code(), ""));
        }

        Tape tape = scene.read();
        assertThat(tape.calls("unknown")).hasSize(7);
        assertThat(tape.names()).endsWith("unknown", "timer");
    }

    private static byte[] record(int kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] record = new byte[Chunk.HEAD + bytes.length];
        record[0] = (byte) kind;
        System.arraycopy(bytes, 0, record, Chunk.HEAD, bytes.length);
        return record;
    }

    @Test
    void aFolderThatIsNotThereIsAnErrorAndAnEmptyOneIsNot() throws IOException {
        assertThatThrownBy(() -> RawLogReader.open(directory.resolve("nowhere"), message -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no such directory");
        assertThat(scene.read().calls).isEmpty();
    }
}
