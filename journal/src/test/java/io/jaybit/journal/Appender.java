package io.jaybit.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** A program that appends for ever and says each number once it is acknowledged; it is killed. */
final class Appender {
    private Appender() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        JournalOptions options = new JournalOptions(Durability.valueOf(arguments[1]), 64 << 10, 4 << 10);
        try (Journal journal = Journal.open(Path.of(arguments[0]), options)) {
            out.println("open " + journal.opening().lastSequence());
            for (int i = 0; ; i++) {
                long sequence = journal.append(content(journal.lastSequence() + 1));
                out.println(sequence);
                if (i % 200 == 199) {
                    journal.writeCheckpoint(Scene.bytes("state of " + journal.lastSequence()));
                    journal.deleteCovered();
                }
            }
        }
    }

    static byte[] content(long sequence) {
        return Scene.bytes(("record " + sequence + " ").repeat((int) (sequence % 40)));
    }
}
