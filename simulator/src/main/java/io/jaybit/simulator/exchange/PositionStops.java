package io.jaybit.simulator.exchange;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Take-profits, stop-losses and trailing stops: makes them when the order that carries them is filled, or when they are set on a
 * position, and takes them away when the position is closed. Confined to the exchange's thread.
 */
final class PositionStops implements ExchangeListener {
    /** Partial take-profits and stop-losses of a position, at most. */
    static final int MOST_PARTIAL = 20;

    /** Makes an order of the exchange's own that waits for its trigger. */
    interface Maker {
        Order make(Account account, OrderRequest request, OrderChecks.Terms terms);
    }

    private final Matcher matcher;
    private final Triggers triggers;
    private final Listeners listeners;
    private final Maker maker;
    /** Positions with stops or reduce-only orders that have changed since they were last followed up. */
    private final Set<Position> moved = new LinkedHashSet<>();

    PositionStops(Matcher matcher, Triggers triggers, Listeners listeners, Maker maker) {
        this.matcher = matcher;
        this.triggers = triggers;
        this.listeners = listeners;
        this.maker = maker;
    }

    @Override
    public void onPosition(Position position) {
        Account account = position.account();
        boolean shows = position.takeProfit != 0 || position.stopLoss != 0 || position.trailingStop != 0;
        if (shows || !account.stops.isEmpty() || !account.reducing.isEmpty()) {
            moved.add(position);
        }
    }

    /** Brings all stops in line with what was filled. */
    void follow() {
        for (Order order = matcher.nextFilled(); order != null; order = matcher.nextFilled()) {
            Position position = order.position();
            if (position != null && moved.remove(position)) {
                follow(position);
            }
            attach(order);
        }
        while (!moved.isEmpty()) {
            Position position = moved.iterator().next();
            moved.remove(position);
            follow(position);
        }
    }

    private void follow(Position position) {
        matcher.trim(position.account(), position.market());
        long size = Math.abs(position.size());
        for (Order stop : List.copyOf(position.account().stops)) {
            if (stop.position() != position || !stop.isWaiting()) {
                continue;
            }
            if (stop.closable() == 0) {
                stop.sibling = null;
                matcher.end(stop, OrderStatus.DEACTIVATED, CancelType.TPSL_CLEAR, RejectReason.NO_ERROR);
            } else if (stop.request().closeOnTrigger() && stop.qty != size) {
                stop.qty = size;
                stop.leaves = size;
                matcher.tell(stop);
            }
        }
        forgetFired(position);
    }

    /** A stop that has fired, or went with the position, is shown no more. */
    private void forgetFired(Position position) {
        boolean takeProfit = position.takeProfit != 0 && standing(position, StopOrderType.TAKE_PROFIT) == null;
        boolean stopLoss = position.stopLoss != 0 && standing(position, StopOrderType.STOP_LOSS) == null;
        boolean trailing = position.trailingStop != 0 && standing(position, StopOrderType.TRAILING_STOP) == null;
        if (takeProfit || stopLoss || trailing) {
            position.takeProfit = takeProfit ? 0 : position.takeProfit;
            position.stopLoss = stopLoss ? 0 : position.stopLoss;
            position.trailingStop = trailing ? 0 : position.trailingStop;
            listeners.onPosition(position);
        }
    }

    /** The position shows stops for all of it, and no partial ones. */
    private static void show(Position position, StopOrderType type, long price) {
        if (type == StopOrderType.TAKE_PROFIT) {
            position.takeProfit = price;
        } else if (type == StopOrderType.STOP_LOSS) {
            position.stopLoss = price;
        }
    }

    /** A stop for all of a position has another trigger: the position shows it. */
    void amended(Order stop) {
        Position position = stop.position();
        if (position != null && stop.request().closeOnTrigger()) {
            show(position, stop.request().stopOrderType(), stop.triggerPrice);
        }
    }

    /** Whether an amendment would give an open order another take-profit or stop-loss. */
    boolean wouldChange(Order order, Amendment change) throws Refusal {
        long takeProfit = Amendment.or(change.takeProfit(), order.takeProfit);
        long stopLoss = Amendment.or(change.stopLoss(), order.stopLoss);
        StopChecks.levels(
                order.market(), order.side(), takeProfit, stopLoss, change.price() == 0 ? order.price : change.price());
        return takeProfit != order.takeProfit
                || stopLoss != order.stopLoss
                || Amendment.or(change.takeProfitBy(), order.takeProfitBy) != order.takeProfitBy
                || Amendment.or(change.stopLossBy(), order.stopLossBy) != order.stopLossBy
                || Amendment.or(change.takeProfitLimit(), order.takeProfitLimit) != order.takeProfitLimit
                || Amendment.or(change.stopLossLimit(), order.stopLossLimit) != order.stopLossLimit;
    }

