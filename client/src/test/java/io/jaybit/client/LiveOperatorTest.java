package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.analytics.LiquidationCoverage;
import io.jaybit.analytics.LiquidationKey;
import io.jaybit.analytics.LiquidationTotal;
import io.jaybit.analytics.LiquidationTotals;
import io.jaybit.client.internal.session.ClockEstimate;
import io.jaybit.client.internal.session.ConnectionRow;
import io.jaybit.client.internal.session.ConnectionState;
import io.jaybit.client.internal.session.SessionHealth;
import io.jaybit.client.internal.session.TopicRow;
import io.jaybit.client.internal.session.TopicState;
import io.jaybit.coverage.CoverageLedger;
import io.jaybit.coverage.CoverageSummary;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LiveOperatorTest {
    private static final long START = 1_784_898_600_000L; // ten minutes past the hour
    private static final long MILLI = 1_000_000;
    private static final int CONNECTION = 3;
    private static final Symbol SYMBOL = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final Topic TOPIC = Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT");

    private final List<LiquidationTotal> told = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private boolean listenerThrows;
    private final LiveOperator<Liquidation, LiquidationTotal> live = operator();

    @Test
    void tellsATotalAtEachTickAlsoWhenNothingHappened() {
        live.onNotice(new Notice.TopicLive(TOPIC, CONNECTION, START * MILLI));

        pulse(0);
        pulse(10_000);
        pulse(20_050);

        assertThat(told).extracting(LiquidationTotal::toEpochMillis).containsExactly(START + 10_000, START + 20_000);
        assertThat(told).allSatisfy(total -> assertThat(total.longCount()).isZero());
    }

    @Test
    void aConnectionThatIsHeardCountsAsSeenThoughNothingIsLiquidated() {
        live.onNotice(new Notice.TopicLive(TOPIC, CONNECTION, START * MILLI));

        pulse(0);
        pulse(10_000);

        assertThat(coverage(0).seenMs()).isEqualTo(9_400); // pushes lag by half a second and a little
        assertThat(coverage(0).gaps()).isEqualTo(1); // the time before
    }

    @Test
    void whatWasMissedDuringADisconnectionIsInTheCoverage() {
        live.onNotice(new Notice.TopicLive(TOPIC, CONNECTION, START * MILLI));
        pulse(0);
        pulse(2_000);
        long lost = (START + 2_000) * MILLI;
        live.onNotice(new Notice.Disconnected(CONNECTION, "reset", lost, Duration.ZERO, lost));
        live.onNotice(new Notice.TopicLive(TOPIC, CONNECTION, (START + 6_000) * MILLI));

        pulse(10_000);

        assertThat(coverage(0).seenMs()).isEqualTo(1_400 + 3_400);
        assertThat(coverage(0).gaps()).isEqualTo(2);
    }

    @Test
    void whoComesAfterAnotherSubscriptionOfTheTopicSeesItFromTheFirstPulseOn() {
        pulse(0);

        pulse(10_000);

        assertThat(coverage(0).seenMs()).isEqualTo(9_400);
    }

    @Test
    void ticksFollowTheVenuesClockNotOurs() {
        ClockEstimate threeSecondsAhead = new ClockEstimate(3_000 * MILLI, 0);
        live.onPulse(health(START, threeSecondsAhead), START * MILLI);

        live.onPulse(health(START + 7_000, threeSecondsAhead), (START + 7_000) * MILLI);

        assertThat(told).extracting(LiquidationTotal::toEpochMillis).containsExactly(START + 10_000);
    }

    @Test
    void aListenerThatThrowsIsReportedAndTheTotalsGoOn() {
        listenerThrows = true;
        pulse(0);
        live.onLiquidation(liquidation(1_000));

        pulse(10_000);
        pulse(20_000);

        assertThat(failures).hasSize(2);
        assertThat(told).extracting(LiquidationTotal::longCount).containsExactly(1L, 1L);
    }

    private LiveOperator<Liquidation, LiquidationTotal> operator() {
        CoverageLedger ledger = new CoverageLedger();
        ledger.expect(TOPIC);
        LiveOperator<Liquidation, LiquidationTotal> operator = new LiveOperator<>(
                Liquidation.class,
                ledger,
                new LiquidationTotals(
                        LiquidationKey.of(SYMBOL),
                        LiquidationTotals.Plan.defaults().withTickEvery(Duration.ofSeconds(10)),
                        LiquidationCoverage.from(ledger)),
                total -> {
                    told.add(total);
                    if (listenerThrows) {
                        throw new IllegalStateException("the user's");
                    }
                });
        operator.reportFailures(failures::add);
        return operator;
    }

    private void pulse(long millis) {
        live.onPulse(health(START + millis, new ClockEstimate(0, 0)), (START + millis) * MILLI);
    }

    private static SessionHealth health(long epochMillis, ClockEstimate clock) {
        OptionalLong heard = OptionalLong.of(epochMillis * MILLI);
        TopicRow topic = new TopicRow(
                TOPIC, TopicState.LIVE, CONNECTION, true, 0, 0, 0, 0, null, 0, 1, OptionalLong.empty(), null, "");
        ConnectionRow connection = new ConnectionRow(
                CONNECTION,
                Channel.LINEAR,
                ConnectionState.LIVE,
                "ws://here",
                1,
                23,
                0,
                1,
                1,
                0,
                0,
                0,
                0,
                OptionalLong.empty(),
                heard,
                heard,
                "");
        return new SessionHealth(List.of(connection), List.of(topic), clock, 1, 0, 0, 0, 0);
    }

    private CoverageSummary coverage(int index) {
        return Objects.requireNonNull(told.get(index).coverage());
    }

    private static Liquidation liquidation(long millis) {
        long time = START + millis;
        return new Liquidation(
                TOPIC,
                SYMBOL,
                PositionSide.LONG,
                Decimal.parse("65000"),
                Decimal.parse("0.5"),
                0,
                false,
                time,
                time,
                time * MILLI);
    }
}
