package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BookCheckTest {
    @Test
    void eachBookOfARecordingIsRebuiltAndDescribed() {
        String file = Terminal.frames("linear.jsonl").toString();

        Terminal shown = Terminal.run("book-check", file, "--json");

        assertThat(shown.code()).isZero();
        assertThat(shown.out().lines().toList())
                .containsExactly(
                        "{\"file\":\"" + file
                                + "\",\"topic\":\"orderbook.1.BTCUSDT\",\"frames\":2,\"snapshots\":2,\"deltas\":0,\"gaps\":0,"
                                + "\"repeats\":1,\"ignored\":0,\"status\":\"LIVE\",\"u\":991245,\"bids\":1,\"asks\":1,\"sha256\":\""
                                + sha256("65010.1 0.51\n65010.2 0.02\n") + "\"}",
                        "{\"file\":\"" + file
                                + "\",\"topic\":\"orderbook.50.ETHUSDT\",\"frames\":3,\"snapshots\":1,\"deltas\":2,\"gaps\":1,"
                                + "\"repeats\":0,\"ignored\":1,\"status\":\"STALE\",\"u\":501,\"bids\":1,\"asks\":2,\"sha256\":\""
                                + sha256("3500.1 3\n3500.12 8.7\n3500.5 2\n") + "\"}");
        assertThat(shown.err()).contains("1 unreadable; first: ", "line 14");
    }

    @Test
    void aFileWithoutBooksSaysSoOnStandardError() throws IOException {
        Path file = Files.createTempFile("no-books", ".jsonl");
        try {
            Files.writeString(file, "{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"x\",\"op\":\"ping\"}\n");
            Terminal shown = Terminal.run("book-check", file.toString(), "--json");

            assertThat(shown.code()).isZero();
            assertThat(shown.out()).isEmpty();
            assertThat(shown.err()).contains("no order books in it");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aMissingFileExitsWith2() {
        Terminal shown = Terminal.run("book-check", "/nope.jsonl");

        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.err()).contains("no such file: /nope.jsonl");
    }

    @Test
    void everyCaptureGivesTheExpectedBooks() throws IOException {
        Path data = Path.of(System.getProperty("jaybit.shared", "/nowhere"), "data/bybit");
        Path expected = data.resolve("expected/books_strict.json");
        assumeThat(expected).as("captures beside the tree").exists();

        List<Path> files;
        try (Stream<Path> all = Files.walk(data)) {
            files = all.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
        TreeSet<String> found = new TreeSet<>();
        for (Path file : files) {
            Terminal shown = Terminal.run("book-check", file.toString(), "--json");
            assertThat(shown.code()).isZero();
            String name = data.relativize(file).toString();
            shown.out().lines().forEach(line -> found.add(line.replace(file.toString(), name)));
        }

        assertThat(found).isEqualTo(new TreeSet<>(expectedLines(Files.readString(expected))));
    }

    /** {@code "FILE TOPIC": {…}} of the expected values, as the lines that the command must print. */
    private static List<String> expectedLines(String json) {
        List<String> lines = new ArrayList<>();
        var entries = java.util.regex.Pattern.compile("\"([^\"{}]+\\.jsonl) ([^\"]+)\":\\s*\\{([^}]*)\\}")
                .matcher(json);
        while (entries.find()) {
            String body = entries.group(3).replaceAll("\\s+", "").replace(",\"", ",\"");
            lines.add("{\"file\":\"" + entries.group(1) + "\",\"topic\":\"" + entries.group(2) + "\"," + body + "}");
        }
        assertThat(lines).hasSizeGreaterThan(10);
        return lines;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return java.util.HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
