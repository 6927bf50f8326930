package io.jaybit.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where bytes go. A port, so that tests can let the disk be full or broken. */
interface Disk {
    /** A new file. */
    Output create(Path file) throws IOException;

    /** A file that is there. */
    Output open(Path file) throws IOException;

    /** A file to write to. */
    interface Output extends Closeable {
        void write(byte[] bytes, int offset, int length, long position) throws IOException;

        void truncate(long size) throws IOException;

        void force() throws IOException;
    }

    /** Has the names in a directory on the disk, where the system can do that. */
    void forceDirectory(Path directory) throws IOException;

    /** Files of the system. Not channels: a channel is closed by an interrupt of the thread that writes. */
    final class Real implements Disk {
        @Override
        public Output create(Path file) throws IOException {
            Files.createFile(file);
            return open(file);
        }

        @Override
        public Output open(Path file) throws IOException {
            return new RealOutput(new RandomAccessFile(file.toFile(), "rw"));
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            if (System.getProperty("os.name").startsWith("Windows")) {
                return; // a directory cannot be opened there
            }
            boolean interrupted = Thread.interrupted();
            try {
                while (!forcedUninterrupted(directory)) {
                    interrupted |= Thread.interrupted();
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private static boolean forcedUninterrupted(Path directory) throws IOException {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
                return true;
            } catch (ClosedByInterruptException e) {
                return false;
            }
        }
    }

    /** One file of the system. */
    final class RealOutput implements Output {
        private final RandomAccessFile file;

        private RealOutput(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length, long position) throws IOException {
            file.seek(position);
            file.write(bytes, offset, length);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.setLength(size);
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
