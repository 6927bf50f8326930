package io.jaybit.analytics;

import static io.jaybit.analytics.Events.BTCUSD;
import static io.jaybit.analytics.Events.BTCUSDT;
import static io.jaybit.analytics.Events.trade;
import static io.jaybit.market.TakerSide.BUY;
import static io.jaybit.market.TakerSide.SELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.coverage.Cause;
import io.jaybit.coverage.FeedGap;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Notional;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SweepJoinerTest {
    private final SweepJoiner joiner = joiner(BTCUSDT);
    private final List<Sweep> sweeps = new ArrayList<>();

    @Test
    void printsOfOneSideWithinTheJoinAreOneSweep() {
        take(trade(BTCUSDT, 1, 1_000, BUY, "100.0", "2"));
        take(trade(BTCUSDT, 2, 1_020, BUY, "100.5", "1"));
        take(trade(BTCUSDT, 3, 1_025, BUY, "100.5", "1.50"));
        end();

        assertThat(sweeps)
                .containsExactly(new Sweep(
                        BTCUSDT,
                        BUY,
                        1_000,
                        1_025,
                        3,
                        0,
                        new BigDecimal("4.50"),
                        new Notional(new BigDecimal("451.250"), "USDT"),
                        new Quotient(new BigDecimal("451.25"), new BigDecimal("4.5")),
                        Decimal.parse("100.0"),
                        Decimal.parse("100.5"),
                        2,
                        Sweep.Evidence.BURST,
                        false,
                        false));
    }

    @Test
    void aLongerPauseEndsASweep() {
        take(trade(BTCUSDT, 1, 1_000, BUY, "100", "1"));
        take(trade(BTCUSDT, 2, 1_021, BUY, "100", "1"));
        end();

        assertThat(picture()).isEqualTo("Buy 1000-1000 x1, Buy 1021-1021 x1");
    }

    @Test
    void aPrintOfTheOtherSideEndsASweep() {
        take(trade(BTCUSDT, 1, 1_000, BUY, "100", "1"));
        take(trade(BTCUSDT, 2, 1_000, SELL, "99", "1"));
        take(trade(BTCUSDT, 3, 1_001, BUY, "100", "1"));
        end();

        assertThat(picture()).isEqualTo("Buy 1000-1000 x1, Sell 1000-1000 x1, Buy 1001-1001 x1");
    }

    @Test
    void aBlockTradeNeitherJoinsNorEndsASweep() {
        take(trade(BTCUSDT, 1, 1_000, BUY, "100", "1"));
        take(trade(BTCUSDT, 2, 1_005, SELL, "80", "5000").block());
        take(trade(BTCUSDT, 3, 1_010, BUY, "100", "1"));
        end();

        assertThat(picture()).isEqualTo("Buy 1000-1010 x2");
        assertThat(joiner.blocks()).isEqualTo(1);
    }

    @Test
    void printsAgainstRetailOrdersJoinLikeOthersAndAreCounted() {
        take(trade(BTCUSDT, 1, 1_000, BUY, "100", "1").rpi());
        take(trade(BTCUSDT, 2, 1_000, BUY, "100", "1"));
        end();

        assertThat(picture()).isEqualTo("Buy 1000-1000 x2");
        assertThat(sweeps.get(0).rpiPrints()).isEqualTo(1);
    }

    @Test
    void onlyOneCrossSequenceIsEvidenceOfOneMatch() {
        take(trade(BTCUSDT, 1, 1_000, BUY, "100", "1").seq(7));
        take(trade(BTCUSDT, 2, 1_000, BUY, "101", "1").seq(7));
        take(trade(BTCUSDT, 3, 2_000, BUY, "100", "1").seq(8));
        take(trade(BTCUSDT, 4, 2_000, BUY, "101", "1").seq(9));
        take(trade(BTCUSDT, 5, 3_000, BUY, "100", "1"));
        take(trade(BTCUSDT, 6, 3_000, BUY, "101", "1"));
        take(trade(BTCUSDT, 7, 4_000, BUY, "100", "1"));
        end();

        assertThat(sweeps.stream().map(sweep -> sweep.evidence().text()))
                .containsExactly("sameMatch", "burst", "burst", "sameMatch");
    }

    @Test
    void aSweepIsToldOnceTimeHasPassedIt() {
        take(trade(BTCUSDT, 1, 1_000, BUY, "100", "1"));

        joiner.onTime(1_520, sweeps::add);
        assertThat(sweeps).isEmpty();
        assertThat(joiner.nextTimerEpochMillis()).isEqualTo(1_521);

        joiner.onTime(1_521, sweeps::add);
        assertThat(picture()).isEqualTo("Buy 1000-1000 x1");
    }

    @Test
    void framesThatOvertakeEachOtherArePutInOrder() {
        take(trade(BTCUSDT, 1, 1_010, BUY, "101", "1"));
        take(trade(BTCUSDT, 2, 1_000, BUY, "100", "1").pushedAt(1_030));
        end();

        assertThat(picture()).isEqualTo("Buy 1000-1010 x2");
        assertThat(sweeps.get(0).firstPrice()).isEqualTo(Decimal.parse("100"));
    }

    @Test
    void aPrintThatComesTooLateStandsAlone() {
        take(trade(BTCUSDT, 1, 1_000, BUY, "100", "1"));
        take(trade(BTCUSDT, 2, 2_000, BUY, "100", "1"));
        take(trade(BTCUSDT, 3, 1_010, BUY, "100", "1").pushedAt(2_001));
        end();

        assertThat(picture()).isEqualTo("Buy 1000-1000 x1, Buy 1010-1010 x1 late, Buy 2000-2000 x1");
        assertThat(joiner.late()).isEqualTo(1);
    }

    @Test
    void aPrintThatComesTwiceCountsOnce() {
        take(trade(BTCUSDT, 1, 1_000, BUY, "100", "1"));
        take(trade(BTCUSDT, 1, 1_000, BUY, "100", "1"));
        end();

        assertThat(picture()).isEqualTo("Buy 1000-1000 x1");
        assertThat(joiner.repeats()).isEqualTo(1);
    }

    @Test
    void aGapOfTheFeedEndsASweepAndMarksBothSides() {
        take(trade(BTCUSDT, 1, 1_000, BUY, "100", "1"));
        joiner.onGap(gap(1_003, 1_006), sweeps::add);
        take(trade(BTCUSDT, 2, 1_010, BUY, "100", "1"));
        take(trade(BTCUSDT, 3, 1_100, BUY, "100", "1"));
        end();

        assertThat(picture()).isEqualTo("Buy 1000-1000 x1 cut, Buy 1010-1010 x1 cut, Buy 1100-1100 x1");
    }

    @Test
    void anInverseAverageIsDollarsOverCoins() {
        SweepJoiner inverse = joiner(BTCUSD);
        inverse.onEvent(trade(BTCUSD, 1, 1_000, SELL, "50000", "100").trade(), sweeps::add);
        inverse.onEvent(trade(BTCUSD, 2, 1_000, SELL, "25000", "100").trade(), sweeps::add);
        inverse.onTime(Long.MAX_VALUE, sweeps::add);

        // 200 USD bought for 0.002 + 0.004 BTC
        assertThat(sweeps.get(0).averagePrice())
                .isEqualTo(new Quotient(new BigDecimal("200"), new BigDecimal("0.006")));
        assertThat(sweeps.get(0).notional()).isEqualTo(new Notional(new BigDecimal("200"), "USD"));
    }

    @Test
    void whereTheCurrencyIsUnknownThereIsNoNotional() {
        Symbol odd = new Symbol(Category.SPOT, "ABC");
        SweepJoiner spot = joiner(odd);
        spot.onEvent(trade(odd, 1, 1_000, SELL, "5", "2").trade(), sweeps::add);
        spot.onTime(Long.MAX_VALUE, sweeps::add);

        assertThat(sweeps.get(0).notional()).isNull();
        assertThat(sweeps.get(0).averagePrice()).isEqualTo(new Quotient(BigDecimal.TEN, BigDecimal.valueOf(2)));
    }

    @Test
    void aTradeOfAnotherSymbolIsRefused() {
        assertThatThrownBy(() -> take(trade(BTCUSD, 1, 1_000, SELL, "5", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a trade of inverse:BTCUSD for the joiner of linear:BTCUSDT");
    }

    @Test
    void aSnapshotOfAnotherSymbolIsRefused() {
        assertThatThrownBy(() -> joiner(BTCUSD).restore(joiner.snapshot()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("linear:BTCUSDT");
        assertThatThrownBy(() -> joiner.restore(new byte[] {0, 0, 0, 9}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a snapshot of 4 bytes ends within a value");
    }

    private void take(Events.Made made) {
        joiner.onEvent(made.trade(), sweeps::add);
    }

    private void end() {
        joiner.onTime(Long.MAX_VALUE, sweeps::add);
    }

    private static SweepJoiner joiner(Symbol symbol) {
        return new SweepJoiner(symbol, SweepJoiner.DEFAULT_JOIN, Duration.ofMillis(500));
    }

    private static FeedGap gap(long from, long to) {
        return new FeedGap(Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT"), from, to, Set.of(Cause.DROPPED));
    }

    private String picture() {
        return sweeps.stream()
                .map(sweep -> sweep.takerSide().text() + " " + sweep.fromEpochMillis() + "-" + sweep.toEpochMillis()
                        + " x" + sweep.prints() + (sweep.cut() ? " cut" : "") + (sweep.late() ? " late" : ""))
                .collect(Collectors.joining(", "));
    }
}
