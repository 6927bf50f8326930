package io.jaybit.station.pipeline;

import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameSink;
import io.jaybit.feed.FrameSource;
import io.jaybit.market.Channel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The frames of a file, one a line; {@code .gz} is unpacked while reading. Confined to one thread. A plain file says nothing of when
 * a frame was received, so its time of receipt is 0.
 */
public final class FrameFile implements FrameSource {
    private static final int LONGEST_LINE = 64 << 20;

    private final Path path;
    private final Channel channel;
    private final InputStream in;
    private final Frame frame = new Frame();
    private final byte[] block = new byte[1 << 16];
    private byte[] line = new byte[1 << 12];
    private int blockAt;
    private int blockEnd;
    private long number;

    private FrameFile(Path path, Channel channel, InputStream in) {
        this.path = path;
        this.channel = channel;
        this.in = in;
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it cannot be opened
     */
    public static FrameFile open(Path path, Channel channel) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        return new FrameFile(path, channel, path.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw);
    }

    @Override
    public boolean next(FrameSink sink) throws IOException {
        int length;
        do {
            length = readLine();
            if (length < 0) {
                return false;
            }
            number++;
            while (length > 0 && line[length - 1] <= ' ') {
                length--;
            }
        } while (length == 0);
        sink.onFrame(frame.set(line, 0, length, channel, 0, number, 0, 0));
        return true;
    }

    /** Number of the line that was handed over last, from 1. */
    public long lineNumber() {
        return number;
    }

    /** Reads into {@link #line}; -1 at the end. */
    private int readLine() throws IOException {
        int length = 0;
        boolean any = false;
        while (true) {
            if (blockAt == blockEnd) {
                blockEnd = in.read(block);
                blockAt = 0;
                if (blockEnd < 0) {
                    blockEnd = 0;
                    return any ? length : -1;
                }
            }
            any = true;
            int end = blockAt;
            while (end < blockEnd && block[end] != '\n') {
                end++;
            }
            int count = end - blockAt;
            if (length + count > line.length) {
                if (length + count > LONGEST_LINE) {
                    throw new IOException(
                            path + ": line " + (number + 1) + " is longer than " + LONGEST_LINE + " bytes");
                }
                line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
            }
            System.arraycopy(block, blockAt, line, length, count);
            length += count;
            blockAt = end + 1;
            if (end < blockEnd) {
                return length;
            }
            blockAt = blockEnd;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
