package io.jaybit.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The segments of a directory, as one sequence of records. */
final class Segments {
    private Segments() {}

    /** Reads records after one; see {@link Journal#read}. */
    static long read(Path directory, long after, JournalVisitor visitor) throws IOException {
        List<Path> files = Checkpoints.files(directory, Format.SEGMENT);
        Follower follower = new Follower(after, visitor);
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            long first = first(file);
            boolean newest = i + 1 == files.size();
            if (!newest && first(files.get(i + 1)) <= after + 1) {
                continue;
            }
            follower.expect(file, 0, 0, first, "records before it are missing");
            SegmentReader.End end;
            try (SegmentReader reader = new SegmentReader(file)) {
                end = reader.read(first, follower.last, follower);
            }
            if (!newest) {
                follower.expect(
                        file,
                        end.validBytes(),
                        end.tailBytes(),
                        first(files.get(i + 1)),
                        "the end of the segment cannot be read");
            }
        }
        return follower.last;
    }

    static long first(Path file) {
        return Format.sequence(file, Format.SEGMENT).orElseThrow();
    }

    /** Deletes what holds no record after {@code covered}, except the newest and the one that is written. */
    static int delete(Path directory, long covered, Path written) throws IOException {
        List<Path> files = Checkpoints.files(directory, Format.SEGMENT);
        int deleted = 0;
        for (int i = 0; i + 1 < files.size(); i++) {
            if (first(files.get(i + 1)) > covered + 1 || files.get(i).equals(written)) {
                break;
            }
            try {
                Files.delete(files.get(i));
            } catch (NoSuchFileException e) {
                continue; // somebody else did
            }
            deleted++;
        }
        return deleted;
    }

    /** Passes records on and watches that none is missing. */
    private static final class Follower implements JournalVisitor {
        private final JournalVisitor visitor;
        private long last;

        private Follower(long after, JournalVisitor visitor) {
            this.last = after;
            this.visitor = visitor;
        }

        private void expect(Path file, long offset, long length, long next, String reason) throws JournalException {
            if (next > last + 1) {
                damaged(new Damage(file, offset, length, last + 1, next - 1, reason));
            }
        }

        @Override
        public void record(long sequence, ByteBuffer bytes) throws JournalException {
            last = sequence;
            visitor.record(sequence, bytes);
        }

        @Override
        public void damaged(Damage damage) throws JournalException {
            if (damage.records() > 0) {
                last = Math.max(last, damage.lastSequence());
            }
            visitor.damaged(damage);
        }
    }
}
