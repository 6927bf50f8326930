package io.jaybit.station.cli;

import io.jaybit.client.Decoders;
import io.jaybit.client.Exchange;
import io.jaybit.orders.AccountPlan;
import io.jaybit.orders.AccountStatus;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.play.AccountPlayback;
import io.jaybit.recorder.play.Playback;
import io.jaybit.simulator.Speed;
import io.jaybit.station.pipeline.ReplayRows;
import io.jaybit.station.pipeline.Selection;
import java.io.IOException;
import java.nio.file.Files;
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
            "Play a recording or files of frames again.",
            "Through the same code as live, from any moment on: what was before is read, so that books and the own account are what they",
            "were then. Its end is the end of the recording, also of one that goes on. Files of frames are played in the time their frames carry.",
            "On a terminal, keys: space pauses and goes on, + and - double and halve the speed, n or the right arrow goes to the next second,",
            "s asks for a time to go forward to, q ends."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit replay --at 2026-11-27T14:03 --until 2026-11-27T14:05 --speed 10x",
            "  jaybit replay /data/bybit --show book,trades --symbol BTCUSDT --json --count 1000",
            "  jaybit replay --show none --until 2026-11-27T14:03 --state     orders, positions and balances of that moment",
            "  jaybit replay books.jsonl.gz trades.jsonl.gz --show book,trades --speed 1x"
        })
final class ReplayCommand implements Callable<Integer> {
    /** What is shown of the own account and made from all that came before. */
    private static final List<String> OF_OWN = List.of("orders", "positions");

    private final Desk desk;

    @Parameters(
            paramLabel = "DIR|FILE",
            arity = "0..*",
            description = "The recording's folder, or files of frames, one a line, plain or .gz. Default: "
                    + DataOption.DEFAULT + ".")
    private List<Path> sources = new ArrayList<>();

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
                    "book, trades, sweeps, liquidations, tickers, klines, orders, executions, positions, wallet, notices; or none."
                            + " Default: ${DEFAULT-VALUE}.")
    private String show = "";

    @Option(
            names = "--state",
            description = "At the end show how the own account stood: open and uncertain orders, positions, balances.")
    private boolean state;

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
        Set<String> shown = new LinkedHashSet<>(show.equals("none") ? List.of() : List.of(show.split(",", -1)));
        Set<String> unknown = new TreeSet<>(shown);
        unknown.removeAll(ReplayRows.KINDS);
        unknown.forEach(word -> problems.add("--show: there is no \"" + word + "\" (allowed: "
                + String.join(", ", ReplayRows.KINDS) + "; or none)"));
        StreamSettings settings = output.check(Exchange.mainnet(), null, List.of(), problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        try (Interrupt interrupt = new Interrupt();
                Out out = Out.open(settings, desk.out());
                Records records = open(state || OF_OWN.stream().anyMatch(shown::contains));
                ReplayScreen screen = desk.repaints(settings) ? ReplayScreen.open(desk.out()) : null) {
            ReplayRows rows = new ReplayRows(
                    desk.style(settings),
                    out,
                    shown,
                    Set.copyOf(symbols.stream().map(Selection::plain).toList()),
                    NoticeText::of,
                    Messages::say);
            AccountPlayback account = new AccountPlayback(Decoders::account, AccountPlan.usual(), rows.news());
            Playback playback = new Playback(Decoders::decoder, Decoders::decoder, rows, account);
            Replay replay = new Replay(records, playback, rows, out, interrupt, times, screen);
            replay.run(from, to, settings.length());
            if (screen != null) {
                screen.clear();
            }
            rows.end();
            if (state) {
                show(account, rows);
            }
            out.finish();
            replay.tell();
            return Exit.OK;
        } catch (IOException e) {
            throw Exit.failed(String.valueOf(e.getMessage()));
        }
    }

    private static void show(AccountPlayback account, ReplayRows rows) {
        rows.state(account.line(), account.nanos());
        if (account.line().status() != AccountStatus.IN_SYNC) {
            Messages.say("the own account was " + account.line().status() + " then ("
                    + account.line().reason() + "): more may have been open than is known");
        }
        if (account.unreadableCommands() > 0) {
            Messages.say(account.unreadableCommands() + " commands could not be read again");
        }
    }

    private Records open(boolean withOwn) throws IOException {
        List<Path> all = sources.isEmpty() ? List.of(Path.of(DataOption.DEFAULT)) : sources;
        boolean folders = all.stream().anyMatch(Files::isDirectory);
        if (folders && all.size() > 1) {
            throw Exit.usage("a recording's folder is replayed by itself, not together with others: " + all);
        }
        return folders || sources.isEmpty()
                ? new LogRecords(DataOption.existing(new RecordingFolder(all.get(0))), withOwn)
                : Captures.open(all);
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
