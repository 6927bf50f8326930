package io.jaybit.orders;

import io.jaybit.account.OrderSide;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A tracker's whole state, or one order of it, as bytes. Safe for any thread, as far as the tracker is. */
final class TrackerCodec {
    private static final String ALL = "orders";
    private static final String ONE = "order";
    private static final int VERSION = 2;

    private TrackerCodec() {}

    static byte[] write(OrderStore store) {
        StateWriter out = new StateWriter();
        out.writeText(ALL).writeInt(VERSION).writeLong(store.lastNumber);
        Values.writeAll(out, store.forgottenOrders.all().keySet(), (to, key) -> {
            Values.writeSymbol(to, key.symbol());
            to.writeText(key.orderId());
        });
        Values.writeAll(out, store.forgottenFills.all().keySet(), (to, key) -> {
            Values.writeSymbol(to, key.symbol());
            to.writeText(key.execId());
            Values.writeEnum(to, key.side());
        });
        Values.writeAll(out, store.groups.names(), (to, name) -> {
            to.writeText(name);
            Values.writeMap(
                    to, store.groups.gone(name), Values::writeSymbol, (sums, sum) -> sums.writeBytes(sum.write()));
        });
        Values.writeAll(out, store.index.all(), EntryCodec::write);
        return out.toByteArray();
    }

    static byte[] write(OrderEntry entry) {
        StateWriter out = new StateWriter();
        out.writeText(ONE).writeInt(VERSION);
        EntryCodec.write(out, entry);
        return out.toByteArray();
    }

    static void readAll(OrderStore store, byte[] bytes, int keepTransitions) {
        StateReader in = new StateReader(bytes);
        in.expect(ALL, VERSION);
        store.lastNumber = in.readLong();
        Values.readAll(in, from -> new OrderStore.IdKey(Values.readSymbol(from), from.readText()))
                .forEach(key -> store.forgottenOrders.put(key, true));
        Values.readAll(
                        in,
                        from -> new OrderStore.FillKey(
                                Values.readSymbol(from), from.readText(), Values.readEnum(from, OrderSide.class)))
                .forEach(key -> store.forgottenFills.put(key, true));
        int groups = in.readInt();
        for (int i = 0; i < groups; i++) {
            String name = in.readText();
            Values.readMap(in, Values::readSymbol, StateReader::readBytes)
                    .forEach((symbol, sums) -> store.groups.restore(name, symbol, sums));
        }
        Values.readAll(in, from -> EntryCodec.read(from, keepTransitions)).forEach(store::restore);
        in.end();
    }

    static void readOne(OrderStore store, byte[] bytes, int keepTransitions) {
        StateReader in = new StateReader(bytes);
        in.expect(ONE, VERSION);
        store.restore(EntryCodec.read(in, keepTransitions));
        in.end();
    }

    /** Commands that were under way when the program ended will not be answered any more. */
    static void restarted(OrderStore store, Moment now) {
        List<OrderEntry> all = new ArrayList<>(store.index.all());
        for (OrderEntry entry : all) {
            String lost = entry.commands.giveUpSent(now.epochNanos());
            if (!lost.isEmpty()) {
                store.changed(
                        entry,
                        Teller.RESTART,
                        lost + ": outcome unknown, the program was started again",
                        OptionalLong.empty(),
                        now.epochNanos());
            }
        }
    }
}
