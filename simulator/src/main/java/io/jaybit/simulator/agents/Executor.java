package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.CreateType;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.Side;
import org.jspecify.annotations.Nullable;

/** Works a large order off in small ones, by a {@link Schedule}. */
final class Executor {
    private static final double SIZE_VARIES_BY = 0.2;

    private final Trader trader;
    private final Schedule schedule;
    private final Chance chance;
    private final int planned;
    private final Runnable whenDone;
    private int sent;
    private @Nullable Order resting;

    /** @param planned how many children the whole is cut into */
    Executor(Trader trader, Schedule schedule, int planned, Chance chance, Runnable whenDone) {
        this.trader = trader;
        this.schedule = schedule;
        this.planned = planned;
        this.chance = chance;
        this.whenDone = whenDone;
    }

    void start() {
        trader.exchange().timeline().at(schedule.startEpochMillis(), this::work);
    }

    private void work() {
        settle();
        long open = schedule.total() - schedule.executed();
        if (open <= 0 || trader.now() >= schedule.endEpochMillis()) {
            finish();
            return;
        }
        send(Math.min(open, size(open)));
        sent++;
        trader.exchange().timeline().at(nextAt(), this::work);
    }

    private void finish() {
        if (resting != null) {
            trader.withdraw(resting);
            schedule.lastExecuted(resting.executed());
        }
        schedule.finish();
        whenDone.run();
    }

    /** What rested at the best price is taken back; what it did not fill is part of what is still open. */
    private void settle() {
        Order order = resting;
        if (order == null) {
            return;
        }
        if (schedule.kind() != Schedule.Kind.ICEBERG || isLeftBehind(order)) {
            trader.withdraw(order);
        }
        schedule.lastExecuted(order.executed());
        if (order.status().isFinal()) {
            resting = null;
        }
    }

    private boolean isLeftBehind(Order order) {
        return order.status().isFinal() || Math.abs(order.price() - best(schedule.side())) * 2_000L > order.price();
    }

    /** The even share of what is still open over the children to come, so that what is missed is made up for. */
    private long size(long open) {
        int left = Math.max(1, planned - sent);
        double even = schedule.kind() == Schedule.Kind.REPEATED_CLIPS || schedule.kind() == Schedule.Kind.ICEBERG
                ? (double) schedule.total() / planned
                : (double) open / left;
        double varied = schedule.isRandom() ? even * chance.between(1 - SIZE_VARIES_BY, 1 + SIZE_VARIES_BY) : even;
        return Math.max(trader.market().instrument().minQty(), Math.round(varied));
    }

    private void send(long size) {
        if (resting != null) {
            return;
        }
        boolean limit = schedule.isPegged() || schedule.kind() == Schedule.Kind.ICEBERG;
        CreateType type = schedule.kind() == Schedule.Kind.ICEBERG ? CreateType.ICEBERG : CreateType.TWAP;
        long price = best(schedule.side());
        Order order = limit && price > 0
                ? trader.offer(schedule.side(), size, price, type)
                : trader.take(schedule.side(), size, type);
        schedule.add(new Schedule.Child(
                trader.now(), order == null ? "" : order.id(), size, order == null ? 0 : order.executed()));
        if (order != null && !order.status().isFinal()) {
            resting = order;
        }
    }

    private long best(Side side) {
        var offers = trader.market().side(side);
        return offers.size() == 0 ? 0 : offers.price(0);
    }

    private long nextAt() {
        long now = trader.now();
        long interval = schedule.intervalMillis();
        return switch (schedule.kind()) {
            case TWAP -> schedule.startEpochMillis() + sent * interval;
            case RANDOM_TWAP ->
                Math.max(now + 1, schedule.startEpochMillis() + sent * interval + chance.between(0, interval - 1));
            // The shown part is looked after a few times a second; the next one follows within a second or two.
            case ICEBERG -> now + chance.between(150, resting == null ? 1_500 : 400);
            case REPEATED_CLIPS -> now + chance.delay((double) interval);
        };
    }
}
