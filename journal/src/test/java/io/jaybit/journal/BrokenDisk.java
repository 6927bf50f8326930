package io.jaybit.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A disk that can be full, half way through a write, and that can fail to force. */
final class BrokenDisk implements Disk {
    private final Disk real = new Real();
    private long room = Long.MAX_VALUE;
    private boolean truncates = true;
    private boolean forces = true;
    private boolean quick;
    private volatile @Nullable CountDownLatch gate;

    void leave(long bytes) {
        room = bytes;
    }

    void mayTruncate(boolean value) {
        truncates = value;
    }

    /** Forces nothing, for tests that are about something else and open many journals. */
    static BrokenDisk quick() {
        BrokenDisk disk = new BrokenDisk();
        disk.quick = true;
        return disk;
    }

    /** Has every write wait for {@link #go}. */
    void hang() {
        gate = new CountDownLatch(1);
    }

    void go() {
        CountDownLatch closed = gate;
        gate = null;
        if (closed != null) {
            closed.countDown();
        }
    }

    void mayForce(boolean value) {
        forces = value;
    }

    @Override
    public Output create(Path file) throws IOException {
        return new Half(real.create(file));
    }

    @Override
    public Output open(Path file) throws IOException {
        return new Half(real.open(file));
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (!quick) {
            real.forceDirectory(directory);
        }
    }

    private final class Half implements Output {
        private final Output file;

        private Half(Output file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length, long position) throws IOException {
            CountDownLatch closed = gate;
            if (closed != null) {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    throw new IOException("interrupted", e);
                }
            }
            int fits = (int) Math.min(room, length);
            file.write(bytes, offset, fits, position);
            if (room != Long.MAX_VALUE) {
                room -= fits;
            }
            if (fits < length) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            if (!truncates) {
                throw new IOException("Input/output error");
            }
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            if (!forces) {
                throw new IOException("Input/output error");
            }
            if (!quick) {
                file.force();
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
