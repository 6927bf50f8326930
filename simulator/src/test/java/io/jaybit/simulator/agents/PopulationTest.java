package io.jaybit.simulator.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Catalogue;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.Trade;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the market that comes of one seed is one a trader would believe. */
class PopulationTest {
    @Test
    void theSameSeedMakesTheSameMarketAndAnotherAnother() {
        List<String> first = new Tape(Preset.CALM, 7, Tape.linear(3)).run(60).told;

        assertThat(new Tape(Preset.CALM, 7, Tape.linear(3)).run(60).told).isEqualTo(first);
        assertThat(new Tape(Preset.CALM, 8, Tape.linear(3)).run(60).told).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void everyBookOfEveryCategoryHasTwoSidesAndStaysNearTheIndex(Preset preset) {
        Tape tape = new Tape(preset, 3, new Catalogue(Tape.START).all()).run(20);

        for (Market market : tape.exchange.markets()) {
            assertThat(market.bids().size()).as("bids of " + market).isPositive();
            assertThat(market.asks().size()).as("asks of " + market).isPositive();
            assertThat(market.bids().price(0))
                    .as(market.toString())
                    .isLessThan(market.asks().price(0));
            if (market.category().hasPositions() && market.instrument().isPerpetual()) {
                assertThat((double) market.mid() / market.indexPrice())
                        .as("mid against index of " + market)
                        .isBetween(0.98, 1.02);
            }
        }
    }

    @Test
    void tradesComeInClustersAndBunchAfterWholeSeconds() {
        Tape tape = new Tape(Preset.BUSY, 5, Tape.linear(1)).run(120);
        Map<Long, Long> bySecond = tape.trades.stream()
                .collect(Collectors.groupingBy(trade -> trade.epochMillis() / 1000, Collectors.counting()));
        double mean =
                bySecond.values().stream().mapToLong(Long::longValue).average().orElse(0);
        double variance = bySecond.values().stream()
                .mapToDouble(count -> (count - mean) * (count - mean))
                .average()
                .orElse(0);
        long onTheSecond = tape.trades.stream()
                .filter(trade -> trade.epochMillis() % 1000 < 50)
                .count();

        // independent trades would have a variance equal to their mean, and a twentieth of them here
        assertThat(variance / mean).isGreaterThan(2);
        assertThat((double) onTheSecond / tape.trades.size()).isGreaterThan(0.08);
    }

    @Test
    void nowAndThenSomebodySweepsManyLevelsAtOnce() {
        Tape tape = new Tape(Preset.CALM, 11, Tape.linear(1)).run(300);
        Map<String, List<Trade>> matches = tape.trades.stream()
                .collect(Collectors.groupingBy(
                        trade -> trade.epochMillis() + trade.takerSide().text()));

        assertThat(matches.values()).anySatisfy(match -> {
            assertThat(match.stream().map(Trade::price).distinct().count()).isGreaterThan(5);
            assertThat(match.stream().mapToLong(Trade::size).sum() * 65).isGreaterThan(100_000);
        });
    }

    @Test
    void executorsDoWhatTheirScheduleSays() {
        Tape tape = new Tape(Preset.CALM, 2, Tape.linear(5)).run(900);
        List<Schedule> twaps = tape.population.schedules().stream()
                .filter(schedule -> schedule.kind() == Schedule.Kind.TWAP && !schedule.isPegged())
                .filter(schedule -> schedule.children().size() > 5)
                .toList();

        assertThat(tape.population.schedules()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(twaps).isNotEmpty().allSatisfy(schedule -> {
            List<Schedule.Child> children = schedule.children();
            for (int i = 0; i < children.size(); i++) {
                Schedule.Child child = children.get(i);
                assertThat(child.epochMillis() - schedule.startEpochMillis()).isEqualTo(i * schedule.intervalMillis());
                assertThat(child.executed()).isEqualTo(child.size());
            }
            assertThat(schedule.startEpochMillis() % 60_000).isNotZero();
            assertThat(schedule.executed()).isLessThanOrEqualTo(schedule.total());
        });
    }

    @Test
    void aShockMovesTheIndexAndTheMarketFollows() {
        Tape tape = new Tape(Preset.CALM, 4, Tape.linear(1)).run(10);
        Market market = tape.exchange.markets().iterator().next();
        long before = market.mid();

        tape.population.shock("BTC", -0.05, 10_000);
        tape.run(15);

        assertThat((double) market.mid() / before).isBetween(0.93, 0.97);
    }

    @Test
    void aCrashLiquidatesTheLeveragedExhaustsPoolsAndMakesNothingFromNothing() {
        Tape tape = new Tape(Preset.CRASH, 6, Tape.linear(3)).run(120);

        assertThat(tape.liquidations).hasSizeGreaterThan(30);
        assertThat(tape.liquidations.stream()
                                .filter(one -> one.liquidated() == Side.BUY)
                                .count()
                        * 2)
                .as("most of those whom a fall liquidates are long")
                .isGreaterThan(tape.liquidations.size());
        assertThat(tape.exchange.imbalance()).isEmpty();
    }
}
