package io.jaybit.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.market.Channel;
import io.jaybit.recorder.database.Table;
import io.jaybit.recorder.feed.EventWriter;
import io.jaybit.recorder.feed.FeedPlan;
import io.jaybit.recorder.feed.RowTarget;
import io.jaybit.recorder.log.FrameVisitor;
import io.jaybit.recorder.log.RawLog;
import io.jaybit.recorder.log.RawLogOptions;
import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.recorder.log.RecordKind;
import io.jaybit.recorder.play.Playback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedStatesTest {
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    @TempDir
    Path temporary;

    private final List<String> messages = new ArrayList<>();
    private RecordingFolder folder;
    private SavedStates states;
    /** Times of the log's records. */
    private final TreeMap<Long, Long> times = new TreeMap<>();

    private static final class Nowhere implements RowTarget {
        @Override
        public <E> boolean append(Table<E> table, E event) {
            return true;
        }
    }

    @BeforeEach
    void aLog() throws IOException {
        folder = new RecordingFolder(temporary.resolve("data"));
        states = new SavedStates(folder, messages::add);
        writeLog();
    }

    private void writeLog() throws IOException {
        try (RawLog log = RawLog.open(folder.log(), RawLogOptions.DEFAULT, event -> {})) {
            Frame frame = new Frame();
            byte[] bytes = "{\"op\":\"pong\"}".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 10; i++) {
                log.onFrame(frame.set(bytes, 0, bytes.length, Channel.LINEAR, 1, 0, 1_000L * HOUR_NANOS + i, i));
            }
        }
        times.clear();
        try (RawLogReader reader = RawLogReader.open(folder.log(), messages::add)) {
            reader.read(1, new FrameVisitor(frame -> {}) {
                @Override
                public void onRecord(long sequence, RecordKind kind, long epochNanos, long nanos) {
                    times.put(sequence, epochNanos);
                }
            });
        }
    }

    private SavedState at(long sequence) {
        return at(sequence, Objects.requireNonNull(times.get(sequence)));
    }

    private static SavedState at(long sequence, long epochNanos) {
        EventWriter writer = new EventWriter(new Nowhere(), FeedPlan.usual());
        return SavedState.of(sequence, epochNanos, 1, 5, playback(writer), writer);
    }

    private static Playback playback(EventWriter writer) {
        return new Playback(SavedStatesTest::nothing, SavedStatesTest::nothing, writer);
    }

    private static FrameDecoder nothing(Object what) {
        throw new AssertionError(what);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.states())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path file(long sequence) throws IOException {
        String name = files().stream()
                .filter(file -> file.startsWith(sequence + "-"))
                .findFirst()
                .orElseThrow();
        return folder.states().resolve(name);
    }

    private OptionalLong found(long sequence) throws IOException {
        SavedState state = states.upTo(sequence);
        return state == null ? OptionalLong.empty() : OptionalLong.of(state.sequence());
    }

    @Test
    void theNewestUpToARecordIsTakenUp() throws IOException {
        assertThat(found(9)).isEmpty();
        states.write(at(3));
        assertThat(found(2)).isEmpty();
        assertThat(found(3)).hasValue(3);
        states.write(at(7));
        assertThat(found(9)).hasValue(7);
        assertThat(found(6)).hasValue(3);
        SavedState state = Objects.requireNonNull(states.upTo(9));
        assertThat(state.run()).isEqualTo(1);
        assertThat(state.runEpochNanos()).isEqualTo(5);
        assertThat(state.own()).isFalse();
        assertThat(messages).isEmpty();
    }

    @Test
    void theNewestIsKeptAndOfEachHourTheFirst() throws IOException {
        long first = Objects.requireNonNull(times.get(2L)) / HOUR_NANOS * HOUR_NANOS;
        long[] minutes = {0, 1, 2, 59, 60, 61, 119, 240, 241};
        for (int i = 0; i < minutes.length; i++) {
            states.write(at(i + 1, first + minutes[i] * 60_000_000_000L));
        }
        assertThat(files().stream().map(name -> name.substring(0, 2))).containsExactly("1-", "5-", "8-", "9-");
    }

    @Test
    void aDamagedOneIsSaidAndAnOlderOneTakenUp() throws IOException {
        states.write(at(2));
        states.write(at(6));
        byte[] bytes = Files.readAllBytes(file(6));
        int rejected = 0;
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x10;
            Files.write(file(6), damaged);
            SavedState taken = Objects.requireNonNull(states.upTo(9));
            if (taken.sequence() == 6) {
                // The damage says nothing about the content.
                assertThat(taken.toBytes()).as("byte %s", at).isEqualTo(bytes);
            } else {
                assertThat(taken.sequence()).as("byte %s", at).isEqualTo(2);
                rejected++;
            }
        }
        assertThat(rejected).isGreaterThan(bytes.length / 2);
        messages.clear();
        Files.write(file(6), new byte[0]);
        assertThat(found(9)).hasValue(2);
        assertThat(messages).singleElement().asString().contains("cannot be used", file(6).toString());
    }

    @Test
    void oneOfAnotherLogIsNotTakenUp() throws IOException {
        states.write(at(4, Objects.requireNonNull(times.get(4L)) + 1));
        assertThat(found(9)).isEmpty();
        states.write(at(4_000, Objects.requireNonNull(times.get(4L))));
        assertThat(found(5_000)).isEmpty();
    }

    @Test
    void aReplayBeginsAtOneThatIsOldEnoughAndNotBeforeItsRun() throws IOException {
        states.write(at(2));
        long second = Objects.requireNonNull(times.get(2L));
        EventWriter writer = new EventWriter(new Nowhere(), FeedPlan.usual());
        assertThat(states.restoreBetween(1, second, true, playback(writer))).hasValue(3);
        assertThat(states.restoreBetween(1, second - 1_000_000, true, playback(writer)))
                .isEmpty();
        assertThat(states.restoreBetween(3, second, true, playback(writer))).isEmpty();
    }

    @Test
    void whatIsOfThePastOfADeletedLogGoes() throws IOException {
        states.write(at(2));
        try (Stream<Path> files = Files.list(folder.log())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(found(9)).isEmpty();
    }
}
