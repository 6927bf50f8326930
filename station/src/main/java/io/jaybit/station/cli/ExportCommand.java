package io.jaybit.station.cli;

import io.jaybit.recorder.database.StatementFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./jaybit export}. */
@Command(
        name = "export",
        description = {
            "Write a table or an answer to a file.",
            "As CSV, JSON lines or Parquet, by the file's name unless --format says otherwise. Prices and sizes are exact in all of them."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit export trades --out trades.parquet --at 2026-11-27 --until 2026-11-28",
            "  jaybit export liquidations_float --out liquidations.csv",
            "  jaybit export \"SELECT time, price, size FROM trades WHERE symbol = 'BTCUSDT'\" --format json"
        })
final class ExportCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("csv", "json", "parquet");

    private final Desk desk;

    @Parameters(
            paramLabel = "TABLE|SELECT",
            arity = "1",
            description = "A table, a view, or a query in quotation marks.")
    private String what = "";

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, json or parquet. Default: by the file's name; csv.")
    private @Nullable String format;

    @Option(names = "--out", paramLabel = "FILE", description = "The file. Default: standard output, but for Parquet.")
    private @Nullable Path file;

    @Option(names = "--at", paramLabel = "TIME", description = "Rows of this time and later, UTC.")
    private @Nullable String at;

    @Option(names = "--until", paramLabel = "TIME", description = "Rows before this time.")
    private @Nullable String until;

    ExportCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        List<String> problems = new ArrayList<>();
        long from = ReplayCommand.time("--at", at, Long.MIN_VALUE, problems);
        long to = ReplayCommand.time("--until", until, Long.MAX_VALUE, problems);
        String as = format(problems);
        if (as.equals("parquet") && file == null) {
            problems.add("--out: Parquet needs a file");
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        RecordingDatabase rows = data.rows();
        String statement = statement(from, to);
        try {
            if (as.equals("parquet")) {
                parquet(rows, statement);
            } else {
                rows(rows, statement, as);
            }
            return Exit.OK;
        } catch (StatementFailure wrong) {
            throw Exit.usage(String.valueOf(wrong.getMessage()));
        }
    }

    private String format(List<String> problems) {
        String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
        String as = format != null
                ? format
                : FORMATS.stream()
                        .filter(one -> name.endsWith("." + one))
                        .findAny()
                        .orElse("csv");
        if (!FORMATS.contains(as)) {
            problems.add("--format: there is no \"" + as + "\" (allowed: " + String.join(", ", FORMATS) + ")");
        }
        return as;
    }

    private String statement(long from, long to) {
        boolean table = what.matches("[A-Za-z_0-9]+");
        List<String> limits = new ArrayList<>();
        if (from != Long.MIN_VALUE) {
            limits.add("time >= '" + micros(from) + "'");
        }
        if (to != Long.MAX_VALUE) {
            limits.add("time < '" + micros(to) + "'");
        }
        String source = table ? what : "(" + what + ")";
        if (limits.isEmpty()) {
            return table ? "SELECT * FROM " + source : what;
        }
        return "SELECT * FROM " + source + " WHERE " + String.join(" AND ", limits);
    }

    private static String micros(long epochNanos) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(epochNanos, 1_000_000_000L), Math.floorMod(epochNanos, 1_000_000_000L))
                .toString();
    }

    private void parquet(RecordingDatabase rows, String statement) throws IOException {
        Path to = Objects.requireNonNull(file);
        rows.exportParquet(statement, to);
        Messages.say(DiskUse.text(Files.size(to)) + " in " + to);
    }

    private void rows(RecordingDatabase rows, String statement, String as) throws IOException {
        if (file == null) {
            answer(rows, statement, as, desk.out());
            return;
        }
        // What was there stays until there is all of what takes its place.
        boolean device = Files.exists(file) && !Files.isRegularFile(file);
        Path part = device ? file : file.resolveSibling(file.getFileName() + ".part");
        try {
            long count;
            try (PrintStream out = new PrintStream(
                    new BufferedOutputStream(Files.newOutputStream(part)), false, StandardCharsets.UTF_8)) {
                count = answer(rows, statement, as, out);
                if (out.checkError()) {
                    throw new IOException("cannot write " + file);
                }
            }
            if (!device) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
            Messages.say(RecordCommand.counted(count) + " rows in " + file);
        } finally {
            if (!device) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static long answer(RecordingDatabase rows, String statement, String as, PrintStream out)
            throws IOException {
        SqlCommand.Answer answer = SqlCommand.answer(out, as.equals("json"), as.equals("csv"));
        rows.query(statement, answer);
        answer.end();
        return answer.rows();
    }
}