    static void change(Order order, Amendment change) {
        order.takeProfit = Amendment.or(change.takeProfit(), order.takeProfit);
        order.stopLoss = Amendment.or(change.stopLoss(), order.stopLoss);
        order.takeProfitBy = Amendment.or(change.takeProfitBy(), order.takeProfitBy);
        order.stopLossBy = Amendment.or(change.stopLossBy(), order.stopLossBy);
        order.takeProfitLimit = Amendment.or(change.takeProfitLimit(), order.takeProfitLimit);
        order.stopLossLimit = Amendment.or(change.stopLossLimit(), order.stopLossLimit);
    }

    private void attach(Order order) {
        boolean carries = order.takeProfit != 0 || order.stopLoss != 0;
        long fresh = order.executed - order.stopsFor;
        if (!carries || fresh == 0) {
            return;
        }
        if (order.market().category() == Category.SPOT) {
            // Only what has been bought for good can be sold again.
            if (order.status.isFinal()) {
                order.stopsFor = order.executed;
                attachOnSpot(order);
            }
            return;
        }
        order.stopsFor = order.executed;
        Position position = order.position();
        if (position == null || Long.signum(position.size()) != order.side().sign()) {
            return;
        }
        if (order.request().partialTpsl()) {
            attachPartial(order, position, fresh);
        } else {
            set(position, StopOrderType.TAKE_PROFIT, order.takeProfit, order.takeProfitBy, order);
            set(position, StopOrderType.STOP_LOSS, order.stopLoss, order.stopLossBy, order);
            listeners.onPosition(position);
        }
    }

    private void attachPartial(Order order, Position position, long fresh) {
        Order takeProfit = order.takeProfitOrder;
        Order stopLoss = order.stopLossOrder;
        boolean profitGrew = grow(takeProfit, fresh);
        boolean lossGrew = grow(stopLoss, fresh);
        if (!profitGrew && !lossGrew) {
            Pair pair = pair(
                    position,
                    fresh,
                    new Leg(order.takeProfit, order.takeProfitBy, order.takeProfitLimit),
                    new Leg(order.stopLoss, order.stopLossBy, order.stopLossLimit),
                    order.request().orderLinkId());
            order.takeProfitOrder = pair.takeProfit;
            order.stopLossOrder = pair.stopLoss;
        }
    }

    private boolean grow(@Nullable Order stop, long qty) {
        if (stop == null || !stop.isWaiting()) {
            return false;
        }
        stop.qty += qty;
        stop.leaves += qty;
        matcher.tell(stop);
        return true;
    }

    /** One of a pair: trigger and limit in ticks, 0 = none and by market. */
    private record Leg(long trigger, TriggerBy by, long limit) {}

    private record Pair(
            @Nullable Order takeProfit, @Nullable Order stopLoss) {}

    private Pair pair(Position position, long qty, Leg takeProfit, Leg stopLoss, String parentLinkId) {
        Order profit = takeProfit.trigger <= 0
                ? null
                : partial(position, qty, StopOrderType.PARTIAL_TAKE_PROFIT, takeProfit, parentLinkId);
        Order loss = stopLoss.trigger <= 0
                ? null
                : partial(position, qty, StopOrderType.PARTIAL_STOP_LOSS, stopLoss, parentLinkId);
        return bound(profit, loss);
    }

    private Order partial(Position position, long qty, StopOrderType type, Leg leg, String parentLinkId) {
        return stop(
                position.account(),
                builder(position, qty, type, leg.trigger, leg.by, leg.limit).parentOrderLinkId(parentLinkId),
                qty,
                leg.limit);
    }

    /** Makes two orders a pair and lets them wait. */
    private Pair bound(@Nullable Order profit, @Nullable Order loss) {
        if (profit != null && loss != null) {
            profit.sibling = loss;
            loss.sibling = profit;
        }
        if (profit != null) {
            triggers.await(profit);
        }
        if (loss != null) {
            triggers.await(loss);
        }
        return new Pair(profit, loss);
    }

