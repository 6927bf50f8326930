package io.jaybit.client.internal.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountQuestion;
import io.jaybit.orders.OrderRef;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the question behind a request that was sent: the other way round of {@code AccountApi}. Stateless. */
final class RecordedQuestions {
    private RecordedQuestions() {}

    /**
     * @param target path and query of a GET
     * @return null if it is none about the own account, or one of another kind, or a later page
     */
    static @Nullable AccountQuestion of(String target) {
        int mark = target.indexOf('?');
        if (mark < 0) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (String part : target.substring(mark + 1).split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.put(part.substring(0, equals), URLDecoder.decode(part.substring(equals + 1), UTF_8));
            }
        }
        String path = target.substring(0, mark);
        if (path.equals("/v5/account/wallet-balance")) {
            return new AccountQuestion.Wallet();
        }
        Category category = Category.parse(values.getOrDefault("category", "")).orElse(null);
        if (category == null || values.containsKey("cursor")) {
            return null;
        }
        OrderRef order = order(category, values);
        String coin = values.getOrDefault("settleCoin", "");
        String since = values.getOrDefault("startTime", "");
        boolean timed = since.matches("\\d{1,18}");
        return switch (path) {
            case "/v5/order/realtime" ->
                order != null ? new AccountQuestion.OrderNow(order) : new AccountQuestion.OpenOrders(category, coin);
            case "/v5/order/history" ->
                order != null
                        ? new AccountQuestion.OrderBefore(order)
                        : timed ? new AccountQuestion.ClosedOrders(category, Long.parseLong(since)) : null;
            case "/v5/execution/list" ->
                order != null
                        ? new AccountQuestion.ExecutionsOf(order)
                        : timed ? new AccountQuestion.Executions(category, Long.parseLong(since)) : null;
            case "/v5/position/list" -> new AccountQuestion.Positions(category, coin);
            default -> null;
        };
    }

    private static @Nullable OrderRef order(Category category, Map<String, String> values) {
        String symbol = values.getOrDefault("symbol", "");
        String orderId = values.getOrDefault("orderId", "");
        String linkId = values.getOrDefault("orderLinkId", "");
        return symbol.isEmpty() || (orderId.isEmpty() && linkId.isEmpty())
                ? null
                : new OrderRef(new Symbol(category, symbol), orderId, linkId);
    }
}
