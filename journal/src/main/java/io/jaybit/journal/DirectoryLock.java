package io.jaybit.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One process at a time. The system ends the lock with the process, however that ends, so a file that is left over locks nothing. */
final class DirectoryLock implements Closeable {
    static final String NAME = "journal.lock";

    /** Behind the text, so that the text can be read where locks forbid that. */
    private static final long LOCKED_BYTE = 1L << 30;

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws JournalException {
        Path file = directory.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean taken = false;
            try {
                if (tryLock(channel) == null) {
                    throw new JournalException("the journal " + directory + " is in use by another process, PID "
                            + Files.readString(file).strip() + "; only one at a time may write to it");
                }
                taken = true;
                channel.truncate(0);
                String pid = ProcessHandle.current().pid() + "\n";
                channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
                return new DirectoryLock(channel);
            } catch (OverlappingFileLockException e) {
                throw new JournalException(
                        "the journal " + directory + " is open already in this process, PID "
                                + ProcessHandle.current().pid(),
                        e);
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new JournalException("cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        return channel.tryLock(LOCKED_BYTE, 1, false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
