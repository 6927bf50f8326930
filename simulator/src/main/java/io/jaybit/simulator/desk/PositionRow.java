package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Margin;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.exchange.PositionFigures;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A position as the query shows it: as on the private stream, but {@code avgPrice} for {@code entryPrice}.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/position">Get Position Info</a>.
 */
final class PositionRow {
    private PositionRow() {}

    /** @param position null where the account never had one */
    static void append(
            Margin margin, Account account, Market market, int idx, @Nullable Position position, JsonText to) {
        Instrument instrument = market.instrument();
        long size = position == null ? 0 : position.size();
        PositionFigures figures = position == null || size == 0 ? null : margin.figures(position);
        int leverage = position == null
                ? margin.leverage(account, market, idx == 2 ? Side.SELL : Side.BUY)
                : position.leverage();
        String initial = figures == null ? "0" : Texts.plain(figures.initialMargin());
        String maintenance = figures == null ? "0" : Texts.plain(figures.maintenanceMargin());
        to.begin()
                .number("positionIdx", idx)
                .number("tradeMode", 0)
                .number("riskId", 1)
                .text("riskLimitValue", riskLimit(instrument))
                .text("symbol", instrument.symbol())
                .text("side", size == 0 ? "" : size > 0 ? "Buy" : "Sell")
                .text("size", instrument.size(Math.abs(size)))
                .text("avgPrice", position == null ? "0" : rounded(position.entryPrice()))
                .text("sessionAvgPrice", "")
                .text("leverage", Integer.toString(leverage))
                .text("breakEvenPrice", figures == null ? "0" : rounded(figures.breakEvenPrice()))
                .text("positionValue", figures == null ? "0" : Texts.plain(figures.value()))
                .text("positionBalance", figures == null ? "0" : Texts.plain(figures.balance()))
                .text("markPrice", instrument.price(market.markPrice()))
                .text("positionIM", initial)
                .text("positionIMByMp", initial)
                .text("positionMM", maintenance)
                .text("positionMMByMp", maintenance);
        stops(instrument, position, to);
        results(instrument, position, to);
        to.quoted("createdTime", position == null ? 0 : position.createdEpochMillis())
                .quoted("updatedTime", position == null ? 0 : position.updatedEpochMillis())
                .number("openTime", position == null ? 0 : position.openedEpochMillis())
                .text("tpslMode", "Full")
                .text("liqPrice", figures == null ? "" : inTicks(instrument, figures.liquidationPrice()))
                .text("bustPrice", figures == null ? "" : inTicks(instrument, figures.bankruptcyPrice()))
                .text("category", instrument.category().text())
                .text("positionStatus", position == null ? "Normal" : position.status())
                .number("adlRankIndicator", figures == null ? 0 : figures.adlRank())
                .number("autoAddMargin", 0)
                .text("leverageSysUpdatedTime", "")
                .text("mmrSysUpdatedTime", "")
                .number("seq", position == null ? -1 : position.seq())
                .flag("isReduceOnly", false)
                .end();
    }

    private static void stops(Instrument instrument, @Nullable Position position, JsonText to) {
        to.text("takeProfit", Texts.price(instrument, position == null ? 0 : position.takeProfit(), "0"))
                .text("stopLoss", Texts.price(instrument, position == null ? 0 : position.stopLoss(), "0"))
                .text("trailingStop", Texts.price(instrument, position == null ? 0 : position.trailingStop(), "0"));
    }

    private static void results(Instrument instrument, @Nullable Position position, JsonText to) {
        boolean option = instrument.category() == Category.OPTION;
        to.text("unrealisedPnl", position == null ? "0" : Texts.plain(position.unrealisedPnl()))
                .text("curRealisedPnl", position == null ? "0" : Texts.plain(position.curRealisedPnl()))
                .text("cumRealisedPnl", option ? "" : position == null ? "0" : Texts.plain(position.cumRealisedPnl()));
    }

    /** The exchange has one risk tier: what the largest order is worth at the highest price. */
    private static String riskLimit(Instrument instrument) {
        return Texts.plain(instrument.value(instrument.maxQty(), instrument.maxPrice()));
    }

    private static String rounded(BigDecimal price) {
        return Texts.plain(price.setScale(8, RoundingMode.HALF_UP));
    }

    private static String inTicks(Instrument instrument, @Nullable BigDecimal price) {
        return price == null
                ? ""
                : price.setScale(instrument.tickSize().scale(), RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
