package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/** Frames of ordinary books inside a state: without RPI sizes. */
final class BookUpdateCodec {
    private BookUpdateCodec() {}

    static void write(BookUpdate update, StateWriter to) {
        to.writeLong(update.receivedEpochNanos())
                .writeBoolean(update.isSnapshot())
                .writeLong(update.updateId());
        to.writeLong(update.pushedEpochMillis());
        to.writeBoolean(update.hasSeq()).writeLong(update.hasSeq() ? update.seq() : 0);
        to.writeBoolean(update.hasMatchedTime()).writeLong(update.hasMatchedTime() ? update.matchedEpochMillis() : 0);
        to.writeBoolean(update.isUnrepresentable());
        write(update.bids(), to);
        write(update.asks(), to);
    }

    private static void write(BookUpdate.Levels levels, StateWriter to) {
        to.writeInt(levels.count());
        for (int i = 0; i < levels.count(); i++) {
            to.writeLong(levels.price(i)).writeByte(levels.priceScale(i));
            to.writeLong(levels.size(i)).writeByte(levels.sizeScale(i));
        }
    }

    static BookUpdate read(Topic topic, Symbol symbol, StateReader from) {
        BookUpdate update = new BookUpdate(topic, symbol);
        update.begin(topic, symbol, from.readLong());
        update.setSnapshot(from.readBoolean());
        update.setUpdateId(from.readLong());
        update.setPushedEpochMillis(from.readLong());
        boolean hasSeq = from.readBoolean();
        long seq = from.readLong();
        if (hasSeq) {
            update.setSeq(seq);
        }
        boolean hasMatchedTime = from.readBoolean();
        long matched = from.readLong();
        if (hasMatchedTime) {
            update.setMatchedEpochMillis(matched);
        }
        if (from.readBoolean()) {
            update.setUnrepresentable();
        }
        read(update.bids(), from);
        read(update.asks(), from);
        return update;
    }

    private static void read(BookUpdate.Levels levels, StateReader from) {
        for (int i = from.readInt(); i > 0; i--) {
            long price = from.readLong();
            int priceScale = from.readByte();
            long size = from.readLong();
            levels.add(price, priceScale, size, from.readByte());
        }
    }
}
