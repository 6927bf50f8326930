package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Margin;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.exchange.PositionFigures;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A position as the private stream tells of it. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/private/position">Position</a>.
 */
final class PositionRow {
    private PositionRow() {}

    /** Also where the account never had one: it is then flat. */
    static String of(Exchange exchange, Account account, Market market, int idx) {
        Position position = account.position(market, idx);
        Margin margin = exchange.margin();
        Instrument instrument = market.instrument();
        long size = position == null ? 0 : position.size();
        PositionFigures figures = position == null || size == 0 ? null : margin.figures(position);
        String initial = figures == null ? "0" : Money.text(figures.initialMargin());
        String maintenance = figures == null ? "0" : Money.text(figures.maintenanceMargin());
        int leverage = position == null
                ? margin.leverage(account, market, idx == 2 ? Side.SELL : Side.BUY)
                : position.leverage();
        JsonText text = new JsonText()
                .begin()
                .number("positionIdx", idx)
                .number("tradeMode", 0)
                .number("riskId", 1)
                .text("riskLimitValue", Money.text(instrument.value(instrument.maxQty(), instrument.maxPrice())))
                .text("symbol", instrument.symbol())
                .text("side", size == 0 ? "" : size > 0 ? "Buy" : "Sell")
                .text("size", instrument.size(Math.abs(size)))
                .text("entryPrice", position == null ? "0" : rounded(position.entryPrice()))
                .text("sessionAvgPrice", "")
                .text("leverage", Integer.toString(leverage))
                .text("breakEvenPrice", figures == null ? "0" : rounded(figures.breakEvenPrice()))
                .text("positionValue", figures == null ? "0" : Money.text(figures.value()))
                .text("positionBalance", figures == null ? "0" : Money.text(figures.balance()))
                .text("markPrice", instrument.price(market.markPrice()))
                .text("positionIM", initial)
                .text("positionIMByMp", initial)
                .text("positionMM", maintenance)
                .text("positionMMByMp", maintenance)
                .text("takeProfit", price(instrument, position == null ? 0 : position.takeProfit()))
                .text("stopLoss", price(instrument, position == null ? 0 : position.stopLoss()))
                .text("trailingStop", price(instrument, position == null ? 0 : position.trailingStop()))
                .text("unrealisedPnl", position == null ? "0" : Money.text(Money.round(position.unrealisedPnl())))
                .text("curRealisedPnl", position == null ? "0" : Money.text(position.curRealisedPnl()))
                .text("cumRealisedPnl", position == null ? "0" : Money.text(position.cumRealisedPnl()));
        if (instrument.category() == Category.OPTION) {
            Greeks.of(exchange, market, size).append(text, "delta", "gamma", "vega", "theta");
        }
        return text.quoted("createdTime", position == null ? 0 : position.createdEpochMillis())
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
                .end()
                .toString();
    }

    private static String price(Instrument instrument, long ticks) {
        return ticks == 0 ? "0" : instrument.price(ticks);
    }

    private static String rounded(BigDecimal price) {
        return Money.text(Money.round(price));
    }

    private static String inTicks(Instrument instrument, @Nullable BigDecimal price) {
        return price == null
                ? ""
                : price.setScale(instrument.tickSize().scale(), RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
