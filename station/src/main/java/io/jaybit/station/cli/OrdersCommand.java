package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.station.pipeline.OrderWatcher;
import io.jaybit.station.pipeline.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./jaybit orders}. */
@Command(
        name = "orders",
        description = {
            "Watch orders: every change of every order, in plain words, conditional orders too.",
            "Also orders that other programs make with the same account, or people by hand."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit orders --profile paper",
            "  jaybit orders --exchange mainnet --symbol BTCUSDT --group twap- --json"
        })
final class OrdersCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private final AccountOptions account = new AccountOptions();

    @Option(
            names = "--group",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Only orders whose own id (orderLinkId) begins so.")
    private String group = "";

    OrdersCommand(Desk desk) {
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
        return new AccountWatching(desk, settings, "orders")
                .run(
                        AccountSource.tracked(categories(settings.stream().category()), AccountSource.Kind.ORDERS),
                        out -> new OrderWatcher(style, out, settings.filter()));
    }

    private static Set<Category> categories(@Nullable Category wanted) {
        return wanted == null
                ? Set.of(Category.SPOT, Category.LINEAR, Category.INVERSE, Category.OPTION)
                : Set.of(wanted);
    }
}
