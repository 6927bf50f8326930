package io.jaybit.analytics;

import static io.jaybit.analytics.Events.BTCPERP;
import static io.jaybit.analytics.Events.BTCUSDT;
import static io.jaybit.analytics.Events.trade;
import static io.jaybit.market.TakerSide.BUY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.coverage.Cause;
import io.jaybit.coverage.FeedGap;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyedTest {
    private final Keyed<Trade, Sweep, SweepJoiner> joiners = make();
    private final List<Sweep> sweeps = new ArrayList<>();

    @Test
    void eachKeyHasItsOwnOperatorAndOutputIsInTheOrderOfTime() {
        joiners.onEvent(trade(BTCUSDT, 1, 1_005, BUY, "100", "1").trade(), sweeps::add);
        joiners.onEvent(trade(BTCPERP, 1, 1_000, BUY, "100", "1").trade(), sweeps::add);
        joiners.onEvent(trade(BTCUSDT, 2, 1_010, BUY, "100", "1").trade(), sweeps::add);

        joiners.onTime(5_000, sweeps::add);

        assertThat(sweeps)
                .extracting(sweep -> sweep.symbol() + " x" + sweep.prints())
                .containsExactly("linear:BTCPERP x1", "linear:BTCUSDT x2");
        assertThat(joiners.operators()).containsOnlyKeys("linear:BTCPERP", "linear:BTCUSDT");
    }

    @Test
    void anEventMovesTheClockOfAllKeys() {
        joiners.onEvent(trade(BTCUSDT, 1, 1_000, BUY, "100", "1").trade(), sweeps::add);

        joiners.onEvent(trade(BTCPERP, 1, 9_000, BUY, "100", "1").trade(), sweeps::add);

        assertThat(sweeps).hasSize(1);
    }

    @Test
    void aGapReachesAlsoTheKeyWhoseFirstEventIsStillToCome() {
        joiners.onTime(990, sweeps::add);
        joiners.onGap(gap("BTCUSDT"), sweeps::add);
        Keyed<Trade, Sweep, SweepJoiner> restored = make();
        restored.restore(joiners.snapshot());

        restored.onEvent(trade(BTCUSDT, 1, 1_000, BUY, "100", "1").trade(), sweeps::add);
        restored.onEvent(trade(BTCPERP, 1, 1_000, BUY, "100", "1").trade(), sweeps::add);
        restored.onTime(Long.MAX_VALUE, sweeps::add);

        assertThat(sweeps)
                .extracting(sweep -> sweep.symbol() + " " + sweep.cut())
                .containsExactly("linear:BTCPERP false", "linear:BTCUSDT true");
    }

    @Test
    void aSnapshotOfSomethingElseIsRefused() {
        byte[] other = new SweepJoiner(BTCUSDT, SweepJoiner.DEFAULT_JOIN, SweepJoiner.DEFAULT_LATENESS).snapshot();

        assertThatThrownBy(() -> joiners.restore(other))
                .hasMessage("a snapshot of sweep version 1 cannot be restored as keyed version 1");
    }

    private static Keyed<Trade, Sweep, SweepJoiner> make() {
        return SweepJoiner.perSymbol(SweepJoiner.DEFAULT_JOIN, SweepJoiner.DEFAULT_LATENESS);
    }

    private static FeedGap gap(String symbol) {
        return new FeedGap(Topic.of(Channel.LINEAR, "publicTrade." + symbol), 995, 998, Set.of(Cause.GAP));
    }
}
