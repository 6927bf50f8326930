package io.jaybit.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.coverage.Seeds;
import io.jaybit.market.BookUpdate;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A ladder against a sorted map, over every way on and off its grid. */
class LadderTest {
    /** A size and its scale. */
    private record Held(long size, int scale) {}

    /** What a ladder went through, beside a map that went through the same. */
    private static final class Life {
        private final Random random;
        private final BookSide side;
        private Ladder ladder;
        private TreeMap<Long, Held> map;
        private final BookUpdate.Levels frame = new BookUpdate.Levels();
        private final long depth;
        private long tick;
        private long best;
        private int digits;

        Life(Random random) {
            this.random = random;
            side = random.nextBoolean() ? BookSide.BID : BookSide.ASK;
            ladder = new Ladder(side, 16);
            map = side == BookSide.BID ? new TreeMap<>(Comparator.reverseOrder()) : new TreeMap<>();
            tick = List.of(1L, 5L, 10L, 25L, 1_000L, 7L).get(random.nextInt(6));
            depth = List.of(1, 7, 9, 50, 200).get(random.nextInt(5));
            best = tick * (1_000 + random.nextInt(1_000_000));
        }

        private long worse(long ticks) {
            return side == BookSide.BID ? best - ticks * tick : best + ticks * tick;
        }

        private void add(long price) {
            boolean delete = random.nextInt(3) == 0;
            int scale = random.nextInt(4);
            frame.add(price, 2, delete ? 0 : 1 + random.nextInt(1_000_000), scale);
        }

        private int applyToMap() {
            int unknown = 0;
            for (int i = 0; i < frame.count(); i++) {
                if (frame.size(i) != 0) {
                    map.put(frame.price(i), new Held(frame.size(i), frame.sizeScale(i)));
                } else if (map.remove(frame.price(i)) == null) {
                    unknown++;
                }
            }
            return unknown;
        }

        void step() {
            frame.clear();
            int what = random.nextInt(200);
            if (what < 2) {
                for (long level = 0, at = 0; level < depth; level++, at += 1 + random.nextInt(3)) {
                    frame.add(worse(at), 2, 1 + random.nextInt(1_000), 3);
                }
                map.clear();
                applyToMap();
                ladder.replace(frame);
            } else if (what == 2) {
                ladder.clear();
                map.clear();
            } else if (what == 3 && digits < 3) {
                digits++;
                assertThat(ladder.canRaise(1)).isTrue();
                ladder.raise(1);
                TreeMap<Long, Held> finer = new TreeMap<>(map.comparator());
                map.forEach((price, held) -> finer.put(price * 10, held));
                map = finer;
                best *= 10;
                tick *= random.nextBoolean() ? 10 : 1;
            } else if (what == 4) {
                StateWriter to = new StateWriter();
                ladder.writeTo(to);
                Ladder other = new Ladder(side, 4);
                other.restore(new StateReader(to.toByteArray()));
                ladder = other;
            } else {
                deltas(what);
            }
        }

        private void deltas(int what) {
            int changes = 1 + random.nextInt(12);
            List<Long> prices = new ArrayList<>();
            for (int i = 0; i < changes; i++) {
                prices.add(worse((long) (Math.abs(random.nextGaussian()) * depth)));
            }
            if (what < 8) {
                prices.add(worse(random.nextInt(1_000_000) - 500_000)); // far away
            } else if (what < 12) {
                prices.add(worse(random.nextInt(20)) + 1); // between two ticks
            } else if (what < 30) {
                best = worse(random.nextInt(200) - 100); // the market jumps
            } else if (what < 150) {
                best = worse(random.nextInt(5) - 2);
            }
            if (random.nextInt(10) > 0) {
                prices.sort(side == BookSide.BID ? Comparator.reverseOrder() : Comparator.naturalOrder());
            }
            prices.forEach(this::add);
            assertThat(ladder.apply(frame)).as("deletes of what is not there").isEqualTo(applyToMap());
            if (map.size() > depth * 3) {
                shrink();
            }
        }

        /** As the venue does with what falls out of its window. */
        private void shrink() {
            frame.clear();
            List<Long> prices = new ArrayList<>(map.keySet());
            for (Long price : prices.subList((int) depth, prices.size())) {
                frame.add(price, 2, 0, 0);
            }
            assertThat(ladder.apply(frame)).isZero();
            applyToMap();
        }

