package io.jaybit.station.pipeline;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderStatus;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.StopOrderType;
import io.jaybit.market.Coded;
import io.jaybit.market.Decimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row for every change of an order, in plain words. */
public final class OrderWatcher implements Watcher {
    private static final int MOST_REMEMBERED = 10_000;

    private final TextStyle style;
    private final RowSink sink;
    private final AccountFilter filter;
    /** The last status of each order, the orders heard of last at the end. */
    private final Map<String, String> statuses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private long seen;

    public OrderWatcher(TextStyle style, RowSink sink, AccountFilter filter) {
        this.style = style;
        this.sink = sink;
        this.filter = filter;
    }

    @Override
    public void onAccount(AccountEvent event) {
        if (event instanceof OrderUpdate order) {
            seen++;
            if (filter.wants(order.symbol(), order.orderLinkId())) {
                String before = statuses.put(order.orderId(), order.status().text());
                sink.row(AccountRows.order(order, before).build(text(order, before)));
            }
        }
    }

    private String text(OrderUpdate order, @Nullable String before) {
        String what = order.side().text() + " " + order.qty() + at(order);
        String now = words(order.status());
        boolean same = order.status().text().equals(before);
        String change = before == null ? now : same ? "still " + now : words(OrderStatus.parse(before)) + " -> " + now;
        Decimal filled = order.progress().cumExecQty();
        String fills = filled.isZero()
                ? ""
                : ", " + filled + " of " + order.qty() + " filled at "
                        + PositionWatcher.plain(order.progress().averagePrice());
        String reason = AccountRows.reason(order);
        return style.head(order.exchangeEpochMillis(), order.symbol().name(), 12)
                + (order.side() == OrderSide.BUY ? style.green(what) : style.red(what)) + "  " + change + fills
                + (reason == null ? "" : " (" + plainReason(order, reason) + ")") + "  "
                + style.faint(order.orderLinkId().isEmpty() ? order.orderId() : order.orderLinkId());
    }

    private static String at(OrderUpdate order) {
        String price = order.price() == null ? " at market" : " at " + order.price();
        Coded<StopOrderType> stop = order.trigger().stopOrderType();
        return stop.value() == StopOrderType.NONE
                ? price
                : price + ", " + separated(stop.text())
                        + (order.trigger().price() == null
                                ? ""
                                : " at " + order.trigger().price());
    }

    private static String words(Coded<OrderStatus> status) {
        return switch (status.value()) {
            case CREATED -> "created";
            case NEW -> "resting";
            case PARTIALLY_FILLED -> "partly filled";
            case UNTRIGGERED -> "waiting for its trigger";
            case TRIGGERED -> "triggered";
            case ACTIVE -> "active";
            case FILLED -> "filled";
            case CANCELLED -> "cancelled";
            case PARTIALLY_FILLED_CANCELED -> "partly filled, the rest cancelled";
            case REJECTED -> "rejected";
            case DEACTIVATED -> "deactivated before its trigger";
            case UNRECOGNISED -> status.text();
        };
    }

    /** A cancel that came when all was filled leaves its traces in a second word of the fill. */
    private static String plainReason(OrderUpdate order, String reason) {
        return order.status().value() == OrderStatus.FILLED
                ? "a cancel came too late"
                : separated(reason.replace("EC_", ""));
    }

    /** {@code CancelByUser} as {@code cancel by user}. */
    private static String separated(String words) {
        return words.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    @Override
    public long seen() {
        return seen;
    }
}
