package io.jaybit.recorder.feed;

import io.jaybit.coverage.CoverageLedger;
import io.jaybit.market.Channel;
import io.jaybit.market.Kline;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.recorder.database.AuditTable;
import io.jaybit.recorder.database.MinuteAudit;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the trades of each minute with the venue's own candle of that minute. Where they agree nothing is missing, and the coverage says so;
 * where they do not, a row says by how much: it may be a trade that was lost, or something that the venue counts and does not push. Confined to one
 * thread.
 */
final class TradeAudit {
    private static final String MINUTE = "1";
    private static final long MINUTE_MILLIS = 60_000;
    /** Trades come a little later than they happen. */
    private static final long SETTLE_MILLIS = 3_000;

    private static final long KEEP_MILLIS = 3_600_000;

    /** A minute of a symbol. */
    private record Minute(Symbol symbol, long startEpochMillis) {}

    private final RowTarget rows;
    private final CoverageLedger ledger;
    private final Map<Symbol, TreeMap<Long, MinuteSums>> sums = new HashMap<>();
    private final Set<Minute> open = new LinkedHashSet<>();
    private long droppedMillis;

    TradeAudit(RowTarget rows, CoverageLedger ledger) {
        this.rows = rows;
        this.ledger = ledger;
    }

    /** A trade that was not told before. */
    void onTrade(Trade trade) {
        Minute minute =
                new Minute(trade.symbol(), Math.floorDiv(trade.exchangeEpochMillis(), MINUTE_MILLIS) * MINUTE_MILLIS);
        MinuteSums of = of(minute);
        of.add(trade);
        if (of.hasCandle()) {
            open.add(minute);
        }
    }

    void onKline(Kline kline) {
        if (kline.confirmed() && kline.interval().equals(MINUTE) && ledger.knows(trades(kline.symbol()))) {
            Minute minute = new Minute(kline.symbol(), kline.startEpochMillis());
            of(minute).candle(kline);
            open.add(minute);
        }
    }

    private MinuteSums of(Minute minute) {
        return sums.computeIfAbsent(minute.symbol(), absent -> new TreeMap<>())
                .computeIfAbsent(minute.startEpochMillis(), absent -> new MinuteSums());
    }

    private static Topic trades(Symbol symbol) {
        return Topic.of(Channel.of(symbol.category()), "publicTrade." + symbol.name());
    }

    /** @param nowEpochMillis venue time */
    void onTime(long nowEpochMillis) {
        for (Iterator<Minute> waiting = open.iterator(); waiting.hasNext(); ) {
            Minute minute = waiting.next();
            if (minute.startEpochMillis() + MINUTE_MILLIS + SETTLE_MILLIS <= nowEpochMillis) {
                waiting.remove();
                judge(minute);
            }
        }
        if (nowEpochMillis - MINUTE_MILLIS >= droppedMillis) {
            droppedMillis = nowEpochMillis;
            sums.values()
                    .forEach(minutes ->
                            minutes.headMap(nowEpochMillis - KEEP_MILLIS).clear());
        }
    }

    void writeTo(StateWriter to) {
        to.writeLong(droppedMillis).writeInt(sums.size());
        sums.forEach((symbol, minutes) -> {
            to.writeSymbol(symbol).writeInt(minutes.size());
            minutes.forEach((start, of) -> {
                to.writeLong(start);
                of.writeTo(to);
            });
        });
        to.writeInt(open.size());
        open.forEach(minute -> to.writeSymbol(minute.symbol()).writeLong(minute.startEpochMillis()));
    }

    void restore(StateReader from) {
        droppedMillis = from.readLong();
        for (int i = from.readInt(); i > 0; i--) {
            TreeMap<Long, MinuteSums> minutes = new TreeMap<>();
            sums.put(from.readSymbol(), minutes);
            for (int j = from.readInt(); j > 0; j--) {
                long start = from.readLong();
                minutes.put(start, MinuteSums.read(from));
            }
        }
        for (int i = from.readInt(); i > 0; i--) {
            Symbol symbol = from.readSymbol();
            open.add(new Minute(symbol, from.readLong()));
        }
    }

    private void judge(Minute minute) {
        Topic topic = trades(minute.symbol());
        long end = minute.startEpochMillis() + MINUTE_MILLIS;
        MinuteAudit audit = of(minute)
                .judge(
                        minute.symbol(),
                        minute.startEpochMillis(),
                        ledger.summary(topic, minute.startEpochMillis(), end).seenMs());
        if (audit.isEqual()) {
            ledger.audited(topic, minute.startEpochMillis(), end);
        }
        rows.append(AuditTable.AUDITS, audit);
    }
}
