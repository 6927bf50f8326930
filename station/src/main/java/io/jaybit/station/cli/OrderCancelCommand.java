package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.Outcome;
import io.jaybit.station.pipeline.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./jaybit order cancel}. */
@Command(name = "cancel", description = "Take an order back.")
final class OrderCancelCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "BTCUSDT, btc/usdt, ...")
    private String symbol = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The order's id: yours or the venue's.")
    private String id = "";

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final AccountOptions account = new AccountOptions();

    OrderCancelCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        AccountSettings settings = account.check("", problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        Category category = settings.stream().category() == null
                ? Category.LINEAR
                : settings.stream().category();
        try (Trading trading = Trading.open(settings, Set.of(category))) {
            OrderRecord order = OrderAmendCommand.find(trading, new Symbol(category, Selection.plain(symbol)), id);
            Messages.say("on " + trading.where());
            Messages.say(OrderShown.text(order));
            consent.ask("Take it back?", desk);
            Outcome outcome = trading.outcome(trading.account().cancel(order.ref()));
            return OrderShown.show(trading, order.ref(), outcome, settings, desk);
        }
    }
}
