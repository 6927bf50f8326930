package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random commands of every kind over all markets: nothing is made, lost or told wrongly. Failures name seed, step and command. */
class ExchangeProperties {
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;
    private static final int STEPS = 200;

    @Test
    void afterEveryCommandEverythingAddsUp() {
        int refused = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomCommands commands = new RandomCommands(seed);
            for (int step = 0; step < STEPS; step++) {
                try {
                    commands.step();
                    commands.auditor.check();
                } catch (AssertionError | RuntimeException failure) {
                    throw new AssertionError("seed " + seed + ", step " + step + ": " + commands.last, failure);
                }
            }
            refused += commands.refusals;
        }
        // Many commands must get through, or nothing is shown.
        assertThat(refused).isLessThan(SEEDS * STEPS / 2);
    }

    @Test
    void whenAllIsCancelledNothingIsHeld() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomCommands commands = new RandomCommands(seed);
            for (int step = 0; step < STEPS; step++) {
                commands.step();
            }

            commands.cancelEverything();

            commands.auditor.check();
            for (Account account : commands.accounts()) {
                assertThat(account.openOrders()).as("seed %s", seed).isEmpty();
                assertThat(account.locked("USDT")).as("seed %s", seed).isZero();
                assertThat(account.locked("BTC")).as("seed %s", seed).isZero();
            }
        }
    }

    @Test
    void theSameSeedTellsTheSame() {
        assertThat(story(7)).isEqualTo(story(7)).isNotEqualTo(story(8));
    }

    private static List<String> story(long seed) {
        RandomCommands commands = new RandomCommands(seed);
        List<String> told = new ArrayList<>();
        commands.exchange.listen(new ExchangeListener() {
            @Override
            public void onOrder(Order order) {
                told.add(order.id() + " " + order + " " + order.updatedEpochMillis());
            }

            @Override
            public void onExecution(Execution execution) {
                told.add(execution.id() + " " + execution.qty() + " @ " + execution.price() + " " + execution.seq());
            }

            @Override
            public void onLevel(Market market, Side side, long price, long size) {
                told.add(market + " " + side + " " + price + " " + size);
            }
        });
        for (int step = 0; step < STEPS; step++) {
            commands.step();
        }
        return told;
    }
}
