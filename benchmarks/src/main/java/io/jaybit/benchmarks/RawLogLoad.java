package io.jaybit.benchmarks;

import io.jaybit.feed.Frame;
import io.jaybit.market.Channel;
import io.jaybit.recorder.log.RawLog;
import io.jaybit.recorder.log.RawLogOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What it costs to record: frames of about 330 bytes, made up from a fixed seed or out of the file that {@code jaybit.corpus} names, are
 * handed to a raw log.
 *
 * <pre>
 * java -cp … io.jaybit.benchmarks.RawLogLoad FOLDER FRAMES_A_SECOND SECONDS COMPRESSION_LEVEL
 * </pre>
 *
 * <p>0 frames a second: as many as the disk takes. Told are frames a second; for a frame the time that handing it in takes, the processor time
 * of the recording's threads, and bytes on the disk. The recording is deleted after it.
 */
public final class RawLogLoad {
    private static final int FRAMES = 200_000;
    private static final int SHORTEST = 210;
    private static final int LONGEST = 700;
    private static final int BATCH = 100;
    private static final long MOST_WAITING = 16 << 20;

    private RawLogLoad() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("FOLDER FRAMES_A_SECOND SECONDS COMPRESSION_LEVEL");
        }
        Path folder = Path.of(arguments[0]);
        if (Files.exists(folder)) {
            throw new IllegalArgumentException(folder + " is there already");
        }
        long rate = Long.parseLong(arguments[1]);
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[2]));
        int level = Integer.parseInt(arguments[3]);
        RawLogOptions options = RawLogOptions.DEFAULT.withCompressionLevel(level);
        new Load(Corpus.mix(FRAMES)).run(folder, options, rate, time);
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** One measurement. Confined to one thread. */
    private static final class Load {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final Corpus corpus;
        private final List<Integer> wanted;
        private final Frame frame = new Frame();
        private long handedIn;
        private long bytes;
        private long handingInNanos;

        Load(Corpus corpus) {
            this.corpus = corpus;
            this.wanted = Stream.iterate(0, i -> i + 1)
                    .limit(corpus.size())
                    .filter(i -> corpus.length(i) >= SHORTEST && corpus.length(i) <= LONGEST)
                    .toList();
        }

        void run(Path folder, RawLogOptions options, long rate, Duration time) throws IOException {
            RawLog log = RawLog.open(folder, options, System.out::println);
            handIn(log, rate, time.dividedBy(4)); // until it is compiled
            Map<String, Long> before = processorTimes();
            long from = handedIn;
            handingInNanos = 0;
            long start = System.nanoTime();
            handIn(log, rate, time);
            long nanos = System.nanoTime() - start;
            Map<String, Long> after = processorTimes();
            long measured = handedIn - from;
            long dropped = log.status().dropped();
            log.close();
            report(folder, measured, nanos, before, after, dropped);
        }

        private void handIn(RawLog log, long rate, Duration time) {
            long start = System.nanoTime();
            long end = start + time.toNanos();
            long count = 0;
            for (long now = start; now < end; now = System.nanoTime()) {
                boolean tooEarly = rate > 0
                        ? count > (now - start) / 1_000_000 * rate / 1000
                        : log.status().waitingBytes() > MOST_WAITING;
                if (tooEarly) {
                    LockSupport.parkNanos(200_000);
                    continue;
                }
                long epochNanos = System.currentTimeMillis() * 1_000_000;
                for (int i = 0; i < BATCH; i++) {
                    int one = wanted.get((int) (handedIn % wanted.size()));
                    log.onFrame(frame.set(
                            corpus.bytes(),
                            corpus.offset(one),
                            corpus.length(one),
                            Channel.LINEAR,
                            1,
                            handedIn,
                            epochNanos,
                            now));
                    bytes += corpus.length(one);
                    handedIn++;
                }
                count += BATCH;
                handingInNanos += System.nanoTime() - now;
            }
        }

        private Map<String, Long> processorTimes() {
            Map<String, Long> times = new TreeMap<>();
            for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
                if (thread != null && thread.getThreadName().startsWith("recorder-")) {
                    times.put(thread.getThreadName(), threads.getThreadCpuTime(thread.getThreadId()));
                }
            }
            return times;
        }

        private void report(
                Path folder, long measured, long nanos, Map<String, Long> before, Map<String, Long> after, long dropped)
                throws IOException {
            System.out.printf(
                    Locale.ROOT,
                    "frames %d of %d bytes, %d frames/s, dropped %d%n",
                    measured,
                    bytes / handedIn,
                    measured * 1_000_000_000L / nanos,
                    dropped);
            System.out.printf(Locale.ROOT, "%-16s %6d ns/frame%n", "onFrame", handingInNanos / measured);
            after.forEach((name, time) -> System.out.printf(
                    Locale.ROOT, "%-16s %6d ns/frame%n", name, (time - before.getOrDefault(name, 0L)) / measured));
            long plain = 0;
            long compressed = 0;
            long unpacked = 0;
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".log")) {
                        plain += Files.size(file);
                    } else if (name.endsWith(".gz")) {
                        compressed += Files.size(file);
                        unpacked += 128L << 20;
                    }
                }
            }
            long recorded = handedIn - dropped;
            System.out.printf(Locale.ROOT, "plain %.1f bytes/frame%n", (double) (plain + unpacked) / recorded);
            if (unpacked > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "compressed %.1f bytes/frame%n",
                        (double) compressed / unpacked * (plain + unpacked) / recorded);
            }
        }
    }
}
