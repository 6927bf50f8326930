package io.jaybit.client.internal.rest;

import io.jaybit.account.OrderUpdate;
import io.jaybit.client.internal.wire.JsonBody;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountQuestion;
import io.jaybit.orders.CancelReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Cancels all orders of a category and looks whether they are gone, again and again, as the venue takes 500 at a time, picked at random,
 * and does it later. It ends when nothing is open, or when three rounds in a row have made nothing less. Safe for any thread.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/order/cancel-all">Cancel All Orders</a>.
 */
public final class CancelEverything {
    private static final int MOST_IDLE_ROUNDS = 3;
    private static final String PATH = "/v5/order/cancel-all";

    private final Requester requester;
    private final AccountApi account;

    public CancelEverything(Requester requester, AccountApi account) {
        this.requester = requester;
        this.account = account;
    }

    /** @param meant which of the category's symbols */
    public CompletableFuture<CancelReport> run(Category category, Predicate<Symbol> meant) {
        return round(new Progress(category, meant));
    }

    /** What was done so far. */
    private static final class Progress {
        private final Category category;
        private final Predicate<Symbol> meant;
        private final List<String> troubles = new ArrayList<>();
        private int accepted;
        private int fewest = Integer.MAX_VALUE;
        private int idleRounds;

        private Progress(Category category, Predicate<Symbol> meant) {
            this.category = category;
            this.meant = meant;
        }
    }

    private CompletableFuture<CancelReport> round(Progress progress) {
        return open(progress).thenCompose(open -> {
            progress.idleRounds = open.size() < progress.fewest ? 0 : progress.idleRounds + 1;
            progress.fewest = Math.min(progress.fewest, open.size());
            if (open.isEmpty() || progress.idleRounds >= MOST_IDLE_ROUNDS) {
                return CompletableFuture.completedFuture(new CancelReport(progress.accepted, open, progress.troubles));
            }
            Set<Symbol> symbols = new LinkedHashSet<>();
            open.forEach(order -> symbols.add(order.symbol()));
            CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
            for (Symbol symbol : symbols) {
                for (String filter : filters(progress.category)) {
                    all = all.thenCompose(before -> cancel(symbol, filter, progress));
                }
            }
            return all.thenCompose(before -> round(progress));
        });
    }

    private CompletableFuture<List<OrderUpdate>> open(Progress progress) {
        CompletableFuture<Map<String, OrderUpdate>> all = CompletableFuture.completedFuture(new LinkedHashMap<>());
        for (String coin : progress.category == Category.LINEAR ? List.of("USDT", "USDC") : List.of("")) {
            all = all.thenCompose(found -> account.ask(new AccountQuestion.OpenOrders(progress.category, coin))
                    .thenApply(answer -> {
                        answer.rows().stream()
                                .map(OrderUpdate.class::cast)
                                .filter(order -> progress.meant.test(order.symbol()))
                                .forEach(order -> found.put(order.orderId(), order));
                        return found;
                    }));
        }
        return all.thenApply(found -> List.copyOf(found.values()));
    }

    /** What fails is told and tried again in the next round: to cancel twice does no harm. */
    private CompletableFuture<Void> cancel(Symbol symbol, String filter, Progress progress) {
        JsonBody body = new JsonBody()
                .text("category", symbol.category().text())
                .text("symbol", symbol.name())
                .textUnlessEmpty("orderFilter", filter);
        return requester.ask(RestRequest.post(PATH, body.toString())).handle((answer, failure) -> {
            if (answer == null) {
                progress.troubles.add(String.valueOf(failure.getMessage()));
                return null;
            }
            List<Node> rows = answer.result().get("list").items();
            progress.accepted += rows == null ? 0 : rows.size();
            return null;
        });
    }

    /** On spot each kind of order is asked for by its name; elsewhere none means all. */
    private static List<String> filters(Category category) {
        return category == Category.SPOT
                ? List.of("Order", "StopOrder", "tpslOrder", "OcoOrder", "BidirectionalTpslOrder")
                : List.of("");
    }
}
