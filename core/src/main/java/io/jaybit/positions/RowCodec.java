package io.jaybit.positions;

import io.jaybit.account.Origin;
import io.jaybit.account.PositionStatus;
import io.jaybit.account.PositionUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A row of the venue as bytes, and the small parts that other codecs share. */
final class RowCodec {
    private RowCodec() {}

    static void write(PositionUpdate row, StateWriter to) {
        writeOrigin(row.origin(), to);
        to.writeByte(row.side() == null ? 0 : row.side() == PositionSide.LONG ? 1 : 2);
        to.writeDecimal(row.size());
        write(row.entryPrice(), to);
        write(row.sessionAveragePrice(), to);
        write(row.breakEvenPrice(), to);
        write(row.value(), to);
        write(row.markPrice(), to);
        write(row.liquidationPrice(), to);
        write(row.leverage(), to);
        write(row.initialMargin(), to);
        write(row.maintenanceMargin(), to);
        write(row.unrealisedPnl(), to);
        write(row.curRealisedPnl(), to);
        write(row.cumRealisedPnl(), to);
        write(row.takeProfit(), to);
        write(row.stopLoss(), to);
        write(row.trailingStop(), to);
        PositionUpdate.OptionGreeks greeks = row.greeks();
        to.writeBoolean(greeks != null);
        if (greeks != null) {
            write(greeks.delta(), to);
            write(greeks.gamma(), to);
            write(greeks.vega(), to);
            write(greeks.theta(), to);
        }
        to.writeInt(row.riskId());
        write(row.riskLimitValue(), to);
        to.writeText(row.status().text())
                .writeInt(row.adlRank())
                .writeBoolean(row.autoAddMargin())
                .writeBoolean(row.reduceOnly());
        writeOptional(row.seq(), to);
        to.writeLong(row.createdEpochMillis());
        writeOptional(row.openedEpochMillis(), to);
        to.writeLong(row.updatedEpochMillis());
        writeFields(row.otherFields(), to);
    }

    static PositionUpdate read(StateReader from, Symbol symbol, int positionIdx) {
        return new PositionUpdate(
                readOrigin(from),
                symbol,
                positionIdx,
                side(from.readByte()),
                from.readDecimal(),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readBig(from),
                readDecimal(from),
                readDecimal(from),
                readDecimal(from),
                from.readBoolean()
                        ? new PositionUpdate.OptionGreeks(readBig(from), readBig(from), readBig(from), readBig(from))
                        : null,
                from.readInt(),
                readBig(from),
                PositionStatus.parse(from.readText()),
                from.readInt(),
                from.readBoolean(),
                from.readBoolean(),
                readOptional(from),
                from.readLong(),
                readOptional(from),
                from.readLong(),
                readFields(from));
    }

    private static @Nullable PositionSide side(int code) {
        return code == 0 ? null : code == 1 ? PositionSide.LONG : PositionSide.SHORT;
    }

    static void writeOrigin(Origin origin, StateWriter to) {
        to.writeText(origin.source().name())
                .writeLong(origin.pushedEpochMillis())
                .writeLong(origin.receivedEpochNanos());
    }

    static Origin readOrigin(StateReader from) {
        return new Origin(Origin.Source.valueOf(from.readText()), from.readLong(), from.readLong());
    }

    static void writeSymbol(Symbol symbol, StateWriter to) {
        to.writeText(symbol.category().text()).writeText(symbol.name());
    }

    static Symbol readSymbol(StateReader from) {
        return new Symbol(category(from.readText()), from.readText());
    }

    static Category category(String text) {
        return Category.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("a snapshot names the category " + text));
    }

    static void write(@Nullable BigDecimal value, StateWriter to) {
        to.writeBoolean(value != null);
        if (value != null) {
            to.writeBigDecimal(value);
        }
    }

    static @Nullable BigDecimal readBig(StateReader from) {
        return from.readBoolean() ? from.readBigDecimal() : null;
    }

    private static void write(@Nullable Decimal value, StateWriter to) {
        to.writeBoolean(value != null);
        if (value != null) {
            to.writeDecimal(value);
        }
    }

    private static @Nullable Decimal readDecimal(StateReader from) {
        return from.readBoolean() ? from.readDecimal() : null;
    }

    static void writeOptional(OptionalLong value, StateWriter to) {
        to.writeBoolean(value.isPresent());
        value.ifPresent(to::writeLong);
    }

    static OptionalLong readOptional(StateReader from) {
        return from.readBoolean() ? OptionalLong.of(from.readLong()) : OptionalLong.empty();
    }

    static void writeFields(Map<String, String> fields, StateWriter to) {
        to.writeInt(fields.size());
        new TreeMap<>(fields).forEach((name, value) -> to.writeText(name).writeText(value));
    }

    static Map<String, String> readFields(StateReader from) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = from.readInt(); i > 0; i--) {
            fields.put(from.readText(), from.readText());
        }
        return fields;
    }
}
