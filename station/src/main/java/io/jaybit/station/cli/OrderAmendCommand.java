package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import io.jaybit.station.pipeline.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./jaybit order amend}. */
@Command(name = "amend", description = "Change an open order.")
final class OrderAmendCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "BTCUSDT, btc/usdt, ...")
    private String symbol = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The order's id: yours or the venue's.")
    private String id = "";

    @Option(names = "--qty", paramLabel = "QTY", description = "The new total, what is filled included.")
    private @Nullable String qty;

    @Option(names = "--price", paramLabel = "PRICE", description = "The new limit price.")
    private @Nullable String price;

    @Option(names = "--trigger", paramLabel = "PRICE", description = "The new trigger price.")
    private @Nullable String trigger;

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final AccountOptions account = new AccountOptions();

    OrderAmendCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        AccountSettings settings = account.check("", problems);
        Category category = settings.stream().category() == null
                ? Category.LINEAR
                : settings.stream().category();
        Symbol wanted = new Symbol(category, Selection.plain(symbol));
        Decimal newQty = OrderPlaceCommand.decimal("--qty", qty, problems);
        Decimal newPrice = OrderPlaceCommand.decimal("--price", price, problems);
        Decimal newTrigger = OrderPlaceCommand.decimal("--trigger", trigger, problems);
        if (problems.isEmpty() && newQty == null && newPrice == null && newTrigger == null) {
            problems.add("say what to change: --qty, --price or --trigger");
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        try (Trading trading = Trading.open(settings, Set.of(category))) {
            OrderRecord order = find(trading, wanted, id);
            Messages.say("on " + trading.where());
            Messages.say(OrderShown.text(order)
                    + (newQty == null ? "" : "; quantity to " + newQty)
                    + (newPrice == null ? "" : "; price to " + newPrice)
                    + (newTrigger == null ? "" : "; trigger to " + newTrigger));
            consent.ask("Change it?", desk);
            Outcome outcome = trading.outcome(
                    trading.account().amend(new Amendment(order.ref(), newQty, newPrice, newTrigger, null, null)));
            return OrderShown.show(trading, order.ref(), outcome, settings, desk);
        }
    }

    /** @throws Exit if the account has no such order */
    static OrderRecord find(Trading trading, Symbol symbol, String id) {
        Optional<OrderRecord> byLink = trading.account().order(OrderRef.byLinkId(symbol, id));
        return byLink.or(() -> trading.account().order(OrderRef.byOrderId(symbol, id)))
                .orElseThrow(() -> Exit.refused(List.of(
                        "no order \"" + id + "\" of " + symbol + " is open or was lately; look with: jaybit orders")));
    }
}
