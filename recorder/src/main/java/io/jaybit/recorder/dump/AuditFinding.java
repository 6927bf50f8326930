package io.jaybit.recorder.dump;

import io.jaybit.market.Decimal;
import io.jaybit.market.TakerSide;
import io.jaybit.market.TradeId;
import org.jspecify.annotations.Nullable;

/**
 * One trade of which dump and recording do not say the same. Immutable.
 *
 * @param dumped as the dump has it; null if it does not
 * @param recorded as the recording has it; null if it does not
 */
public record AuditFinding(
        Kind kind,
        TradeId id,
        long exchangeEpochMillis,
        @Nullable Print dumped,
        @Nullable Print recorded) {
    /** What is wrong. */
    public enum Kind {
        /** Not in the recording, of a time that its coverage calls seen. */
        MISSED,
        /** Not in the recording, of a time that its coverage does not call seen. */
        IN_A_HOLE,
        /** Not in the dump. */
        ONLY_RECORDED,
        /** Side, price or size differ. */
        DIFFERENT
    }

    /** What was traded. */
    public record Print(TakerSide takerSide, Decimal price, Decimal size) {
        @Override
        public String toString() {
            return takerSide.text() + " " + size + " @ " + price;
        }
    }
}
