package io.jaybit.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Frames one after the other in one array, as they would lie in a socket's buffer. Immutable. */
final class Corpus {
    private final byte[] bytes;
    private final int[] offsets;

    private Corpus(byte[] bytes, int[] offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
    }

    /** Of text with one frame a line. */
    static Corpus ofLines(byte[] lines) {
        int[] offsets = new int[1024];
        int count = 0;
        for (int i = 0; i < lines.length; i++) {
            if (i == 0 || lines[i - 1] == '\n') {
                if (count + 1 == offsets.length) {
                    offsets = Arrays.copyOf(offsets, count * 2);
                }
                offsets[count++] = i;
            }
        }
        offsets[count] = lines.length + (lines[lines.length - 1] == '\n' ? 0 : 1);
        return new Corpus(lines, Arrays.copyOf(offsets, count + 1));
    }

    /** The file that system property {@code jaybit.corpus} names, else frames made up from a fixed seed. */
    static Corpus mix(int frames) throws IOException {
        String file = System.getProperty("jaybit.corpus", "");
        return ofLines(file.isEmpty() ? new MixedFrames(20261123).lines(frames) : Files.readAllBytes(Path.of(file)));
    }

    /** Only the frames whose topic begins so. */
    Corpus only(String topicPrefix) {
        byte[] head = ("{\"topic\":\"" + topicPrefix).getBytes(US_ASCII);
        int kept = 0;
        byte[] lines = new byte[bytes.length];
        for (int i = 0; i < size(); i++) {
            if (Arrays.equals(bytes, offset(i), offset(i) + head.length, head, 0, head.length)) {
                System.arraycopy(bytes, offset(i), lines, kept, length(i));
                kept += length(i);
                lines[kept++] = '\n';
            }
        }
        return ofLines(Arrays.copyOf(lines, kept));
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return offsets.length - 1;
    }

    int offset(int frame) {
        return offsets[frame];
    }

    int length(int frame) {
        return offsets[frame + 1] - offsets[frame] - 1;
    }
}
