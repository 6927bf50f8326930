package io.jaybit.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a directory; the newest two are kept. Confined to one thread. */
final class Checkpoints {
    private static final int KEPT = 2;

    private final Path directory;
    private final Disk disk;
    /** Those that are whole, oldest first. */
    private final Deque<Long> whole = new ArrayDeque<>();

    private @Nullable Checkpoint newest;

    private Checkpoints(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /** @param notes is added what could not be used */
    static Checkpoints read(Path directory, Disk disk, List<String> notes) throws IOException {
        Checkpoints checkpoints = new Checkpoints(directory, disk);
        List<Path> files = files(directory, Format.CHECKPOINT);
        for (Path file : files) {
            Checkpoint found = read(file);
            if (found == null) {
                notes.add("the checkpoint " + file + " is damaged and not used");
            } else {
                checkpoints.whole.add(found.sequence());
                checkpoints.newest = found;
            }
        }
        return checkpoints;
    }

    /** Files with numbers for names, in their order. */
    static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> Format.sequence(file, ending).isPresent())
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }

    private static @Nullable Checkpoint read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < Format.CHECKPOINT_HEADER) {
            return null;
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        long magic = fields.getLong();
        int version = fields.getInt();
        long sequence = fields.getLong();
        int length = fields.getInt();
        int sum = fields.getInt();
        if (magic != Format.CHECKPOINT_MAGIC
                || length != fields.remaining()
                || sum != checksum(bytes)
                || sequence != Format.sequence(file, Format.CHECKPOINT).orElse(-1)) {
            return null;
        }
        if (version != Format.VERSION) {
            throw new JournalException(
                    file + " has version " + version + " of the format; this program reads version " + Format.VERSION);
        }
        byte[] state = new byte[length];
        fields.get(state);
        return new Checkpoint(sequence, state);
    }

    private static int checksum(byte[] file) {
        byte[] checked = file.clone();
        ByteBuffer.wrap(checked).putInt(Format.CHECKPOINT_HEADER - Integer.BYTES, 0);
        return Format.checksum(checked, 0, checked.length);
    }

    @Nullable
    Checkpoint newest() {
        return newest;
    }

    /** Records up to this number are needed by no checkpoint that is kept; 0 while there are fewer than two to fall back on. */
    long coveredByAll() {
        return whole.size() < KEPT ? 0 : whole.getFirst();
    }

    void write(Checkpoint checkpoint) throws IOException {
        byte[] state = checkpoint.state();
        ByteBuffer bytes = ByteBuffer.allocate(Format.CHECKPOINT_HEADER + state.length);
        bytes.putLong(Format.CHECKPOINT_MAGIC)
                .putInt(Format.VERSION)
                .putLong(checkpoint.sequence())
                .putInt(state.length)
                .putInt(0)
                .put(state);
        bytes.putInt(Format.CHECKPOINT_HEADER - Integer.BYTES, checksum(bytes.array()));

        Path file = directory.resolve(Format.name(checkpoint.sequence(), Format.CHECKPOINT));
        Path temporary = directory.resolve(file.getFileName() + Format.TEMPORARY);
        Files.deleteIfExists(temporary);
        try (Disk.Output output = disk.create(temporary)) {
            output.write(bytes.array(), 0, bytes.capacity(), 0);
            output.force();
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        disk.forceDirectory(directory);

        newest = checkpoint;
        whole.remove(checkpoint.sequence());
        whole.add(checkpoint.sequence());
        while (whole.size() > KEPT) {
            whole.removeFirst();
        }
        deleteOthers();
    }

    private void deleteOthers() throws IOException {
        List<Path> files = new ArrayList<>(files(directory, Format.CHECKPOINT));
        files.addAll(files(directory, Format.CHECKPOINT + Format.TEMPORARY));
        for (Path file : files) {
            long sequence = Format.sequence(file, Format.CHECKPOINT).orElse(-1);
            if (!whole.contains(sequence)) {
                Files.delete(file);
            }
        }
    }
}
