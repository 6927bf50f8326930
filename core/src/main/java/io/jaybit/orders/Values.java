package io.jaybit.orders;

import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Small values as bytes; enums by name, since their order is nobody's promise. Safe for any thread. */
final class Values {
    private Values() {}

    static <T> void writeNullable(StateWriter out, @Nullable T value, BiConsumer<StateWriter, T> write) {
        out.writeBoolean(value != null);
        if (value != null) {
            write.accept(out, value);
        }
    }

    static <T> @Nullable T readNullable(StateReader in, Function<StateReader, T> read) {
        return in.readBoolean() ? read.apply(in) : null;
    }

    static void writeDecimal(StateWriter out, @Nullable Decimal value) {
        writeNullable(out, value, StateWriter::writeDecimal);
    }

    static @Nullable Decimal readDecimal(StateReader in) {
        return readNullable(in, StateReader::readDecimal);
    }

    static void writeBig(StateWriter out, @Nullable BigDecimal value) {
        writeNullable(out, value, StateWriter::writeBigDecimal);
    }

    static @Nullable BigDecimal readBig(StateReader in) {
        return readNullable(in, StateReader::readBigDecimal);
    }

    static void writeEnum(StateWriter out, Enum<?> value) {
        out.writeText(value.name());
    }

    static <E extends Enum<E>> E readEnum(StateReader in, Class<E> type) {
        return Enum.valueOf(type, in.readText());
    }

    static void writeSymbol(StateWriter out, Symbol symbol) {
        writeEnum(out, symbol.category());
        out.writeText(symbol.name());
    }

    static Symbol readSymbol(StateReader in) {
        return new Symbol(readEnum(in, Category.class), in.readText());
    }

    static void writeRef(StateWriter out, OrderRef ref) {
        writeSymbol(out, ref.symbol());
        out.writeText(ref.orderId()).writeText(ref.orderLinkId());
    }

    static OrderRef readRef(StateReader in) {
        return new OrderRef(readSymbol(in), in.readText(), in.readText());
    }

    static void writeMoment(StateWriter out, Moment moment) {
        out.writeLong(moment.venueEpochMillis()).writeLong(moment.epochNanos());
    }

    static Moment readMoment(StateReader in) {
        return new Moment(in.readLong(), in.readLong());
    }

    static <T> void writeAll(StateWriter out, Collection<T> values, BiConsumer<StateWriter, T> write) {
        out.writeInt(values.size());
        values.forEach(value -> write.accept(out, value));
    }

    static <T> List<T> readAll(StateReader in, Function<StateReader, T> read) {
        int count = in.readInt();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(read.apply(in));
        }
        return values;
    }

    static <K, V> void writeMap(
            StateWriter out, Map<K, V> map, BiConsumer<StateWriter, K> key, BiConsumer<StateWriter, V> value) {
        out.writeInt(map.size());
        map.forEach((name, what) -> {
            key.accept(out, name);
            value.accept(out, what);
        });
    }

    static <K, V> Map<K, V> readMap(StateReader in, Function<StateReader, K> key, Function<StateReader, V> value) {
        int count = in.readInt();
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            K name = key.apply(in);
            map.put(name, value.apply(in));
        }
        return map;
    }
}
