package io.jaybit.recorder.log;

import io.jaybit.feed.Frame;
import io.jaybit.journal.TroubledDisk;
import io.jaybit.market.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A log without threads, on a disk that can fail, in a time that the test sets. */
final class LogScene {
    /** Small chunks, small files, nothing compressed. */
    static final RawLogOptions SMALL = RawLogOptions.DEFAULT
            .withMemory(1024, 8 * 1024)
            .withSegmentBytes(64 << 20)
            .withCompressionLevel(0);

    final TroubledDisk disk = new TroubledDisk();
    final ManualTimes times = new ManualTimes("2026-09-25T10:00:00Z");
    final List<RawLogEvent> events = new ArrayList<>();
    final Path directory;
    private final Frame frame = new Frame();

    LogScene(Path directory) {
        this.directory = directory;
    }

    RawLog open(RawLogOptions options) throws IOException {
        return RawLog.byHand(
                directory, options, () -> disk.open(directory, RawLog.journalOptions(options)), times, events::add);
    }

    /** Hands in a frame of connection 1 on the linear channel, now. */
    void frame(RawLog log, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        log.onFrame(frame.set(bytes, 0, bytes.length, Channel.LINEAR, 1, 0, times.epochNanos(), times.nanos()));
    }

    /** Lets time pass, then does what the threads would do. */
    void work(RawLog log, Duration after) {
        times.pass(after);
        log.doWork(times.nanos());
    }

    /** A flush interval later. */
    void flush(RawLog log) {
        work(log, Duration.ofMillis(200));
    }

    Tape read() throws IOException {
        return read(1);
    }

    Tape read(long from) throws IOException {
        Tape tape = new Tape();
        try (RawLogReader reader = RawLogReader.open(directory, message -> {
            throw new AssertionError(message);
        })) {
            reader.read(from, tape);
        }
        return tape;
    }

    /** Names of the files in the directory that end like this. */
    List<String> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }
}
