package io.jaybit.recorder.database;

import io.jaybit.book.BookStatus;
import io.jaybit.book.StaleReason;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import org.jspecify.annotations.Nullable;

/**
 * The top of a book after a frame. Immutable.
 *
 * @param feedEpoch which series of {@code u} it belongs to: the venue begins a new one when it restarts
 * @param updateId the venue's {@code u}
 * @param bidPrice null where that side is empty, like the other three
 */
public record BookState(
        Topic topic,
        Symbol symbol,
        long feedEpoch,
        long updateId,
        BookStatus status,
        @Nullable StaleReason reason,
        @Nullable Decimal bidPrice,
        @Nullable Decimal bidSize,
        @Nullable Decimal askPrice,
        @Nullable Decimal askSize,
        long exchangeEpochMillis,
        long receivedEpochNanos) {}
