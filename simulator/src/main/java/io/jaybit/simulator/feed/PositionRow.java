package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A position as the private stream tells of it. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/private/position">Position</a>.
 */
final class PositionRow {
    private PositionRow() {}

    static String of(Position position) {
        Instrument instrument = position.market().instrument();
        BigDecimal value = position.cost().abs();
        String initial =
                Money.text(value.divide(BigDecimal.valueOf(position.leverage()), Money.SCALE, RoundingMode.HALF_UP));
        String maintenance = Money.text(Money.round(position.value().multiply(instrument.maintenanceRate())));
        JsonText text = new JsonText()
                .begin()
                .number("positionIdx", position.idx())
                .number("tradeMode", 0)
                .number("riskId", 1)
                .text("riskLimitValue", "2000000")
                .text("symbol", instrument.symbol())
                .text("side", side(position))
                .text("size", instrument.size(Math.abs(position.size())))
                .text("entryPrice", Money.text(position.entryPrice()))
                .text("sessionAvgPrice", "")
                .text("leverage", Integer.toString(position.leverage()))
                .text("breakEvenPrice", Money.text(position.entryPrice()))
                .text("positionValue", Money.text(value))
                .text("positionBalance", "0")
                .text("markPrice", instrument.price(position.market().markPrice()))
                .text("positionIM", initial)
                .text("positionIMByMp", initial)
                .text("positionMM", maintenance)
                .text("positionMMByMp", maintenance)
                .text("takeProfit", price(instrument, position.takeProfit()))
                .text("stopLoss", price(instrument, position.stopLoss()))
                .text("trailingStop", price(instrument, position.trailingStop()))
                .text("unrealisedPnl", Money.text(Money.round(position.unrealisedPnl())))
                .text("curRealisedPnl", Money.text(position.curRealisedPnl()))
                .text("cumRealisedPnl", Money.text(position.cumRealisedPnl()));
        return text.quoted("createdTime", position.createdEpochMillis())
                .quoted("updatedTime", position.updatedEpochMillis())
                .number("openTime", position.openedEpochMillis())
                .text("tpslMode", "Full")
                .text("liqPrice", "")
                .text("bustPrice", "")
                .text("category", instrument.category().text())
                .text("positionStatus", position.status())
                .number("adlRankIndicator", 0)
                .number("autoAddMargin", 0)
                .text("leverageSysUpdatedTime", "")
                .text("mmrSysUpdatedTime", "")
                .number("seq", position.seq())
                .flag("isReduceOnly", false)
                .end()
                .toString();
    }

    private static String side(Position position) {
        return position.size() == 0 ? "" : position.size() > 0 ? "Buy" : "Sell";
    }

    private static String price(Instrument instrument, long ticks) {
        return ticks == 0 ? "0" : instrument.price(ticks);
    }
}
