package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Matches orders by price and time, books what comes of it and tells it. Confined to the exchange's thread.
 *
 * <p>Of each match the maker is told at once: its order, execution, position, wallet, in this order; the taker likewise once the
 * whole order has been through the book, with all its executions.
 */
final class Matcher {
    private final Timeline timeline;
    private final Ids ids;
    private final Ledger ledger;
    private final Listeners listeners;
    private final SpreadLegs legs;
    /** Fills of the order that is going through the book. */
    private final List<Execution> taken = new ArrayList<>();
    /** Orders that were filled and have not been followed up: their stops, their position's stops. */
    private final ArrayDeque<Order> filled = new ArrayDeque<>();

    Matcher(Timeline timeline, Ids ids, Ledger ledger, Listeners listeners, SpreadLegs legs) {
        this.timeline = timeline;
        this.ids = ids;
        this.ledger = ledger;
        this.listeners = listeners;
        this.legs = legs;
    }

    /** The next order that was filled and not yet followed up, in the order of the fills; null if there is none. */
    @Nullable
    Order nextFilled() {
        return filled.poll();
    }

    /** Lets an order meet the other side; what is left of it rests or ends. Its price is set. */
    void enter(Order taker) {
        BookSide makers = taker.market().side(taker.side().opposite());
        TimeInForce timeInForce = taker.request().timeInForce();
        if (timeInForce == TimeInForce.POST_ONLY && crosses(taker, makers.best())) {
            end(taker, OrderStatus.CANCELLED, CancelType.UNKNOWN, RejectReason.POST_ONLY_WOULD_TAKE);
        } else if (timeInForce == TimeInForce.FOK && !canBeFilled(taker, makers)) {
            end(taker, cancelledStatus(taker), CancelType.UNKNOWN, RejectReason.NO_FULL_FILL);
        } else {
            sweep(taker, makers);
        }
    }

    private static boolean crosses(Order taker, @Nullable Level level) {
        return level != null && (taker.side() == Side.BUY ? level.price <= taker.price : level.price >= taker.price);
    }

    private void sweep(Order taker, BookSide makers) {
        boolean tooLittle = false;
        for (Level level = makers.best(); crosses(taker, level); level = makers.best()) {
            Order maker = Objects.requireNonNull(Objects.requireNonNull(level).first);
            long wanted = taker.isQuoted() ? affordable(taker, maker.price) : taker.leaves;
            if (wanted == 0) {
                tooLittle = taker.isQuoted();
                break;
            }
            if (maker.account() == taker.account() && taker.request().smpType() != SmpType.NONE) {
                if (preventSelfMatch(taker, maker)) {
                    return;
                }
            } else {
                trade(taker, maker, Math.min(wanted, maker.leaves));
            }
        }
        conclude(taker, tooLittle);
    }

    private void conclude(Order taker, boolean tooLittle) {
        boolean done = taker.isQuoted()
                ? taker.executed > 0 && (tooLittle || taker.quoteLeft.signum() == 0)
                : taker.leaves == 0;
        TimeInForce timeInForce = taker.request().timeInForce();
        if (done) {
            end(taker, OrderStatus.FILLED, CancelType.UNKNOWN, RejectReason.NO_ERROR);
        } else if (tooLittle) {
            end(taker, cancelledStatus(taker), CancelType.UNKNOWN, RejectReason.VALUE_ZERO);
        } else if (timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK) {
            end(taker, cancelledStatus(taker), CancelType.UNKNOWN, RejectReason.NO_IMMEDIATE_QTY);
        } else {
            taker.status = taker.executed > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
            rest(taker);
            tell(taker);
        }
    }

    /** How many steps the rest of a quote amount buys or sells at a price. */
    private static long affordable(Order taker, long price) {
        Instrument instrument = taker.market().instrument();
        long steps = taker.quoteLeft
                .divide(instrument.value(1, price), 0, RoundingMode.DOWN)
                .longValueExact();
        // What a fill costs is rounded, perhaps up.
        return steps > 0 && quoteOf(instrument, steps, price).compareTo(taker.quoteLeft) > 0 ? steps - 1 : steps;
    }

    private static BigDecimal quoteOf(Instrument instrument, long steps, long price) {
        return Money.round(instrument.value(steps, price));
    }

    /** Whether the taker has ended by it. The taker's word counts, never the maker's. */
    private boolean preventSelfMatch(Order taker, Order maker) {
        SmpType type = taker.request().smpType();
        taker.smpOrderId = maker.id();
        maker.smpOrderId = taker.id();
        if (type != SmpType.CANCEL_TAKER) {
            end(maker, cancelledStatus(maker), CancelType.SMP, RejectReason.SELF_MATCH);
        }
        if (type == SmpType.CANCEL_MAKER) {
            return false;
        }
        end(taker, cancelledStatus(taker), CancelType.SMP, RejectReason.SELF_MATCH);
        return true;
    }

