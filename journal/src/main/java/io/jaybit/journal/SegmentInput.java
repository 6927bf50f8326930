package io.jaybit.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** The bytes of a segment as they were written, whether its file is plain or compressed. Confined to one thread. */
interface SegmentInput extends Closeable {
    static SegmentInput open(Path file) throws IOException {
        return Segment.isCompressed(file) ? new CompressedSegment(file) : new Plain(file);
    }

    /** How many bytes there are now; a plain file that is written to grows. */
    long size() throws IOException;

    /** @throws IOException if the file ends before, or cannot be read */
    void read(long offset, byte[] into, int length) throws IOException;

    /** A file as it is. */
    final class Plain implements SegmentInput {
        private final RandomAccessFile file;

        Plain(Path path) throws IOException {
            file = new RandomAccessFile(path.toFile(), "r");
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public void read(long offset, byte[] into, int length) throws IOException {
            file.seek(offset);
            file.readFully(into, 0, length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
