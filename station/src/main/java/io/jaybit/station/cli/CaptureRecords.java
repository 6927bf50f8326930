package io.jaybit.station.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jaybit.feed.Frame;
import io.jaybit.market.Channel;
import io.jaybit.recorder.log.RawRecordVisitor;
import io.jaybit.recorder.log.RecordKind;
import io.jaybit.recorder.play.Playback;
import io.jaybit.station.pipeline.FrameFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Frames of plain files, one a line, of all files together in the order of the times the frames carry. A frame without a time is of the time
 * of the one before it; within a file no time runs backwards.
 */
final class CaptureRecords implements Records {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long TIMER_NANOS = 1_000_000_000L;
    private static final int LONGEST_TIME = 18;

    /** The names of the time in public and private frames. */
    private static final List<byte[]> TIMES =
            List.of("\"ts\":".getBytes(US_ASCII), "\"creationTime\":".getBytes(US_ASCII));

    /** A file and its frame that is next. */
    private static final class Capture {
        private final FrameFile file;
        private final Channel channel;
        private final Frame frame = new Frame();
        private boolean waiting;
        private long epochNanos;

        private Capture(FrameFile file, Channel channel) {
            this.file = file;
            this.channel = channel;
        }

        private void advance() throws IOException {
            waiting = file.next(next -> {
                epochNanos = Math.max(epochNanos, time(next) * NANOS_PER_MILLI);
                frame.set(next.bytes(), next.offset(), next.length(), channel, 0, 0, epochNanos, epochNanos);
            });
        }
    }

    private final List<Capture> captures = new ArrayList<>();
    private long sequence;
    private long timerNanos;

    /** @param channels of which each file is, by its place */
    CaptureRecords(List<Path> files, List<Channel> channels) throws IOException {
        boolean opened = false;
        try {
            for (int i = 0; i < files.size(); i++) {
                Capture capture = new Capture(FrameFile.open(files.get(i), channels.get(i)), channels.get(i));
                captures.add(capture);
                capture.advance();
            }
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /** Epoch milliseconds; 0 where a frame has none. */
    static long time(Frame frame) {
        for (byte[] name : TIMES) {
            int end = frame.offset() + frame.length();
            for (int at = frame.offset(); at + name.length < end; at++) {
                if (isAt(frame.bytes(), at, name)) {
                    return digits(frame.bytes(), at + name.length, end);
                }
            }
        }
        return 0;
    }

    private static boolean isAt(byte[] bytes, int at, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (bytes[at + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static long digits(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '"')) {
            at++;
        }
        long number = 0;
        for (int i = 0; i < LONGEST_TIME && at < end && bytes[at] >= '0' && bytes[at] <= '9'; i++) {
            number = number * 10 + bytes[at++] - '0';
        }
        return number > Long.MAX_VALUE / NANOS_PER_MILLI ? 0 : number;
    }

    /** Of a book nobody knows where it begins: all is read. */
    @Override
    public void seek(long epochNanos, Playback playback) {}

    @Override
    public boolean nextBefore(long epochNanos, RawRecordVisitor visitor) throws IOException {
        Capture next = next();
        if (next == null || next.epochNanos >= epochNanos) {
            return false;
        }
        long now = next.epochNanos;
        if (now - timerNanos >= TIMER_NANOS) {
            timerNanos = now;
            visitor.onRecord(++sequence, RecordKind.TIMER, now, now);
            visitor.onTimer(now, now);
        }
        visitor.onRecord(++sequence, RecordKind.FRAME, now, now);
        Frame frame = next.frame;
        visitor.onFrame(frame.set(frame.bytes(), frame.offset(), frame.length(), next.channel, 0, sequence, now, now));
        next.advance();
        return true;
    }

    @Override
    public OptionalLong waitingEpochNanos() {
        Capture next = next();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.epochNanos);
    }

    private @Nullable Capture next() {
        Capture first = null;
        for (Capture capture : captures) {
            if (capture.waiting && (first == null || capture.epochNanos < first.epochNanos)) {
                first = capture;
            }
        }
        return first;
    }

    @Override
    public void close() throws IOException {
        for (Capture capture : captures) {
            capture.file.close();
        }
    }
}
