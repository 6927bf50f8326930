package io.jaybit.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes made-up frames into a file that {@code jaybit serve} plays, to load a recording, say.
 *
 * <pre>
 * java -cp … io.jaybit.benchmarks.WriteMix FILE FRAMES [TOPIC_PREFIX…]
 * </pre>
 */
public final class WriteMix {
    private WriteMix() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("FILE FRAMES [TOPIC_PREFIX…]");
        }
        Corpus all = Corpus.mix(Integer.parseInt(arguments[1]));
        String[] prefixes =
                arguments.length == 2 ? new String[] {""} : Arrays.copyOfRange(arguments, 2, arguments.length);
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            for (int i = 0; i < all.size(); i++) {
                if (isOf(all, i, prefixes)) {
                    to.write(all.bytes(), all.offset(i), all.length(i));
                    to.write('\n');
                }
            }
        }
    }

    private static boolean isOf(Corpus all, int frame, String[] prefixes) {
        for (String prefix : prefixes) {
            byte[] head = ("{\"topic\":\"" + prefix).getBytes(US_ASCII);
            int from = all.offset(frame);
            if (all.length(frame) >= head.length
                    && Arrays.equals(all.bytes(), from, from + head.length, head, 0, head.length)) {
                return true;
            }
        }
        return false;
    }
}
