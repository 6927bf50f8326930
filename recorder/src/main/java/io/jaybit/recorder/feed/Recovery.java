package io.jaybit.recorder.feed;

import io.jaybit.coverage.Cause;
import io.jaybit.coverage.CoverageInterval;
import io.jaybit.coverage.CoverageLedger;
import io.jaybit.coverage.FeedGap;
import io.jaybit.market.Channel;
import io.jaybit.market.Kline;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was asked for after a gap, as rows. The venue gives the last trades without a hole, so what happened after the oldest of them and before the
 * answer is there; a gap within that time is recovered, one that began before only from there on. Rows that were pushed stay as they are. Confined to one
 * thread.
 */
final class Recovery {
    /** An answer may be a little old when it comes. */
    private static final long ANSWER_AGE_MILLIS = 500;

    private static final int REMEMBERED = 1_000;

    private final RowTarget rows;
    private final CoverageLedger ledger;
    private final TradeAudit audit;
    private final Map<Topic, Set<TradeId>> told = new HashMap<>();
    private final Map<Topic, Long> gapEnds = new HashMap<>();

    Recovery(RowTarget rows, CoverageLedger ledger, TradeAudit audit) {
        this.rows = rows;
        this.ledger = ledger;
        this.audit = audit;
    }

    void onTrade(Trade trade) {
        remember(trade);
    }

    void onGap(FeedGap gap) {
        gapEnds.put(gap.topic(), gap.toEpochMillis());
    }

    /** @return whether it was not known */
    private boolean remember(Trade trade) {
        Set<TradeId> ids = told.computeIfAbsent(trade.topic(), absent -> new LinkedHashSet<>());
        if (!ids.add(trade.id())) {
            return false;
        }
        if (ids.size() > REMEMBERED) {
            ids.remove(ids.iterator().next());
        }
        return true;
    }

    void onTrades(List<Trade> trades, long answeredEpochMillis) {
        if (trades.isEmpty()) {
            return;
        }
        Topic topic = trades.get(0).topic();
        // Of its own millisecond the oldest may not be the first.
        long from = trades.get(0).exchangeEpochMillis() + 1;
        for (CoverageInterval gap : gaps(topic, from, answeredEpochMillis)) {
            for (Trade trade : trades) {
                if (contains(gap, trade.exchangeEpochMillis()) && remember(trade)) {
                    if (rows.append(MarketTables.TRADES, trade)) {
                        audit.onTrade(trade);
                    }
                }
            }
            ledger.recovered(topic, gap.fromEpochMillis(), gap.toEpochMillis());
        }
    }

    void onKlines(Symbol symbol, String interval, List<Kline> klines, long answeredEpochMillis) {
        if (klines.isEmpty()) {
            return;
        }
        Topic topic = Topic.of(Channel.of(symbol.category()), "kline." + interval + "." + symbol.name());
        for (Kline kline : klines) {
            if (kline.confirmed()) {
                audit.onKline(kline);
            }
        }
        for (CoverageInterval gap : gaps(topic, klines.get(0).startEpochMillis(), answeredEpochMillis)) {
            for (Kline kline : klines) {
                if (kline.confirmed()
                        && kline.startEpochMillis() < gap.toEpochMillis()
                        && kline.endEpochMillis() >= gap.fromEpochMillis()) {
                    rows.append(MarketTables.KLINES, kline);
                }
            }
            ledger.recovered(topic, gap.fromEpochMillis(), gap.toEpochMillis());
        }
    }

    void writeTo(StateWriter to) {
        to.writeInt(told.size());
        told.forEach((topic, ids) -> {
            to.writeTopic(topic).writeInt(ids.size());
            ids.forEach(id -> write(id, to));
        });
        to.writeInt(gapEnds.size());
        gapEnds.forEach((topic, end) -> to.writeTopic(topic).writeLong(end));
    }

    void restore(StateReader from) {
        for (int i = from.readInt(); i > 0; i--) {
            Set<TradeId> ids = new LinkedHashSet<>();
            told.put(from.readTopic(), ids);
            for (int j = from.readInt(); j > 0; j--) {
                ids.add(read(from));
            }
        }
        for (int i = from.readInt(); i > 0; i--) {
            Topic topic = from.readTopic();
            gapEnds.put(topic, from.readLong());
        }
    }

    private static void write(TradeId id, StateWriter to) {
        to.writeBoolean(id.isUuid());
        if (id.isUuid()) {
            to.writeLong(id.high()).writeLong(id.low());
        } else {
            to.writeText(id.toString());
        }
    }

    private static TradeId read(StateReader from) {
        if (from.readBoolean()) {
            long high = from.readLong();
            return TradeId.ofUuid(high, from.readLong());
        }
        return TradeId.of(from.readText());
    }

    private static boolean contains(CoverageInterval gap, long epochMillis) {
        return epochMillis >= gap.fromEpochMillis() && epochMillis < gap.toEpochMillis();
    }

    /** What was not seen, and is over. */
    private List<CoverageInterval> gaps(Topic topic, long fromEpochMillis, long answeredEpochMillis) {
        long until = Math.min(gapEnds.getOrDefault(topic, Long.MIN_VALUE), answeredEpochMillis - ANSWER_AGE_MILLIS);
        if (!ledger.knows(topic) || fromEpochMillis >= until) {
            return List.of();
        }
        return ledger.track(topic, fromEpochMillis, until).intervals().stream()
                .filter(interval -> !interval.state().isSeen())
                // Before it was first asked for nothing is known; it may have been recorded all the same.
                .filter(interval -> !interval.causes().contains(Cause.NOT_SUBSCRIBED))
                .toList();
    }
}
