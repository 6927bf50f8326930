package io.jaybit.orders;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.Execution;
import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderUpdate;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A venue as simple as can be, which always knows the truth about every order. Times are milliseconds. */
final class VenueTruth {
    /** What the venue tells, with its time; the fast form of a fill is beside it. */
    record Push(long millis, AccountEvent event) {}

    /** One order as it really is. */
    static final class Order {
        final String orderId;
        final String linkId;
        final Symbol symbol;
        final OrderSide side;
        final List<Execution> fills = new ArrayList<>();
        long qty;
        long price;
        long filled;
        long value;
        String status;
        String cancelType = "UNKNOWN";
        String reject = "EC_NoError";

        @Nullable
        String trigger;

        long created;
        long updated;

        Order(String orderId, String linkId, Symbol symbol, OrderSide side, long qty, long price, String status) {
            this.orderId = orderId;
            this.linkId = linkId;
            this.symbol = symbol;
            this.side = side;
            this.qty = qty;
            this.price = price;
            this.status = status;
        }

        boolean isOpen() {
            return status.equals("New") || status.equals("PartiallyFilled") || status.equals("Untriggered");
        }

        private Told told(long now) {
            Told told = new Told();
            told.symbol = symbol;
            told.orderId = orderId;
            told.linkId = linkId;
            told.side = side;
            told.qty = "" + qty;
            told.price = "" + price;
            told.status = status;
            told.filled = "" + filled;
            told.value = "" + value;
            told.cancelType = cancelType;
            told.reject = reject;
            told.trigger = trigger;
            told.created = created;
            told.updated = updated;
            told.received = now;
            return told;
        }

        OrderUpdate row(long now) {
            return told(now).asked().update();
        }
    }

    final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, Order> byLink = new HashMap<>();
    private final Random random;
    private final Consumer<Push> pushes;
    private int fills;

    VenueTruth(Random random, Consumer<Push> pushes) {
        this.random = random;
        this.pushes = pushes;
    }

    @Nullable
    Order byLink(String linkId) {
        return byLink.get(linkId);
    }

    /** Takes a create; 0 or the code of its refusal. */
    int create(NewOrder order, long now) {
        if (byLink.containsKey(order.orderLinkId())) {
            return 110_072;
        }
        if (random.nextInt(8) == 0) {
            return 110_007;
        }
        place(
                order.symbol(),
                order.orderLinkId(),
                order.side(),
                order.qty(),
                price(order),
                order.trigger() != null,
                now);
        return 0;
    }

    private static Decimal price(NewOrder order) {
        Decimal price = order.price();
        return price == null ? Decimal.ZERO : price;
    }

    Order place(
            Symbol symbol, String linkId, OrderSide side, Decimal qty, Decimal price, boolean conditional, long now) {
        Order order = new Order(
                "o-" + (orders.size() + 1),
                linkId,
                symbol,
                side,
                qty.mantissa(),
                price.mantissa(),
                conditional ? "Untriggered" : "New");
        order.trigger = conditional ? "150" : null;
        order.created = now;
        orders.put(order.orderId, order);
        if (!linkId.isEmpty()) {
            byLink.put(linkId, order);
        }
        if (!conditional && random.nextInt(8) == 0) {
            order.status = "Cancelled";
            order.reject = "EC_PostOnlyWillTakeLiquidity";
            tell(order, now);
        } else if (!conditional && random.nextInt(8) == 0) {
            order.status = "Rejected";
            order.reject = "EC_Others";
            tell(order, now);
        } else if (conditional || random.nextInt(5) > 0) {
            tell(order, now);
        } else {
            fill(order, now);
        }
        return order;
    }

