package io.jaybit.positions;

import io.jaybit.account.OrderSide;
import io.jaybit.account.PositionUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The state of a {@link PositionTracker} as bytes. */
final class PositionCodec {
    private static final String KIND = "positions";
    private static final int VERSION = 1;

    private PositionCodec() {}

    static void write(
            Collection<SymbolPositions> symbols, Map<PositionTracker.Listing, Long> listings, StateWriter to) {
        to.writeText(KIND).writeInt(VERSION).writeInt(listings.size());
        listings.forEach((listing, asked) -> to.writeText(listing.category().text())
                .writeText(listing.settleCoin())
                .writeLong(asked));
        to.writeInt(symbols.size());
        for (SymbolPositions symbol : symbols) {
            RowCodec.writeSymbol(symbol.symbol(), to);
            SymbolPositions.SymbolState state = symbol.state();
            Boolean hedged = state.hedged();
            to.writeByte(hedged == null ? 0 : hedged ? 2 : 1);
            writeMoment(state.modeSince(), to);
            RowCodec.writeOptional(state.flatSince(), to);
            writeFills(state.unplaced(), to);
            to.writeInt(state.legs().size());
            state.legs().forEach(leg -> writeLeg(leg, to));
        }
    }

    static void read(StateReader from, PositionTracker into, long nowNanos) {
        from.expect(KIND, VERSION);
        for (int i = from.readInt(); i > 0; i--) {
            Category category = RowCodec.category(from.readText());
            into.listings().put(new PositionTracker.Listing(category, from.readText()), from.readLong());
        }
        for (int i = from.readInt(); i > 0; i--) {
            Symbol symbol = RowCodec.readSymbol(from);
            SymbolPositions positions = into.symbol(symbol);
            int mode = from.readByte();
            Moment since = readMoment(from);
            OptionalLong flat = RowCodec.readOptional(from);
            positions.restore(mode == 0 ? null : Boolean.valueOf(mode == 2), since, flat, readFills(from, nowNanos));
            for (int leg = from.readInt(); leg > 0; leg--) {
                readLeg(from, symbol, positions, nowNanos);
            }
        }
    }

    private static void writeLeg(Leg leg, StateWriter to) {
        to.writeInt(leg.positionIdx());
        PositionUpdate row = leg.row();
        to.writeBoolean(row != null);
        if (row != null) {
            RowCodec.write(row, to);
        }
        Leg.Base base = leg.base();
        to.writeBoolean(base != null);
        if (base != null) {
            to.writeBigDecimal(base.size());
            writeMoment(base.moment(), to);
            writeIds(base.sameMatch(), to);
        }
        writeFills(leg.fills(), to);
        to.writeInt(leg.drifts().size());
        for (Leg.OpenDrift drift : leg.drifts()) {
            writeReport(drift.report(), to);
            writeMoment(drift.after(), to);
            writeMoment(drift.until(), to);
            writeIds(drift.known(), to);
            to.writeBigDecimal(drift.unexplained());
        }
    }

    private static void readLeg(StateReader from, Symbol symbol, SymbolPositions positions, long nowNanos) {
        int positionIdx = from.readInt();
        PositionUpdate row = from.readBoolean() ? RowCodec.read(from, symbol, positionIdx) : null;
        Leg.Base base =
                from.readBoolean() ? new Leg.Base(from.readBigDecimal(), readMoment(from), readIds(from)) : null;
        List<Fill> fills = readFills(from, nowNanos);
        List<Leg.OpenDrift> drifts = new ArrayList<>();
        for (int i = from.readInt(); i > 0; i--) {
            Drift report = readReport(from, symbol, positionIdx);
            Moment after = readMoment(from);
            Moment until = readMoment(from);
            Set<String> known = readIds(from);
            drifts.add(new Leg.OpenDrift(
                    report, after, until, known == null ? new HashSet<>() : known, from.readBigDecimal()));
        }
        positions.restoredLeg(positionIdx).restore(row, base, fills, drifts, nowNanos);
    }

    private static void writeFills(List<Fill> fills, StateWriter to) {
        to.writeInt(fills.size());
        for (Fill fill : fills) {
            Boolean closing = fill.closing();
            to.writeText(fill.execId())
                    .writeText(fill.orderId())
                    .writeBoolean(fill.side() == OrderSide.BUY)
                    .writeBigDecimal(fill.qty())
                    .writeByte(closing == null ? 0 : closing ? 2 : 1);
            writeMoment(fill.moment(), to);
        }
    }

    private static List<Fill> readFills(StateReader from, long nowNanos) {
        List<Fill> fills = new ArrayList<>();
        for (int i = from.readInt(); i > 0; i--) {
            String execId = from.readText();
            String orderId = from.readText();
            OrderSide side = from.readBoolean() ? OrderSide.BUY : OrderSide.SELL;
            var qty = from.readBigDecimal();
            int closing = from.readByte();
            fills.add(new Fill(
                    execId,
                    orderId,
                    side,
                    qty,
                    closing == 0 ? null : Boolean.valueOf(closing == 2),
                    readMoment(from),
                    nowNanos));
        }
        return fills;
    }

    private static void writeReport(Drift report, StateWriter to) {
        to.writeBoolean(report.kind() == Drift.Kind.FILL_MISSING)
                .writeBigDecimal(report.venueSize())
                .writeBigDecimal(report.ourSize())
                .writeLong(report.seq())
                .writeLong(report.updatedEpochMillis())
                .writeLong(report.waitedNanos());
    }

    private static Drift readReport(StateReader from, Symbol symbol, int positionIdx) {
        return new Drift(
                symbol,
                positionIdx,
                from.readBoolean() ? Drift.Kind.FILL_MISSING : Drift.Kind.POSITION_BEHIND,
                from.readBigDecimal(),
                from.readBigDecimal(),
                from.readLong(),
                from.readLong(),
                from.readLong());
    }

    private static void writeMoment(Moment moment, StateWriter to) {
        to.writeLong(moment.seq()).writeLong(moment.epochMillis());
    }

    private static Moment readMoment(StateReader from) {
        return new Moment(from.readLong(), from.readLong());
    }

    private static void writeIds(@Nullable Set<String> ids, StateWriter to) {
        to.writeInt(ids == null ? -1 : ids.size());
        if (ids != null) {
            new TreeSet<>(ids).forEach(to::writeText);
        }
    }

    private static @Nullable Set<String> readIds(StateReader from) {
        int count = from.readInt();
        if (count < 0) {
            return null;
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < count; i++) {
            ids.add(from.readText());
        }
        return ids;
    }
}
