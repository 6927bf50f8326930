package io.jaybit.recorder.log;

import io.jaybit.feed.Frame;
import io.jaybit.market.Channel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program that records numbered frames as fast as it can and says, as often as it is told to, up to which record they are kept; it is killed.
 */
final class KilledRecorder {
    private KilledRecorder() {}

    /** Folder, milliseconds between two lines, {@code sync} or not, the first frame's number. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        long everyNanos = Duration.ofMillis(Long.parseLong(arguments[1])).toNanos();
        RawLogOptions options = RawLogOptions.DEFAULT
                .withFlushInterval(Duration.ofMillis(20))
                .withSync(arguments[2].equals("sync"))
                .withSegmentBytes(4 << 20)
                .withMemory(64 << 10, 8 << 20);
        RawLog log = RawLog.open(
                Path.of(arguments[0]),
                options,
                event -> out.println(event.getClass().getSimpleName()));
        Frame frame = new Frame();
        out.println("open");
        long said = System.nanoTime();
        for (long number = Long.parseLong(arguments[3]); ; number++) {
            byte[] text = text(number).getBytes(StandardCharsets.UTF_8);
            long now = System.nanoTime();
            log.onFrame(frame.set(text, 0, text.length, Channel.LINEAR, 1, number, now, now));
            if (now - said > everyNanos) {
                said = now;
                out.println("flushed " + log.flushed());
            }
        }
    }

    static String text(long number) {
        String start = "{\"topic\":\"orderbook.50.BTCUSDT\",\"n\":" + number + ",\"x\":\"";
        return start + Long.toHexString(number * 0x9E3779B97F4A7C15L).repeat(18) + "\"}";
    }

    static long number(String text) {
        int start = text.indexOf("\"n\":") + 4;
        return Long.parseLong(text.substring(start, text.indexOf(',', start)));
    }
}
