package io.jaybit.journal;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory record by record, while it may be written to, compressed, and freed of old files, by this process or another. Confined to
 * one thread.
 */
public final class JournalReader implements Closeable {
    /** How often a file may vanish between being listed and being opened. */
    private static final int ATTEMPTS = 100;

    private final Path directory;
    private final Follower follower = new Follower();
    private @Nullable SegmentReader reader;
    private Segment segment;
    private long last;

    private JournalReader(Path directory, long after) {
        this.directory = directory;
        this.segment = new Segment(directory, 0);
        this.last = after;
    }

    /**
     * @param after number of the record before the first that is wanted; 0 for all
     * @throws JournalException if there is no such directory
     */
    public static JournalReader open(Path directory, long after) throws JournalException {
        if (!Files.isDirectory(directory)) {
            throw new JournalException("cannot read the journal " + directory + ": there is no such directory");
        }
        return new JournalReader(directory, after);
    }

    /** Number of the last record that was told or told missing, or what was asked for if there was none. */
    public long lastSequence() {
        return last;
    }

    /** Number of the first record in the file of the record that was told last; also during the telling. */
    public long segment() {
        return segment.firstSequence();
    }

    /** Where in its file, as it is without compression, the record begins that was told last; also during the telling. */
    public long offset() {
        SegmentReader now = reader;
        return now == null ? 0 : now.offset();
    }

    /** Goes on after another record. */
    public void seek(long after) throws JournalException {
        closeSegment();
        last = after;
    }

    /**
     * Goes on at a record whose place is known.
     *
     * @param firstSequence number of the first record in its file
     * @param offset where it begins there, as the file is without compression
     * @param sequence its number
     * @return false if it is not there; reading goes on as it would have
     */
    public boolean seek(long firstSequence, long offset, long sequence) throws JournalException {
        try {
            for (Segment found : Segment.list(directory)) {
                if (found.firstSequence() == firstSequence) {
                    SegmentReader opened = new SegmentReader(found.file(), firstSequence);
                    if (!opened.seek(offset, sequence)) {
                        opened.close();
                        return false;
                    }
                    closeSegment();
                    reader = opened;
                    segment = found;
                    last = sequence - 1;
                    return true;
                }
            }
            return false;
        } catch (FileNotFoundException e) {
            return false; // compressed or deleted in this moment
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    /**
     * Tells the next record, and what damage stands before it.
     *
     * @return false if there is none, for now
     * @throws JournalDamagedException if records are missing and the visitor does not take it otherwise; the next call goes on behind them
     */
    public boolean next(JournalVisitor visitor) throws JournalException {
        follower.visitor = visitor;
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return advance();
                } catch (FileNotFoundException e) {
                    // Compressed or deleted since it was listed; the next list shows what became of it.
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    private boolean advance() throws IOException {
        while (true) {
            SegmentReader now = reader;
            if (now == null) {
                Segment found = find(last + 1);
                if (found == null) {
                    return false;
                }
                open(found);
                continue;
            }
            if (now.next(last, follower)) {
                return true;
            }
            // What is written before a newer file begins has to be read before that one.
            Segment newer = after(segment.firstSequence());
            now.refresh();
            if (now.next(last, follower)) {
                return true;
            }
            if (newer == null) {
                return false;
            }
            SegmentReader.End end = now.end();
            Path file = segment.file();
            open(newer);
            follower.expect(
                    file,
                    end.validBytes(),
                    end.tailBytes(),
                    newer.firstSequence(),
                    end.tailBytes() > 0 ? "the end of the segment cannot be read" : "records after it are missing");
        }
    }

    private void open(Segment next) throws IOException {
        SegmentReader opened = new SegmentReader(next.file(), next.firstSequence());
        boolean first = reader == null;
        closeSegment();
        reader = opened;
        segment = next;
        if (first) {
            follower.expect(next.file(), 0, 0, next.firstSequence(), "records before it are missing");
        }
    }

    /** The segment in which a record is, or would be; null if there is none at all. */
    private @Nullable Segment find(long sequence) throws IOException {
        Segment found = null;
        for (Segment candidate : Segment.list(directory)) {
            if (found == null || candidate.firstSequence() <= sequence) {
                found = candidate;
            }
        }
        return found;
    }

    private @Nullable Segment after(long firstSequence) throws IOException {
        List<Segment> all = Segment.list(directory);
        for (Segment candidate : all) {
            if (candidate.firstSequence() > firstSequence) {
                return candidate;
            }
        }
        return null;
    }

    private JournalException cannotRead(IOException e) {
        return new JournalException("cannot read the journal " + directory + ": " + e.getMessage(), e);
    }

    private void closeSegment() throws JournalException {
        SegmentReader now = reader;
        reader = null;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                throw cannotRead(e);
            }
        }
    }

    @Override
    public void close() throws JournalException {
        closeSegment();
    }

    /** Passes records on and watches that none is missing. */
    private final class Follower implements JournalVisitor {
        private JournalVisitor visitor = (sequence, bytes) -> {};

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
