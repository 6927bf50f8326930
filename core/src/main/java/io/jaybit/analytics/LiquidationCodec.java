package io.jaybit.analytics;

import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/** Liquidations in a snapshot. Immutable. */
public enum LiquidationCodec implements StateCodec<Liquidation> {
    INSTANCE;

    @Override
    public void write(Liquidation value, StateWriter to) {
        to.writeText(value.topic().channel().name()).writeText(value.topic().name());
        to.writeText(value.symbol().category().name()).writeText(value.symbol().name());
        to.writeBoolean(value.liquidated() == PositionSide.LONG);
        to.writeDecimal(value.bankruptcyPrice()).writeDecimal(value.size());
        to.writeInt(value.indexInFrame()).writeBoolean(value.sampled());
        to.writeLong(value.exchangeEpochMillis())
                .writeLong(value.pushedEpochMillis())
                .writeLong(value.receivedEpochNanos());
    }

    @Override
    public Liquidation read(StateReader from) {
        Topic topic = Topic.of(Channel.valueOf(from.readText()), from.readText());
        Symbol symbol = new Symbol(Category.valueOf(from.readText()), from.readText());
        PositionSide side = from.readBoolean() ? PositionSide.LONG : PositionSide.SHORT;
        Decimal price = from.readDecimal();
        Decimal size = from.readDecimal();
        int index = from.readInt();
        boolean sampled = from.readBoolean();
        long exchange = from.readLong();
        long pushed = from.readLong();
        return new Liquidation(topic, symbol, side, price, size, index, sampled, exchange, pushed, from.readLong());
    }
}
