package io.jaybit.analytics;

import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import java.util.OptionalLong;

/** Trades and liquidations made by hand. */
final class Events {
    static final Symbol BTCUSDT = new Symbol(Category.LINEAR, "BTCUSDT");
    static final Symbol BTCPERP = new Symbol(Category.LINEAR, "BTCPERP");
    static final Symbol BTCUSD = new Symbol(Category.INVERSE, "BTCUSD");

    private Events() {}

    /** A trade that is changed step by step; pushed 3 ms after its match. */
    record Made(Trade trade) {
        Made block() {
            return with(trade.exchangeEpochMillis(), trade.pushedEpochMillis(), true, trade.rpi(), trade.seq());
        }

        Made rpi() {
            return with(trade.exchangeEpochMillis(), trade.pushedEpochMillis(), trade.block(), true, trade.seq());
        }

        Made seq(long seq) {
            return with(
                    trade.exchangeEpochMillis(),
                    trade.pushedEpochMillis(),
                    trade.block(),
                    trade.rpi(),
                    OptionalLong.of(seq));
        }

        Made pushedAt(long millis) {
            return with(trade.exchangeEpochMillis(), millis, trade.block(), trade.rpi(), trade.seq());
        }

        private Made with(long time, long pushed, boolean block, boolean rpi, OptionalLong seq) {
            return new Made(new Trade(
                    trade.topic(),
                    trade.symbol(),
                    trade.id(),
                    trade.takerSide(),
                    trade.price(),
                    trade.size(),
                    null,
                    block,
                    rpi,
                    seq,
                    null,
                    time,
                    pushed,
                    pushed * 1_000_000));
        }
    }

    static Made trade(Symbol symbol, long id, long millis, TakerSide side, String price, String size) {
        return new Made(new Trade(
                Topic.of(Channel.of(symbol.category()), "publicTrade." + symbol.name()),
                symbol,
                TradeId.ofNumber(id),
                side,
                Decimal.parse(price),
                Decimal.parse(size),
                null,
                false,
                false,
                OptionalLong.empty(),
                null,
                millis,
                millis + 3,
                (millis + 40) * 1_000_000));
    }

    static Liquidation liquidation(Symbol symbol, PositionSide side, String price, String size, long millis) {
        return liquidation(symbol, side, price, size, millis, millis + 300, 0);
    }

    static Liquidation liquidation(
            Symbol symbol, PositionSide side, String price, String size, long millis, long pushed, int index) {
        return new Liquidation(
                Topic.of(Channel.of(symbol.category()), "allLiquidation." + symbol.name()),
                symbol,
                side,
                Decimal.parse(price),
                Decimal.parse(size),
                index,
                false,
                millis,
                pushed,
                (pushed + 40) * 1_000_000);
    }
}
