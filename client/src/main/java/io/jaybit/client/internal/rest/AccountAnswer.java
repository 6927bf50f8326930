package io.jaybit.client.internal.rest;

import io.jaybit.account.AccountEvent;
import io.jaybit.orders.AccountQuestion;
import java.util.List;

/**
 * The whole answer to a question, of all pages. Immutable.
 *
 * @param askedEpochNanos our wall clock before the first page was asked for: what the rows show is not older than this
 * @param answeredEpochNanos our wall clock when the last page had come
 */
public record AccountAnswer(
        AccountQuestion question, List<AccountEvent> rows, long askedEpochNanos, long answeredEpochNanos) {
    public AccountAnswer {
        rows = List.copyOf(rows);
    }
}
