package io.jaybit.recorder.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.journal.Journal;
import io.jaybit.journal.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the log: begun by the hour and by size, indexed, compressed, deleted. */
class SegmentFilesTest {
    private static final RawLogOptions COMPRESSED = LogScene.SMALL.withCompressionLevel(6);
    private static final String FIRST = "00000000000000000001";

    @TempDir
    private Path directory;

    private LogScene scene;

    @BeforeEach
    void begin() {
        scene = new LogScene(directory);
    }

    /** A run with a frame every ten minutes. */
    private void record(RawLogOptions options, int frames) throws IOException {
        try (RawLog log = scene.open(options)) {
            for (int i = 0; i < frames; i++) {
                scene.frame(log, "{\"topic\":\"orderbook.50.BTCUSDT\",\"n\":" + i + "}");
                scene.work(log, Duration.ofMinutes(10));
            }
        }
    }

    @Test
    void eachHourHasItsOwnFile() throws IOException {
        record(LogScene.SMALL, 20);

        // the first record is the start of the run
        assertThat(scene.files(".log"))
                .containsExactly(FIRST + ".log", name(8) + ".log", name(14) + ".log", name(20) + ".log");
        assertThat(scene.read().frames()).hasSize(20);
    }

    private static String name(long first) {
        return "0".repeat(20 - Long.toString(first).length()) + first;
    }

