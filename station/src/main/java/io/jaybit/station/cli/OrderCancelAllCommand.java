package io.jaybit.station.cli;

import io.jaybit.client.AccountRequests;
import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.orders.CancelReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./jaybit order cancel-all}. */
@Command(
        name = "cancel-all",
        description = {
            "Take back every open order of a category, or of a symbol of it.",
            "Repeats past the venue's limit of 500 and says what is left."
        })
final class OrderCancelAllCommand implements Callable<Integer> {
    private final Desk desk;

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final AccountOptions account = new AccountOptions();

    OrderCancelAllCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        AccountSettings settings = account.check("", problems);
        Category category = settings.stream().category();
        if (category == null) {
            problems.add("--category: say of which category: linear, inverse, spot or option");
        }
        if (settings.filter().symbols().size() > 1) {
            problems.add("--symbol: one symbol, or none for all of the category");
        }
        if (!problems.isEmpty() || category == null) {
            throw Exit.usage(problems);
        }
        try (Trading trading = Trading.open(settings, Set.of(category))) {
            String symbol = settings.filter().symbols().stream().findFirst().orElse("");
            long open = trading.account().openOrders().stream()
                    .filter(order -> symbol.isEmpty() || order.symbol().name().equals(symbol))
                    .count();
            Messages.say("on " + trading.where());
            Messages.say(open + " open orders of " + category.text() + (symbol.isEmpty() ? "" : " " + symbol));
            consent.ask("Take all of them back?", desk);
            AccountRequests requests = trading.bybit().accountRequests();
            CancelReport report = trading.ask(
                    symbol.isEmpty() ? requests.cancelAll(category) : requests.cancelAll(new Symbol(category, symbol)));
            report.troubles().forEach(Messages::say);
            desk.out()
                    .println(report.accepted() + " taken back, "
                            + report.residue().size() + " left");
            report.residue()
                    .forEach(left -> desk.out()
                            .println("left: " + left.symbol() + " " + left.orderId() + " " + left.orderLinkId() + " "
                                    + left.status()));
            desk.out().flush();
            return report.isClean() ? Exit.OK : Exit.FAILED;
        }
    }
}
