package io.jaybit.client.internal.rest;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.Origin;
import io.jaybit.client.internal.rest.RestClient.Answer;
import io.jaybit.client.internal.wire.AccountReader;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.UnreadableFrame;
import io.jaybit.market.Category;
import io.jaybit.orders.AccountQuestion;
import io.jaybit.orders.OrderRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is asked about the own account: which path, which parameters, how many pages. Safe for any thread; futures fail with
 * {@link RestFailure}, within a {@link java.util.concurrent.CompletionException} where they depend on another.
 *
 * <p>Rows can come twice, as lists move while they are read page by page.
 */
public final class AccountApi {
    private static final String OPEN = "/v5/order/realtime";
    private static final String HISTORY = "/v5/order/history";
    private static final String EXECUTIONS = "/v5/execution/list";
    private static final String POSITIONS = "/v5/position/list";
    private static final String WALLET = "/v5/account/wallet-balance";

    /** The coins there are options of. */
    private static final List<String> OPTION_COINS = List.of("BTC", "ETH", "SOL", "XRP", "MNT", "DOGE");

    /** The venue's longest span of one question. */
    private static final long SPAN_MILLIS = Duration.ofDays(7).toMillis();

    /** Reads one row. */
    private interface RowReader {
        AccountEvent read(Node row, Origin origin, @Nullable Category category) throws UnreadableFrame;
    }

    private final Questions questions;
    private final LongSupplier epochNanos;

    /** @param epochNanos our wall clock */
    public AccountApi(Requester requester, LongSupplier epochNanos) {
        this.questions = new Questions(requester);
        this.epochNanos = epochNanos;
    }

    /** Asks; the order of rows is the venue's, of more than one span the oldest span first. */
    public CompletableFuture<AccountAnswer> ask(AccountQuestion question) {
        long asked = epochNanos.getAsLong();
        return rows(question, asked)
                .thenApply(rows -> new AccountAnswer(question, rows, asked, epochNanos.getAsLong()));
    }

    private CompletableFuture<List<AccountEvent>> rows(AccountQuestion question, long askedEpochNanos) {
        // Sealed types cannot be switched over in Java 17.
        if (question instanceof AccountQuestion.OpenOrders open) {
            return all(
                    OPEN,
                    category(open.category())
                            .addUnlessEmpty("settleCoin", open.settleCoin())
                            .add("openOnly", "0")
                            .add("limit", "50"),
                    open.category(),
                    AccountReader::order);
        }
        if (question instanceof AccountQuestion.ClosedOrders closed) {
            return since(
                    HISTORY,
                    category(closed.category()),
                    "50",
                    closed.category(),
                    closed.fromEpochMillis(),
                    askedEpochNanos,
                    AccountReader::order);
        }
        if (question instanceof AccountQuestion.Executions executions) {
            return executions.category() == Category.OPTION
                    ? optionExecutions(OPTION_COINS, executions.fromEpochMillis(), askedEpochNanos)
                    : since(
                            EXECUTIONS,
                            category(executions.category()),
                            "100",
                            executions.category(),
                            executions.fromEpochMillis(),
                            askedEpochNanos,
                            AccountReader::execution);
        }
        if (question instanceof AccountQuestion.Positions positions) {
            return all(
                    POSITIONS,
                    category(positions.category())
                            .addUnlessEmpty("settleCoin", positions.settleCoin())
                            .add("limit", "200"),
                    positions.category(),
                    AccountReader::position);
        }
        if (question instanceof AccountQuestion.Wallet) {
            return all(
                    WALLET,
                    new Query().add("accountType", "UNIFIED"),
                    null,
                    (row, origin, none) -> AccountReader.wallet(row, origin));
        }
        if (question instanceof AccountQuestion.OrderNow now) {
            return all(OPEN, order(now.order()), now.order().symbol().category(), AccountReader::order);
        }
        if (question instanceof AccountQuestion.OrderBefore before) {
            return all(HISTORY, order(before.order()), before.order().symbol().category(), AccountReader::order);
        }
        if (question instanceof AccountQuestion.ExecutionsOf of) {
            return all(
                    EXECUTIONS,
                    order(of.order()).add("limit", "100"),
                    of.order().symbol().category(),
                    AccountReader::execution);
        }
        throw new IllegalStateException("a question that is new to us: " + question);
    }

    /** The venue takes no coin for BTC alone, so each is asked for. */
    private CompletableFuture<List<AccountEvent>> optionExecutions(
            List<String> coins, long from, long askedEpochNanos) {
        CompletableFuture<List<AccountEvent>> first = since(
                EXECUTIONS,
                category(Category.OPTION).add("baseCoin", coins.get(0)),
                "100",
                Category.OPTION,
                from,
                askedEpochNanos,
                AccountReader::execution);
        return coins.size() == 1
                ? first
                : first.thenCompose(early -> optionExecutions(coins.subList(1, coins.size()), from, askedEpochNanos)
                        .thenApply(late -> joined(early, late)));
    }

    /** Asks span after span, oldest first; the last one is open to the end, so that no clock of ours can cut it. */
    private CompletableFuture<List<AccountEvent>> since(
            String path,
            Query filter,
            String limit,
            Category category,
            long from,
            long askedEpochNanos,
            RowReader reader) {
        boolean last = from + SPAN_MILLIS > askedEpochNanos / 1_000_000;
        Query query = filter.copy().add("startTime", Long.toString(from));
        if (!last) {
            query.add("endTime", Long.toString(from + SPAN_MILLIS));
        }
        CompletableFuture<List<AccountEvent>> span = all(path, query.add("limit", limit), category, reader);
        return last
                ? span
                : span.thenCompose(
                        early -> since(path, filter, limit, category, from + SPAN_MILLIS, askedEpochNanos, reader)
                                .thenApply(late -> joined(early, late)));
    }

    private static List<AccountEvent> joined(List<AccountEvent> early, List<AccountEvent> late) {
        List<AccountEvent> both = new ArrayList<>(early);
        both.addAll(late);
        return both;
    }

    private CompletableFuture<List<AccountEvent>> all(
            String path, Query query, @Nullable Category category, RowReader reader) {
        return questions.pages(RestRequest.signedGet(path, query.toString()), answer -> read(answer, category, reader));
    }

    private static List<AccountEvent> read(Answer answer, @Nullable Category category, RowReader reader)
            throws UnreadableFrame {
        Origin origin = new Origin(Origin.Source.QUERY, answer.serverEpochMillis(), answer.receivedEpochNanos());
        List<AccountEvent> events = new ArrayList<>();
        for (Node row : Questions.rows(answer)) {
            events.add(reader.read(row, origin, category));
        }
        return events;
    }

    private static Query category(Category category) {
        return new Query().add("category", category.text());
    }

    private static Query order(OrderRef order) {
        return category(order.symbol().category())
                .add("symbol", order.symbol().name())
                .addUnlessEmpty("orderId", order.orderId())
                .addUnlessEmpty("orderLinkId", order.orderLinkId());
    }
}
