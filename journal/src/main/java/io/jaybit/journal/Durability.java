package io.jaybit.journal;

/** What has become of a record when {@link Journal#append} returns. Weaker ones are quicker. */
public enum Durability {
    /** It waits in memory until the buffer is full, or for {@link Journal#flush} or {@link Journal#sync}. A crash of the process loses it. */
    BUFFERED,
    /** The operating system has it: it outlives the process, by {@code kill -9} too, but not the loss of power. */
    WRITTEN,
    /** It is on the disk. */
    FORCED
}
