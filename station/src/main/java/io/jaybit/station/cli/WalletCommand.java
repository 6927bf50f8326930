package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.station.pipeline.TextStyle;
import io.jaybit.station.pipeline.WalletWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./jaybit wallet}. */
@Command(
        name = "wallet",
        description = {
            "Watch balances: a row for each coin that the venue tells of, which it does when a balance changes.",
            "Unrealised profit alone moves no balance."
        },
        footer = {"", "Examples:", "  jaybit wallet --profile paper", "  jaybit wallet --exchange demo-trading --json"})
final class WalletCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private final AccountOptions account = new AccountOptions();

    WalletCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        AccountSettings settings = account.check("", problems);
        if (settings.stream().category() != null || !settings.filter().symbols().isEmpty()) {
            problems.add("a wallet has coins, neither categories nor symbols: leave out --category and --symbol");
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        TextStyle style = desk.style(settings.stream());
        return new AccountWatching(desk, settings, "wallet")
                .run(
                        AccountSource.tracked(Set.of(Category.SPOT), AccountSource.Kind.WALLET),
                        out -> new WalletWatcher(style, out));
    }
}
