package io.jaybit.recorder.dump;

import io.jaybit.market.Trade;
import io.jaybit.recorder.database.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a recording against a dump, trade by trade. The trades of the recording are in memory meanwhile, and those that only the dump has; see
 * {@link TradeIndex}. Confined to one thread.
 *
 * <p>A spot dump has no ids of the venue's: a trade that differs there is one that only the dump has and one that only the recording has.
 */
public final class DumpAudit {
    /** So many findings of a kind are kept to be shown. */
    public static final int SHOWN = 10;

    private final DumpFile file;
    private final TradeIndex.By by;
    private final List<AuditFinding> findings = new ArrayList<>();
    private final Map<AuditFinding.Kind, Tally> tallies = new EnumMap<>(AuditFinding.Kind.class);
    private long both;
    private long imported;
    private long otherTime;
    private long repeated;
    private BigDecimal dumpVolume = BigDecimal.ZERO;

    /** How often, and how much. */
    private static final class Tally {
        private long count;
        private BigDecimal volume = BigDecimal.ZERO;
    }

    private DumpAudit(DumpFile file) {
        this.file = file;
        this.by = file.hasVenueIds() ? TradeIndex.By.ID : TradeIndex.By.CONTENT;
        for (AuditFinding.Kind kind : AuditFinding.Kind.values()) {
            tallies.put(kind, new Tally());
        }
    }

    /** @throws IOException if the dump cannot be read to its end, or the recording cannot be asked */
    public static AuditResult run(DumpFile file, Questions recording) throws IOException {
        return new DumpAudit(file).run(recording);
    }

    private AuditResult run(Questions recording) throws IOException {
        DumpSummary read = file.read(trade -> true);
        Optional<Span> time = file.time(read);
        BigDecimal recordedVolume = BigDecimal.ZERO;
        if (time.isPresent()) {
            TradeIndex there = Recorded.trades(recording, file.symbol(), time.get(), by);
            List<Span> seen = Recorded.coverage(recording, file.topic()).known();
            int recorded = there.size();
            file.read(trade -> {
                take(trade, there, recorded, seen);
                return true;
            });
            recordedVolume = rest(there, recorded, time.get());
        }
        return new AuditResult(
                file,
                read,
                time,
                both,
                imported,
                otherTime,
                repeated,
                tally(AuditFinding.Kind.MISSED).count,
                tally(AuditFinding.Kind.IN_A_HOLE).count,
                tally(AuditFinding.Kind.ONLY_RECORDED).count,
                tally(AuditFinding.Kind.DIFFERENT).count,
                dumpVolume,
                recordedVolume,
                tally(AuditFinding.Kind.MISSED).volume,
                tally(AuditFinding.Kind.IN_A_HOLE).volume,
                tally(AuditFinding.Kind.ONLY_RECORDED).volume,
                findings);
    }

    private void take(Trade trade, TradeIndex there, int recorded, List<Span> seen) {
        dumpVolume = dumpVolume.add(trade.size().toBigDecimal());
        int row = there.find(trade);
        if (row < 0) {
            found(
                    contains(seen, trade.exchangeEpochMillis())
                            ? AuditFinding.Kind.MISSED
                            : AuditFinding.Kind.IN_A_HOLE,
                    new AuditFinding.Print(trade.takerSide(), trade.price(), trade.size()),
                    trade,
                    null);
            if (by == TradeIndex.By.ID) {
                there.match(there.add(
                        trade.id(), trade.exchangeEpochMillis(), trade.takerSide(), trade.price(), trade.size(), true));
            }
        } else if (there.matched(row) || row >= recorded) {
            repeated++;
        } else {
            there.match(row);
            both++;
            imported += there.imported(row) ? 1 : 0;
            otherTime += there.epochMillis(row) == trade.exchangeEpochMillis() ? 0 : 1;
            if (!there.sameContent(row, trade)) {
                found(
                        AuditFinding.Kind.DIFFERENT,
                        new AuditFinding.Print(trade.takerSide(), trade.price(), trade.size()),
                        trade,
                        print(there, row));
            }
        }
    }

    private void found(
            AuditFinding.Kind kind, AuditFinding.Print dumped, Trade trade, AuditFinding.@Nullable Print recorded) {
        if (counted(kind, dumped)) {
            findings.add(new AuditFinding(kind, trade.id(), trade.exchangeEpochMillis(), dumped, recorded));
        }
    }

    /** @return whether it is to be shown */
    private boolean counted(AuditFinding.Kind kind, AuditFinding.Print print) {
        Tally tally = tally(kind);
        tally.volume = tally.volume.add(print.size().toBigDecimal());
        return tally.count++ < SHOWN;
    }

    /** What only the recording has. @return the volume of all it has */
    private BigDecimal rest(TradeIndex there, int recorded, Span time) {
        BigDecimal volume = BigDecimal.ZERO;
        for (int row = 0; row < recorded; row++) {
            boolean matched = there.matched(row);
            if (matched || time.contains(there.epochMillis(row))) {
                volume = volume.add(there.tradeSize(row).toBigDecimal());
                if (!matched && counted(AuditFinding.Kind.ONLY_RECORDED, print(there, row))) {
                    findings.add(new AuditFinding(
                            AuditFinding.Kind.ONLY_RECORDED,
                            there.id(row),
                            there.epochMillis(row),
                            null,
                            print(there, row)));
                }
            }
        }
        return volume;
    }

    private static AuditFinding.Print print(TradeIndex there, int row) {
        return new AuditFinding.Print(there.side(row), there.price(row), there.tradeSize(row));
    }

    private static boolean contains(List<Span> ordered, long epochMillis) {
        int low = 0;
        int high = ordered.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Span span = ordered.get(middle);
            if (span.contains(epochMillis)) {
                return true;
            } else if (epochMillis < span.from()) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return false;
    }

    private Tally tally(AuditFinding.Kind kind) {
        return Objects.requireNonNull(tallies.get(kind));
    }
}
