package io.jaybit.recorder.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.jaybit.feed.Frame;
import io.jaybit.market.Channel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawLogAllocationTest {
    private static final int FRAMES = 50_000;

    @TempDir
    private Path directory;

    @Test
    void aFrameThatIsHandedInAllocatesNothing() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocations");
        LogScene scene = new LogScene(directory);
        RawLogOptions options =
                RawLogOptions.DEFAULT.withMemory(1 << 20, 4 << 20).withCompressionLevel(0);
        try (RawLog log = scene.open(options)) {
            handIn(log, scene, threads);
            long allocated = handIn(log, scene, threads);

            assertThat(allocated / FRAMES).isZero();
            assertThat(log.status().dropped()).isZero();
        }
        Tape tape = scene.read();
        assertThat(tape.calls("frame")).hasSize(2 * FRAMES);
    }

    /** @return bytes allocated by handing in; what writes is another thread's */
    private static long handIn(RawLog log, LogScene scene, ThreadMXBean threads) {
        byte[] bytes = new byte[400];
        Frame frame = new Frame();
        long id = Thread.currentThread().getId();
        long allocated = 0;
        for (int i = 0; i < FRAMES; i += 1000) {
            long before = threads.getThreadAllocatedBytes(id);
            for (int n = 0; n < 1000; n++) {
                log.onFrame(
                        frame.set(bytes, 35, 330, Channel.LINEAR, 1, n, scene.times.epochNanos(), scene.times.nanos()));
            }
            allocated += threads.getThreadAllocatedBytes(id) - before;
            log.doWork(scene.times.nanos());
        }
        return allocated;
    }
}
