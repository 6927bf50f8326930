package io.jaybit.analytics;

import static io.jaybit.analytics.Events.BTCUSDT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.coverage.Cause;
import io.jaybit.coverage.FeedGap;
import io.jaybit.coverage.Seeds;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Notional;
import io.jaybit.market.Quotient;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The joiner against a quadratic search for pairs that belong together, over the whole tape at once. */
class SweepSeedsTest {
    private static final Topic TOPIC = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");

    @Test
    void sweepsAreThoseThatComparingAllPairsFinds() {
        Seeds.each(random -> {
            Tape tape = new Tape(random);
            SweepJoiner joiner = tape.joiner();
            List<Sweep> found = new ArrayList<>();

            for (Step step : tape.steps) {
                step.play(joiner, found::add);
            }
            joiner.onTime(Long.MAX_VALUE, found::add);

            assertThat(found.stream().filter(sweep -> !sweep.late()).toList()).isEqualTo(tape.sweeps());
            assertThat(found.stream()
                            .filter(Sweep::late)
                            .mapToInt(Sweep::prints)
                            .sum())
                    .isEqualTo(tape.late.size());
            assertThat(joiner.late()).isEqualTo(tape.late.size());
            assertThat(joiner.repeats()).isEqualTo(tape.repeats);
            assertThat(found.stream().map(Sweep::size).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("every print is in exactly one sweep")
                    .isEqualByComparingTo(tape.sizeOfAll());
        });
    }

    @Test
    void aSnapshotAndRestoreAnywhereChangesNothing() {
        Seeds.each(random -> {
            Tape tape = new Tape(random);
            SweepJoiner joiner = tape.joiner();
            SweepJoiner interrupted = tape.joiner();
            List<Sweep> expected = new ArrayList<>();
            List<Sweep> found = new ArrayList<>();

            for (Step step : tape.steps) {
                step.play(joiner, expected::add);
                if (random.nextInt(10) == 0) {
                    byte[] snapshot = interrupted.snapshot();
                    interrupted = tape.joiner();
                    interrupted.restore(snapshot);
                    assertThat(interrupted.snapshot()).isEqualTo(snapshot);
                }
                step.play(interrupted, found::add);
            }
            joiner.onTime(Long.MAX_VALUE, expected::add);
            interrupted.onTime(Long.MAX_VALUE, found::add);

            assertThat(found).isEqualTo(expected);
            assertThat(interrupted.snapshot()).isEqualTo(joiner.snapshot());
        });
    }

    @Test
    void howOftenTheTimeIsToldChangesNothing() {
        Seeds.each(random -> {
            Tape tape = new Tape(random);
            Keyed<Trade, Sweep, SweepJoiner> often = SweepJoiner.perSymbol(tape.join, tape.lateness);
            SweepJoiner once = tape.joiner();
            List<Sweep> expected = new ArrayList<>();
            List<Sweep> found = new ArrayList<>();

            for (Step step : tape.steps) {
                step.play(once, expected::add);
                if (step.time > 0) {
                    for (long time = step.time - 5; time < step.time; time++) {
                        often.onTime(time, found::add);
                    }
                }
                step.play(often, found::add);
            }
            once.onTime(Long.MAX_VALUE, expected::add);
            often.onTime(Long.MAX_VALUE, found::add);

            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i)).isEqualTo(expected.get(i));
            }
        });
    }

    /** One thing that happens. */
    private record Step(Trade trade, FeedGap gap, long time) {
        void play(Operator<Trade, Sweep> operator, Consumer<Sweep> out) {
            if (trade != null) {
                operator.onEvent(trade, out);
            } else if (gap != null) {
                operator.onGap(gap, out);
            } else {
                operator.onTime(time, out);
            }
        }
    }

    /** A random tape, and what the naive way makes of it. */
    private static final class Tape {
        private final Duration join;
        private final Duration lateness;
        private final List<Step> steps = new ArrayList<>();
        private final List<Trade> inTime = new ArrayList<>();
        private final List<Trade> late = new ArrayList<>();
        private final List<FeedGap> gaps = new ArrayList<>();
        private long repeats;

        Tape(Random random) {
            join = Duration.ofMillis(random.nextInt(30));
            lateness = Duration.ofMillis(31 + random.nextInt(60));
            long clock = 1_000_000;
            long id = 1;
            List<Trade> all = new ArrayList<>();
            Set<Trade> seen = new HashSet<>();
            steps.add(new Step(null, null, clock));
            for (int i = 0; i < 150; i++) {
                clock += random.nextInt(3) == 0 ? random.nextInt(50) : random.nextInt(3);
                int kind = random.nextInt(20);
                if (kind == 0) {
                    FeedGap gap = new FeedGap(
                            TOPIC, clock + random.nextInt(20), clock + 21 + random.nextInt(20), Set.of(Cause.GAP));
                    gaps.add(gap);
                    steps.add(new Step(null, gap, 0));
                } else if (kind == 1) {
                    steps.add(new Step(null, null, clock));
                } else if (kind == 2 && !all.isEmpty()) {
                    repeats++;
                    Trade again = all.get(random.nextInt(all.size()));
                    steps.add(new Step(again, null, 0));
                } else {
                    boolean straggler = random.nextInt(25) == 0;
                    long time = clock - random.nextInt(straggler ? 400 : 30);
                    Events.Made made = Events.trade(
                                    BTCUSDT,
                                    id++,
                                    time,
                                    random.nextInt(5) == 0 ? TakerSide.SELL : TakerSide.BUY,
                                    "" + (100 + random.nextInt(4)) + "." + random.nextInt(10),
                                    "0." + (1 + random.nextInt(99)))
                            .pushedAt(clock);
                    made = random.nextInt(3) > 0 ? made.seq(random.nextInt(2)) : made;
                    made = random.nextInt(10) == 0 ? made.rpi() : made;
                    made = random.nextInt(15) == 0 ? made.block() : made;
                    Trade trade = made.trade();
                    all.add(trade);
                    steps.add(new Step(trade, null, 0));
                    if (!trade.block() && seen.add(trade)) {
                        (time < clock - lateness.toMillis() ? late : inTime).add(trade);
                    }
                }
            }
        }

        SweepJoiner joiner() {
            return new SweepJoiner(BTCUSDT, join, lateness);
        }

        BigDecimal sizeOfAll() {
            return sum(inTime).add(sum(late));
        }

        List<Sweep> sweeps() {
            List<Trade> tape = new ArrayList<>(inTime);
            tape.sort(Comparator.comparingLong(Trade::exchangeEpochMillis));
            List<Sweep> sweeps = new ArrayList<>();
            for (int first = 0; first < tape.size(); first++) {
                if (first > 0 && together(tape, first - 1, first)) {
                    continue;
                }
                int last = first;
                for (int other = first + 1; other < tape.size(); other++) {
                    last = together(tape, first, other) ? other : last;
                }
                sweeps.add(sweep(tape.subList(first, last + 1)));
            }
            return sweeps;
        }

        private boolean together(List<Trade> tape, int first, int last) {
            for (int i = first; i < last; i++) {
                Trade one = tape.get(i);
                Trade next = tape.get(i + 1);
                if (one.takerSide() != next.takerSide()
                        || next.exchangeEpochMillis() - one.exchangeEpochMillis() > join.toMillis()
                        || touched(one.exchangeEpochMillis(), next.exchangeEpochMillis())) {
                    return false;
                }
            }
            return true;
        }

        private boolean touched(long from, long to) {
            for (long time = from; time <= to; time++) {
                for (FeedGap gap : gaps) {
                    if (time >= gap.fromEpochMillis() && time < gap.toEpochMillis()) {
                        return true;
                    }
                }
            }
            return false;
        }

        private Sweep sweep(List<Trade> prints) {
            BigDecimal size = sum(prints);
            BigDecimal notional = prints.stream()
                    .map(trade ->
                            trade.price().toBigDecimal().multiply(trade.size().toBigDecimal()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            Trade first = prints.get(0);
            Trade last = prints.get(prints.size() - 1);
            Set<Decimal> levels = new HashSet<>();
            prints.forEach(trade -> levels.add(trade.price()));
            boolean sameSeq = prints.size() == 1
                    || (first.seq().isPresent()
                            && prints.stream().allMatch(print -> print.seq().equals(first.seq())));
            long reach = join.toMillis();
            return new Sweep(
                    BTCUSDT,
                    first.takerSide(),
                    first.exchangeEpochMillis(),
                    last.exchangeEpochMillis(),
                    prints.size(),
                    (int) prints.stream().filter(Trade::rpi).count(),
                    size,
                    new Notional(notional, "USDT"),
                    new Quotient(notional, size),
                    first.price(),
                    last.price(),
                    levels.size(),
                    sameSeq ? Sweep.Evidence.SAME_MATCH : Sweep.Evidence.BURST,
                    touched(first.exchangeEpochMillis() - reach, last.exchangeEpochMillis() + reach),
                    false);
        }

        private static BigDecimal sum(List<Trade> trades) {
            return trades.stream().map(trade -> trade.size().toBigDecimal()).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }
}