        void compare() {
            List<String> expected = new ArrayList<>();
            for (Map.Entry<Long, Held> level : map.entrySet()) {
                expected.add(text(
                        level.getKey(),
                        level.getValue().size(),
                        level.getValue().scale()));
            }
            assertThat(levels(ladder)).isEqualTo(expected);
            assertThat(levels(ladder.copy())).isEqualTo(expected);
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < expected.size(); i++) {
                order.add(i);
            }
            Collections.shuffle(order, random);
            for (int level : order) {
                assertThat(text(ladder, level)).isEqualTo(expected.get(level));
            }
            assertThatThrownBy(() -> ladder.price(expected.size())).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> ladder.size(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private static List<String> levels(Ladder ladder) {
        List<String> levels = new ArrayList<>();
        for (int level = 0; level < ladder.count(); level++) {
            levels.add(text(ladder, level));
        }
        return levels;
    }

    private static String text(Ladder ladder, int level) {
        return text(ladder.price(level), ladder.size(level), ladder.sizeScale(level));
    }

    private static String text(long price, long size, int scale) {
        return price + "x" + size + "e-" + scale;
    }

    @Test
    void itHoldsWhatASortedMapHolds() {
        int[] onGrid = new int[2];
        Seeds.each(random -> {
            Life life = new Life(random);
            for (int step = 0; step < 400; step++) {
                life.step();
                life.compare();
                onGrid[life.ladder.isOnGrid() ? 1 : 0]++;
            }
        });
        int steps = onGrid[0] + onGrid[1];
        assertThat(onGrid[0]).as("in sorted arrays, of %d steps", steps).isGreaterThan(steps / 5);
        assertThat(onGrid[1]).as("on a grid, of %d steps", steps).isGreaterThan(steps / 5);
    }

    private static Ladder ofFifty(long tick) {
        BookUpdate.Levels levels = new BookUpdate.Levels();
        for (int i = 0; i < 50; i++) {
            levels.add(tick * (1_000 - i), 2, 1 + i, 0);
        }
        Ladder ladder = new Ladder(BookSide.BID, 16);
        ladder.replace(levels);
        return ladder;
    }

    private static int apply(Ladder ladder, long price, long size) {
        BookUpdate.Levels levels = new BookUpdate.Levels();
        levels.add(price, 2, size, 0);
        return ladder.apply(levels);
    }

    @Test
    void levelsThatLieCloseTogetherAreOnAGridWhateverTheirStep() {
        for (long tick : new long[] {1, 10, 7, 1_000_000, 12_345_678_901L}) {
            assertThat(ofFifty(tick).isOnGrid()).as("step %d", tick).isEqualTo(tick < 1L << 34);
        }
    }

    @Test
    void aPriceFarAwayEndsTheGridAndItComesBackAfterAWhile() {
        Ladder ladder = ofFifty(10);
        apply(ladder, 1, 5);
        assertThat(ladder.isOnGrid()).isFalse();
        assertThat(ladder.count()).isEqualTo(51);
        assertThat(ladder.price(50)).isEqualTo(1);
        apply(ladder, 1, 0);
        for (int frame = 0; frame < 200; frame++) {
            apply(ladder, 10_000, 1 + frame);
        }
        assertThat(ladder.isOnGrid()).isTrue();
        assertThat(ladder.count()).isEqualTo(50);
        assertThat(ladder.size(0)).isEqualTo(200);
    }

    @Test
    void aFinerPriceMakesAFinerGrid() {
        Ladder ladder = ofFifty(10);
        assertThat(apply(ladder, 9_995, 3)).isZero();
        assertThat(ladder.isOnGrid()).isTrue();
        assertThat(ladder.price(1)).isEqualTo(9_995);
        assertThat(apply(ladder, 9_994, 0)).isEqualTo(1);
    }

    @Test
    void aMarketThatRunsAwayTakesItsGridAlong() {
        Ladder ladder = ofFifty(10);
        long best = 10_000;
        for (int move = 0; move < 10_000; move++) {
            apply(ladder, best - 490, 0);
            best += 10;
            apply(ladder, best, 7);
            assertThat(ladder.price(0)).isEqualTo(best);
            assertThat(ladder.count()).isEqualTo(50);
        }
        assertThat(ladder.isOnGrid()).isTrue();
        assertThat(ladder.price(49)).isEqualTo(best - 490);
    }

    @Test
    void theGreatestPricesAreHeldExactly() {
        long most = 999_999_999_999_999_999L;
        BookUpdate.Levels levels = new BookUpdate.Levels();
        for (int i = 0; i < 20; i++) {
            levels.add(most - i, 0, 1, 0);
        }
        levels.add(1, 0, 2, 0);
        for (BookSide side : BookSide.values()) {
            Ladder ladder = new Ladder(side, 16);
            ladder.apply(levels);
            ladder.apply(levels);
            assertThat(ladder.count()).isEqualTo(21);
            assertThat(ladder.price(side == BookSide.BID ? 0 : 20)).isEqualTo(most);
            assertThat(ladder.canRaise(1)).isFalse();
            apply(ladder, 1, 0);
            for (int frame = 0; frame < 500; frame++) {
                apply(ladder, most, 5);
            }
            assertThat(ladder.isOnGrid()).isTrue();
            assertThat(ladder.price(side == BookSide.BID ? 19 : 0)).isEqualTo(most - 19);
        }
    }
}
