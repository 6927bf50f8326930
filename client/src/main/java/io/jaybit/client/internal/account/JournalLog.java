package io.jaybit.client.internal.account;

import io.jaybit.journal.Checkpoint;
import io.jaybit.journal.Durability;
import io.jaybit.journal.Journal;
import io.jaybit.journal.JournalOptions;
import io.jaybit.orders.AccountMemory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An account's memory in a journal: each order that changed as a record, the whole from time to time as a checkpoint. */
public final class JournalLog implements AccountLog, Closeable {
    private final Journal journal;

    private JournalLog(Journal journal) {
        this.journal = journal;
    }

    /**
     * Opens or begins it.
     *
     * @param forced whether the disk must have it, or the operating system
     * @throws IOException if it cannot be read or written, or another process has it open
     */
    public static JournalLog open(Path folder, boolean forced) throws IOException {
        return new JournalLog(Journal.open(folder, JournalOptions.of(forced ? Durability.FORCED : Durability.WRITTEN)));
    }

    /** What was kept. */
    public AccountMemory memory() throws IOException {
        List<byte[]> later = new ArrayList<>();
        journal.replay((sequence, bytes) -> {
            byte[] one = new byte[bytes.remaining()];
            bytes.get(one);
            later.add(one);
        });
        Checkpoint checkpoint = journal.checkpoint();
        return AccountMemory.of(checkpoint == null ? null : checkpoint.state(), later);
    }

    @Override
    public void order(byte[] state) throws IOException {
        journal.append(state);
    }

    @Override
    public void everything(byte[] state) throws IOException {
        journal.writeCheckpoint(state);
        journal.deleteCovered();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
