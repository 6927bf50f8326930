package io.jaybit.recorder.dump;

import io.jaybit.coverage.CoverageState;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Topic;
import io.jaybit.market.TradeId;
import io.jaybit.recorder.database.CoverageLine;
import io.jaybit.recorder.database.CoverageRow;
import io.jaybit.recorder.database.QueryResult;
import io.jaybit.recorder.database.Span;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Fetches what a recording has of a dump's time. Stateless. */
final class Recorded {
    /** A dump's time may be rounded to the second. */
    private static final long TOLERANCE_MILLIS = 1_000;

    private Recorded() {}

    /** The trades of a time, and of a second before and behind it. */
    static TradeIndex trades(Questions questions, Symbol symbol, Span time, TradeIndex.By by) throws IOException {
        TradeIndex trades = new TradeIndex(by);
        questions.query(
                "SELECT time, id, side, price, size, received FROM trades WHERE category = '"
                        + symbol.category().text() + "' AND symbol = '" + symbol.name() + "' AND time >= '"
                        + Instant.ofEpochMilli(time.from() - TOLERANCE_MILLIS) + "' AND time < '"
                        + Instant.ofEpochMilli(time.until() + TOLERANCE_MILLIS) + "' ORDER BY time",
                new Rows(row -> trades.add(
                        TradeId.of(row.get(1)),
                        Instant.parse(row.get(0)).toEpochMilli(),
                        row.get(2).equals(TakerSide.SELL.text()) ? TakerSide.SELL : TakerSide.BUY,
                        Decimal.parse(row.get(3)),
                        Decimal.parse(row.get(4)),
                        row.get(5).isEmpty())));
        return trades;
    }

    static CoverageLine coverage(Questions questions, Topic topic) throws IOException {
        CoverageLine line = new CoverageLine();
        questions.query(
                "SELECT time, until, state FROM coverage WHERE channel = '"
                        + topic.channel().name() + "' AND topic = '" + topic.name() + "' AND state != '"
                        + CoverageRow.REPLACED + "' ORDER BY time",
                new Rows(row -> line.add(
                        Instant.parse(row.get(0)).toEpochMilli(),
                        Instant.parse(row.get(1)).toEpochMilli(),
                        CoverageState.valueOf(row.get(2)),
                        "")));
        return line;
    }

    private record Rows(Consumer<List<String>> each) implements QueryResult {
        @Override
        public void columns(List<String> names, List<String> types) {}

        @Override
        public boolean row(List<String> values) {
            each.accept(values);
            return true;
        }
    }
}
