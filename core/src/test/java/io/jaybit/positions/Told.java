package io.jaybit.positions;

import io.jaybit.account.CreateType;
import io.jaybit.account.ExecType;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderType;
import io.jaybit.account.Origin;
import io.jaybit.account.PositionStatus;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.StopOrderType;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Small words for what the venue tells of positions. */
final class Told {
    static final Symbol DOGE = new Symbol(Category.LINEAR, "DOGEUSDT");
    static final Symbol BTC_INVERSE = new Symbol(Category.INVERSE, "BTCUSD");

    private Told() {}

    /** A row under way; everything not said is as of a quiet position. */
    static final class Row {
        private final Symbol symbol;
        private final String size;
        private final long seq;
        private final long updated;
        private int positionIdx;
        private Origin.Source source = Origin.Source.STREAM;
        private long asked;
        private @Nullable String entry = "0.1";
        private @Nullable String session;
        private @Nullable String liquidation;
        private @Nullable String mark;
        private String realised = "0";

        private Row(Symbol symbol, String size, long seq, long updated) {
            this.symbol = symbol;
            this.size = size;
            this.seq = seq;
            this.updated = updated;
            this.asked = updated;
        }

        Row leg(int index) {
            positionIdx = index;
            return this;
        }

        Row asked(long venueMillis) {
            source = Origin.Source.QUERY;
            asked = venueMillis;
            return this;
        }

        Row entry(String price) {
            entry = price;
            return this;
        }

        Row session(String price) {
            session = price;
            return this;
        }

        Row liquidation(@Nullable String price) {
            liquidation = price;
            return this;
        }

        Row mark(String price) {
            mark = price;
            return this;
        }

        Row realised(String amount) {
            realised = amount;
            return this;
        }

        PositionUpdate row() {
            Decimal signed = Decimal.parse(size);
            Decimal absolute = Decimal.of(Math.abs(signed.mantissa()), signed.scale());
            PositionSide side = signed.isZero() ? null : signed.signum() > 0 ? PositionSide.LONG : PositionSide.SHORT;
            return new PositionUpdate(
                    new Origin(source, asked, asked * 1_000_000),
                    symbol,
                    positionIdx,
                    side,
                    absolute,
                    side == null ? null : big(entry),
                    big(session),
                    null,
                    null,
                    big(mark),
                    big(liquidation),
                    BigDecimal.TEN,
                    null,
                    null,
                    null,
                    big(realised),
                    big("-3.5"),
                    Decimal.parse("0.2"),
                    null,
                    null,
                    new PositionUpdate.OptionGreeks(big("0.5"), null, null, big("-1")),
                    1,
                    big("200000"),
                    PositionStatus.parse("Normal"),
                    2,
                    true,
                    false,
                    seq < 0 ? OptionalLong.empty() : OptionalLong.of(seq),
                    1,
                    OptionalLong.of(2),
                    updated,
                    Map.of("bustPrice", ""));
        }
    }

    static Row row(Symbol symbol, String signedSize, long seq, long updated) {
        return new Row(symbol, signedSize, seq, updated);
    }

    static PositionUpdate doge(String signedSize, long seq) {
        return row(DOGE, signedSize, seq, seq).row();
    }

    /** A fill of DOGE at venue time {@code seq}; a negative quantity is sold. */
    static Execution fill(String execId, String signedQty, long seq) {
        return fill(DOGE, execId, signedQty, seq, "Trade", null);
    }

    static Execution fill(
            Symbol symbol, String execId, String signedQty, long seq, String type, @Nullable String closedSize) {
        return fill(symbol, execId, signedQty, seq, seq, type, closedSize);
    }

    static Execution fill(
            Symbol symbol,
            String execId,
            String signedQty,
            long seq,
            long epochMillis,
            String type,
            @Nullable String closedSize) {
        Decimal signed = Decimal.parse(signedQty);
        return new Execution(
                new Origin(Origin.Source.STREAM, epochMillis, epochMillis * 1_000_000),
                symbol,
                execId,
                "order-" + execId,
                "",
                signed.signum() > 0 ? OrderSide.BUY : OrderSide.SELL,
                ExecType.parse(type),
                Decimal.parse("0.1"),
                Decimal.of(Math.abs(signed.mantissa()), signed.scale()),
                null,
                null,
                "",
                null,
                List.of(),
                false,
                closedSize == null ? null : Decimal.parse(closedSize),
                null,
                new Execution.OfOrder(
                        null,
                        null,
                        null,
                        OrderType.parse("Limit"),
                        StopOrderType.parse(""),
                        CreateType.parse(""),
                        "",
                        "",
                        ""),
                new Execution.Marks(null, null, null, null, null),
                seq < 0 ? OptionalLong.empty() : OptionalLong.of(seq),
                epochMillis,
                Map.of());
    }

    static FastExecution fast(Execution full) {
        return new FastExecution(
                full.origin(),
                full.symbol(),
                full.execId(),
                full.orderId(),
                "",
                full.side(),
                full.price(),
                full.qty(),
                false,
                full.seq(),
                full.exchangeEpochMillis(),
                Map.of());
    }

    private static @Nullable BigDecimal big(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
