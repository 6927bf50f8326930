package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.ClosedPnl;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.TradingStop;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows positions, and sets what an account may choose about them. */
final class PositionDesk {
    private static final Category[] HELD = {Category.LINEAR, Category.INVERSE, Category.OPTION};
    private static final Category[] FUTURES = {Category.LINEAR, Category.INVERSE};

    private final Exchange exchange;

    PositionDesk(Exchange exchange) {
        this.exchange = exchange;
    }

    /** A leg of a market; there is one even where the account never traded. */
    private record Leg(Market market, int idx, @Nullable Position position) {
        private String key() {
            return market.symbol() + "/" + idx;
        }
    }

    /** {@code /v5/position/list}: of a symbol every leg, flat ones too; otherwise what is held. */
    Outcome list(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        Category category = fields.category(HELD);
        Scope scope = Scope.read(exchange, category, fields);
        if (category == Category.LINEAR
                && scope.symbol().isEmpty()
                && scope.settleCoin().isEmpty()) {
            throw Fields.missing("symbol or settleCoin");
        }
        List<Leg> legs = new ArrayList<>();
        for (Market market : exchange.markets()) {
            if (scope.takes(market)) {
                boolean hedged = account.isHedged(market);
                for (int idx = hedged ? 1 : 0; idx <= (hedged ? 2 : 0); idx++) {
                    Position position = account.position(market, idx);
                    if (!scope.symbol().isEmpty() || (position != null && position.size() != 0)) {
                        legs.add(new Leg(market, idx, position));
                    }
                }
            }
        }
        Pages.Page<Leg> page = Pages.cut(legs, Leg::key, fields, 20, 200);
        JsonText text = new JsonText().begin().array("list");
        for (Leg leg : page.rows()) {
            PositionRow.append(exchange.margin(), account, leg.market(), leg.idx(), leg.position(), text);
        }
        return Outcome.of(text.endArray()
                .text("nextPageCursor", page.nextCursor())
                .text("category", category.text())
                .end()
                .toString());
    }

    /** {@code /v5/position/closed-pnl}: what closing brought, newest first. */
    Outcome closedPnl(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        Category category = fields.category(FUTURES);
        Scope scope = Scope.read(exchange, category, fields);
        Span span = Span.read(fields, exchange.timeline().now());
        List<ClosedPnl> closed = new ArrayList<>(account.closedPnls());
        closed.removeIf(row -> !scope.takes(row.market()) || !span.holds(row.updatedEpochMillis()));
        Pages.Page<ClosedPnl> page = Pages.cut(
                closed,
                row -> Pages.newestFirst(row.updatedEpochMillis(), row.order().id() + "/" + row.createdEpochMillis()),
                fields,
                50,
                100);
        JsonText text = new JsonText()
                .begin()
                .text("nextPageCursor", page.nextCursor())
                .text("category", category.text())
                .array("list");
        page.rows().forEach(row -> append(row, text));
        return Outcome.of(text.endArray().end().toString());
    }

    private static void append(ClosedPnl row, JsonText to) {
        Instrument instrument = row.market().instrument();
        to.begin()
                .text("symbol", instrument.symbol())
                .text("orderType", row.order().request().type().text())
                .text("leverage", Integer.toString(row.leverage()))
                .quoted("updatedTime", row.updatedEpochMillis())
                .text("side", row.order().side().text())
                .text("orderId", row.order().id())
                .text("closedPnl", Texts.plain(row.closedPnl()))
                .text("openFee", Texts.plain(row.openFee()))
                .text("closeFee", Texts.plain(row.closeFee()))
                .text("avgEntryPrice", Texts.plain(Texts.averagePrice(instrument, row.closedSize(), row.entryValue())))
                .text("qty", Texts.size(instrument, row.order().qty()))
                .text("cumEntryValue", Texts.plain(row.entryValue()))
                .quoted("createdTime", row.createdEpochMillis())
                .text("orderPrice", instrument.price(row.order().price()))
                .text("closedSize", Texts.size(instrument, row.closedSize()))
                .text("avgExitPrice", Texts.plain(Texts.averagePrice(instrument, row.closedSize(), row.exitValue())))
                .text("execType", row.type().text())
                .quoted("fillCount", row.fills())
                .text("cumExitValue", Texts.plain(row.exitValue()))
                .end();
    }

    /** {@code /v5/position/set-leverage}. */
    Outcome setLeverage(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        Market market = OrderForm.market(exchange, fields.category(FUTURES), fields);
        int buy = leverage(fields, "buyLeverage");
        int sell = leverage(fields, "sellLeverage");
        exchange.marginSettings().setLeverage(account, market, buy, sell);
        return Outcome.done();
    }

    /** The exchange knows whole leverages only; the venue takes hundredths as well. */
    private static int leverage(Fields fields, String name) throws Refusal {
        fields.required(name);
        BigDecimal leverage = fields.amount(name);
        if (leverage == null
                || leverage.compareTo(BigDecimal.valueOf(1_000)) > 0
                || leverage.stripTrailingZeros().scale() > 0) {
            throw Fields.invalid(name);
        }
        return leverage.intValueExact();
    }

