package io.jaybit.station.cli;

import io.jaybit.client.Exchange;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.CoverageRow;
import io.jaybit.recorder.database.QueryResult;
import io.jaybit.recorder.database.StatementFailure;
import io.jaybit.station.pipeline.CoverageReport;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./jaybit coverage}. */
@Command(
        name = "coverage",
        description = {
            "Say what a recording has, what it lacks, and why.",
            "A row for each topic: how much of the time an unbroken sequence proves, how much was seen, how much was not; with --gaps a row for",
            "each stretch that was not seen. Liquidations cannot be had again: what was not seen is lost."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit coverage",
            "  jaybit coverage --gaps --topic publicTrade.BTCUSDT --at 2026-11-27 --until 2026-11-28"
        })
final class CoverageCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private final DataOption data = new DataOption();

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
    public Integer call() {
        List<String> problems = new ArrayList<>();
        long from = ReplayCommand.time("--at", at, Long.MIN_VALUE, problems);
        long to = ReplayCommand.time("--until", until, Long.MAX_VALUE, problems);
        StreamSettings settings = output.check(Exchange.mainnet(), null, List.of(), problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        RecordingFolder folder = data.existing();
        CoverageReport report = new CoverageReport(
                from == Long.MIN_VALUE ? from : from / 1_000_000, to == Long.MAX_VALUE ? to : to / 1_000_000);
        try (Out out = Out.open(settings, desk.out())) {
            RecordingDatabase.query(
                    folder,
                    "SELECT channel, topic, time, until, state, causes FROM coverage WHERE state != '"
                            + CoverageRow.REPLACED + "' ORDER BY time",
                    new Stretches(report));
            report.write(desk.style(settings), out, gaps);
            out.finish();
            return Exit.OK;
        } catch (StatementFailure wrong) {
            throw Exit.failed(String.valueOf(wrong.getMessage()));
        } catch (IOException e) {
            throw Exit.connection(String.valueOf(e.getMessage()));
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
