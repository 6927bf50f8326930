package io.jaybit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in the documentation reads what we wrote. */
class JournalFormatTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "JOURNAL.md");

    @TempDir
    private Path directory;

    private Path script;

    @BeforeEach
    void takeTheScriptOutOfTheDocument() throws IOException {
        assumeTrue(Files.exists(DOCUMENT), "no " + DOCUMENT.toAbsolutePath());
        assumeTrue(hasPython(), "no python3");
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf("```python\n") + "```python\n".length();
        script = directory.resolve("read.py");
        Files.writeString(script, document.substring(start, document.indexOf("```", start)));
    }

    @Test
    void theScriptInTheDocumentReadsEveryRecord() throws IOException, InterruptedException {
        List<String> expected = new ArrayList<>();
        Path journalDirectory = directory.resolve("journal");
        try (Journal journal = Journal.open(journalDirectory, Scene.small(Durability.BUFFERED))) {
            for (int i = 0; i < 200; i++) {
                byte[] content = new byte[i];
                java.util.Arrays.fill(content, (byte) (i * 7));
                long number = journal.append(content);
                expected.add((number + " " + HexFormat.of().formatHex(content)).strip());
            }
        }
        List<Segment> segments = Journal.segments(journalDirectory);
        for (int i = 0; i + 1 < segments.size(); i += 2) {
            segments.get(i).compress(6);
            if (i % 4 == 0) {
                Files.delete(segments.get(i).file());
            }
        }

        Result result = run(journalDirectory);

        assertThat(result.exit).as(result.output).isZero();
        assertThat(result.output.lines().map(String::strip)).containsExactlyElementsOf(expected);
    }

    @Test
    void theScriptStopsAtDamage() throws IOException, InterruptedException {
        Path journalDirectory = directory.resolve("journal");
        Scene.write(journalDirectory, Scene.small(Durability.BUFFERED), "a", "b");
        Scene.flip(Scene.segments(journalDirectory).get(0), 24 + 17 + 16, 0);

        Result result = run(journalDirectory);

        assertThat(result.exit).isEqualTo(1);
        assertThat(result.output).contains("1 61", "torn or damaged at 41");
    }

    private record Result(int exit, String output) {}

    private Result run(Path journalDirectory) throws IOException, InterruptedException {
        Process python = new ProcessBuilder("python3", script.toString(), journalDirectory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(python.waitFor(), output);
    }

    private static boolean hasPython() {
        try {
            Process python = new ProcessBuilder("python3", "-c", "print(1)").start();
            return python.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
