package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Keeps some systematic executors at work over all markets: when one is done, another begins, on some market, by some schedule. As
 * the venue's own bot does it: every 30 s unless told otherwise, from 5 min to 24 h, sizes even or varied by a fifth, by market or at
 * the best price, begun at any moment and not at the full minute.
 */
final class Executors {
    private static final long MINUTE = 60_000;
    private static final long[] INTERVALS = {5_000, 10_000, 30_000, 30_000, 30_000, 30_000, 60_000, 120_000};
    private static final long[] DURATIONS = {
        5 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, 60 * MINUTE, 240 * MINUTE, 1_440 * MINUTE
    };

    private final List<Trader> traders;
    private final List<Schedule> schedules = new ArrayList<>();
    private final Chance chance;

    /** @param traders one for each market where they may work */
    Executors(List<Trader> traders, Chance chance) {
        this.traders = List.copyOf(traders);
        this.chance = chance;
    }

    /** Begins the first ones, the first of them after a second or so. */
    void start(int atOnce) {
        for (int i = 0; i < atOnce && !traders.isEmpty(); i++) {
            begin(chance.between(700, 2_000) + i * 2_500L);
        }
    }

    List<Schedule> schedules() {
        return Collections.unmodifiableList(schedules);
    }

    private void begin(long waitMillis) {
        // The first markets of the list are the large ones, where most of it happens.
        int place = (int) Math.min(traders.size() - 1L, chance.delay(2.5) - 1);
        Trader trader = traders.get(place);
        Schedule.Kind kind = kind();
        long interval = INTERVALS[(int) chance.between(0, INTERVALS.length - 1)];
        long duration = DURATIONS[(int) chance.between(0, DURATIONS.length - 1)];
        int children = (int) Math.max(10, Math.min(2_880, duration / interval));
        if (kind == Schedule.Kind.ICEBERG) {
            children = (int) chance.between(10, 60);
        }
        double childUsd = chance.logNormal(4_000, 0.9);
        long child = Math.max(1, trader.sizeWorth(childUsd));
        long start = trader.now() + waitMillis;
        Schedule schedule = new Schedule(
                "executor-" + (schedules.size() + 1),
                trader.market(),
                kind,
                chance.happens(0.5) ? Side.BUY : Side.SELL,
                child * children,
                start,
                start + Math.max(duration, interval * (children + 2L)),
                kind == Schedule.Kind.ICEBERG ? 0 : interval,
                kind == Schedule.Kind.TWAP && chance.happens(0.4),
                kind == Schedule.Kind.TWAP && chance.happens(0.3));
        schedules.add(schedule);
        new Executor(trader, schedule, children, chance.split(), () -> begin(chance.delay(60_000.0))).start();
    }

    private Schedule.Kind kind() {
        long die = chance.between(1, 10);
        return die <= 5
                ? Schedule.Kind.TWAP
                : die <= 7
                        ? Schedule.Kind.RANDOM_TWAP
                        : die <= 8 ? Schedule.Kind.ICEBERG : Schedule.Kind.REPEATED_CLIPS;
    }
}
