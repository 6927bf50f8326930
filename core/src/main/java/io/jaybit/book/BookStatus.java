package io.jaybit.book;

/** Whether a book may be believed. */
public enum BookStatus {
    /** Nothing known yet: a snapshot has to come first. */
    AWAITING_SNAPSHOT,
    /** Right as far as the venue's frames are: every one since the snapshot has been applied. */
    LIVE,
    /** Known to be wrong, incomplete or cut off; a {@link StaleReason} says why. Cured by the next snapshot. */
    STALE
}
