package io.jaybit.journal;

import java.nio.ByteBuffer;

/** Is told what stands in a journal, in the order in which it was appended. */
@FunctionalInterface
public interface JournalVisitor {
    /**
     * One record.
     *
     * @param sequence its number: one more than that of the record before, unless {@link #damaged} came between
     * @param bytes what was appended, from position to limit; valid during the call only
     */
    void record(long sequence, ByteBuffer bytes) throws JournalException;

    /**
     * Something cannot be read. Returning means to go on behind it.
     *
     * @throws JournalDamagedException if records are missing, unless this is overridden
     */
    default void damaged(Damage damage) throws JournalException {
        if (damage.records() > 0) {
            throw new JournalDamagedException(damage);
        }
    }
}