    private Order stop(Account account, OrderRequest.Builder request, long qty, long limit) {
        return maker.make(account, request.build(), new OrderChecks.Terms(qty, limit, true));
    }

    private static OrderRequest.Builder builder(
            Position position, long qty, StopOrderType type, long trigger, TriggerBy by, long limit) {
        Side side = position.size() > 0 ? Side.SELL : Side.BUY;
        boolean whole = type == StopOrderType.TAKE_PROFIT
                || type == StopOrderType.STOP_LOSS
                || type == StopOrderType.TRAILING_STOP;
        return closing(position.market(), side, qty, type, trigger, by, limit)
                .positionIdx(position.idx())
                .reduceOnly(true)
                .closeOnTrigger(whole);
    }

    private static OrderRequest.Builder closing(
            Market market, Side side, long qty, StopOrderType type, long trigger, TriggerBy by, long limit) {
        // A profit, and where trailing begins, lies above for what sells, below for what buys.
        boolean far = type.takesProfit() || type == StopOrderType.TRAILING_STOP;
        boolean rises = far == (side == Side.SELL);
        OrderRequest.Builder builder =
                limit > 0 ? OrderRequest.limit(market, side, qty, limit) : OrderRequest.market(market, side, qty);
        return builder.trigger(trigger, rises ? TriggerBook.RISES : TriggerBook.FALLS, by)
                .stopOrderType(type)
                .createType(type.createType());
    }

    /** What was bought less the fee, or sold: a take-profit and a stop-loss that go back, of which one ends the other. */
    private void attachOnSpot(Order order) {
        Instrument instrument = order.market().instrument();
        long qty = order.feeCoin.equals(instrument.baseCoin())
                ? instrument.steps(instrument.sizeOf(order.executed).subtract(order.fee))
                : order.executed;
        Order profit = spotStop(order, qty, true, order.takeProfit, order.takeProfitBy, order.takeProfitLimit);
        Order loss = spotStop(order, qty, false, order.stopLoss, order.stopLossBy, order.stopLossLimit);
        bound(profit, loss);
    }

    private @Nullable Order spotStop(Order order, long qty, boolean profit, long trigger, TriggerBy by, long limit) {
        if (trigger == 0 || qty < order.market().instrument().minQty()) {
            return null;
        }
        Side side = order.side().opposite();
        boolean rises = profit == (side == Side.SELL);
        OrderRequest.Builder builder = limit > 0
                ? OrderRequest.limit(order.market(), side, qty, limit)
                : OrderRequest.market(order.market(), side, qty);
        OrderRequest request = builder.stopOrderType(StopOrderType.TPSL)
                .trigger(trigger, rises ? TriggerBook.RISES : TriggerBook.FALLS, by)
                .parentOrderLinkId(order.request().orderLinkId())
                .build();
        return maker.make(order.account(), request, new OrderChecks.Terms(qty, limit > 0 ? limit : trigger, false));
    }

    /** Gives a position another stop for all of it; 0 takes it away, {@link TradingStop#LEAVE} leaves it. */
    private void set(Position position, StopOrderType type, long price, TriggerBy by, @Nullable Order parent) {
        Order standing = standing(position, type);
        if (price == TradingStop.LEAVE || (price == 0 && (standing == null || parent != null))) {
            return;
        }
        if (standing != null && price == 0) {
            matcher.end(standing, OrderStatus.DEACTIVATED, CancelType.USER, RejectReason.PER_CANCEL_REQUEST);
        } else if (standing != null) {
            Triggers.move(standing, price, by);
            matcher.tell(standing);
        } else {
            String link = parent == null ? "" : parent.request().orderLinkId();
            long size = Math.abs(position.size());
            triggers.await(stop(
                    position.account(),
                    builder(position, size, type, price, by, 0).parentOrderLinkId(link),
                    size,
                    0));
        }
        show(position, type, price);
    }

    private static @Nullable Order standing(Position position, StopOrderType type) {
        for (Order stop : position.account().stops) {
            if (stop.position() == position && stop.request().stopOrderType() == type && stop.isWaiting()) {
                return stop;
            }
        }
        return null;
    }

