package io.jaybit.positions;

import io.jaybit.account.Origin;
import io.jaybit.account.PositionStatus;
import io.jaybit.account.PositionUpdate;
import io.jaybit.market.Decimal;
import java.util.Map;
import java.util.OptionalLong;

/** Rows of the venue that it does not send. */
final class Rows {
    private Rows() {}

    /** A position that the venue no longer lists: flat, of when it was asked, without a sequence of its own. */
    static PositionUpdate flat(PositionUpdate last, long askedEpochMillis) {
        Origin origin =
                new Origin(Origin.Source.QUERY, askedEpochMillis, last.origin().receivedEpochNanos());
        return new PositionUpdate(
                origin,
                last.symbol(),
                last.positionIdx(),
                null,
                Decimal.ZERO,
                null,
                null,
                null,
                null,
                last.markPrice(),
                null,
                last.leverage(),
                null,
                null,
                null,
                null,
                last.cumRealisedPnl(),
                null,
                null,
                null,
                null,
                last.riskId(),
                last.riskLimitValue(),
                PositionStatus.parse(PositionStatus.NORMAL.text()),
                0,
                last.autoAddMargin(),
                false,
                OptionalLong.empty(),
                last.createdEpochMillis(),
                OptionalLong.empty(),
                askedEpochMillis,
                Map.of());
    }
}
