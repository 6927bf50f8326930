package io.jaybit.recorder.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation says is what we write, and the script in it reads it. */
class RecordingFormatTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "RECORDING.md");

    @TempDir
    private Path directory;

    private String document;

    @BeforeEach
    void readTheDocument() throws IOException {
        assumeTrue(Files.exists(DOCUMENT), "no " + DOCUMENT.toAbsolutePath());
        document = Files.readString(DOCUMENT);
    }

    @Test
    void theDocumentNamesEveryKindAndChannelWithItsCode() {
        for (RecordKind kind : RecordKind.values()) {
            assertThat(document).contains("| " + kind.code() + " | `" + kind + "` |");
            assertThat(RecordKind.of(kind.code())).isEqualTo(kind);
        }
        for (Channel channel : Channel.values()) {
            String word = channel.name().toLowerCase(Locale.ROOT);
            assertThat(document).contains("`" + word + "` " + ChannelCode.of(channel));
            assertThat(ChannelCode.channel(ChannelCode.of(channel))).isEqualTo(channel);
            assertThat(ChannelCode.channel(word)).isEqualTo(channel);
        }
        assertThat(document).contains("This is version " + RunStarted.FORMAT + " of the format");
    }

    @Test
    void theScriptInTheDocumentReadsEveryRecord() throws IOException, InterruptedException {
        assumeTrue(hasPython(), "no python3");
        LogScene scene = new LogScene(directory.resolve("log"));
        Topic topic = Topic.of(Channel.INVERSE, "tickers.BTCUSD");
        try (RawLog log = scene.open(LogScene.SMALL.withCompressionLevel(6))) {
            scene.frame(log, "{\"topic\":\"Ω\"}");
            log.onSent(7, Channel.PRIVATE, "ping", scene.times.epochNanos() + 5, 1);
            log.onNotice(new Notice.Unexpected(3, "a\tb", scene.times.epochNanos()), 1);
            scene.times.pass(Duration.ofMinutes(61));
            log.onInvalidated(topic, StaleReason.SILENT, scene.times.epochNanos(), 1);
            log.onTimer(scene.times.epochNanos(), 1);
            log.onRequest(9, "GET /v5/market/time", scene.times.epochNanos(), 1);
            log.onReply(9, 200, "{}", scene.times.epochNanos(), 1);
            scene.flush(log);
        }
        assertThat(scene.files(".log.gz")).hasSize(1);

        List<String> lines = run(scene.directory).lines().toList();

        assertThat(lines)
                .contains(
                        "2026-09-25T10:00:00.000000000Z STARTED 0 - format=1",
                        "2026-09-25T10:00:00.000000000Z FRAME 1 linear {\"topic\":\"Ω\"}",
                        "2026-09-25T10:00:00.000000005Z SENT 7 private ping",
                        "2026-09-25T10:00:00.000000000Z NOTICE 0 - Unexpected\t3\ta\\tb",
                        "2026-09-25T11:01:00.000000000Z INVALIDATED 0 - inverse\ttickers.BTCUSD\tSILENT",
                        "2026-09-25T11:01:00.000000000Z TIMER 0 - ",
                        "2026-09-25T11:01:00.000000000Z REQUEST 0 - GET /v5/market/time",
                        "2026-09-25T11:01:00.000000000Z REPLY 0 - {}",
                        "2026-09-25T11:01:00.200000000Z CLOSED 0 - ");
    }

    private String run(Path log) throws IOException, InterruptedException {
        int start = document.indexOf("```python\n") + "```python\n".length();
        Path script = directory.resolve("read.py");
        Files.writeString(script, document.substring(start, document.indexOf("```", start)));
        ProcessBuilder command =
                new ProcessBuilder("python3", script.toString(), log.toString()).redirectErrorStream(true);
        command.environment().put("PYTHONIOENCODING", "utf-8");
        Process python = command.start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "-c", "print(1)").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
