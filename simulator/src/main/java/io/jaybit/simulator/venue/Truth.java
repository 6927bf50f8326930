package io.jaybit.simulator.venue;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.BookSide;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.ExchangeListener;
import io.jaybit.simulator.exchange.Execution;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.exchange.Trade;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the exchange really holds, and what was really sent: beside the wire, to compare with what a client believes. Answers are JSON.
 * Confined to the exchange's thread.
 */
public final class Truth {
    private final Exchange exchange;
    private final Venue venue;
    private final Map<Market, Turnover> turnovers = new LinkedHashMap<>();

    /** All trades of a market. */
    private static final class Turnover {
        private long trades;
        private long size;
        private BigDecimal value = BigDecimal.ZERO;
    }

    /** Counts trades from now on. */
    public Truth(Exchange exchange, Venue venue) {
        this.exchange = exchange;
        this.venue = venue;
        exchange.listen(new ExchangeListener() {
            @Override
            public void onTrade(Trade trade) {
                Turnover turnover = turnovers.computeIfAbsent(trade.market(), key -> new Turnover());
                turnover.trades++;
                turnover.size += trade.size();
                turnover.value = turnover.value.add(trade.market().instrument().value(trade.size(), trade.price()));
            }
        });
    }

    /** Connections with what each was sent, what was published, what went wrong. */
    public String frames() {
        JsonText text = new JsonText()
                .begin()
                .number("time", exchange.timeline().now())
                .number("connectionsSoFar", venue.connectionsSoFar())
                .number("slowClients", venue.slowClients());
        counts(text.begin("published"), venue.published().tally());
        text.end().array("connections");
        for (StreamConnection connection : venue.connections()) {
            text.begin()
                    .text("name", connection.name())
                    .text("path", connection.path().text())
                    .text(
                            "account",
                            connection.key() == null
                                    ? ""
                                    : connection.key().account().name());
            counts(text.begin("sent"), connection.sent());
            text.end().end();
        }
        text.endArray().begin("strikes");
        venue.faults().strikes().forEach((action, count) -> text.number(action.text(), count));
        text.end().array("running");
        venue.faults().running().forEach(fault -> text.item(fault.toString()));
        return text.endArray().end().toString();
    }

    private static void counts(JsonText text, FrameTally tally) {
        tally.counts()
                .forEach((topic, count) -> text.begin(topic)
                        .number("frames", count.frames())
                        .number("bytes", count.bytes())
                        .text("sha256", count.sha256())
                        .end());
    }

    /** A market: prices, and its book down to a depth. */
    public String book(Market market, int depth) {
        Instrument instrument = market.instrument();
        Turnover turnover = turnovers.getOrDefault(market, new Turnover());
        JsonText text = new JsonText()
                .begin()
                .text("category", market.category().text())
                .text("symbol", market.symbol())
                .flag("open", market.isOpen())
                .text("lastPrice", instrument.price(market.lastPrice()))
                .text("markPrice", instrument.price(market.markPrice()))
                .text("indexPrice", instrument.price(market.indexPrice()))
                .text("openInterest", instrument.size(market.openInterest()))
                .number("seq", market.seq())
                .number("trades", turnover.trades)
                .text("volume", instrument.size(turnover.size))
                .text("turnover", Money.text(turnover.value));
        side(text, "b", market.bids(), instrument, depth);
        side(text, "a", market.asks(), instrument, depth);
        return text.end().toString();
    }

    private static void side(JsonText text, String name, BookSide side, Instrument instrument, int depth) {
        text.array(name);
        for (int i = 0; i < Math.min(depth, side.size()); i++) {
            text.array()
                    .item(instrument.price(side.price(i)))
                    .item(instrument.size(side.size(i)))
                    .endArray();
        }
        text.endArray();
    }

    /** An account: wallets, positions that are not flat, open orders. */
    public String account(Account account) {
        JsonText text = new JsonText()
                .begin()
                .text("name", account.name())
                .number("number", account.number())
                .begin("wallets");
        account.coins().forEach(coin -> text.text(coin, Money.text(account.wallet(coin))));
        text.end().begin("locked");
        account.coins().forEach(coin -> text.text(coin, Money.text(account.locked(coin))));
        text.end().array("positions");
        for (Position position : account.positions()) {
            if (position.size() != 0) {
                position(text, position);
            }
        }
        text.endArray().array("orders");
        account.openOrders().forEach(order -> order(text, order));
        return text.endArray().end().toString();
    }

    private static void position(JsonText text, Position position) {
        Instrument instrument = position.market().instrument();
        text.begin()
                .text("category", instrument.category().text())
                .text("symbol", instrument.symbol())
                .number("positionIdx", position.idx())
                .text("side", position.size() > 0 ? "Buy" : "Sell")
                .text("size", instrument.size(Math.abs(position.size())))
                .text("entryPrice", Money.text(position.entryPrice()))
                .text("curRealisedPnl", Money.text(position.curRealisedPnl()))
                .text("cumRealisedPnl", Money.text(position.cumRealisedPnl()))
                .number("seq", position.seq())
                .end();
    }

    private static void order(JsonText text, Order order) {
        Instrument instrument = order.market().instrument();
        text.begin()
                .text("category", instrument.category().text())
                .text("symbol", instrument.symbol())
                .text("orderId", order.id())
                .text("orderLinkId", order.request().orderLinkId())
                .text("side", order.side().text())
                .text("orderStatus", order.status().text())
                .text("price", instrument.price(order.price()))
                .text("qty", instrument.size(order.qty()))
                .text("cumExecQty", instrument.size(order.executed()))
                .end();
    }

    /** An account's fills, oldest first, as far as it remembers them. */
    public String fills(Account account) {
        JsonText text = new JsonText().begin().text("name", account.name()).array("fills");
        for (Category category : Category.values()) {
            var newestFirst = account.history().executions(category);
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                fill(text, newestFirst.get(i));
            }
        }
        return text.endArray().end().toString();
    }

    private static void fill(JsonText text, Execution execution) {
        Instrument instrument = execution.order().market().instrument();
        text.begin()
                .text("category", instrument.category().text())
                .text("symbol", instrument.symbol())
                .text("execId", execution.id())
                .text("orderId", execution.order().id())
                .text("execType", execution.type().text())
                .text("side", execution.order().side().text())
                .text("execPrice", instrument.price(execution.price()))
                .text("execQty", instrument.size(execution.qty()))
                .text("execFee", Money.text(execution.fee()))
                .text("feeCurrency", execution.feeCoin())
                .flag("isMaker", execution.maker())
                .number("execTime", execution.epochMillis())
                .number("seq", execution.seq())
                .end();
    }

    /** What was ever paid in, and the fees, by coin. */
    public String ledger() {
        JsonText text = new JsonText().begin().begin("deposits");
        exchange.deposits().forEach((coin, amount) -> text.text(coin, Money.text(amount)));
        text.end().begin("fees");
        exchange.fees().forEach((coin, amount) -> text.text(coin, Money.text(amount)));
        return text.end().end().toString();
    }
}
