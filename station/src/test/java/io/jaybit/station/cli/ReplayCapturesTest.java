package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.feed.Frame;
import io.jaybit.market.Channel;
import io.jaybit.recorder.log.RawLog;
import io.jaybit.recorder.log.RawLogOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay FILE…}: plain files of frames in the time their frames carry. */
class ReplayCapturesTest {
    /** 2026-11-27T14:03:00Z. */
    private static final long BEGIN = 1_795_788_180_000L;

    @TempDir
    Path folder;

    private Path books;
    private Path trades;

    @BeforeEach
    void write() throws IOException {
        books = folder.resolve("books.jsonl");
        Files.writeString(
                books,
                book("snapshot", 0, 1, "100") + "{\"op\":\"pong\"}\n" + book("delta", 2_000, 2, "101")
                        + book("delta", 4_000, 3, "102"));
        trades = folder.resolve("trades.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(trades))) {
            out.write((trade(1_000, "a") + trade(3_000, "b")).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String book(String type, long after, int u, String bid) {
        return "{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"" + type + "\",\"ts\":" + (BEGIN + after)
                + ",\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"" + bid + "\",\"1\"]],\"a\":[[\"110\",\"1\"]],\"u\":" + u
                + ",\"seq\":" + u + "},\"cts\":" + (BEGIN + after) + "}\n";
    }

    private static String trade(long after, String id) {
        return "{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":" + (BEGIN + after)
                + ",\"data\":[{\"T\":" + (BEGIN + after)
                + ",\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"1\",\"p\":\"105\",\"L\":\"PlusTick\",\"i\":\""
                + id + "\",\"BT\":false}]}\n";
    }

    private String[] replay(String... options) {
        String[] all = new String[options.length + 6];
        all[0] = "replay";
        all[1] = books.toString();
        all[2] = trades.toString();
        all[3] = "--show";
        all[4] = "book,trades";
        all[5] = "--json";
        System.arraycopy(options, 0, all, 6, options.length);
        return all;
    }

    @Test
    void aLongRecordingIsPlayedToItsEnd() throws IOException {
        int count = 100_000;
        Path recording = folder.resolve("recording");
        try (RawLog log = RawLog.open(recording.resolve("log"), RawLogOptions.DEFAULT, event -> {})) {
            Frame frame = new Frame();
            for (int i = 0; i < count; i++) {
                byte[] bytes = trade(i, "t" + i).getBytes(StandardCharsets.UTF_8);
                log.onFrame(frame.set(
                        bytes, 0, bytes.length, Channel.LINEAR, 1, 0, (BEGIN + i) * 1_000_000, i * 1_000_000L));
            }
        }
        Terminal played = Terminal.run("replay", recording.toString(), "--show", "trades", "--json");
        assertThat(played.code()).as(played.err()).isZero();
        assertThat(played.out().lines().count()).isEqualTo(count);
        assertThat(played.out().lines().skip(count - 1).findFirst().orElseThrow())
                .contains("\"id\":\"t" + (count - 1) + "\"");
    }

    @Test
    void filesArePlayedTogetherInTheOrderOfTheirTimes() {
        Terminal played = Terminal.run(replay());
        assertThat(played.code()).as(played.err()).isZero();
        assertThat(played.out().lines().map(ReplayCapturesTest::time))
                .containsExactly(BEGIN, BEGIN + 1_000, BEGIN + 2_000, BEGIN + 3_000, BEGIN + 4_000);
        assertThat(played.err()).contains("6 frames, 5 rows, from 2026-11-27T14:03:00Z to 2026-11-27T14:03:04Z");
    }

    @Test
    void whatIsBeforeIsKnownAndNotShownAndTheEndIsNotPlayed() {
        Terminal played = Terminal.run(replay("--at", "2026-11-27T14:03:01.500Z", "--until", "2026-11-27T14:03:03Z"));
        assertThat(played.out().lines().map(ReplayCapturesTest::time)).containsExactly(BEGIN + 2_000);
        assertThat(played.out()).contains("\"bidPrice\":\"101\"", "\"askPrice\":\"110\"", "\"status\":\"LIVE\"");
    }

    @Test
    void speedGoesByTheTimesOfTheFrames() {
        long begin = System.nanoTime();
        Terminal played = Terminal.run(replay("--speed", "20x"));
        assertThat(played.out().lines()).hasSize(5);
        assertThat(System.nanoTime() - begin).isGreaterThan(180_000_000L);
    }

    @Test
    void theOwnAccountIsPlayedToo() throws IOException {
        Path own = folder.resolve("own.jsonl");
        Files.writeString(
                own,
                "{\"id\":\"1\",\"topic\":\"wallet\",\"creationTime\":" + BEGIN
                        + ",\"data\":[{\"accountType\":\"UNIFIED\",\"coin\":[{\"coin\":\"USDT\",\"walletBalance\":\"12.5\",\"equity\":\"12.5\"}]}]}\n");
        Terminal played = Terminal.run("replay", own.toString(), "--show", "none", "--state", "--json");
        assertThat(played.code()).as(played.err()).isZero();
        assertThat(played.out()).contains("\"event\":\"wallet\"", "\"walletBalance\":\"12.5\"");
        assertThat(played.err()).contains("the own account was UNSYNCHRONISED then");
    }

    @Test
    void whatIsNeitherIsSaid() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello\n");
        Path empty = Files.createFile(folder.resolve("empty.jsonl"));
        Path noZip = Files.writeString(folder.resolve("no.gz"), "hello\n");
        Terminal refused = Terminal.run(
                "replay",
                text.toString(),
                empty.toString(),
                noZip.toString(),
                folder.resolve("none").toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains(text + " is neither the folder of a recording nor a file of frames")
                .contains("line 1: not JSON")
                .contains(empty + " is neither", "it is empty", "no.gz is neither")
                .contains("there is no " + folder.resolve("none"));
        assertThat(Terminal.run("replay", folder.toString(), text.toString()))
                .satisfies(both -> assertThat(both.code()).isEqualTo(2))
                .satisfies(both -> assertThat(both.err()).contains("is replayed by itself"));
        assertThat(Terminal.run("replay", folder.toString()).err()).contains("there is no recording in " + folder);
    }

    private static long time(String row) {
        return Long.parseLong(row.replaceAll(".*\"time\":(\\d+).*", "$1"));
    }
}
