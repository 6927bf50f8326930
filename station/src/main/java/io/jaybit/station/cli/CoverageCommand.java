package io.jaybit.station.cli;

import io.jaybit.client.Exchange;
import io.jaybit.market.Category;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.CoverageRow;
import io.jaybit.recorder.database.QueryResult;
import io.jaybit.recorder.database.StatementFailure;
import io.jaybit.recorder.dump.AuditResult;
import io.jaybit.recorder.dump.DumpAudit;
import io.jaybit.recorder.dump.DumpFile;
import io.jaybit.station.pipeline.CoverageReport;
import io.jaybit.station.pipeline.DumpRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./jaybit coverage}. */
@Command(
        name = "coverage",
        description = {
            "Say what a recording has, what it lacks, and why.",
            "A row for each topic: how much of the time an unbroken sequence proves, how much was seen, how much was not; with --gaps a row for",
            "each stretch that was not seen. Liquidations cannot be had again: what was not seen is lost.",
            "With --audit the recorded trades are held against a file of trades that the venue publishes a day later, by id; of spot, whose files",
            "have no ids of the venue's, by time, side, price and size. Trades that were missed while the recording says that it saw, and such that",
            "differ, are an alarm: exit code 4. Memory: 50 MB a million trades."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit coverage",
            "  jaybit coverage --gaps --topic publicTrade.BTCUSDT --at 2026-11-27 --until 2026-11-28",
            "  jaybit coverage --audit BTCUSDT2026-11-27.csv.gz"
        })
final class CoverageCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "The recording's folder; the same as --data DIR.")
    private @Nullable Path directory;

    @Option(
            names = "--audit",
            paramLabel = "DUMP",
            description = "Compare with this file of the venue's, .csv or .csv.gz.")
    private @Nullable Path dump;

    @Mixin
    private final DumpOptions dumps = new DumpOptions();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "From here on, UTC. Default: the begin of the recording.")
    private @Nullable String at;

    @Option(names = "--until", paramLabel = "TIME", description = "To there. Default: the end.")
    private @Nullable String until;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only this topic. May be repeated.")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--gaps", description = "A row for each stretch that was not seen.")
    private boolean gaps;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    CoverageCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        List<String> problems = new ArrayList<>();
        long from = ReplayCommand.time("--at", at, Long.MIN_VALUE, problems);
        long to = ReplayCommand.time("--until", until, Long.MAX_VALUE, problems);
        StreamSettings settings = output.check(Exchange.mainnet(), null, List.of(), problems);
        if (dump != null && (at != null || until != null || gaps || !topics.isEmpty())) {
            problems.add(
                    "--audit compares the time and topic of the file; --at, --until, --topic and --gaps do not go with it");
        }
        Category category = dumps.check(dump == null ? List.of() : List.of(dump), problems);
        if (dump == null && dumps.isGiven()) {
            problems.add("--category and --symbol say what the file of --audit is; without it they say nothing");
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        RecordingDatabase rows = directory == null ? data.rows() : data.rows(new RecordingFolder(directory), true);
        return dump == null ? report(rows, from, to, settings) : audit(rows, dump, category, settings);
    }

    private int audit(RecordingDatabase rows, Path file, @Nullable Category category, StreamSettings settings)
            throws IOException {
        DumpFile opened = dumps.open(file, category);
        try (Out out = Out.open(settings, desk.out())) {
            AuditResult result = DumpAudit.run(opened, rows::query);
            DumpRows.audit(result, desk.style(settings), out);
            out.finish();
            DumpOptions.say(file, result.read());
            return result.isAlarm() ? Exit.REFUSED : Exit.OK;
        } catch (StatementFailure failure) {
            throw Exit.failed(String.valueOf(failure.getMessage()));
        }
    }

    private int report(RecordingDatabase rows, long from, long to, StreamSettings settings) throws IOException {
        CoverageReport report = new CoverageReport(
                from == Long.MIN_VALUE ? from : from / 1_000_000, to == Long.MAX_VALUE ? to : to / 1_000_000);
        try (Out out = Out.open(settings, desk.out())) {
            rows.query(
                    "SELECT channel, topic, time, until, state, causes FROM coverage WHERE state != '"
                            + CoverageRow.REPLACED + "' ORDER BY time",
                    new Stretches(report));
            report.write(desk.style(settings), out, gaps);
            out.finish();
            return Exit.OK;
        } catch (StatementFailure wrong) {
            throw Exit.failed(String.valueOf(wrong.getMessage()));
        }
    }

    private final class Stretches implements QueryResult {
        private final CoverageReport report;

        private Stretches(CoverageReport report) {
            this.report = report;
        }

        @Override
        public void columns(List<String> names, List<String> types) {}

        @Override
        public boolean row(List<String> values) {
            if (topics.isEmpty() || topics.contains(values.get(1))) {
                report.add(
                        values.get(0).toLowerCase(Locale.ROOT) + "/" + values.get(1),
                        Instant.parse(values.get(2)).toEpochMilli(),
                        Instant.parse(values.get(3)).toEpochMilli(),
                        values.get(4),
                        values.get(5));
            }
            return true;
        }
    }
}
