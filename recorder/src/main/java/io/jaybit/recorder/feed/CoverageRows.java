package io.jaybit.recorder.feed;

import io.jaybit.coverage.Cause;
import io.jaybit.coverage.CoverageInterval;
import io.jaybit.coverage.CoverageLedger;
import io.jaybit.coverage.CoverageState;
import io.jaybit.market.Topic;
import io.jaybit.recorder.database.CoverageRow;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows of coverage: one for each stretch in one state, by its begin. What is known of the last hour can still change, as losses are dated back: a
 * stretch that is another now is written again under its begin, and one that is no more is written as empty. Confined to one thread.
 */
final class CoverageRows {
    private static final long STILL_CHANGES_MILLIS = 3_600_000;

    private final RowTarget rows;
    private final CoverageLedger ledger;
    private final Map<Topic, TreeMap<Long, CoverageInterval>> written = new HashMap<>();
    private long begunMillis = Long.MAX_VALUE;

    CoverageRows(RowTarget rows, CoverageLedger ledger) {
        this.rows = rows;
        this.ledger = ledger;
    }

    void writeTo(StateWriter to) {
        to.writeLong(begunMillis).writeInt(written.size());
        written.forEach((topic, intervals) -> {
            to.writeTopic(topic).writeInt(intervals.size());
            intervals.values().forEach(interval -> write(interval, to));
        });
    }

    void restore(StateReader from) {
        begunMillis = from.readLong();
        for (int i = from.readInt(); i > 0; i--) {
            TreeMap<Long, CoverageInterval> intervals = new TreeMap<>();
            written.put(from.readTopic(), intervals);
            for (int j = from.readInt(); j > 0; j--) {
                CoverageInterval interval = read(from);
                intervals.put(interval.fromEpochMillis(), interval);
            }
        }
    }

    private static void write(CoverageInterval interval, StateWriter to) {
        to.writeLong(interval.fromEpochMillis()).writeLong(interval.toEpochMillis());
        to.writeText(interval.state().name()).writeInt(interval.causes().size());
        interval.causes().forEach(cause -> to.writeText(cause.name()));
        to.writeBoolean(interval.rearranged()).writeInt(interval.foldedGaps());
    }

    private static CoverageInterval read(StateReader from) {
        long start = from.readLong();
        long end = from.readLong();
        CoverageState state = CoverageState.valueOf(from.readText());
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        for (int i = from.readInt(); i > 0; i--) {
            causes.add(Cause.valueOf(from.readText()));
        }
        boolean rearranged = from.readBoolean();
        return new CoverageInterval(start, end, state, causes, rearranged, from.readInt());
    }

    /** Before this there is nothing to say. */
    void begin(long epochMillis) {
        begunMillis = Math.min(begunMillis, epochMillis);
    }

    /** @param nowEpochMillis venue time up to which there is something to say */
    void write(long nowEpochMillis) {
        begin(nowEpochMillis);
        long from = Math.max(begunMillis, nowEpochMillis - STILL_CHANGES_MILLIS);
        for (Topic topic : ledger.topics()) {
            TreeMap<Long, CoverageInterval> before = written.computeIfAbsent(topic, absent -> new TreeMap<>());
            // A stretch that began earlier is written under its own begin.
            Long begun = before.floorKey(from);
            long since = begun == null ? from : begun;
            TreeMap<Long, CoverageInterval> now = new TreeMap<>();
            for (CoverageInterval interval :
                    ledger.track(topic, since, nowEpochMillis).intervals()) {
                now.put(interval.fromEpochMillis(), interval);
                if (!interval.equals(before.get(interval.fromEpochMillis()))) {
                    rows.append(MarketTables.COVERAGE, CoverageRow.of(topic, interval));
                }
            }
            before.tailMap(since).forEach((begin, gone) -> {
                if (!now.containsKey(begin)) {
                    rows.append(MarketTables.COVERAGE, CoverageRow.replaced(topic, begin));
                }
            });
            written.put(topic, now);
        }
    }
}
