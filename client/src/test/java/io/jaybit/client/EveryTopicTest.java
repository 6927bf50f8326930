package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.Channel;
import io.jaybit.market.SystemStatus;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.SelfMadeCertificate;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.agents.Population;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.feed.Maintenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every public stream of the simulated exchange while it trades, is short of money and is maintained: what the client has is what the exchange has. */
class EveryTopicTest {
    private static final long SEED = 20_261_125;
    private static final int TRADES = 3;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Category.class)
    void allThatACategoryPublishesArrivesAsItIs(Category category) throws Exception {
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED))) {
            assertAllArrives(meeting, List.of(category));
        }
    }

    @Test
    void allCategoriesAtOnceArriveThroughTls() throws Exception {
        SelfMadeCertificate certificate = SelfMadeCertificate.make(folder.resolve("exchange.pem"));
        try (Meeting meeting = Meeting.secure(ExchangeConfig.calm(SEED), certificate)) {
            assertThat(meeting.server.webSocketAddress()).startsWith("wss://");
            assertAllArrives(meeting, List.of(Category.values()));
        }
    }

    private static void assertAllArrives(Meeting meeting, List<Category> categories) throws Exception {
        List<MarketWitness> witnesses = new ArrayList<>();
        List<PoolWitness> pools = new ArrayList<>();
        List<SystemStatus> announcements = new CopyOnWriteArrayList<>();
        meeting.bybit.systemStatus(announcements::add).awaitLive(Meeting.PATIENCE);
        for (Category category : categories) {
            if (PoolWitness.hasPools(category)) {
                pools.add(meeting.ask(exchange -> new PoolWitness(exchange, category)));
            }
            for (String symbol : meeting.ask(exchange -> symbols(exchange, category))) {
                witnesses.add(meeting.ask(exchange -> {
                    quoteRetail(exchange, category, symbol);
                    return new MarketWitness(exchange, category, symbol);
                }));
            }
        }
        for (PoolWitness pool : pools) {
            pool.subscribe(meeting.bybit).awaitLive(Meeting.PATIENCE);
        }
        for (MarketWitness witness : witnesses) {
            witness.subscribe(meeting.bybit).awaitLive(Meeting.PATIENCE);
        }
        meeting.await(
                "trades",
                () -> witnesses.stream()
                        .filter(witness -> witness.tradesHeard() < TRADES)
                        .peek(witness -> meeting.ask(witness::takeTheBestOffer))
                        .findAny()
                        .isEmpty());
        List<MarketWitness> leveraged =
                witnesses.stream().filter(MarketWitness::hasLiquidations).toList();
        if (!leveraged.isEmpty()) {
            leveraged.forEach(witness -> meeting.ask(witness::overreach));
            meeting.ask(exchange -> {
                Population population = Objects.requireNonNull(exchange.population());
                population.coins().forEach(coin -> population.shock(coin, -0.2, 1_000));
                return true;
            });
            meeting.await(
                    "liquidations", () -> leveraged.stream().allMatch(witness -> witness.liquidationsHeard() > 0));
            meeting.await(
                    "pools that liquidations have changed",
                    () -> pools.stream().allMatch(PoolWitness::hasHeardOfAChange));
        }
        List<Maintenance> announced = announceMaintenance(meeting, announcements);

        meeting.inStep(exchange -> difference(exchange, meeting, categories, witnesses, pools));
        assertThat(announcements)
                .extracting(EveryTopicTest::picture)
                .containsExactlyElementsOf(
                        announced.stream().map(EveryTopicTest::picture).toList());

        assertThat(meeting.bybit.health().unreadable()).isZero();
        assertThat(meeting.bybit.health().unknownTopics()).isEmpty();
        assertThat(meeting.bybit.health().reconnects()).isZero();
    }

    /** Has the exchange be maintained for a moment; what it announced of that, in its order. */
    private static List<Maintenance> announceMaintenance(Meeting meeting, List<SystemStatus> heard) {
        List<Maintenance> announced = new ArrayList<>();
        for (String fault : List.of("maintenance", "clear")) {
            meeting.fault(fault);
            announced.add(meeting.ask(exchange -> lastOf(exchange.feeds().announced())));
            meeting.await("the announcement of " + fault, () -> heard.size() == announced.size());
        }
        assertThat(announced).extracting(Maintenance::state).containsExactly("ongoing", "completed");
        return announced;
    }

    private static <E> E lastOf(Collection<E> all) {
        return List.copyOf(all).get(all.size() - 1);
    }

    private static String picture(Maintenance announced) {
        return announced.id()
                + ' '
                + announced.title()
                + ' '
                + announced.state()
                + ' '
                + announced.beginEpochMillis()
                + ' '
                + announced.endEpochMillis()
                + ' '
                + announced.serviceTypes()
                + ' '
                + announced.products()
                + ' '
                + announced.maintainType();
    }

    private static String picture(SystemStatus heard) {
        return heard.id()
                + ' '
                + heard.title()
                + ' '
                + heard.state().text()
                + ' '
                + heard.beginEpochMillis()
                + ' '
                + heard.endEpochMillis().orElseThrow()
                + ' '
                + heard.serviceTypes()
                + ' '
                + heard.products()
                + ' '
                + heard.maintenanceType();
    }

    private static @Nullable String difference(
            SimulatedExchange exchange,
            Meeting meeting,
            List<Category> categories,
            List<MarketWitness> witnesses,
            List<PoolWitness> pools) {
        for (PoolWitness pool : pools) {
            String difference = pool.difference(exchange);
            if (difference != null) {
                return difference;
            }
        }
        for (MarketWitness witness : witnesses) {
            String difference = witness.difference(exchange);
            if (difference != null) {
                return difference;
            }
        }
        for (Category category : categories) {
            String difference =
                    MarketWitness.differenceOfFrames(exchange, Channel.valueOf(category.name()), meeting.heard);
            if (difference != null) {
                return difference;
            }
        }
        return MarketWitness.differenceOfFrames(exchange, Channel.STATUS, meeting.heard);
    }

    /** The biggest, and the one with the longest numbers; of options the dearest: offers of the cheapest lie beyond what an order may pay. */
    private static List<String> symbols(SimulatedExchange exchange, Category category) {
        Comparator<Market> dearest = Comparator.comparing(
                market -> market.asks().size() == 0 ? 0 : -market.asks().price(0));
        List<String> all = exchange.exchange().markets().stream()
                .filter(market -> market.category() == category)
                .sorted(category == Category.OPTION ? dearest : (one, other) -> 0)
                .map(Market::symbol)
                .toList();
        return category == Category.LINEAR ? List.of("BTCUSDT", "1000PEPEUSDT") : all.subList(0, 2);
    }

    /** The agents give no retail quotes. */
    private static void quoteRetail(SimulatedExchange exchange, Category category, String symbol) {
        if (category == Category.LINEAR || category == Category.SPOT) {
            var market = MarketWitness.market(exchange, category, symbol);
            exchange.feeds().retailQuote(market, Side.BUY, market.bids().price(0), 7);
            exchange.feeds().retailQuote(market, Side.SELL, market.asks().price(3), 11);
        }
    }
}
