package io.jaybit.analytics;

import static io.jaybit.analytics.Events.BTCPERP;
import static io.jaybit.analytics.Events.BTCUSD;
import static io.jaybit.analytics.Events.BTCUSDT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.analytics.LiquidationTotals.Plan;
import io.jaybit.coverage.Seeds;
import io.jaybit.market.Category;
import io.jaybit.market.Liquidation;
import io.jaybit.market.Notional;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The totals against filtering and adding up the list of everything that has come. */
class LiquidationSeedsTest {
    private static final long HOUR = 3_600_000;
    private static final long BEGIN = Instant.parse("2026-10-10T10:17:03Z").toEpochMilli();
    private static final List<Symbol> SYMBOLS =
            List.of(BTCUSDT, BTCPERP, BTCUSD, new Symbol(Category.LINEAR, "ETHUSDT"));

    @Test
    void everyTotalIsTheSumOfWhatHadComeByThen() {
        Seeds.each(random -> {
            World world = new World(random);

            for (int i = 0; i < 120; i++) {
                world.step();
            }

            assertThat(world.told).isEqualTo(world.expectedSchedule());
            world.totals.operators().forEach((key, operator) -> {
                assertThat(operator.tooLate()).isEqualTo(world.tooLate.getOrDefault(key, 0L));
                assertThat(operator.repeats()).isEqualTo(world.repeats.getOrDefault(key, 0L));
            });
        });
    }

    @Test
    void aSnapshotAndRestoreAnywhereChangesNothing() {
        Seeds.each(random -> {
            long seed = random.nextLong();
            World straight = new World(new Random(seed));
            World interrupted = new World(new Random(seed));

            for (int i = 0; i < 120; i++) {
                straight.step();
                if (random.nextInt(10) == 0) {
                    interrupted.restart();
                }
                interrupted.step();
            }

            assertThat(interrupted.rows).isEqualTo(straight.rows);
            assertThat(interrupted.totals.snapshot()).isEqualTo(straight.totals.snapshot());
        });
    }

    private static final class World {
        private final Random random;
        private final Plan plan;
        private final int keptHours;
        private final long tick;
        private final List<Liquidation> sent = new ArrayList<>();
        /** What counts, by key, in the order it came. */
        private final Map<String, List<Liquidation>> counted = new LinkedHashMap<>();

        private final Map<String, Long> tooLate = new LinkedHashMap<>();
        private final Map<String, Long> repeats = new LinkedHashMap<>();
        private final List<LiquidationTotal> rows = new ArrayList<>();
        private final Map<String, List<String>> told = new LinkedHashMap<>();
        private Keyed<Liquidation, LiquidationTotal, LiquidationTotals> totals;
        private long clock = BEGIN;

        World(Random random) {
            this.random = random;
            keptHours = 1 + random.nextInt(3);
            tick = (1 + random.nextInt(20)) * 60_000L;
            List<Duration> windows = random.nextBoolean()
                    ? List.of(Duration.ofMinutes(7), Duration.ofHours(1))
                    : List.of(Duration.ofMinutes(1 + random.nextInt(60 * keptHours)));
            plan = new Plan(Duration.ofMillis(tick), Duration.ofSeconds(2), keptHours, windows, true);
            totals = make();
            for (Symbol symbol : SYMBOLS) {
                totals.add(symbol.toString(), rows::add);
            }
            totals.add("*:USDT", rows::add);
            totals.add("*:USDC", rows::add);
            totals.add("*:USD", rows::add);
            totals.onTime(clock, this::check);
        }

        private Keyed<Liquidation, LiquidationTotal, LiquidationTotals> make() {
            return LiquidationTotals.perSymbolAndAll(
                    plan, List.of(Category.LINEAR, Category.INVERSE), LiquidationCoverage.UNKNOWN);
        }

        void restart() {
            byte[] snapshot = totals.snapshot();
            totals = make();
            totals.restore(snapshot);
            assertThat(totals.snapshot()).isEqualTo(snapshot);
        }

        void step() {
            int kind = random.nextInt(10);
            clock += random.nextInt(4) == 0 ? random.nextInt(1_800_000) : random.nextInt(2_000);
            if (kind == 0) {
                totals.onTime(clock, this::check);
            } else if (kind == 1 && !sent.isEmpty()) {
                send(sent.get(random.nextInt(sent.size())));
            } else {
                Symbol symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
                long time = random.nextInt(12) == 0
                        ? clock - random.nextInt((int) (5 * HOUR))
                        : clock - random.nextInt(500);
                Liquidation made = Events.liquidation(
                        symbol,
                        random.nextBoolean() ? PositionSide.LONG : PositionSide.SHORT,
                        (1 + random.nextInt(3)) + ".5",
                        "" + (1 + random.nextInt(3)),
                        time,
                        clock,
                        random.nextInt(2));
                sent.add(made);
                send(made);
            }
        }

