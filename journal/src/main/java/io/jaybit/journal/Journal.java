package io.jaybit.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A log of numbered records in a directory of its own, with checkpoints. Confined to one thread; locked against a second process.
 *
 * <p>To take state up again: restore {@link #checkpoint}, then {@link #replay} what was appended after it. Records are numbered from 1 without
 * gaps, over all files and all runs.
 *
 * <pre>{@code
 * try (Journal journal = Journal.open(directory, JournalOptions.of(Durability.WRITTEN))) {
 *     Checkpoint checkpoint = journal.checkpoint();
 *     if (checkpoint != null) {
 *         restore(checkpoint.state());
 *     }
 *     journal.replay((sequence, bytes) -> apply(bytes));
 *     long acknowledged = journal.append(event);
 *     journal.writeCheckpoint(state());
 *     journal.deleteCovered();
 * }
 * }</pre>
 *
 * <p>When an append fails, its record is not in the journal and its number is free; what was acknowledged before is untouched, and appending
 * may be tried again. Only after a failed force is nothing taken until the journal is opened again.
 */
public final class Journal implements Closeable {
    private final Path directory;
    private final DirectoryLock lock;
    private final Checkpoints checkpoints;
    private final LogWriter writer;
    private final Opening opening;
    private boolean closed;

    private Journal(Path directory, DirectoryLock lock, Checkpoints checkpoints, LogWriter writer, Opening opening) {
        this.directory = directory;
        this.lock = lock;
        this.checkpoints = checkpoints;
        this.writer = writer;
        this.opening = opening;
    }

    /**
     * Opens or begins a journal. What a crash left half written at the end is cut off, and {@link #opening} says how much.
     *
     * @throws JournalException if another process has it open, or files cannot be read or written
     */
    public static Journal open(Path directory, JournalOptions options) throws JournalException {
        return open(directory, options, new Disk.Real());
    }

    static Journal open(Path directory, JournalOptions options, Disk disk) throws JournalException {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new JournalException("cannot make the directory " + directory + ": " + e.getMessage(), e);
        }
        DirectoryLock lock = DirectoryLock.take(directory);
        Journal opened = null;
        try {
            opened = open(directory, options, disk, lock);
            return opened;
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new JournalException("cannot open the journal " + directory + ": " + e.getMessage(), e);
        } finally {
            if (opened == null) {
                release(lock);
            }
        }
    }

    private static void release(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot give up the lock of a journal", e);
        }
    }

    private static Journal open(Path directory, JournalOptions options, Disk disk, DirectoryLock lock)
            throws IOException {
        List<String> notes = new ArrayList<>();
        Checkpoints checkpoints = Checkpoints.read(directory, disk, notes);
        Checkpoint checkpoint = checkpoints.newest();
        long covered = checkpoint == null ? 0 : checkpoint.sequence();
        Tail tail = Tail.mend(directory, disk, covered, notes);
        long last = Math.max(covered, tail.lastSequence());
        // Numbers in a segment have no gaps: after records that only the checkpoint knows, a new one begins.
        Path segment = tail.lastSequence() == last ? tail.segment() : null;
        LogWriter writer = new LogWriter(directory, options, disk, last + 1, segment, tail.length());
        Opening opening = new Opening(
                checkpoint == null ? OptionalLong.empty() : OptionalLong.of(covered),
                last,
                tail.cutBytes(),
                tail.damage(),
                notes);
        return new Journal(directory, lock, checkpoints, writer, opening);
    }

    /** What was found at the opening. */
    public Opening opening() {
        return opening;
    }

    /** The newest checkpoint that is whole; null if there is none. */
    public @Nullable Checkpoint checkpoint() {
        return checkpoints.newest();
    }

    /** Number of the last record; 0 if there is none. */
    public long lastSequence() {
        return writer.lastSequence();
    }

    /**
     * Reads what was appended after the newest checkpoint.
     *
     * @throws JournalDamagedException if records are missing and the visitor does not take it otherwise
     */
    public void replay(JournalVisitor visitor) throws JournalException {
        Checkpoint checkpoint = checkpoints.newest();
        replay(checkpoint == null ? 0 : checkpoint.sequence(), visitor);
    }

    /** Reads what was appended after record {@code after}; see {@link #replay(JournalVisitor)}. */
    public void replay(long after, JournalVisitor visitor) throws JournalException {
        writer.flush();
        read(directory, after, visitor);
    }

    /**
     * Reads a directory that may be written to meanwhile, by this process or another, as far as it is written now. {@link JournalReader} goes on
     * where it ended.
     *
     * @param after number of the record before the first that is wanted; 0 for all
     * @return number of the last record read; {@code after} if there was none
     */
    public static long read(Path directory, long after, JournalVisitor visitor) throws JournalException {
        try (JournalReader reader = JournalReader.open(directory, after)) {
            boolean more;
            do {
                more = reader.next(visitor);
            } while (more);
            return reader.lastSequence();
        }
    }

    /** The files of a directory in their order; the last one may be written to. */
    public static List<Segment> segments(Path directory) throws JournalException {
        try {
            return Segment.list(directory);
        } catch (IOException e) {
            throw new JournalException("cannot list the journal " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Appends a record.
     *
     * @return its number
     * @throws IllegalArgumentException if it is longer than 16 MiB
     */
    public long append(byte[] bytes) throws JournalException {
        return append(bytes, 0, bytes.length);
    }

    /** Appends a part of an array; see {@link #append(byte[])}. */
    public long append(byte[] bytes, int offset, int length) throws JournalException {
        return writer.append(bytes, offset, length);
    }

    /** Appends what remains of a buffer; see {@link #append(byte[])}. */
    public long append(ByteBuffer bytes) throws JournalException {
        return writer.append(bytes);
    }

    /** Gives to the operating system what was appended. */
    public void flush() throws JournalException {
        writer.flush();
    }

    /** Has on the disk what was appended. */
    public void sync() throws JournalException {
        writer.sync();
    }

    /** Gives to the operating system what was appended, and has the next record begin a file of its own. */
    public void roll() throws JournalException {
        writer.roll();
    }

    /**
     * Number of the first record in the file that is written to. All files before it are closed: they may be {@linkplain Segment#compress
     * compressed}.
     *
     * @return empty until the first record of a journal that is new, or whose newest file is compressed
     */
    public OptionalLong openSegment() {
        return Format.sequence(writer.segment(), Format.SEGMENT);
    }

    /** Whether a force failed: nothing is taken until the journal is opened again. */
    public boolean isBroken() {
        return writer.isBroken();
    }

    /**
     * Deletes one file of a closed segment, plain or compressed. Its records are gone with it, unless the other form is there.
     *
     * @throws IllegalArgumentException if it is no segment of this journal, or the one that is written to
     */
    public void delete(Path file) throws JournalException {
        if (!directory.equals(file.getParent())
                || (Format.sequence(file, Format.SEGMENT).isEmpty() && !Segment.isCompressed(file))) {
            throw new IllegalArgumentException(file + " is no segment of the journal " + directory);
        }
        try {
            writer.delete(file);
        } catch (IOException e) {
            throw new JournalException("cannot delete " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Keeps the state as it is after all that was appended, atomically: after a crash it is there as a whole or not at all. The checkpoint
     * before it is kept too, for the case that this one cannot be read.
     */
    public void writeCheckpoint(byte[] state) throws JournalException {
        writer.sync();
        try {
            checkpoints.write(new Checkpoint(writer.lastSequence(), state.clone()));
        } catch (IOException e) {
            throw new JournalException(
                    "cannot write a checkpoint to " + directory + ": " + e.getMessage()
                            + "; the one before it and all records are whole",
                    e);
        }
    }

    /**
     * Deletes segments whose records all went into both checkpoints that are kept.
     *
     * @return how many
     */
    public int deleteCovered() throws JournalException {
        try {
            return deleteUpTo(checkpoints.coveredByAll());
        } catch (IOException e) {
            throw new JournalException("cannot delete segments in " + directory + ": " + e.getMessage(), e);
        }
    }

    private int deleteUpTo(long covered) throws IOException {
        List<Segment> segments = Segment.list(directory);
        int deleted = 0;
        for (int i = 0; i + 1 < segments.size(); i++) {
            Path file = segments.get(i).file();
            if (segments.get(i + 1).firstSequence() > covered + 1 || file.equals(writer.segment())) {
                break;
            }
            // False if somebody else did.
            deleted += Files.deleteIfExists(file) ? 1 : 0;
        }
        return deleted;
    }

    /** Has everything on the disk and gives up the lock. */
    @Override
    public void close() throws JournalException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            writer.close();
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new JournalException("cannot close the journal " + directory + ": " + e.getMessage(), e);
        } finally {
            release(lock);
        }
    }
}
