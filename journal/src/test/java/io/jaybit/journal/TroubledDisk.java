package io.jaybit.journal;

import java.nio.file.Path;

/** A journal on a disk that can be full or broken, for tests in other packages. */
public final class TroubledDisk {
    private final BrokenDisk disk = new BrokenDisk();

    public Journal open(Path directory, JournalOptions options) throws JournalException {
        return Journal.open(directory, options, disk);
    }

    /** From here on so many bytes can be written. */
    public void leave(long bytes) {
        disk.leave(bytes);
    }

    /** From here on everything works. */
    public void heal() {
        disk.leave(Long.MAX_VALUE);
        disk.mayForce(true);
    }

    /** From here on every write waits until {@link #go}. Safe for any thread, like that. */
    public void hang() {
        disk.hang();
    }

    public void go() {
        disk.go();
    }

    /** From here on forcing fails. */
    public void refuseToForce() {
        disk.mayForce(false);
    }
}
