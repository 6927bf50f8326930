package io.jaybit.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Candles equal those that are computed anew from all trades. */
class CandleSeriesProperties {
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;

    private record Print(long time, long price, long size) {}

    @Test
    void candlesEqualThoseMadeOfAllTrades() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            Interval interval = Interval.values()[random.nextInt(Interval.values().length)];
            int capacity = 1 + random.nextInt(40);
            CandleSeries candles = new CandleSeries(interval, capacity);
            List<Print> prints = new ArrayList<>();
            long now = FeedWorld.START;
            long typical = interval.next(0) / 3;
            for (int i = 0; i < 120; i++) {
                now += (long) (random.nextDouble() * typical * (random.nextInt(30) == 0 ? 150 : 2));
                Print print = new Print(now, 1_000 + random.nextInt(100), 1 + random.nextInt(9));
                prints.add(print);
                candles.add(now, print.price, print.size, print.price * print.size);
            }
            now += (long) (random.nextDouble() * typical * 5);
            candles.rollTo(now);
            check(seed, candles, prints, now, capacity);
        }
    }

    private static void check(int seed, CandleSeries candles, List<Print> prints, long now, int capacity) {
        Interval interval = candles.interval();
        assertThat(candles.count()).as("seed %d", seed).isBetween(1, capacity);
        assertThat(candles.start(0)).as("seed %d", seed).isEqualTo(interval.start(now));
        for (int age = 0; age < candles.count(); age++) {
            long start = candles.start(age);
            long end = interval.next(start);
            if (age > 0) {
                assertThat(end).as("seed %d", seed).isEqualTo(candles.start(age - 1));
            }
            List<Print> inside = prints.stream()
                    .filter(print -> print.time >= start && print.time < end)
                    .toList();
            List<Print> before =
                    prints.stream().filter(print -> print.time < start).toList();
            long open = before.isEmpty() ? inside.get(0).price : before.get(before.size() - 1).price;
            long close = inside.isEmpty() ? open : inside.get(inside.size() - 1).price;
            long high =
                    Math.max(open, inside.stream().mapToLong(Print::price).max().orElse(open));
            long low =
                    Math.min(open, inside.stream().mapToLong(Print::price).min().orElse(open));
            long volume = inside.stream().mapToLong(Print::size).sum();
            long turnover =
                    inside.stream().mapToLong(print -> print.size * print.price).sum();
            assertThat(List.of(
                            candles.open(age),
                            candles.high(age),
                            candles.low(age),
                            candles.close(age),
                            candles.volume(age),
                            candles.turnover(age)))
                    .as("seed %d, candle %d of %s", seed, age, interval)
                    .containsExactly(open, high, low, close, volume, turnover);
        }
    }

    @Test
    void sumsStayAtTheEndOfTheirRange() {
        assertThat(CandleSeries.sum(Long.MAX_VALUE - 1, 5)).isEqualTo(Long.MAX_VALUE);
        assertThat(CandleSeries.sum(Long.MIN_VALUE + 1, -5)).isEqualTo(Long.MIN_VALUE);
        assertThat(CandleSeries.sum(3, -5)).isEqualTo(-2);
    }
}
