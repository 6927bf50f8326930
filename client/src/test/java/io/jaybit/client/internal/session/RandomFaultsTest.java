package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.venue.Fault;
import io.jaybit.simulator.venue.FaultAction;
import io.jaybit.simulator.venue.FaultSchedule;
import io.jaybit.simulator.venue.VenueConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The client's session and books against the simulated exchange, with whatever chance lets go wrong. */
class RandomFaultsTest {
    private static final boolean LONG = Boolean.getBoolean("jaybit.long");
    private static final Duration TROUBLE = Duration.ofSeconds(60);
    /** Longer than any rest that the client takes. */
    private static final Duration CALM = Duration.ofMinutes(25);

    /** New connections of one address in five minutes; the client needs two if nothing happens. */
    private static final int NEW_CONNECTIONS = 4;

    /** What keeps frames back on a connection that lives. */
    private static final Set<FaultAction> SWALLOWS =
            EnumSet.of(FaultAction.DROP, FaultAction.SILENCE, FaultAction.DELAY, FaultAction.REORDER);

    private static final List<Topic> TOPICS = List.of(
            Topic.of(Channel.LINEAR, "orderbook.1.BTCUSDT"),
            Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT"),
            Topic.of(Channel.LINEAR, "orderbook.200.BTCUSDT"),
            Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT"),
            Topic.of(Channel.LINEAR, "tickers.BTCUSDT"),
            Topic.of(Channel.SPOT, "orderbook.50.BTCUSDT"),
            Topic.of(Channel.SPOT, "publicTrade.BTCUSDT"));

    @Test
    void whateverWentWrongTheBooksAreTheExchangesOnceItIsOver() {
        long first = Long.getLong("jaybit.seed", 1);
        boolean alone = System.getProperty("jaybit.seed") != null;
        int count = Integer.getInteger("jaybit.seeds", alone ? 1 : LONG ? 5_000 : 100);
        System.out.println("fault schedules: seeds " + first + " to " + (first + count - 1));
        Losses losses = new Losses();
        for (long seed = first; seed < first + count; seed++) {
            FaultSchedule schedule = FaultSchedule.random(seed, TROUBLE.toMillis());
            try {
                live(seed, schedule, losses);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "seed " + seed + " (-Djaybit.seed=" + seed + " runs it alone): " + failure.getMessage()
                                + "\nwith\n" + schedule,
                        failure);
            }
        }
        System.out.println(losses);
        if (count >= 100) {
            assertThat(losses.told).isPositive();
            assertThat(losses.withoutATrace).isPositive();
            assertThat(losses.heardAndSeen).isGreaterThan(losses.heard / 10 * 9);
            assertThat(losses.refusedForTheLimit).isPositive();
            assertThat(losses.refusedForHaste).isPositive();
        }
    }

    /** What was lost in all, so that what is said of losses is said of some. */
    private static final class Losses {
        private int told;
        private int withoutATrace;
        private long heard;
        private long heardAndSeen;
        private long refusedForTheLimit;
        private int refusedForHaste;

        @Override
        public String toString() {
            return "trades lost: " + told + " outside of what counts as seen, " + withoutATrace
                    + " without a trace; heard: " + heard + ", " + heardAndSeen
                    + " within what counts as seen; connections refused: " + refusedForTheLimit
                    + " by a limit of open ones, "
                    + refusedForHaste + " by that of new ones";
        }
    }

    private static void live(long seed, FaultSchedule schedule, Losses losses) {
        ExchangeConfig config = ExchangeConfig.calm(seed).withPreset(null).withFaults(schedule);
        if (isHasty(seed)) {
            config = config.withVenue(VenueConfig.USUAL.withConnectionLimits(NEW_CONNECTIONS, 1_000));
        }
        SimulatedVenue venue = new SimulatedVenue(config, SessionConfig.defaults(), 20);
        Bustle linear = new Bustle(venue.exchange, venue.market(Category.LINEAR, "BTCUSDT"), seed, 50);
        Bustle spot = new Bustle(venue.exchange, venue.market(Category.SPOT, "BTCUSDT"), seed + 1, 70);
        venue.subscribe(TOPICS.toArray(Topic[]::new));
        venue.run(TROUBLE);
        for (long waited = 0; waited < CALM.toSeconds() && !TOPICS.stream().allMatch(venue::isHealed); waited += 5) {
            venue.run(Duration.ofSeconds(5));
        }
        linear.end();
        spot.end();
        venue.run(Duration.ofSeconds(2));

        assertThat(venue.wrongs).isEmpty();
        assertThat(TOPICS)
                .allSatisfy(topic -> assertThat(venue.isHealed(topic))
                        .as("%s, %s", venue.row(topic), topic.kind().isBook() ? venue.line.book(topic) : "")
                        .isTrue());
        assertThat(TOPICS)
                .filteredOn(topic -> topic.kind().isBook())
                .allSatisfy(topic -> assertThat(venue.differenceOf(topic)).isEmpty());
        assertThat(venue.trades.heard()).isNotEmpty();
        assertLossesAreTold(venue, schedule, losses);
        Map<FaultAction, Long> strikes = venue.exchange.venue().faults().strikes();
        losses.refusedForTheLimit += strikes.getOrDefault(FaultAction.CONNECTION_LIMIT, 0L);
        if (isHasty(seed)
                && !strikes.containsKey(FaultAction.CONNECTION_LIMIT)
                && !strikes.containsKey(FaultAction.REFUSE_UPGRADE)) {
            losses.refusedForHaste += venue.notices(Notice.ConnectFailed.class).size();
        }
    }

    private static boolean isHasty(long seed) {
        return seed % 3 == 0;
    }

    /** A trade that the client has not was made when it did not see, unless nobody could have noticed. */
    private static void assertLossesAreTold(SimulatedVenue venue, FaultSchedule schedule, Losses losses) {
        List<TradeFates.Fate> lost = venue.trades.lost();
        Set<TradeFates.Fate> withoutATrace = new HashSet<>(venue.trades.lostWithoutATrace());
        for (TradeFates.Fate trade : lost) {
            if (!withoutATrace.contains(trade)) {
                assertThat(isSeen(venue, trade)).as("%s counts as seen", trade).isFalse();
                losses.told++;
            }
        }
        for (TradeFates.Fate trade : venue.trades.heard()) {
            losses.heard++;
            losses.heardAndSeen += isSeen(venue, trade) ? 1 : 0;
        }
        if (schedule.faults().stream().map(Fault::action).noneMatch(SWALLOWS::contains)) {
            assertThat(withoutATrace).isEmpty();
        }
        losses.withoutATrace += withoutATrace.size();
    }

    private static boolean isSeen(SimulatedVenue venue, TradeFates.Fate trade) {
        Topic topic = TOPICS.stream()
                .filter(one -> one.toString().equals(trade.topic()))
                .findFirst()
                .orElseThrow();
        long at = trade.madeEpochMillis();
        return venue.ledger.track(topic, at, at + 1).summary().seenMs() > 0;
    }
}
