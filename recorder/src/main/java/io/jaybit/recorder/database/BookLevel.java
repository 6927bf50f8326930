package io.jaybit.recorder.database;

import io.jaybit.book.BookSide;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;

/**
 * A level of a whole book, or a change to one. Immutable.
 *
 * @param feedEpoch which series of {@code u} it belongs to
 * @param updateId the venue's {@code u}
 * @param level 0 = best; of a change, its place among the changes of its frame and side
 * @param size zero takes the level away
 */
public record BookLevel(
        Topic topic,
        Symbol symbol,
        long feedEpoch,
        long updateId,
        BookSide side,
        int level,
        Decimal price,
        Decimal size,
        long exchangeEpochMillis,
        long receivedEpochNanos) {}
