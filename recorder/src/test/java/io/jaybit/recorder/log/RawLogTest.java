package io.jaybit.recorder.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.jaybit.book.BookStatus;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was handed in is what is read. */
class RawLogTest {
    private static final int SEEDS = 200;

    @TempDir
    private Path directory;

    private LogScene scene;

    @BeforeEach
    void begin() {
        scene = new LogScene(directory);
    }

    @Test
    void whateverIsHandedInIsReadBackInItsOrder() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                writeAndRead(seed);
            } catch (AssertionError | RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
    }

    private void writeAndRead(long seed) throws IOException {
        LogScene own = new LogScene(directory.resolve("seed" + seed));
        Random random = new Random(seed);
        RandomInputs inputs = new RandomInputs(seed);
        Tape expected = new Tape();
        RawLogOptions options = LogScene.SMALL
                .withMemory(1024 << random.nextInt(8), 64 << 20)
                .withSegmentBytes(1024L << (2 + random.nextInt(10)))
                .withSync(random.nextInt(4) == 0)
                .withCompressionLevel(random.nextInt(3));
        int runs = 1 + random.nextInt(3);
        for (int run = 0; run < runs; run++) {
            try (RawLog log = own.open(options)) {
                int count = random.nextInt(120);
                for (int i = 0; i < count; i++) {
                    inputs.next(log, expected);
                    if (random.nextInt(20) == 0) {
                        own.work(log, Duration.ofMillis(random.nextInt(300)));
                    }
                }
            }
        }

        Tape found = own.read();

        assertThat(found.inputs()).isEqualTo(expected.calls);
        assertThat(found.sequences)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, found.calls.size()).boxed().toList());
        assertThat(found.calls("started")).hasSize(runs);
        assertThat(found.calls("closed")).hasSize(runs);
        assertThat(found.frameSequences).isSubsetOf(found.sequences);
    }

    @Test
    void everyKindOfNoticeThatIsRecordedComesBackEqual() throws IOException {
        List<Notice> notices = new ArrayList<>();
        for (long seed = 0; seed < 50; seed++) {
            notices.addAll(new RandomInputs(seed).notices());
        }
        Set<Class<?>> kinds =
                Arrays.stream(Notice.class.getPermittedSubclasses()).collect(Collectors.toSet());
        kinds.removeAll(Set.of(
                Notice.Gap.class,
                Notice.BookStatusChanged.class,
                Notice.SequenceUnverified.class,
                Notice.CallbackFailed.class));
        assertThat(notices.stream().map(Notice::getClass).collect(Collectors.toSet()))
                .isEqualTo(kinds);

        try (RawLog log = scene.open(LogScene.SMALL.withMemory(1 << 20, 2 << 20))) {
            notices.forEach(notice -> log.onNotice(notice, 42));
        }

        assertThat(scene.read().calls("notice"))
                .isEqualTo(notices.stream()
                        .map(notice -> List.<Object>of("notice", notice, 42L))
                        .toList());
    }

    @Test
    void whatALineFindsOutByItselfIsNotRecorded() throws IOException {
        Topic topic = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");
        try (RawLog log = scene.open(LogScene.SMALL)) {
            log.onNotice(new Notice.Gap(topic, 1, 2, 3, 4), 5);
            log.onNotice(new Notice.BookStatusChanged(topic, BookStatus.LIVE, BookStatus.LIVE, null, 4), 5);
            log.onNotice(new Notice.SequenceUnverified(topic, 4), 5);
            log.onNotice(new Notice.CallbackFailed(topic, new IllegalStateException(), 4), 5);
        }

        assertThat(scene.read().names()).containsExactly("started", "closed");
    }

    @Test
    void aFrameIsNumberedByItsRecord() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            scene.frame(log, "a");
            log.onTimer(1, 1);
            scene.frame(log, "b");
        }

        assertThat(scene.read().frameSequences).containsExactly(2L, 4L);
    }

    @Test
    void aRunSaysWhatWroteIt() throws IOException {
        scene.open(LogScene.SMALL).close();

        assertThat(scene.read().calls("started")).singleElement().satisfies(call -> {
            RunStarted run = (RunStarted) call.get(1);
            assertThat(run.format()).isEqualTo(RunStarted.FORMAT);
            assertThat(run.java()).isEqualTo(Runtime.version().toString());
            assertThat(run.pid()).isEqualTo(ProcessHandle.current().pid());
        });
    }

    @Test
    void aRunLeavesATraceAsSoonAsItIsOpen() throws IOException {
        RawLogOptions options = RawLogOptions.DEFAULT.withFlushInterval(Duration.ofHours(1));
        try (RawLog log = RawLog.open(directory, options, event -> {})) {
            assertThat(log.flushed()).isEqualTo(1);
            assertThat(scene.read().names()).containsExactly("started");
        }
    }

    @Test
    void anInputIsAcknowledgedAFlushIntervalLaterAndReadByOthersFromThenOn() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            scene.flush(log);
            assertThat(log.flushed()).isEqualTo(1);
            scene.frame(log, "a");
            scene.work(log, Duration.ofMillis(199));
            assertThat(log.flushed()).isEqualTo(1);
            assertThat(scene.read().frames()).isEmpty();

            scene.work(log, Duration.ofMillis(1));
            assertThat(log.flushed()).isEqualTo(2);
            assertThat(scene.read().frames()).containsExactly("a");
        }
    }

    @Test
    void aFullChunkIsWrittenAtOnce() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            scene.frame(log, "x".repeat(900));
            scene.frame(log, "y".repeat(900));
            scene.work(log, Duration.ZERO);

            assertThat(scene.read().frames()).containsExactly("x".repeat(900));
        }
    }

    @Test
    void anInputLongerThanAChunkIsRecordedToo() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            log.onReply(1, 200, "z".repeat(5000), 7, 8);
            scene.flush(log);
            scene.frame(log, "a");
            assertThat(log.status().dropped()).isZero();
        }

        assertThat(scene.read().inputs()).first().isEqualTo(List.of("reply", 1L, 200, "z".repeat(5000), 7L, 8L));
        assertThat(scene.read().frames()).containsExactly("a");
    }

    @Test
    void manyThreadsHandInAtOnceAndNothingIsLostOrTornApart() throws IOException, InterruptedException {
        int threads = 4;
        int frames = 5_000;
        List<RawLogEvent> events = new ArrayList<>();
        try (RawLog log = RawLog.open(directory, RawLogOptions.DEFAULT.withFlushInterval(Duration.ofMillis(1)), e -> {
            synchronized (events) {
                events.add(e);
            }
        })) {
            List<Thread> all = IntStream.range(0, threads)
                    .mapToObj(connection -> new Thread(() -> {
                        Frame frame = new Frame();
                        for (int i = 0; i < frames; i++) {
                            byte[] text = (connection + " " + i).getBytes();
                            log.onFrame(frame.set(text, 0, text.length, Channel.SPOT, connection, 0, i, i));
                        }
                    }))
                    .toList();
            all.forEach(Thread::start);
            for (Thread thread : all) {
                thread.join();
            }
            assertThat(log.status().dropped()).isZero();
        }

        Tape tape = scene.read();
        assertThat(events).isEmpty();
        for (int connection = 0; connection < threads; connection++) {
            int of = connection;
            assertThat(tape.calls("frame").stream()
                            .filter(call -> call.get(1).equals(of))
                            .map(call -> call.get(3)))
                    .containsExactlyElementsOf(IntStream.range(0, frames)
                            .mapToObj(i -> (Object) (of + " " + i))
                            .toList());
        }
        assertThat(tape.names()).last().isEqualTo("closed");
    }

    @Test
    void whatIsHandedInAfterTheEndIsIgnored() throws IOException {
        RawLog log = scene.open(LogScene.SMALL);
        log.close();
        log.onTimer(1, 2);
        log.close();

        assertThat(scene.read().names()).containsExactly("started", "closed");
    }

    @Test
    void oneFolderIsRecordedToOnceInAProcess() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            assertThatThrownBy(() -> RawLog.open(directory, RawLogOptions.DEFAULT, event -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("open already in this process", "PID");
            log.onTimer(1, 2);
        }
        scene.open(LogScene.SMALL).close();
    }

    @Test
    void optionsThatDoNotFitAreRefusedAllAtOnce() {
        assertThatThrownBy(() -> new RawLogOptions(Duration.ZERO, false, 3, 4, 5, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "flushInterval", "chunkBytes", "memoryBytes", "segmentBytes", "compressionLevel");
    }
}
