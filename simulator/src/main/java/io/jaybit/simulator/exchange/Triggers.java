package io.jaybit.simulator.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Has orders wait for their price and lets them go when it comes: {@code Untriggered}, {@code Triggered}, and on as any other order,
 * under the same id. Confined to the exchange's thread.
 */
final class Triggers {
    private final Matcher matcher;
    private final Ledger ledger;

    Triggers(Matcher matcher, Ledger ledger) {
        this.matcher = matcher;
        this.ledger = ledger;
    }

    /** Lets a new order wait. Only a take-profit or stop-loss of spot holds its coins meanwhile, and one for both of a pair. */
    void await(Order order) {
        order.status = OrderStatus.UNTRIGGERED;
        order.market().waiting.add(order);
        Order sibling = order.sibling;
        boolean holds = order.request().stopOrderType() == StopOrderType.TPSL && (sibling == null || !sibling.held);
        if (holds) {
            matcher.hold(order);
        }
        if (order.request().stopOrderType().isOfPosition()) {
            order.account().stops.add(order);
        }
        matcher.tell(order);
    }

    /** Changes an order that waits. */
    void amend(Order order, Amendment change) throws Refusal {
        OrderChecks.Terms terms = OrderChecks.amended(order, change);
        TriggerBy by = Amendment.or(change.triggerBy(), order.triggerBy);
        long trigger = change.triggerPrice() == 0 ? order.triggerPrice : change.triggerPrice();
        boolean moved = trigger != order.triggerPrice || by != order.triggerBy;
        if (!moved && terms.qty() == order.qty && terms.price() == order.price) {
            throw OrderChecks.unchanged();
        }
        if (moved) {
            StopChecks.trigger(order.market(), trigger, order.triggerDirection, by);
            move(order, trigger, by);
            unbind(order);
        }
        order.take(terms);
        if (order.held) {
            ledger.leavesChanged(order);
        }
        matcher.tell(order);
    }

    /** Gives a waiting order another trigger. */
    static void move(Order order, long trigger, TriggerBy by) {
        order.market().waiting.remove(order);
        order.triggerPrice = trigger;
        order.triggerBy = by;
        order.extreme = 0;
        order.market().waiting.add(order);
    }

    /** An order of a pair goes its own way: the other one lives on alone, and holds what the pair held. */
    void unbind(Order order) {
        Order sibling = order.sibling;
        if (sibling == null) {
            return;
        }
        order.sibling = null;
        sibling.sibling = null;
        boolean spot = order.request().stopOrderType() == StopOrderType.TPSL;
        if (spot && sibling.isWaiting() && !sibling.held) {
            matcher.hold(sibling);
        }
    }

    /** Lets the oldest order go whose price has come; whether there was one. */
    boolean fire(Market market) {
        Order order = market.waiting.due();
        if (order == null) {
            return false;
        }
        matcher.withdraw(order);
        order.status = OrderStatus.TRIGGERED;
        matcher.tell(order);
        endSibling(order);
        go(order);
        return true;
    }

    private void endSibling(Order order) {
        Order sibling = order.sibling;
        order.sibling = null;
        if (sibling != null && sibling.isWaiting()) {
            sibling.sibling = null;
            CancelType why = order.takesProfit() ? CancelType.OCO_SL_BY_TP : CancelType.OCO_TP_BY_SL;
            matcher.end(sibling, OrderStatus.DEACTIVATED, why, RejectReason.NO_ERROR);
        }
    }

    private void go(Order order) {
        long qty = order.qty;
        if (order.reduceOnly) {
            long most = OrderChecks.most(order.request());
            qty = Math.min(qty == 0 ? most : qty, Math.min(most, order.closable()));
            if (qty <= 0) {
                matcher.end(order, OrderStatus.CANCELLED, CancelType.REDUCE_ONLY, RejectReason.NO_ERROR);
                return;
            }
        }
        RejectReason no = admit(order, qty);
        if (no != null) {
            matcher.end(order, OrderStatus.REJECTED, CancelType.UNKNOWN, no);
        } else {
            matcher.enter(order);
        }
    }

    /** Whether the market and the account's money let the order go on; why not, or null. */
    private @Nullable RejectReason admit(Order order, long qty) {
        long price;
        try {
            price = order.request().type() == OrderType.MARKET
                    ? OrderChecks.protection(order.request())
                    : OrderChecks.limit(order.market(), order.side(), order.price, false);
        } catch (Refusal refusal) {
            return RejectReason.PRICE_LIMIT;
        }
        try {
            if (order.isQuoted()) {
                ledger.admit(order.account(), order.request(), price);
            } else if (!order.reduceOnly) {
                ledger.admitChange(order, order.executed + qty, price);
            }
        } catch (Refusal refusal) {
            return RejectReason.OTHERS;
        }
        order.take(new OrderChecks.Terms(qty, price, order.reduceOnly));
        return null;
    }
}
