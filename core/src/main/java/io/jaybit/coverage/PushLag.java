package io.jaybit.coverage;

import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/**
 * By how much the pushes of one topic lag behind what they tell. That is at least the interval at which the venue pushes the topic, or
 * the greatest lag seen lately where events carry their own time, and in either case {@value #MARGIN_MILLIS} ms more.
 *
 * <p>In captures of the real venue {@code ts} was behind the time of the match by 0 to 2 ms for trades (linear, inverse, spot; 57 in one burst), by
 * 36 to 37 ms on the spot test net, by 21 ms for options, and by 10 to 501 ms for liquidations. A trade was up to 1 ms and a liquidation up to
 * 422 ms older than the newest frame before it. Linear tickers came every 100 ms, klines every second. Those captures last seconds to minutes; a
 * venue under load is slower, so what is seen of it counts.
 *
 * <p>Confined to the ledger's thread.
 */
final class PushLag {
    static final long MARGIN_MILLIS = 100;

    private final long intervalMillis;
    private final boolean telling;
    private final Lateness seen = new Lateness();

    PushLag(Topic topic) {
        intervalMillis = interval(topic);
        telling = topic.kind() == TopicKind.TRADE || topic.kind() == TopicKind.LIQUIDATION;
    }

    private static long interval(Topic topic) {
        return switch (topic.kind()) {
            case TRADE -> 0;
            case ORDER_BOOK -> TopicLine.isSequenced(topic) ? 200 : 10;
            case FULL_ORDER_BOOK, RPI_ORDER_BOOK -> 200;
            case TICKER -> 100;
            case PRICE_LIMIT -> 300;
            case LIQUIDATION -> 500;
            case KLINE, LEGACY_LIQUIDATION, INSURANCE, ADL_ALERT, SYSTEM_STATUS, OTHER -> 1_000;
        };
    }

    /** A frame told something. The first two times are the venue's. */
    void saw(long exchangeEpochMillis, long pushedEpochMillis, long receivedEpochNanos) {
        if (telling) {
            seen.saw((pushedEpochMillis - exchangeEpochMillis) * LedgerClock.NANOS_PER_MILLI, receivedEpochNanos);
        }
    }

    long millis() {
        long behind = seen.isKnown() ? seen.greatest() / LedgerClock.NANOS_PER_MILLI : 0;
        return Math.max(intervalMillis, behind) + MARGIN_MILLIS;
    }

    void writeTo(StateWriter to) {
        seen.writeTo(to);
    }

    void restore(StateReader from) {
        seen.restore(from);
    }
}
