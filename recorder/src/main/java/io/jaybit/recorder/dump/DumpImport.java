package io.jaybit.recorder.dump;

import io.jaybit.market.Trade;
import io.jaybit.recorder.database.CoverageLine;
import io.jaybit.recorder.database.CoverageRow;
import io.jaybit.recorder.database.Database;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.recorder.database.Span;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what a recording lacks out of dumps. What is there stays as it is, since it says more: when it was received, its {@code seq}, whether it was
 * a block. Confined to one thread.
 */
public final class DumpImport {
    private final Database database;

    /** @param database with the tables {@code trades} and {@code coverage} */
    public DumpImport(Database database) {
        this.database = database;
    }

    /** How an import stands. Confined to one thread. */
    private final class Run {
        private final TradeIndex.By by;
        private final TradeIndex there;
        private long imported;
        private long known;
        private long repeated;
        private long unfit;

        private Run(TradeIndex.By by, TradeIndex there) {
            this.by = by;
            this.there = there;
        }

        private boolean take(Trade trade) throws IOException {
            int row = there.find(trade);
            if (row >= 0) {
                boolean again = there.matched(row);
                repeated += again ? 1 : 0;
                known += again ? 0 : 1;
                there.match(row);
            } else if (database.append(MarketTables.IMPORTED_TRADES, trade, 0)) {
                imported++;
                if (by == TradeIndex.By.ID) {
                    there.match(there.add(
                            trade.id(),
                            trade.exchangeEpochMillis(),
                            trade.takerSide(),
                            trade.price(),
                            trade.size(),
                            true));
                }
            } else {
                unfit++;
            }
            return true;
        }
    }

    /**
     * Reads a dump to its end, then once more to write. Rows that cannot be read are left out; the time of the dump counts as recovered only if there was
     * none, and only where nothing else is known of it.
     *
     * @throws StrangeIdsException if no id of the dump is known of a time of which the recording has trades; nothing is written then
     * @throws IOException if it cannot be read to its end; nothing is written then
     */
    public ImportResult run(DumpFile file) throws IOException {
        DumpSummary read = file.read(trade -> true);
        Optional<Span> time = file.time(read);
        if (time.isEmpty()) {
            return new ImportResult(file, read, 0, 0, 0, 0, List.of());
        }
        TradeIndex.By by = file.hasVenueIds() ? TradeIndex.By.ID : TradeIndex.By.CONTENT;
        TradeIndex there = Recorded.trades(database::query, file.symbol(), time.get(), by);
        refuseStrangers(file, there, time.get());
        Run run = new Run(by, there);
        file.read(run::take);
        database.commit();
        database.awaitShown();
        ImportResult result = new ImportResult(file, read, run.imported, run.known, run.repeated, run.unfit, List.of());
        if (!result.isWhole()) {
            return result;
        }
        List<Span> recovered = recover(file, time.get());
        return new ImportResult(file, read, run.imported, run.known, run.repeated, run.unfit, recovered);
    }

    private static void refuseStrangers(DumpFile file, TradeIndex there, Span time) throws IOException {
        long within = 0;
        for (int row = 0; row < there.size(); row++) {
            within += time.contains(there.epochMillis(row)) ? 1 : 0;
        }
        if (within == 0) {
            return;
        }
        boolean[] met = new boolean[1];
        file.read(trade -> {
            met[0] = there.find(trade) >= 0;
            return !met[0];
        });
        if (!met[0]) {
            throw new StrangeIdsException(file.path() + ": the recording has " + within + " trades of "
                    + file.symbol() + " of this time, and not one of them is in it; to import it could count trades"
                    + " twice, so nothing is imported");
        }
    }

    private List<Span> recover(DumpFile file, Span time) throws IOException {
        CoverageLine line = Recorded.coverage(database::query, file.topic());
        List<Span> missing = line.missing(time);
        for (Span span : missing) {
            database.append(
                    MarketTables.RECOVERED,
                    new CoverageRow(file.topic(), span.from(), span.until(), "RECOVERED", Set.of(), 0),
                    0);
        }
        database.commit();
        database.awaitShown();
        return missing;
    }
}
