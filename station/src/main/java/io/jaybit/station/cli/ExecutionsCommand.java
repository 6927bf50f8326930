package io.jaybit.station.cli;

import io.jaybit.station.pipeline.ExecutionWatcher;
import io.jaybit.station.pipeline.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./jaybit executions}. */
@Command(
        name = "executions",
        description = {
            "Watch fills, with fees; funding, liquidations and deliveries, too.",
            "The venue calls a fee that is paid positive, a rebate negative."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit executions --profile paper",
            "  jaybit executions --exchange mainnet --category linear --csv --out fills.csv"
        })
final class ExecutionsCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private final AccountOptions account = new AccountOptions();

    @Option(
            names = "--group",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Only orders whose own id (orderLinkId) begins so.")
    private String group = "";

    ExecutionsCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        AccountSettings settings = account.check(group, problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        TextStyle style = desk.style(settings.stream());
        return new AccountWatching(desk, settings, "executions")
                .run(
                        AccountSource.stream("execution", settings.stream().category()),
                        out -> new ExecutionWatcher(style, out, settings.filter()));
    }
}
