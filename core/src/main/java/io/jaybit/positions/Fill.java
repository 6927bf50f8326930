package io.jaybit.positions;

import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.OrderSide;
import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a fill did to a position. Immutable.
 *
 * @param qty signed: bought is positive
 * @param closing null where not told
 * @param moment when, by the venue
 */
record Fill(
        String execId,
        String orderId,
        OrderSide side,
        BigDecimal qty,
        @Nullable Boolean closing,
        Moment moment,
        long seenNanos) {
    static Fill of(Execution execution, long nowNanos) {
        Decimal closed = execution.closedSize();
        return new Fill(
                execution.execId(),
                execution.orderId(),
                execution.side(),
                signed(execution.side(), execution.qty()),
                closed == null ? null : closed.signum() > 0,
                moment(execution.seq(), execution.exchangeEpochMillis()),
                nowNanos);
    }

    static Fill of(FastExecution execution, long nowNanos) {
        return new Fill(
                execution.execId(),
                execution.orderId(),
                execution.side(),
                signed(execution.side(), execution.qty()),
                null,
                moment(execution.seq(), execution.exchangeEpochMillis()),
                nowNanos);
    }

    private static Moment moment(OptionalLong seq, long epochMillis) {
        return new Moment(seq.orElse(Moment.NO_SEQ), epochMillis);
    }

    private static BigDecimal signed(OrderSide side, Decimal qty) {
        BigDecimal amount = qty.toBigDecimal();
        return side == OrderSide.BUY ? amount : amount.negate();
    }

    /** In hedge mode no fill turns a position over: what closes is of the other leg. Empty where nothing tells. */
    OptionalInt hedgeLeg() {
        if (closing == null) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((side == OrderSide.BUY) == closing ? 2 : 1);
    }
}