    /** Something happens to an order by itself. */
    void live(Order order, long now) {
        if (!order.isOpen()) {
            return;
        }
        if (order.status.equals("Untriggered")) {
            switch (random.nextInt(4)) {
                case 0 -> end(order, "Deactivated", "CancelByTpSlTsClear", "EC_NoError", now);
                case 1 -> {}
                default -> {
                    order.status = "Triggered";
                    tell(order, now);
                    order.status = "New";
                    tell(order, now);
                }
            }
        } else if (random.nextInt(10) == 0) {
            end(order, "Cancelled", "CancelByReduceOnly", "EC_NoError", now);
        } else {
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count && order.isOpen(); i++) {
                fill(order, now);
            }
        }
    }

    private void fill(Order order, long now) {
        long size = 1 + random.nextInt((int) (order.qty - order.filled));
        long price = order.price - random.nextInt(3);
        order.filled += size;
        order.value += size * price;
        order.status = order.filled == order.qty ? "Filled" : "PartiallyFilled";
        order.updated = Math.max(order.updated, now);
        boolean maker = random.nextBoolean();
        fills++;
        String id = "e-" + fills;
        Told told = order.told(now);
        Execution fill = told.fill(id, "" + size, "" + price, now);
        order.fills.add(fill);
        if (random.nextBoolean()) {
            pushes.accept(new Push(now, told.fast(id, "" + size, "" + price, now, maker)));
        }
        pushes.accept(new Push(now, fill));
        pushes.accept(new Push(now, told.update()));
    }

    /** Takes an amend; 0 or the code of its refusal. */
    int amend(Amendment amendment, long now) {
        Order order = find(amendment.order());
        if (order == null || !order.isOpen()) {
            return 110_001;
        }
        Decimal qty = amendment.qty();
        if (qty != null && qty.mantissa() <= order.filled) {
            return 110_064;
        }
        order.qty = qty == null ? order.qty : qty.mantissa();
        Decimal price = amendment.price();
        order.price = price == null ? order.price : price.mantissa();
        order.updated++;
        tell(order, now);
        return 0;
    }

    /** Takes a cancel; 0 or the code of its refusal. At times it is taken although it comes too late. */
    int cancel(OrderRef ref, long now) {
        Order order = find(ref);
        if (order != null && order.status.equals("Filled") && random.nextBoolean()) {
            order.cancelType = "CancelByUser";
            order.reject = "EC_OrigClOrdIDDoesNotExist";
            order.updated++;
            tell(order, now);
            return 0;
        }
        if (order == null || !order.isOpen()) {
            return 110_001;
        }
        end(order, "Cancelled", "CancelByUser", "EC_PerCancelRequest", now);
        return 0;
    }

    private void end(Order order, String status, String cancelType, String reason, long now) {
        order.status = status;
        order.cancelType = cancelType;
        order.reject = reason;
        tell(order, now);
    }

    private void tell(Order order, long now) {
        order.updated = Math.max(order.updated, now);
        pushes.accept(new Push(now, order.told(now).update()));
    }

    @Nullable
    Order find(OrderRef ref) {
        Order order = orders.get(ref.orderId());
        return order != null ? order : byLink.get(ref.orderLinkId());
    }

    /** The rows that answer a question now. */
    List<AccountEvent> answer(AccountQuestion question, long now) {
        List<AccountEvent> rows = new ArrayList<>();
        if (question instanceof AccountQuestion.OrderNow ask) {
            Order order = find(ask.order());
            // Orders that have ended are lost from the recent ones now and then.
            if (order != null && (order.isOpen() || random.nextBoolean())) {
                rows.add(order.row(now));
            }
        } else if (question instanceof AccountQuestion.OrderBefore ask) {
            Order order = find(ask.order());
            if (order != null && !order.isOpen()) {
                rows.add(order.row(now));
            }
        } else if (question instanceof AccountQuestion.ExecutionsOf ask) {
            Order order = find(ask.order());
            if (order != null) {
                rows.addAll(order.fills);
            }
        } else if (question instanceof AccountQuestion.OpenOrders) {
            orders.values().stream().filter(Order::isOpen).forEach(order -> rows.add(order.row(now)));
        } else if (question instanceof AccountQuestion.ClosedOrders) {
            orders.values().stream().filter(order -> !order.isOpen()).forEach(order -> rows.add(order.row(now)));
        } else if (question instanceof AccountQuestion.Executions) {
            orders.values().forEach(order -> rows.addAll(order.fills));
        }
        return rows;
    }

    static BigDecimal open(Order order) {
        return order.isOpen() ? BigDecimal.valueOf(order.qty - order.filled) : BigDecimal.ZERO;
    }
}
