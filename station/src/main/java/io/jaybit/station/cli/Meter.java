package io.jaybit.station.cli;

import io.jaybit.book.BookView;
import io.jaybit.book.OrderBook;
import io.jaybit.client.InlineListener;
import io.jaybit.feed.Frame;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.Ticker;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Counts the frames of a measurement and takes the times. Called on the I/O thread; read by the main thread. */
final class Meter implements InlineListener {
    private static final long EPOCH_MICROS_BASE = 1_700_000_000_000L;
    private static final long AFTERWARDS_MILLIS = 200;

    private final long expected;
    private final long warm;
    private final long throwAt;
    private final boolean latency;
    private final long[] delays;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private long pushed;
    private int delayCount;
    private boolean thrown;
    private volatile long firstNanos;
    private volatile long warmNanos;
    private volatile long warmCpuNanos;
    private volatile long lastNanos;
    private volatile long lastCpuNanos;
    private volatile boolean over;

    Meter(long expected, long warm, boolean latency, long throwAt) {
        this.expected = expected;
        this.warm = warm;
        this.latency = latency;
        this.throwAt = throwAt;
        this.delays = new long[latency ? (int) (expected - warm) : 0];
    }

    @Override
    public void onBook(BookView book, BookUpdate update, OrderBook.Outcome outcome) {
        pushed = update.pushedEpochMillis();
    }

    @Override
    public void onTrade(Trade trade) {
        pushed = trade.pushedEpochMillis();
    }

    @Override
    public void onTicker(Ticker ticker) {
        pushed = ticker.pushedEpochMillis();
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        pushed = liquidation.pushedEpochMillis();
    }

    @Override
    public void onKline(Kline kline) {
        pushed = kline.pushedEpochMillis();
    }

    @Override
    public void onFrame(Frame frame, Topic topic) {
        long number = count.get() + 1;
        if (latency && number > warm && delayCount < delays.length) {
            delays[delayCount++] = System.nanoTime() / 1_000 - (pushed - EPOCH_MICROS_BASE);
        }
        if (number == 1) {
            firstNanos = System.nanoTime();
        }
        if (number == warm || (warm == 0 && number == 1)) {
            warmCpuNanos = cpuNanos();
            warmNanos = System.nanoTime();
        }
        if (number == expected) {
            lastNanos = System.nanoTime();
            lastCpuNanos = cpuNanos();
        }
        count.lazySet(number);
        if (number == throwAt && !thrown) {
            thrown = true;
            throw new IllegalStateException("thrown on purpose at frame " + number);
        }
    }

    /** A callback of ours threw, and the client told us. */
    void failed() {
        failures.incrementAndGet();
    }

    /** Waits for all frames, or until there is no hope. */
    void await(long idleMillis, long maxSeconds) {
        long start = System.nanoTime();
        long seen = 0;
        long changed = start;
        while (count.get() < expected) {
            LockSupport.parkNanos(1_000_000);
            long now = System.nanoTime();
            if (count.get() != seen) {
                seen = count.get();
                changed = now;
            }
            boolean idle = seen > 0 && now - changed > idleMillis * 1_000_000;
            if (idle || now - start > maxSeconds * 1_000_000_000) {
                break;
            }
        }
        if (count.get() < expected) {
            lastNanos = changed;
            lastCpuNanos = cpuNanos();
        }
        long end = System.nanoTime() + AFTERWARDS_MILLIS * 1_000_000;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** The one line. */
    String result() {
        long frames = count.get();
        long measured = Math.max(0, Math.min(frames, expected) - warm);
        return "{\"bench\":1,\"client\":\"jaybit\",\"runtime\":\"java " + System.getProperty("java.version")
                + "\",\"frames\":" + frames + ",\"delivered\":" + frames + ",\"measured\":" + measured + ",\"wall_ns\":"
                + (measured == 0 ? 0 : lastNanos - warmNanos) + ",\"cpu_ns\":"
                + (measured == 0 ? 0 : lastCpuNanos - warmCpuNanos)
                + ",\"total_wall_ns\":" + (frames == 0 ? 0 : lastNanos - firstNanos) + ",\"total_cpu_ns\":"
                + lastCpuNanos + ",\"rss_kb\":" + peakMemoryKilobytes() + ",\"errors\":" + failures.get()
                + ",\"latency_us\":" + delays() + "}";
    }

    private String delays() {
        int n = delayCount;
        if (!latency || n == 0) {
            return "null";
        }
        long[] sorted = Arrays.copyOf(delays, n);
        Arrays.sort(sorted);
        return "{\"n\":" + n + ",\"p50\":" + sorted[n / 2] + ",\"p99\":" + sorted[(int) (n * 99L / 100)] + ",\"p999\":"
                + sorted[(int) (n * 999L / 1000)] + ",\"max\":" + sorted[n - 1] + "}";
    }

    /** User and system time of all threads of this process. */
    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static long peakMemoryKilobytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException notLinux) {
            return Runtime.getRuntime().totalMemory() / 1024;
        }
        return Runtime.getRuntime().totalMemory() / 1024;
    }
}