    /** Sets what somebody wants a position to have. */
    void set(Account account, Market market, TradingStop wish) throws Refusal {
        if (wish.positionIdx() < 0 || wish.positionIdx() > 2 || account.isHedged(market) != (wish.positionIdx() != 0)) {
            throw new Refusal(10001, "position idx not match position mode");
        }
        Position position = account.position(market, wish.positionIdx());
        if (position == null || position.size() == 0) {
            throw new Refusal(10001, "can not set tp/sl/ts for zero position");
        }
        Side side = position.size() > 0 ? Side.BUY : Side.SELL;
        long base = market.watched(TriggerBy.LAST_PRICE);
        StopChecks.levels(market, side, wish.takeProfit(), wish.stopLoss(), base);
        if (wish.partial()) {
            setPartial(position, wish);
        } else {
            setWhole(position, wish);
        }
        listeners.onPosition(position);
    }

    private void setPartial(Position position, TradingStop wish) throws Refusal {
        int more = (wish.takeProfit() > 0 ? 1 : 0) + (wish.stopLoss() > 0 ? 1 : 0);
        if (more == 0) {
            throw new Refusal(34040, "not modified");
        }
        if (wish.size() < position.market().instrument().minQty() || wish.size() > Math.abs(position.size())) {
            throw new Refusal(10001, "The size of a partial take profit or stop loss is out of range.");
        }
        long standing = position.account().stops.stream()
                .filter(stop -> stop.position() == position && !stop.request().closeOnTrigger() && stop.isWaiting())
                .count();
        if (standing + more > MOST_PARTIAL) {
            throw new Refusal(110061, "Not allowed to have more than 20 TP/SLs under Partial tpSlMode");
        }
        pair(
                position,
                wish.size(),
                new Leg(wish.takeProfit(), wish.takeProfitBy(), wish.takeProfitLimit()),
                new Leg(wish.stopLoss(), wish.stopLossBy(), wish.stopLossLimit()),
                "");
    }

    private void setWhole(Position position, TradingStop wish) throws Refusal {
        Order trailing = standing(position, StopOrderType.TRAILING_STOP);
        boolean sameTrail = wish.trailingStop() == TradingStop.LEAVE
                || (wish.trailingStop() == position.trailingStop
                        && (trailing == null || trailing.triggerPrice == wish.activePrice()));
        if (sameTrail
                && isStanding(position, StopOrderType.TAKE_PROFIT, wish.takeProfit(), wish.takeProfitBy())
                && isStanding(position, StopOrderType.STOP_LOSS, wish.stopLoss(), wish.stopLossBy())) {
            throw new Refusal(34040, "not modified");
        }
        if (wish.takeProfitLimit() != 0 || wish.stopLossLimit() != 0) {
            throw new Refusal(10001, "tpslMode Full supports market orders only.");
        }
        if (!sameTrail) {
            trail(position, trailing, wish);
        }
        set(position, StopOrderType.TAKE_PROFIT, wish.takeProfit(), wish.takeProfitBy(), null);
        set(position, StopOrderType.STOP_LOSS, wish.stopLoss(), wish.stopLossBy(), null);
    }

    private static boolean isStanding(Position position, StopOrderType type, long price, TriggerBy by) {
        Order standing = standing(position, type);
        return price == TradingStop.LEAVE
                || (standing == null ? price == 0 : standing.triggerPrice == price && standing.triggerBy == by);
    }

    private void trail(Position position, @Nullable Order standing, TradingStop wish) throws Refusal {
        long distance = wish.trailingStop();
        long active = wish.activePrice();
        int sign = Long.signum(position.size());
        Market market = position.market();
        long now = market.watched(TriggerBy.LAST_PRICE);
        if (active != 0 && sign * (active - now) <= 0) {
            throw new Refusal(10001, "The active price of the trailing stop has been passed.");
        }
        if (distance < 0 || (sign > 0 && distance >= (active == 0 ? now : active))) {
            throw new Refusal(10001, "The trailing stop is out of range.");
        }
        if (standing != null) {
            matcher.end(standing, OrderStatus.DEACTIVATED, CancelType.USER, RejectReason.PER_CANCEL_REQUEST);
        }
        position.trailingStop = distance;
        if (distance > 0) {
            long size = Math.abs(position.size());
            Order order = stop(
                    position.account(),
                    builder(position, size, StopOrderType.TRAILING_STOP, active, TriggerBy.LAST_PRICE, 0),
                    size,
                    0);
            order.trailingStop = distance;
            order.extreme = active == 0 ? now : 0;
            triggers.await(order);
        }
    }
}
