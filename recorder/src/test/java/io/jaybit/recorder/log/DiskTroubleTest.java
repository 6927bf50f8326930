package io.jaybit.recorder.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, broken or too slow: what is lost is counted exactly, and everybody is told. */
class DiskTroubleTest {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final String LONG = "x".repeat(900);

    @TempDir
    private Path directory;

    private LogScene scene;

    @BeforeEach
    void begin() {
        scene = new LogScene(directory);
    }

    @Test
    void aDiskThatIsFullForAWhileCostsNothingThatFitsIntoMemory() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            scene.flush(log);
            scene.disk.leave(10);
            scene.frame(log, "a");
            scene.flush(log);
            assertThat(log.status().diskFailure()).contains("No space left on device");
            assertThat(log.flushed()).isEqualTo(1);
            scene.frame(log, "b");
            scene.work(log, RETRY);
            scene.disk.heal();
            scene.work(log, RETRY);

            assertThat(log.status().diskFailure()).isNull();
            assertThat(log.flushed()).isEqualTo(3);
            assertThat(scene.events)
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("DiskFailing", "DiskWorks");
        }

        assertThat(scene.read().names()).containsExactly("started", "frame", "frame", "closed");
    }

    @Test
    void itIsTriedAgainASecondLaterNotBefore() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            scene.disk.leave(0);
            scene.flush(log);
            scene.disk.heal();
            scene.work(log, RETRY.minusNanos(1));
            assertThat(log.flushed()).isZero();

            scene.work(log, Duration.ofNanos(1));
            assertThat(log.flushed()).isEqualTo(1);
        }
    }

    @Test
    void whatFindsNoRoomWhileTheDiskIsFullIsCountedWithItsTimesAndToldAtOnce() throws IOException {
        long from;
        long to;
        long held;
        try (RawLog log = scene.open(LogScene.SMALL)) {
            scene.flush(log);
            scene.disk.leave(0);
            scene.frame(log, "before");
            scene.flush(log);
            held = fill(log);
            from = scene.times.epochNanos();
            assertThat(scene.events).last().isInstanceOfSatisfying(RawLogEvent.Paused.class, paused -> {
                assertThat(paused.reason()).contains("No space left on device");
                assertThat(paused.epochNanos()).isEqualTo(scene.times.epochNanos());
            });
            for (int i = 0; i < 41; i++) {
                scene.times.pass(Duration.ofMillis(7));
                scene.frame(log, "lost");
            }
            to = scene.times.epochNanos();
            assertThat(log.status().paused()).isTrue();
            assertThat(log.status().dropped()).isEqualTo(42);

            scene.disk.heal();
            scene.work(log, RETRY);
            scene.frame(log, "after");
        }

        Tape tape = scene.read();
        assertThat(tape.calls("lost")).singleElement().satisfies(call -> {
            Loss loss = (Loss) call.get(1);
            assertThat(loss.count()).isEqualTo(42);
            assertThat(loss.fromEpochNanos()).isEqualTo(from);
            assertThat(loss.toEpochNanos()).isEqualTo(to);
            assertThat(loss.reason()).contains("No space left on device");
        });
        assertThat(tape.frames()).hasSize((int) held + 2).first().isEqualTo("before");
        assertThat(tape.frames()).last().isEqualTo("after");
        assertThat(tape.names()).endsWith("frame", "lost", "frame", "closed");
        assertThat(scene.events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("DiskFailing", "Paused", "Resumed", "DiskWorks");
    }

    /** Hands in until one is lost. @return how many were not */
    private long fill(RawLog log) {
        long held = 0;
        while (true) {
            scene.frame(log, LONG);
            if (log.status().dropped() > 0) {
                return held;
            }
            held++;
        }
    }

    @Test
    void aDiskThatIsTooSlowCostsExactlyWhatIsCounted() throws IOException {
        for (long seed = 0; seed < 100; seed++) {
            try {
                meetSlowDisk(seed);
            } catch (AssertionError | RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
    }

    private void meetSlowDisk(long seed) throws IOException {
        LogScene own = new LogScene(directory.resolve("seed" + seed));
        Random random = new Random(seed);
        int handedIn = 500;
        List<Object> expected = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        long dropped;
        try (RawLog log = own.open(LogScene.SMALL)) {
            for (int i = 0; i < handedIn; i++) {
                own.times.pass(Duration.ofMillis(1));
                long before = log.status().dropped();
                own.frame(log, i + "y".repeat(random.nextInt(900)));
                times.add(own.times.epochNanos());
                expected.add(log.status().dropped() > before ? "lost" : i);
                if (random.nextInt(30) == 0) {
                    own.flush(log);
                }
            }
            dropped = log.status().dropped();
        }

        // A loss stands where the lost ones would, and what is read with the losses in place is everything.
        List<Object> found = new ArrayList<>();
        for (List<Object> call : own.read().calls) {
            if (call.get(0).equals("frame")) {
                found.add(Integer.parseInt(((String) call.get(3)).replace("y", "")));
            } else if (call.get(0).equals("lost")) {
                Loss loss = (Loss) call.get(1);
                assertThat(loss.reason()).contains("too slow");
                assertThat(loss.fromEpochNanos()).isEqualTo(times.get(found.size()));
                for (long i = 0; i < loss.count(); i++) {
                    found.add("lost");
                }
                assertThat(loss.toEpochNanos()).isEqualTo(times.get(found.size() - 1));
            }
        }
        assertThat(found).isEqualTo(expected);
        assertThat(expected).filteredOn("lost"::equals).hasSize((int) dropped);
        assertThat(dropped).isPositive();
        assertThat(own.events.stream()
                        .filter(RawLogEvent.Resumed.class::isInstance)
                        .mapToLong(event -> ((RawLogEvent.Resumed) event).loss().count())
                        .sum())
                .isEqualTo(dropped);
    }

    @Test
    void recordingGoesOnOnlyWhenAQuarterOfTheMemoryIsFree() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL)) {
            fill(log);
            assertThat(log.status().paused()).isTrue();
            scene.frame(log, "lost");
            assertThat(log.status().paused()).isTrue();
            scene.work(log, Duration.ZERO);
            scene.frame(log, "a");
            assertThat(log.status().paused()).isFalse();
            assertThat(log.status().dropped()).isEqualTo(2);
        }

        assertThat(scene.read().names()).endsWith("frame", "lost", "frame", "closed");
    }

    @Test
    void theLossIsWrittenEvenIfNothingComesAfterIt() throws IOException {
        RawLog log = scene.open(LogScene.SMALL);
        fill(log);
        scene.flush(log);
        scene.flush(log);

        assertThat(scene.read().names()).last().isEqualTo("lost");
        log.close();
    }

    @Test
    void anInputThatIsLongerThanARecordCanBeIsLostAlone() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL.withMemory(1024, 64 << 20))) {
            scene.frame(log, "a");
            log.onReply(1, 200, "z".repeat(17 << 20), 7, 8);
            scene.frame(log, "b");
        }

        Tape tape = scene.read();
        assertThat(tape.names()).containsExactly("started", "frame", "lost", "frame", "closed");
        assertThat(tape.calls("lost"))
                .first()
                .satisfies(call -> assertThat(((Loss) call.get(1)).reason()).contains("longer than a record can be"));
    }

    @Test
    void afterAFailedForceTheJournalIsOpenedAgainAndNothingIsLost() throws IOException {
        try (RawLog log = scene.open(LogScene.SMALL.withSync(true))) {
            scene.frame(log, "a");
            scene.flush(log);
            assertThat(log.flushed()).isEqualTo(2);
            scene.disk.refuseToForce();
            scene.frame(log, "b");
            scene.flush(log);
            assertThat(log.status().diskFailure()).contains("cannot force");
            scene.frame(log, "c");
            scene.work(log, RETRY);
            assertThat(log.flushed()).isEqualTo(2);

            scene.disk.heal();
            scene.work(log, RETRY);
            assertThat(log.flushed()).isEqualTo(4);
            assertThat(log.status().diskFailure()).isNull();
        }

        Tape tape = scene.read();
        assertThat(tape.frames()).containsExactly("a", "b", "c");
        assertThat(tape.calls("lost")).isEmpty();
    }

    @Test
    void whatTheDiskDidNotKeepAfterAFailedForceIsToldInTheLog() throws IOException {
        long from;
        long to;
        try (RawLog log = scene.open(LogScene.SMALL.withSync(true))) {
            scene.frame(log, "a");
            scene.flush(log);
            from = scene.times.epochNanos() - Duration.ofMillis(200).toNanos();
            Path segment = scene.file(scene.files(".log").get(0));
            long kept = Files.size(segment);
            scene.disk.refuseToForce();
            scene.frame(log, "b");
            to = scene.times.epochNanos();
            scene.frame(log, "c");
            scene.flush(log);
            byte[] bytes = Files.readAllBytes(segment);
            Files.write(segment, java.util.Arrays.copyOf(bytes, (int) kept + 5));

            scene.disk.heal();
            scene.frame(log, "d");
            scene.work(log, RETRY);
        }

        Tape tape = scene.read();
        assertThat(tape.names()).containsExactly("started", "frame", "lost", "frame", "closed");
        assertThat(tape.frames()).containsExactly("a", "d");
        assertThat(tape.calls("lost")).first().satisfies(call -> {
            Loss loss = (Loss) call.get(1);
            assertThat(loss.count()).isEqualTo(2);
            assertThat(loss.fromEpochNanos()).isEqualTo(from);
            assertThat(loss.toEpochNanos()).isEqualTo(to);
            assertThat(loss.reason()).contains("did not keep");
        });
        assertThat(scene.events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                RawLogEvent.Noted.class,
                                noted -> assertThat(noted.text()).contains("5 bytes were cut off")));
    }

    @Test
    void anEndThatTheDiskDoesNotTakeSaysWhatItCosts() throws IOException {
        RawLog log = scene.open(LogScene.SMALL);
        scene.flush(log);
        scene.disk.leave(0);
        scene.frame(log, "abc");

        assertThatThrownBy(log::close)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("its last 1 records are lost", "No space left on device");
        assertThatThrownBy(() -> log.keepAtMost(0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");

        scene.disk.heal();
        scene.open(LogScene.SMALL).close();
        assertThat(scene.read().names()).containsExactly("started", "unclean", "started", "closed");
    }

    @Test
    void aDiskThatHangsHoldsUpNobodyAndEverybodyIsToldMeanwhile() throws Exception {
        BlockingQueue<RawLogEvent> told = new LinkedBlockingQueue<>();
        RawLogOptions options = LogScene.SMALL.withFlushInterval(Duration.ofMillis(1));
        int handedIn = 0;
        try (RawLog log = RawLog.open(
                directory, options, () -> scene.disk.open(directory, RawLog.journalOptions(options)), told::add)) {
            scene.disk.hang();
            try {
                while (log.status().dropped() < 100) {
                    scene.frame(log, LONG);
                    handedIn++;
                }
                assertThat(told.poll(10, TimeUnit.SECONDS)).isInstanceOf(RawLogEvent.Paused.class);
            } finally {
                scene.disk.go();
            }
            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            RawLogEvent.Resumed.class,
                            resumed -> assertThat(resumed.loss().count()).isEqualTo(100));
        }

        assertThat(scene.read().frames()).hasSize(handedIn - 100);
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedAtTheBegin() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> RawLog.open(file, RawLogOptions.DEFAULT, event -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aListenerThatThrowsDisturbsNobody() throws IOException {
        LogScene own = scene;
        try (RawLog log = RawLog.byHand(
                directory,
                LogScene.SMALL,
                () -> own.disk.open(directory, RawLog.journalOptions(LogScene.SMALL)),
                own.times,
                event -> {
                    throw new IllegalStateException("from the listener");
                })) {
            fill(log);
            scene.flush(log);
            scene.frame(log, "after");
        }

        assertThat(scene.read().names()).endsWith("lost", "frame", "closed");
    }
}
