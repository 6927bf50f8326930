package io.jaybit.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One file of a journal. Immutable.
 *
 * @param file plain or compressed
 * @param firstSequence number of its first record
 */
public record Segment(Path file, long firstSequence) {
    /** How the name of a compressed file ends; a plain one's ends in {@code .log}. */
    public static final String COMPRESSED = Format.COMPRESSED;

    /** What a segment's file is called when it is compressed. */
    public static String compressedName(long firstSequence) {
        return Format.name(firstSequence, Format.COMPRESSED);
    }

    /** All of a directory in their order. Where one is there both plain and compressed, compressing it was not finished: the plain one. */
    static List<Segment> list(Path directory) throws IOException {
        TreeMap<Long, Segment> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Format.sequence(file, Format.SEGMENT).ifPresent(first -> found.put(first, new Segment(file, first)));
                Format.sequence(file, Format.COMPRESSED)
                        .ifPresent(first -> found.putIfAbsent(first, new Segment(file, first)));
            }
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        return new ArrayList<>(found.values());
    }

    static boolean isCompressed(Path file) {
        return Format.sequence(file, Format.COMPRESSED).isPresent();
    }

    /** Whether the file is compressed with gzip. */
    public boolean isCompressed() {
        return isCompressed(file);
    }

    /** Length of the file; 0 if somebody deleted it meanwhile. */
    public long bytes() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /**
     * Writes a compressed file beside this plain one: under another name first, forced to the disk, compared with this one, renamed. Whoever
     * reads goes on with the plain one until {@link Journal#delete} has removed it.
     *
     * <p>Only for a segment that is written to no more.
     *
     * @param level 1 (quick) to 9 (small)
     */
    public Segment compress(int level) throws IOException {
        return compress(level, new Disk.Real());
    }

    Segment compress(int level, Disk disk) throws IOException {
        if (isCompressed()) {
            throw new IllegalArgumentException(file + " is compressed already");
        }
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a directory");
        Path target = file.resolveSibling(Format.name(firstSequence, Format.COMPRESSED));
        CompressedSegment.write(file, target, level, disk);
        disk.forceDirectory(directory);
        return new Segment(target, firstSequence);
    }
}