        private void send(Liquidation liquidation) {
            totals.onTime(Math.max(clock, liquidation.pushedEpochMillis()), this::check);
            for (String key : List.of(
                    liquidation.symbol().toString(),
                    "*:" + LiquidationKey.of(liquidation.symbol()).currency())) {
                List<Liquidation> list = counted.computeIfAbsent(key, absent -> new ArrayList<>());
                long openHour = Math.floorDiv(clock - 2_000, HOUR) * HOUR;
                if (liquidation.exchangeEpochMillis() < openHour - keptHours * HOUR) {
                    tooLate.merge(key, 1L, Long::sum);
                } else if (list.stream().anyMatch(other -> same(other, liquidation))) {
                    repeats.merge(key, 1L, Long::sum);
                } else {
                    list.add(liquidation);
                    if (liquidation.exchangeEpochMillis() < openHour) {
                        long hour = Math.floorDiv(liquidation.exchangeEpochMillis(), HOUR) * HOUR;
                        expected(key).add("hour " + hour + " " + (hour + HOUR) + " true true " + clock);
                    }
                }
            }
            totals.onEvent(liquidation, this::check);
        }

        private static boolean same(Liquidation left, Liquidation right) {
            return left.exchangeEpochMillis() == right.exchangeEpochMillis()
                    && left.pushedEpochMillis() == right.pushedEpochMillis()
                    && left.indexInFrame() == right.indexInFrame()
                    && left.symbol().equals(right.symbol())
                    && left.liquidated() == right.liquidated()
                    && left.size().equals(right.size())
                    && left.bankruptcyPrice().equals(right.bankruptcyPrice());
        }

        private void check(LiquidationTotal total) {
            rows.add(total);
            String key = total.key().text();
            BigDecimal[] notional = {BigDecimal.ZERO, BigDecimal.ZERO};
            long[] count = {0, 0};
            for (Liquidation liquidation : counted.getOrDefault(key, List.of())) {
                long time = liquidation.exchangeEpochMillis();
                if (time >= total.fromEpochMillis() && time < total.toEpochMillis()) {
                    int side = liquidation.liquidated() == PositionSide.LONG ? 0 : 1;
                    notional[side] = notional[side].add(Notional.of(liquidation).amount());
                    count[side]++;
                }
            }
            boolean right = total.longNotional().compareTo(notional[0]) == 0
                    && total.shortNotional().compareTo(notional[1]) == 0
                    && total.longCount() == count[0]
                    && total.shortCount() == count[1];
            if (!right) {
                throw new AssertionError(
                        total + " where the sums are " + Arrays.toString(notional) + " of " + Arrays.toString(count));
            }
            told.computeIfAbsent(key, absent -> new ArrayList<>())
                    .add(total.window() + " " + total.fromEpochMillis() + " " + total.toEpochMillis() + " "
                            + total.closed() + " " + total.revised());
        }

        private final Map<String, List<String>> revisions = new LinkedHashMap<>();

        private List<String> expected(String key) {
            return revisions.computeIfAbsent(key, absent -> new ArrayList<>());
        }

        /** What must have been told, by key: ticks, windows and closes in order, revisions where they came. */
        Map<String, List<String>> expectedSchedule() {
            Map<String, List<String>> schedule = new LinkedHashMap<>();
            for (String key : told.keySet()) {
                List<String> lines = new ArrayList<>();
                List<String> revised = new ArrayList<>(revisions.getOrDefault(key, List.of()));
                long openHour = Math.floorDiv(BEGIN - 2_000, HOUR) * HOUR;
                for (long time = BEGIN + 1; time <= clock; time = next(time)) {
                    if (time == openHour + HOUR + 2_000) {
                        lines.add("hour " + openHour + " " + (openHour + HOUR) + " true false");
                        openHour += HOUR;
                    }
                    if (time % tick == 0) {
                        lines.add("hour " + Math.floorDiv(time - 1, HOUR) * HOUR + " " + time + " false false");
                        for (Duration window : plan.slidingWindows()) {
                            lines.add(SlidingSums.nameOf(window.toSeconds()) + " " + (time - window.toMillis()) + " "
                                    + time + " false false");
                        }
                    }
                    while (!revised.isEmpty() && at(revised.get(0)) < next(time)) {
                        String line = revised.remove(0);
                        lines.add(line.substring(0, line.lastIndexOf(' ')));
                    }
                }
                schedule.put(key, lines);
            }
            return schedule;
        }

        private static long at(String revision) {
            return Long.parseLong(revision.substring(revision.lastIndexOf(' ') + 1));
        }

        /** The next millisecond at which anything can be due. */
        private long next(long time) {
            long nextTick = (Math.floorDiv(time, tick) + 1) * tick;
            long nextClose = (Math.floorDiv(time - 2_000, HOUR) + 1) * HOUR + 2_000;
            return Math.min(nextTick, nextClose);
        }
    }
}
