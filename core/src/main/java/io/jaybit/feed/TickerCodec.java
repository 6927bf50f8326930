package io.jaybit.feed;

import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/** Merged tickers inside a state. Fields go by their names, so that one added later does no harm. */
final class TickerCodec {
    private TickerCodec() {}

    static void write(Ticker ticker, StateWriter to) {
        to.writeTopic(ticker.topic()).writeSymbol(ticker.symbol());
        to.writeLong(ticker.receivedEpochNanos()).writeLong(ticker.pushedEpochMillis());
        to.writeBoolean(ticker.crossSequence().isPresent())
                .writeLong(ticker.crossSequence().orElse(0));
        int known = 0;
        for (TickerField field : TickerField.values()) {
            known += ticker.text(field) == null ? 0 : 1;
        }
        to.writeInt(known);
        for (TickerField field : TickerField.values()) {
            String text = ticker.text(field);
            if (text != null) {
                to.writeText(field.name()).writeText(text);
            }
        }
    }

    static Ticker read(StateReader from) {
        Topic topic = from.readTopic();
        Symbol symbol = from.readSymbol();
        TickerUpdate update = new TickerUpdate(topic, symbol);
        update.begin(topic, symbol, from.readLong());
        update.setSnapshot(true);
        update.setPushedEpochMillis(from.readLong());
        boolean hasCrossSequence = from.readBoolean();
        long crossSequence = from.readLong();
        if (hasCrossSequence) {
            update.setCrossSequence(crossSequence);
        }
        for (int i = from.readInt(); i > 0; i--) {
            TickerField field = TickerField.valueOf(from.readText());
            update.set(field, from.readText());
        }
        Ticker ticker = update.mergeInto(null);
        if (ticker == null) {
            throw new IllegalArgumentException("the ticker of " + topic + " cannot be restored");
        }
        return ticker;
    }
}