    @Test
    void threadsThatMeetAtTheTurnOfTheHourMakeOneNewFile() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            long turn = scene.times.epochNanos() + Duration.ofHours(1).toNanos();
            for (int i = 0; i < 6; i++) {
                log.onTimer(turn - 3 + i % 3 * 2, 1);
            }
            scene.flush(log);
        }

        assertThat(scene.files(".log")).hasSize(2);
    }

    @Test
    void aClockThatIsSetBackByHoursMakesANewFileAndNoMore() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            long now = scene.times.epochNanos();
            log.onTimer(now, 1);
            log.onTimer(now - Duration.ofHours(5).toNanos(), 1);
            log.onTimer(now - Duration.ofHours(5).toNanos() + 1, 1);
            scene.flush(log);
            assertThat(scene.files(".log")).hasSize(2);
        }
    }

    @Test
    void eachRunHasItsOwnFile() throws IOException {
        record(LogScene.SMALL, 1);
        record(LogScene.SMALL, 1);

        assertThat(scene.files(".log")).containsExactly(FIRST + ".log", name(4) + ".log");
    }

    @Test
    void fullFilesAreCompressedAndIndexedAndTheOpenOneIsNot() throws IOException {
        record(COMPRESSED, 20);

        assertThat(scene.files(".log.gz"))
                .containsExactly(FIRST + ".log.gz", name(8) + ".log.gz", name(14) + ".log.gz");
        assertThat(scene.files(".log")).containsExactly(name(20) + ".log");
        assertThat(scene.files(".index")).containsExactly(FIRST + ".index", name(8) + ".index", name(14) + ".index");
        assertThat(scene.files(".tmp")).isEmpty();
        Tape tape = scene.read();
        assertThat(tape.frames()).hasSize(20);
        assertThat(tape.calls("damage")).isEmpty();
    }

    @Test
    void anIndexSaysWhatItsFileHolds() throws IOException {
        long start = scene.times.epochNanos();
        try (RawLog log = scene.open(COMPRESSED)) {
            for (int i = 0; i < 130; i++) {
                scene.frame(log, "{\"topic\":\"orderbook.50.BTCUSDT\",\"n\":" + i + "}");
                if (i % 3 == 0) {
                    scene.frame(log, "{\"ts\":1,\"topic\": \"publicTrade.BTCUSDT\"}");
                    scene.frame(log, "{\"op\":\"pong\"}");
                }
                scene.work(log, Duration.ofSeconds(30));
            }
        }

        try (RawLogReader reader = RawLogReader.open(directory, message -> {})) {
            assertThat(reader.indexes()).singleElement().satisfies(index -> {
                assertThat(index.firstSequence()).isEqualTo(1);
                assertThat(index.lastSequence()).isEqualTo(1 + 120 + 40 + 40);
                assertThat(index.missing()).isZero();
                assertThat(index.earliestEpochNanos()).isEqualTo(start);
                assertThat(index.latestEpochNanos())
                        .isEqualTo(start + Duration.ofSeconds(30 * 119).toNanos());
                assertThat(index.frames())
                        .isEqualTo(Map.of(
                                "linear/orderbook.50.BTCUSDT",
                                120L,
                                "linear/publicTrade.BTCUSDT",
                                40L,
                                "linear/",
                                40L));
                assertThat(index.minutes()).hasSize(60);
            });
        }
    }

    @Test
    void readingFromATimeBeginsAtItsFirstRecord() throws IOException {
        long start = scene.times.epochNanos();
        record(COMPRESSED, 40);
        for (int minutes = 0; minutes < 400; minutes += 7) {
            Tape tape = new Tape();
            try (RawLogReader reader = RawLogReader.open(directory, message -> {
                throw new AssertionError(message);
            })) {
                reader.readFrom(start + Duration.ofMinutes(minutes).toNanos(), tape);
            }
            int first = (minutes + 9) / 10;
            assertThat(tape.frames()).as("from minute %d", minutes).hasSize(40 - first);
            assertThat(tape.calls("unclean")).isEmpty();
        }
    }

    @Test
    void timesThatRunBackwardsHideNothingFromWhoReadsFromATime() throws IOException {
        long start = scene.times.epochNanos();
        long[] minutes = {0, 1, 2, 8, 3, 4, 9, 5, 70, 6, 71, 65};
        try (RawLog log = scene.open(LogScene.SMALL)) {
            for (long minute : minutes) {
                log.onTimer(start + Duration.ofMinutes(minute).toNanos(), minute);
            }
            scene.flush(log);
        }
        for (long from = 0; from <= 72; from++) {
            long wanted = from;
            int first = 0;
            while (first < minutes.length && minutes[first] < wanted) {
                first++;
            }
            Tape tape = new Tape();
            try (RawLogReader reader = RawLogReader.open(directory, message -> {})) {
                reader.readFrom(start + Duration.ofMinutes(from).toNanos(), tape);
            }
            assertThat(tape.calls("timer")).as("from minute %d", from).hasSize(minutes.length - first);
        }
    }

    @Test
    void aLogIsReadWhileItsFilesAreCompressed() throws IOException {
        Tape tape = new Tape();
        try (RawLog log = scene.open(COMPRESSED.withSegmentBytes(1024));
                RawLogReader reader = RawLogReader.open(directory, message -> {})) {
            for (int i = 0; i < 300; i++) {
                scene.frame(log, "frame " + i);
                if (i % 3 == 0) {
                    scene.flush(log);
                }
                if (i % 10 == 0) {
                    reader.next(tape);
                }
                if (i % 100 == 99) {
                    reader.follow(tape);
                }
            }
            scene.flush(log);
            long last = reader.follow(tape);
            assertThat(last).isEqualTo(log.flushed());
        }

        assertThat(tape.frames()).hasSize(300);
        for (int i = 0; i < 300; i++) {
            assertThat(tape.frames().get(i)).isEqualTo("frame " + i);
        }
        assertThat(scene.files(".log.gz")).hasSizeGreaterThan(10);
    }

    @Test
    void whatACrashLeavesHalfDoneIsPutInOrder() throws IOException {
        record(LogScene.SMALL, 20);
        // killed between renaming the compressed file and deleting the plain one, and while writing others
        List<Segment> segments = Journal.segments(directory);
        segments.get(0).compress(6);
        segments.get(1).compress(6);
        Files.write(scene.file(name(8) + ".log.gz"), new byte[100]);
        Files.write(scene.file(name(14) + ".log.gz.tmp"), new byte[100]);
        Files.write(scene.file(name(14) + ".index.tmp"), new byte[100]);
        Files.write(scene.file(name(5) + ".index"), new byte[100]);
        assertThat(scene.read().frames()).hasSize(20);

        try (RawLog log = scene.open(COMPRESSED)) {
            scene.flush(log);

            assertThat(scene.files(".tmp")).isEmpty();
            assertThat(scene.files(".log")).containsExactly(name(23) + ".log");
            assertThat(scene.files(".log.gz"))
                    .containsExactly(
                            FIRST + ".log.gz", name(8) + ".log.gz", name(14) + ".log.gz", name(20) + ".log.gz");
            assertThat(scene.files(".index"))
                    .containsExactly(FIRST + ".index", name(8) + ".index", name(14) + ".index", name(20) + ".index");
        }
        assertThat(scene.read().frames()).hasSize(20);
        assertThat(scene.read().calls("damage")).isEmpty();
    }

    @Test
    void anIndexThatIsMissingOrDamagedIsMadeAnewWithAMessage() throws IOException {
        record(COMPRESSED, 20);
        byte[] right = Files.readAllBytes(scene.file(FIRST + ".index"));
        byte[] wrong = right.clone();
        wrong[30] ^= 1;
        Files.write(scene.file(FIRST + ".index"), wrong);
        Files.delete(scene.file(name(8) + ".index"));

        List<String> messages = new ArrayList<>();
        try (RawLogReader reader = RawLogReader.open(directory, messages::add)) {
            assertThat(reader.indexes()).hasSize(3);
        }
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0)).contains(FIRST + ".index", "cannot be used");
        assertThat(messages.get(1)).contains(name(8) + ".index", "is missing");
        assertThat(Files.exists(scene.file(name(8) + ".index"))).isFalse();

        try (RawLog log = scene.open(COMPRESSED)) {
            scene.flush(log);
        }
        assertThat(scene.events)
                .extracting(event -> ((RawLogEvent.Noted) event).text())
                .satisfiesExactly(
                        text -> assertThat(text).contains(FIRST + ".index", "cannot be used"),
                        text -> assertThat(text).contains(name(8) + ".index", "is missing"));
        assertThat(Files.readAllBytes(scene.file(FIRST + ".index"))).isEqualTo(right);
    }

    @Test
    void anIndexWithAPlaceThatIsNotThereIsNoHarm() throws IOException {
        long start = scene.times.epochNanos();
        record(COMPRESSED, 20);
        SegmentIndex index = SegmentIndex.build(directory, 8);
        List<SegmentIndex.Minute> wrong = index.minutes().stream()
                .map(minute -> new SegmentIndex.Minute(minute.epochNanos(), minute.sequence(), minute.offset() + 1))
                .toList();
        new SegmentIndex(
                        8,
                        index.lastSequence(),
                        0,
                        index.earliestEpochNanos(),
                        index.latestEpochNanos(),
                        index.frames(),
                        wrong)
                .write(directory);

        Tape tape = new Tape();
        try (RawLogReader reader = RawLogReader.open(directory, message -> {})) {
            reader.readFrom(start + Duration.ofMinutes(90).toNanos(), tape);
        }
        assertThat(tape.frames()).hasSize(11);
    }

    @Test
    void filesAllOfWhoseRecordsAreOldAreDeletedButNeverTheOpenOne() throws IOException {
        try (RawLog log = scene.open(COMPRESSED)) {
            for (int i = 0; i < 24; i++) {
                scene.frame(log, "n" + i);
                scene.work(log, Duration.ofMinutes(10));
            }
            // it is 14:00; the files are of 10, 11, 12 and 13 o'clock
            assertThat(log.deleteOlderThan(Duration.ofHours(5))).isZero();
            assertThat(log.deleteOlderThan(Duration.ofHours(3).plusMinutes(9))).isEqualTo(1);
            assertThat(scene.files(".log.gz")).containsExactly(name(8) + ".log.gz", name(14) + ".log.gz");
            assertThat(scene.files(".index")).containsExactly(name(8) + ".index", name(14) + ".index");
            assertThat(log.deleteOlderThan(Duration.ZERO)).isEqualTo(2);
            assertThat(log.deleteOlderThan(Duration.ZERO)).isZero();
            assertThat(scene.files(".log")).containsExactly(name(20) + ".log");
        }

        Tape tape = scene.read();
        assertThat(tape.frames()).first().isEqualTo("n18");
        assertThat(tape.calls("damage")).isEmpty();
        assertThat(scene.read(3).calls("damage")).hasSize(1);
    }

    @Test
    void theOldestFilesAreDeletedUntilTheRestIsSmallEnough() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            for (int i = 0; i < 24; i++) {
                scene.frame(log, "n" + i);
                scene.work(log, Duration.ofMinutes(10));
            }
            long all = bytes();
            assertThat(log.keepAtMost(all)).isZero();
            assertThat(log.keepAtMost(all - 1)).isEqualTo(1);
            assertThat(bytes()).isLessThan(all);
            assertThat(log.keepAtMost(0)).isEqualTo(2);
            assertThat(scene.files(".log")).containsExactly(name(20) + ".log");
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (String name : scene.files("")) {
            bytes += name.endsWith(".lock") ? 0 : Files.size(scene.file(name));
        }
        return bytes;
    }

    @Test
    void theTopicIsFoundWhereverItStandsInTheBeginOfAFrame() {
        assertThat(topic("{\"topic\":\"tickers.A\"}")).isEqualTo("tickers.A");
        assertThat(topic("{\"id\":\"1\",\"topic\": \"order\"}")).isEqualTo("order");
        assertThat(topic("{\"topic\":\"tickers")).isEmpty();
        assertThat(topic("{\"topic\":5}")).isEmpty();
        assertThat(topic("{\"topic\":")).isEmpty();
        assertThat(topic("{\"op\":\"pong\"}")).isEmpty();
        assertThat(topic("")).isEmpty();
        assertThat(topic(" ".repeat(600) + "{\"topic\":\"tickers.A\"}")).isEmpty();
    }

    private static String topic(String frame) {
        byte[] bytes = ("##" + frame + "\"##").getBytes(StandardCharsets.UTF_8);
        return SegmentIndex.topic(bytes, 2, bytes.length - 5);
    }
}
