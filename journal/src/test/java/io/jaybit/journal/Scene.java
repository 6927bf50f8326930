package io.jaybit.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Small words for tests of journals. */
final class Scene {
    private Scene() {}

    static JournalOptions small(Durability durability) {
        return new JournalOptions(durability, 1024, 1024);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    /** A new journal in {@code directory} with one record for each text. */
    static void write(Path directory, JournalOptions options, String... texts) throws IOException {
        try (Journal journal = Journal.open(directory, options)) {
            for (String text : texts) {
                journal.append(bytes(text));
            }
        }
    }

    /** All records of a directory as {@code number=text}; throws at damage. */
    static List<String> read(Path directory, long after) throws IOException {
        List<String> found = new ArrayList<>();
        Journal.read(directory, after, (sequence, bytes) -> found.add(sequence + "=" + text(bytes)));
        return found;
    }

    static List<Path> segments(Path directory) throws IOException {
        return Checkpoints.files(directory, Format.SEGMENT);
    }

    static List<Path> checkpoints(Path directory) throws IOException {
        return Checkpoints.files(directory, Format.CHECKPOINT);
    }

    static void flip(Path file, long offset, int bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) offset] ^= (byte) (1 << bit);
        Files.write(file, bytes);
    }

    static void truncate(Path file, long size) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, (int) size), StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Takes everything, damage too. */
    static final class Patient implements JournalVisitor {
        final TreeMap<Long, String> records = new TreeMap<>();
        final List<Damage> damage = new ArrayList<>();

        @Override
        public void record(long sequence, ByteBuffer bytes) {
            if (records.put(sequence, text(bytes)) != null) {
                throw new AssertionError("record " + sequence + " came twice");
            }
        }

        @Override
        public void damaged(Damage found) {
            damage.add(found);
        }
    }
}
