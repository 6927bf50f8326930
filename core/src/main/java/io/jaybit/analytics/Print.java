package io.jaybit.analytics;

import io.jaybit.market.Decimal;
import io.jaybit.market.Notional;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What joining needs to know of a trade. Immutable. */
record Print(
        TradeId id,
        long millis,
        TakerSide side,
        Decimal price,
        Decimal size,
        OptionalLong seq,
        boolean rpi,
        @Nullable BigDecimal notional) {

    static Print of(Trade trade) {
        Notional notional = Notional.of(trade);
        return new Print(
                trade.id(),
                trade.exchangeEpochMillis(),
                trade.takerSide(),
                trade.price(),
                trade.size(),
                trade.seq(),
                trade.rpi(),
                notional == null ? null : notional.amount());
    }

    void write(StateWriter to) {
        to.writeText(id.toString()).writeLong(millis).writeBoolean(side == TakerSide.BUY);
        to.writeDecimal(price).writeDecimal(size).writeBoolean(seq.isPresent()).writeLong(seq.orElse(0));
        to.writeBoolean(rpi).writeBoolean(notional != null);
        if (notional != null) {
            to.writeBigDecimal(notional);
        }
    }

    static Print read(StateReader from) {
        TradeId id = TradeId.of(from.readText());
        long millis = from.readLong();
        TakerSide side = from.readBoolean() ? TakerSide.BUY : TakerSide.SELL;
        Decimal price = from.readDecimal();
        Decimal size = from.readDecimal();
        boolean hasSeq = from.readBoolean();
        long seq = from.readLong();
        boolean rpi = from.readBoolean();
        BigDecimal notional = from.readBoolean() ? from.readBigDecimal() : null;
        return new Print(
                id, millis, side, price, size, hasSeq ? OptionalLong.of(seq) : OptionalLong.empty(), rpi, notional);
    }
}
