package io.jaybit.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest segment after what a crash left half written was cut off.
 *
 * @param segment to go on in; null if there is none
 * @param length of the segment
 * @param lastSequence 0 if there is no record
 */
record Tail(@Nullable Path segment, long length, long lastSequence, long cutBytes, List<Damage> damage) {

    /** @param covered damage to records up to this number does not matter */
    static Tail mend(Path directory, Disk disk, long covered, List<String> notes) throws IOException {
        List<Segment> segments = Segment.list(directory);
        long cut = 0;
        for (int i = segments.size() - 1; i >= 0; i--) {
            Path file = segments.get(i).file();
            long first = segments.get(i).firstSequence();
            Collector found = new Collector();
            SegmentReader.End end;
            try (SegmentReader reader = new SegmentReader(file, first)) {
                end = reader.read(covered, found);
            }
            if (segments.get(i).isCompressed()) {
                // It was closed when it was compressed: nothing is torn, and nothing is added.
                return new Tail(null, 0, end.nextSequence() - 1, cut, found.damage);
            }
            boolean empty = end.nextSequence() == first;
            if (empty && !end.hasHeader()) {
                // Begun, and not got as far as a header.
                cut += Files.size(file);
                notes.add("the segment " + file + " held no header and no record and was removed");
                Files.delete(file);
                continue;
            }
            if (end.tailBytes() > 0) {
                cut += end.tailBytes();
                try (Disk.Output output = disk.open(file)) {
                    output.truncate(end.validBytes());
                    output.force();
                }
            }
            return new Tail(file, end.validBytes(), end.nextSequence() - 1, cut, found.damage);
        }
        return new Tail(null, 0, 0, cut, List.of());
    }

    private static final class Collector implements JournalVisitor {
        private final List<Damage> damage = new ArrayList<>();

        @Override
        public void record(long sequence, ByteBuffer bytes) {
            // only the way through them matters
        }

        @Override
        public void damaged(Damage found) {
            damage.add(found);
        }
    }
}
