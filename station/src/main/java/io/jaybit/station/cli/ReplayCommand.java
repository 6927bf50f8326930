package io.jaybit.station.cli;

import io.jaybit.client.Decoders;
import io.jaybit.client.Exchange;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.recorder.play.Playback;
import io.jaybit.simulator.Speed;
import io.jaybit.station.pipeline.ReplayRows;
import io.jaybit.station.pipeline.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./jaybit replay}. */
@Command(
        name = "replay",
        description = {
            "Play a recording again, through the same code as live.",
            "From any moment on: what was before is read, so that books are what they were then. Its end is the end of the recording, also",
            "of one that goes on."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit replay --at 2026-11-27T14:03 --until 2026-11-27T14:05 --speed 10x",
            "  jaybit replay /data/bybit --show book,trades --symbol BTCUSDT --json --count 1000",
            "  jaybit trades --from frames.jsonl.gz           for files of frames there are the watchers"
        })
final class ReplayCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = DataOption.DEFAULT,
            description = "The recording's folder. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of(DataOption.DEFAULT);

    @Option(
            names = {"--at", "--seek"},
            paramLabel = "TIME",
            description =
                    "Show from here on, UTC: 2026-11-27, 2026-11-27T14:03, 2026-11-27T14:03:00.250Z. Default: the begin.")
    private @Nullable String at;

    @Option(names = "--until", paramLabel = "TIME", description = "End there. Default: the end of the recording.")
    private @Nullable String until;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "max",
            description = "1x is as it was; 10x, 0.5x; max is as fast as it can be read. Default: ${DEFAULT-VALUE}.")
    private String speed = "max";

    @Option(
            names = "--show",
            paramLabel = "LIST",
            defaultValue = "trades,liquidations,orders,executions,positions,notices",
            description =
                    "book, trades, sweeps, liquidations, tickers, klines, orders, executions, positions, wallet, notices."
                            + " Default: ${DEFAULT-VALUE}.")
    private String show = "";

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this symbol. May be repeated.")
    private List<String> symbols = new ArrayList<>();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    ReplayCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        long from = time("--at", at, Long.MIN_VALUE, problems);
        long to = time("--until", until, Long.MAX_VALUE, problems);
        if (from >= to) {
            problems.add("--until: " + until + " is not after --at " + at);
        }
        double times = speed(problems);
        Set<String> shown = new LinkedHashSet<>(List.of(show.split(",", -1)));
        Set<String> unknown = new TreeSet<>(shown);
        unknown.removeAll(ReplayRows.KINDS);
        unknown.forEach(word -> problems.add(
                "--show: there is no \"" + word + "\" (allowed: " + String.join(", ", ReplayRows.KINDS) + ")"));
        StreamSettings settings = output.check(Exchange.mainnet(), null, List.of(), problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        RecordingFolder folder = DataOption.existing(new RecordingFolder(data));
        try (Interrupt interrupt = new Interrupt();
                Out out = Out.open(settings, desk.out());
                RawLogReader reader = RawLogReader.open(folder.log(), Messages::say)) {
            ReplayRows rows = new ReplayRows(
                    desk.style(settings),
                    out,
                    shown,
                    Set.copyOf(symbols.stream().map(Selection::plain).toList()),
                    NoticeText::of,
                    Messages::say);
            Replay replay = new Replay(
                    folder.log(),
                    reader,
                    new Playback(Decoders::decoder, Decoders::decoder, rows),
                    rows,
                    out,
                    interrupt);
            replay.run(from, to, times, settings.length());
            rows.end();
            out.finish();
            replay.tell();
            return Exit.OK;
        } catch (IOException e) {
            throw Exit.failed(String.valueOf(e.getMessage()));
        }
    }

    /** Epoch nanoseconds. */
    static long time(String option, @Nullable String text, long otherwise, List<String> problems) {
        if (text == null) {
            return otherwise;
        }
        try {
            String full = text.length() == 10
                    ? text + "T00:00:00Z"
                    : text.endsWith("Z") ? text : text + (text.length() == 16 ? ":00Z" : "Z");
            Instant instant = Instant.parse(full);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            problems.add(option + ": not a time: \"" + text
                    + "\" (UTC; allowed: 2026-11-27, 2026-11-27T14:03, 2026-11-27T14:03:00.250Z)");
            return otherwise;
        }
    }

    private double speed(List<String> problems) {
        try {
            return Speed.parse(speed).times();
        } catch (IllegalArgumentException e) {
            problems.add("--speed: " + e.getMessage());
            return 1;
        }
    }

    static String shown(long epochNanos) {
        return Instant.ofEpochMilli(epochNanos / 1_000_000).toString();
    }

    static boolean isOver(long startNanos, @Nullable Duration length) {
        return length != null && System.nanoTime() - startNanos >= length.toNanos();
    }
}