    /** {@code /v5/position/switch-mode}: of a symbol, or of all of a coin that have neither position nor order. */
    Outcome switchMode(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        Category category = fields.category(Category.LINEAR);
        int mode = fields.requiredWhole("mode", 0, 3);
        if (mode != 0 && mode != 3) {
            throw Fields.invalid("mode");
        }
        if (fields.has("symbol")) {
            exchange.switchMode(account, OrderForm.market(exchange, category, fields), mode == 3);
            return Outcome.done();
        }
        String coin = fields.required("coin");
        for (Market market : exchange.markets()) {
            boolean meant = market.category() == Category.LINEAR
                    && market.instrument().settleCoin().equals(coin);
            if (meant && account.isHedged(market) != (mode == 3)) {
                switchIfFree(account, market, mode == 3);
            }
        }
        return Outcome.done();
    }

    /** The venue skips what cannot be switched and does not say so. */
    private void switchIfFree(Account account, Market market, boolean hedged) throws Refusal {
        try {
            exchange.switchMode(account, market, hedged);
        } catch (Refusal refusal) {
            boolean skipped = switch (refusal.code()) {
                case 110024, 110028, 110029 -> true;
                default -> false;
            };
            if (!skipped) {
                throw refusal;
            }
        }
    }

    /** {@code /v5/position/trading-stop}. */
    Outcome tradingStop(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        Market market = OrderForm.market(exchange, fields.category(HELD), fields);
        Instrument instrument = market.instrument();
        fields.required("tpslMode");
        boolean partial = Tpsl.isPartial(fields);
        int idx = fields.requiredWhole("positionIdx", 0, 2);
        Tpsl takeProfit = Tpsl.asked(fields, instrument, Tpsl.Kind.TAKE_PROFIT, partial);
        Tpsl stopLoss = Tpsl.asked(fields, instrument, Tpsl.Kind.STOP_LOSS, partial);
        BigDecimal trailing = fields.amount("trailingStop");
        BigDecimal active = fields.amount("activePrice");
        exchange.tradingStop(
                account,
                market,
                new TradingStop(
                        idx,
                        partial,
                        takeProfit.trigger(),
                        takeProfit.by(),
                        Math.max(0, takeProfit.limit()),
                        stopLoss.trigger(),
                        stopLoss.by(),
                        Math.max(0, stopLoss.limit()),
                        partial ? size(fields, instrument) : 0,
                        trailing == null ? TradingStop.LEAVE : Amounts.ticks(instrument, trailing, "trailingStop"),
                        active == null ? 0 : Amounts.ticks(instrument, active, "activePrice")));
        return Outcome.done();
    }

    /** Of a partial pair both sizes are the same. */
    private static long size(Fields fields, Instrument instrument) throws Refusal {
        BigDecimal takeProfit = fields.amount("tpSize");
        BigDecimal stopLoss = fields.amount("slSize");
        if (takeProfit != null && stopLoss != null && takeProfit.compareTo(stopLoss) != 0) {
            throw new Refusal(10001, "params error: tpSize and slSize must be equal");
        }
        BigDecimal size = takeProfit == null ? stopLoss : takeProfit;
        if (size == null) {
            throw Fields.missing("tpSize or slSize");
        }
        return Amounts.steps(instrument, size);
    }

    /** {@code /v5/position/set-auto-add-margin}: it is never on here, and may be switched off. */
    Outcome setAutoAddMargin(Json input) throws Refusal {
        Fields fields = new Fields(input);
        OrderForm.market(exchange, fields.category(Category.LINEAR), fields);
        fields.whole("positionIdx", 0, 0, 2);
        if (fields.requiredWhole("autoAddMargin", 0, 1) == 1) {
            throw new Refusal(10001, "params error: this exchange does not add margin by itself");
        }
        return Outcome.done();
    }

    /** {@code /v5/position/add-margin}. */
    Outcome addMargin(Account account, Json input) throws Refusal {
        Fields fields = new Fields(input);
        Market market = OrderForm.market(exchange, fields.category(FUTURES), fields);
        int idx = fields.whole("positionIdx", 0, 0, 2);
        BigDecimal amount = fields.requiredSigned("margin");
        if (amount.signum() == 0) {
            throw Fields.invalid("margin");
        }
        Position position = account.position(market, idx);
        if (position == null) {
            throw new Refusal(110034, "There is no net position.");
        }
        exchange.marginSettings().addMargin(position, amount);
        JsonText text = new JsonText();
        PositionRow.append(exchange.margin(), account, market, idx, position, text);
        return Outcome.of(text.toString());
    }

    /** {@code /v5/position/confirm-pending-mmr}: nothing is ever pending, as maintenance rates do not change here. */
    Outcome confirmPendingMmr(Json input) throws Refusal {
        Fields fields = new Fields(input);
        OrderForm.market(exchange, fields.category(FUTURES), fields);
        return Outcome.done();
    }
}