    /**
     * Whether the book holds all that a fill-or-kill order asks for. Reduce-only makers count with no more than their position will
     * still be by then, own orders as self-match prevention has it.
     */
    private static boolean canBeFilled(Order taker, BookSide makers) {
        Map<Position, Long> sizes = new LinkedHashMap<>();
        SmpType smp = taker.request().smpType();
        long missing = taker.leaves;
        for (int depth = 0; depth < makers.size() && crosses(taker, makers.at(depth)); depth++) {
            for (Order maker = makers.at(depth).first; maker != null; maker = maker.behind) {
                boolean own = maker.account() == taker.account();
                if (own && (smp == SmpType.CANCEL_TAKER || smp == SmpType.CANCEL_BOTH)) {
                    return false;
                }
                if (own && smp == SmpType.CANCEL_MAKER) {
                    continue;
                }
                missing -= filling(taker, maker, missing, sizes);
                if (missing == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long filling(Order taker, Order maker, long most, Map<Position, Long> sizes) {
        long qty = Math.min(most, maker.leaves);
        Position position = maker.position();
        if (position != null) {
            // A trade between both sides of one position leaves it as it is.
            long size = sizes.getOrDefault(position, position.size());
            if (maker.reduceOnly) {
                qty = Math.min(qty, Math.max(0, -maker.side().sign() * size));
            }
            if (position != taker.position()) {
                sizes.put(position, size + maker.side().sign() * qty);
            }
        }
        return qty;
    }

    private void trade(Order taker, Order maker, long qty) {
        Market market = taker.market();
        long now = timeline.now();
        long price = maker.price;
        String direction = direction(market, price);
        market.lastPrice = price;
        market.seq++;
        market.matchEpochMillis = now;
        Level level = Objects.requireNonNull(maker.level);
        level.size -= qty;
        maker.leaves -= qty;
        if (taker.isQuoted()) {
            taker.quoteLeft = taker.quoteLeft.subtract(quoteOf(market.instrument(), qty, price));
            taker.qty += qty;
        } else {
            taker.leaves -= qty;
        }
        Execution took = fill(taker, price, qty, false, now);
        Execution made = fill(maker, price, qty, true, now);
        taken.add(took);
        if (market.category() == Category.SPREAD) {
            legs.book(took, made);
        }
        boolean gone = maker.leaves == 0;
        if (gone) {
            unlink(maker, level);
            close(maker, OrderStatus.FILLED, CancelType.UNKNOWN, RejectReason.NO_ERROR);
        } else {
            maker.status = OrderStatus.PARTIALLY_FILLED;
            ledger.leavesChanged(maker);
        }
        listeners.onLevel(market, maker.side(), price, level.size);
        listeners.onTrade(
                new Trade(market, took.id(), now, price, qty, taker.side(), market.seq, direction, false, false));
        listeners.onOrder(maker);
        listeners.onExecution(made);
        tellPosition(maker);
        tellWallet(maker, true);
        trim(maker.account(), market);
        if (taker.account() != maker.account()) {
            trim(taker.account(), market);
        }
    }

    private static String direction(Market market, long price) {
        if (price == market.lastPrice) {
            return market.lastMoveUp ? "ZeroPlusTick" : "ZeroMinusTick";
        }
        market.lastMoveUp = price > market.lastPrice;
        return market.lastMoveUp ? "PlusTick" : "MinusTick";
    }

    private Execution fill(Order order, long price, long qty, boolean maker, long now) {
        Market market = order.market();
        order.executed += qty;
        order.updatedEpochMillis = now;
        Ledger.Entry entry = ledger.fill(order, price, qty, maker, market.seq, now);
        order.executedValue = order.executedValue.add(entry.value());
        order.fee = order.fee.add(entry.fee());
        order.feeCoin = entry.feeCoin();
        order.closedPnl = order.closedPnl.add(entry.pnl());
        filled.add(order);
        return new Execution(
                ids.next(market.category()),
                order.account(),
                order,
                ExecType.TRADE,
                now,
                price,
                qty,
                entry.value(),
                entry.fee(),
                entry.feeRate(),
                entry.feeCoin(),
                maker,
                entry.closedQty(),
                entry.pnl(),
                order.leaves,
                market.markPrice(),
                market.seq,
                "");
    }

    /** Cuts reduce-only orders to what their positions have become. */
    void trim(Account account, Market market) {
        if (account.reducing.isEmpty()) {
            return;
        }
        for (Order order : List.copyOf(account.reducing)) {
            long closable = order.closable();
            if (order.market() != market || order.leaves <= closable || order.level == null) {
                continue;
            }
            if (closable == 0) {
                end(order, cancelledStatus(order), CancelType.REDUCE_ONLY, RejectReason.NO_ERROR);
            } else {
                shrink(order, order.executed + closable);
                tell(order);
            }
        }
    }

    /** Gives a resting order a smaller size; it keeps its place. */
    void shrink(Order order, long qty) {
        Level level = Objects.requireNonNull(order.level);
        long leaves = qty - order.executed;
        level.size += leaves - order.leaves;
        order.qty = qty;
        order.leaves = leaves;
        ledger.leavesChanged(order);
        bookChanged(order.market(), order.side(), level);
    }

    private void rest(Order order) {
        Level level = order.market().side(order.side()).obtain(order.price);
        level.append(order);
        if (order.reduceOnly) {
            order.account().reducing.add(order);
        }
        hold(order);
        bookChanged(order.market(), order.side(), level);
    }

    private static void leaveWaiting(Order order) {
        if (order.isWaiting()) {
            order.market().waiting.remove(order);
            if (order.request().stopOrderType().isOfPosition()) {
                order.account().stops.remove(order);
            }
        }
    }

    /** Takes an order out of the book, or from among those that wait for a trigger; it may enter the book again. */
    void withdraw(Order order) {
        leaveWaiting(order);
        Level level = order.level;
        if (level != null) {
            unlink(order, level);
            bookChanged(order.market(), order.side(), level);
        }
        release(order);
    }

    private static void unlink(Order order, Level level) {
        level.remove(order);
        if (level.isEmpty()) {
            order.market().side(order.side()).remove(level);
        }
        if (order.reduceOnly) {
            order.account().reducing.remove(order);
        }
    }

    private void bookChanged(Market market, Side side, Level level) {
        market.seq++;
        market.matchEpochMillis = timeline.now();
        listeners.onLevel(market, side, level.price, level.size);
    }

    /** Has the ledger hold what a waiting order needs. */
    void hold(Order order) {
        order.held = true;
        ledger.opened(order);
    }

    private void release(Order order) {
        if (order.held) {
            order.held = false;
            ledger.closed(order);
        }
    }

    /** How an order ends that somebody ends. */
    static OrderStatus cancelledStatus(Order order) {
        if (order.isWaiting()) {
            return OrderStatus.DEACTIVATED;
        }
        return order.executed > 0 && order.market().category() == Category.SPOT
                ? OrderStatus.PARTIALLY_FILLED_CANCELED
                : OrderStatus.CANCELLED;
    }

    /** Ends an order, wherever it is, and tells it. */
    void end(Order order, OrderStatus status, CancelType cancelType, RejectReason reason) {
        Level level = order.level;
        if (level != null) {
            unlink(order, level);
            bookChanged(order.market(), order.side(), level);
        }
        close(order, status, cancelType, reason);
        tell(order);
    }

    private void close(Order order, OrderStatus status, CancelType cancelType, RejectReason reason) {
        leaveWaiting(order);
        order.status = status;
        order.cancelType = cancelType;
        order.rejectReason = reason;
        order.leaves = 0;
        if (order.executed > order.stopsFor) {
            filled.add(order);
        }
        Account account = order.account();
        account.open.remove(order.id());
        release(order);
    }

    /** Tells that an order has changed, with its fills if it has just been through the book. */
    void tell(Order order) {
        order.updatedEpochMillis = timeline.now();
        listeners.onOrder(order);
        boolean wasTaker = !taken.isEmpty() && taken.get(0).order() == order;
        if (wasTaker) {
            for (Execution execution : taken) {
                listeners.onExecution(execution);
            }
            taken.clear();
        }
        tellPosition(order);
        tellWallet(order, wasTaker);
    }

    private void tellPosition(Order order) {
        Position position = order.position();
        if (position != null) {
            listeners.onPosition(position);
        }
    }

    /** A fill on spot moves both coins, all else the one that is held for the order. */
    private void tellWallet(Order order, boolean traded) {
        Instrument instrument = order.market().instrument();
        if (instrument.category() != Category.SPOT) {
            listeners.onWallet(order.account(), instrument.settleCoin());
            return;
        }
        boolean buying = order.side() == Side.BUY;
        if (traded || buying) {
            listeners.onWallet(order.account(), instrument.quoteCoin());
        }
        if (traded || !buying) {
            listeners.onWallet(order.account(), instrument.baseCoin());
        }
    }
}
