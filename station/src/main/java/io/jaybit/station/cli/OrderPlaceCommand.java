package io.jaybit.station.cli;

import io.jaybit.account.OrderSide;
import io.jaybit.account.TriggerBy;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Instrument;
import io.jaybit.market.Notional;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.orders.Holding;
import io.jaybit.orders.Limits;
import io.jaybit.orders.MarketView;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.PreTradeChecks;
import io.jaybit.orders.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./jaybit order place}. */
@Command(
        name = "place",
        description = {
            "Place one order. Without --price it is a market order.",
            "Looks at the symbol's rules and shows notional and resulting position before it asks."
        })
final class OrderPlaceCommand implements Callable<Integer> {
    private static final int USUAL_BAND = 500;

    private final Desk desk;

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "BTCUSDT, btc/usdt, ...")
    private String symbol = "";

    @Parameters(index = "1", paramLabel = "SIDE", description = "buy or sell.")
    private String side = "";

    @Parameters(
            index = "2",
            paramLabel = "QTY",
            description = "Base coin; USD on inverse; of a market buy on spot, quote coin.")
    private String qty = "";

    @Option(names = "--price", paramLabel = "PRICE", description = "Limit price; without it a market order.")
    private @Nullable String price;

    @Option(names = "--post-only", description = "Cancelled where it would take liquidity.")
    private boolean postOnly;

    @Option(names = "--reduce-only", description = "Only makes a position smaller.")
    private boolean reduceOnly;

    @Option(names = "--position-idx", paramLabel = "N", description = "Hedge mode: 1 buy side, 2 sell side.")
    private int positionIdx;

    @Option(names = "--trigger", paramLabel = "PRICE", description = "Wait until the last price has come there.")
    private @Nullable String trigger;

    @Option(names = "--take-profit", paramLabel = "PRICE", description = "Attach a take-profit.")
    private @Nullable String takeProfit;

    @Option(names = "--stop-loss", paramLabel = "PRICE", description = "Attach a stop-loss.")
    private @Nullable String stopLoss;

    @Option(names = "--link-id", paramLabel = "ID", description = "Your own id for it. Default: one is made.")
    private String linkId = "";

    @Option(
            names = "--price-band",
            paramLabel = "BP",
            description = "Refuse a price so many basis points worse than the market. Default: 500.")
    private int priceBand = USUAL_BAND;

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final AccountOptions account = new AccountOptions();

    OrderPlaceCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        AccountSettings settings = account.check("", problems);
        Category category = settings.stream().category() == null
                ? Category.LINEAR
                : settings.stream().category();
        Symbol wanted = new Symbol(category, io.jaybit.station.pipeline.Selection.plain(symbol));
        OrderSide taken = side(problems);
        Decimal size = decimal("QTY", qty, problems);
        Decimal limit = decimal("--price", price, problems);
        Decimal condition = decimal("--trigger", trigger, problems);
        NewOrder.Exits exits = exits(problems);
        if (!problems.isEmpty() || taken == null || size == null) {
            throw Exit.usage(problems);
        }
        try (Trading trading = Trading.open(settings, Set.of(category))) {
            Instrument instrument = trading.instrument(wanted);
            Ticker ticker = trading.ticker(wanted);
            NewOrder.Builder builder =
                    limit == null ? NewOrder.market(wanted, taken, size) : NewOrder.limit(wanted, taken, size, limit);
            builder.linkId(linkId).positionIdx(positionIdx);
            if (exits != null) {
                builder.exits(exits);
            }
            if (postOnly) {
                builder.postOnly();
            }
            if (reduceOnly) {
                builder.reduceOnly();
            }
            if (condition != null) {
                builder.trigger(condition(condition, category, ticker));
            }
            NewOrder order = trading.account().named(built(builder));
            MarketView view = ticker == null ? MarketView.UNKNOWN : MarketView.of(ticker, Duration.ZERO);
            Holding holding = trading.account().holding(wanted);
            check(order, instrument, holding, view);
            tell(trading, order, holding, view);
            consent.ask("Send it?", desk);
            Outcome outcome = trading.outcome(trading.account().place(order, view.mid()));
            return OrderShown.show(trading, OrderRef.byLinkId(wanted, order.orderLinkId()), outcome, settings, desk);
        }
    }

    private @Nullable OrderSide side(List<String> problems) {
        return switch (side.toLowerCase(Locale.ROOT)) {
            case "buy" -> OrderSide.BUY;
            case "sell" -> OrderSide.SELL;
            default -> {
                problems.add("SIDE: buy or sell, not \"" + side + "\"");
                yield null;
            }
        };
    }

    static @Nullable Decimal decimal(String name, @Nullable String text, List<String> problems) {
        if (text == null) {
            return null;
        }
        try {
            return Decimal.parse(text);
        } catch (NumberFormatException e) {
            problems.add(name + ": not a number of at most 18 digits: \"" + text + "\"");
            return null;
        }
    }

    private NewOrder.@Nullable Exits exits(List<String> problems) {
        Decimal profit = decimal("--take-profit", takeProfit, problems);
        Decimal loss = decimal("--stop-loss", stopLoss, problems);
        return profit == null && loss == null
                ? null
                : new NewOrder.Exits(profit, loss, null, null, TriggerBy.LAST_PRICE, TriggerBy.LAST_PRICE, false);
    }

    private static NewOrder.Trigger condition(Decimal at, Category category, @Nullable Ticker ticker) {
        if (category == Category.SPOT) {
            return new NewOrder.Trigger(at, 0, TriggerBy.NONE, "StopOrder");
        }
        Decimal last = ticker == null ? null : ticker.lastPrice();
        if (last == null) {
            throw Exit.refused(
                    List.of("the last price is not known, so that it cannot be told which way the trigger is"));
        }
        return new NewOrder.Trigger(at, at.compareTo(last) >= 0 ? 1 : 2, TriggerBy.LAST_PRICE, "");
    }

    private static NewOrder built(NewOrder.Builder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw Exit.usage(String.valueOf(e.getMessage()));
        }
    }

    private void check(NewOrder order, Instrument instrument, Holding holding, MarketView view) {
        Verdict verdict = new PreTradeChecks(
                        Limits.NONE.withPriceBand(priceBand).withUnknownReferenceAllowed())
                .check(order, instrument, holding, view);
        if (!verdict.problems().isEmpty()) {
            throw Exit.refused(verdict.problems());
        }
    }

    private static void tell(Trading trading, NewOrder order, Holding holding, MarketView view) {
        Messages.say("on " + trading.where());
        Decimal at = order.price() != null ? order.price() : view.mark() != null ? view.mark() : view.last();
        Notional notional = at == null ? null : Notional.of(order.symbol(), at, order.qty(), view.index());
        Messages.say(order.side().text() + " " + order.qty() + " " + order.symbol() + " "
                + (order.price() == null
                        ? "at market"
                        : "at " + order.price() + ", " + order.timeInForce().text())
                + (order.reduceOnly() ? ", reduce only" : "") + ", id " + order.orderLinkId());
        Messages.say(
                "notional " + (notional == null ? "not known" : plain(notional.amount()) + " " + notional.currency())
                        + (order.price() == null && at != null ? " at " + at : ""));
        if (order.symbol().category() != Category.SPOT) {
            BigDecimal change = order.side() == OrderSide.BUY
                    ? order.qty().toBigDecimal()
                    : order.qty().toBigDecimal().negate();
            Messages.say("position " + (holding.known() ? plain(holding.position()) : "not known") + " -> "
                    + (holding.known() ? plain(holding.position().add(change)) : "not known") + "; open orders: buy "
                    + plain(holding.openBuys()) + ", sell " + plain(holding.openSells()));
        }
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
