package io.jaybit.positions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jaybit.account.Execution;
import io.jaybit.account.PositionUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/**
 * A venue that trades at random tells of it in any order, twice or not at all, and is asked again and again: the tracker then agrees with
 * it and has raised no alarm; and where the venue hides a fill for good, exactly that is what the tracker says.
 */
class PositionProperties {
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 20_000 : 200;
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final long PERIOD_NANOS = GRACE.toNanos() - 1;

    @Test
    void whateverIsLostAndAskedForTheTrackerAgreesAndRaisesNoAlarm() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new World(seed).run(0);
            } catch (AssertionError | RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
    }

    @Test
    void aFillThatNobodyTellsOfIsAnAlarmWithItsSize() {
        int exact = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                exact += new World(seed).run(1 + new Random(seed).nextInt(3)) ? 1 : 0;
            } catch (AssertionError | RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
        // Where a fill of the same size comes at the same moment, one difference may be told twice.
        assertThat(exact).as("seeds with exact differences").isGreaterThanOrEqualTo(SEEDS * 99 / 100);
    }

    /** Where a fact stands in the order of its stream, and how it is told. */
    private record Fact(long group, boolean isRow, LongConsumer tell) {}

    private static final class World {
        private final Random random;
        private final RecordingPositions told = new RecordingPositions();
        private final PositionTracker tracker;
        private final List<Symbol> symbols = List.of(
                new Symbol(Category.LINEAR, "AUSDT"),
                new Symbol(Category.LINEAR, "BUSDT"),
                new Symbol(Category.INVERSE, "CUSD"));
        private final Map<Symbol, Boolean> hedged = new HashMap<>();
        private final Map<Symbol, TreeMap<Integer, Integer>> truth = new HashMap<>();
        private final Map<String, PositionUpdate> newestRows = new TreeMap<>();
        private final List<Execution> history = new ArrayList<>();
        private final List<Fact> facts = new ArrayList<>();
        private final List<String> hidden = new ArrayList<>();
        private long seq = 1000;
        private long venueMillis = 1_000_000;
        private long nanos;
        private int execs;

        World(long seed) {
            random = new Random(seed);
            tracker = new PositionTracker(LegOf.NOBODY, GRACE, told);
            for (Symbol symbol : symbols) {
                hedged.put(symbol, random.nextBoolean());
                truth.put(symbol, new TreeMap<>());
            }
        }

        /** @return whether the differences told are exactly what was hidden */
        boolean run(int toHide) {
            trade(random.nextInt(10), 0);
            facts.clear();
            ask();
            for (int period = 0; period < 6; period++) {
                trade(1 + random.nextInt(12), period == 3 ? toHide : 0);
                deliver();
                ask();
                if (hidden.isEmpty()) {
                    agrees(period);
                    assertThat(told.drifts).isEmpty();
                }
            }
            nanos += 2 * PERIOD_NANOS;
            tracker.doWork(nanos);
            Map<String, BigDecimal> expected = new TreeMap<>();
            for (String one : hidden) {
                String[] parts = one.split(" ");
                expected.merge(parts[0] + " " + parts[1], new BigDecimal(parts[2]), BigDecimal::add);
            }
            expected.values().removeIf(sum -> sum.signum() == 0);
            Map<String, BigDecimal> found = new TreeMap<>();
            told.drifts.forEach(drift ->
                    found.merge(drift.symbol() + " " + drift.positionIdx(), drift.difference(), BigDecimal::add));
            found.values().removeIf(sum -> sum.signum() == 0);
            assertThat(found.keySet()).isEqualTo(expected.keySet());
            tracker.acceptVenue(venueMillis, nanos);
            agrees(99);
            return found.equals(expected);
        }

        private void agrees(int period) {
            for (Symbol symbol : symbols) {
                NetPosition net = tracker.net(symbol, nanos);
                assertThat(net.standing())
                        .as(() -> "standing of " + symbol + " in period " + period + ": " + net)
                        .isEqualTo(PositionStanding.CONFIRMED);
                truth.get(symbol).forEach((leg, size) -> {
                    int seen = net.legs().stream()
                            .filter(position -> position.positionIdx() == leg)
                            .mapToInt(position -> position.net().intValueExact())
                            .sum();
                    assertThat(seen)
                            .as(() -> symbol + " " + leg + " in period " + period)
                            .isEqualTo(size);
                });
            }
        }

        private void trade(int matches, int toHide) {
            for (int i = 0; i < matches; i++) {
                Symbol symbol = symbols.get(random.nextInt(symbols.size()));
                seq += 1 + random.nextInt(3);
                venueMillis += random.nextInt(3);
                boolean hide = i < toHide;
                int count = hide ? 1 : 1 + random.nextInt(3);
                for (int n = 0; n < count; n++) {
                    fill(symbol, hide);
                }
                if (random.nextInt(4) == 0) {
                    fact(
                            0,
                            false,
                            now -> tracker.onExecution(
                                    Told.fill(symbol, "funding" + seq, "9", seq, "Funding", null), now));
                }
                if (random.nextInt(4) == 0) {
                    venueMillis++;
                    truth.get(symbol).keySet().forEach(leg -> row(symbol, leg, lastSeq(symbol, leg)));
                }
            }
        }

        private void fill(Symbol symbol, boolean hide) {
            TreeMap<Integer, Integer> legs = truth.get(symbol);
            int leg = hedged.get(symbol) ? 1 + random.nextInt(2) : 0;
            int before = legs.getOrDefault(leg, 0);
            int qty = 1 + random.nextInt(9);
            int signed = random.nextBoolean() ? qty : -qty;
            if (leg == 1 && before + signed < 0 || leg == 2 && before + signed > 0) {
                signed = -signed;
            }
            int closed = Integer.signum(before) == -Integer.signum(signed)
                    ? Math.min(Math.abs(before), Math.abs(signed))
                    : 0;
            legs.put(leg, before + signed);
            if (hide) {
                hidden.add(symbol + " " + leg + " " + signed);
            } else {
                Execution execution = Told.fill(
                        symbol,
                        "e" + execs++,
                        Integer.toString(signed),
                        seq,
                        venueMillis,
                        random.nextInt(5) == 0 ? "BustTrade" : "Trade",
                        Integer.toString(closed));
                history.add(execution);
                fact(0, false, now -> tracker.onExecution(execution, now));
                if (random.nextInt(3) == 0) {
                    fact(0, false, now -> tracker.onFastExecution(Told.fast(execution), now));
                }
            }
            row(symbol, leg, seq);
        }

        private void row(Symbol symbol, int leg, long rowSeq) {
            PositionUpdate row = Told.row(symbol, truth.get(symbol).get(leg).toString(), rowSeq, venueMillis)
                    .leg(leg)
                    .row();
            newestRows.put(symbol + " " + leg, row);
            fact(rowSeq, true, now -> tracker.onPosition(row, now));
        }

        private long lastSeq(Symbol symbol, int leg) {
            return newestRows.get(symbol + " " + leg).seq().orElse(-1);
        }

        private void fact(long group, boolean isRow, LongConsumer tell) {
            facts.add(new Fact(group, isRow, tell));
        }

        /** In any order, but rows of one moment in theirs; a few never, a few twice. */
        private void deliver() {
            List<Fact> shuffled = new ArrayList<>(facts);
            Collections.shuffle(shuffled, random);
            Map<Long, List<Fact>> rows = new HashMap<>();
            for (Fact fact : facts) {
                if (fact.isRow()) {
                    rows.computeIfAbsent(fact.group(), group -> new ArrayList<>())
                            .add(fact);
                }
            }
            long step = PERIOD_NANOS / (2L * shuffled.size() + 10);
            for (Fact one : shuffled) {
                Fact fact = one.isRow() ? rows.get(one.group()).remove(0) : one;
                if (random.nextInt(6) == 0) {
                    continue;
                }
                for (int times = random.nextInt(6) == 0 ? 2 : 1; times > 0; times--) {
                    nanos += step;
                    fact.tell().accept(nanos);
                    tracker.doWork(nanos);
                }
            }
            facts.clear();
        }

        /** All executions, the old ones too, then all positions. */
        private void ask() {
            venueMillis += 5;
            long asked = venueMillis;
            List<Execution> answer = new ArrayList<>(history);
            Collections.reverse(answer);
            answer.forEach(execution -> tracker.onExecution(execution, nanos));
            for (Category category : List.of(Category.LINEAR, Category.INVERSE)) {
                List<PositionUpdate> rows = newestRows.values().stream()
                        .filter(row -> row.symbol().category() == category
                                && (!row.size().isZero() || random.nextInt(8) == 0))
                        .toList();
                tracker.onListing(category, category == Category.LINEAR ? "USDT" : "", rows, asked, nanos);
            }
            venueMillis += 5;
            tracker.doWork(nanos);
        }
    }
}
