package io.jaybit.client.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.client.internal.session.Bustle;
import io.jaybit.market.Symbol;
import io.jaybit.orders.OrderFill;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderState;
import io.jaybit.positions.NetPosition;
import io.jaybit.positions.PositionStanding;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Execution;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.venue.FaultSchedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, at the end the account is known as the exchange has it. */
class AccountFaultsTest {
    private static final boolean LONG = Boolean.getBoolean("jaybit.long");
    private static final Duration TROUBLE = Duration.ofSeconds(40);
    private static final Duration CALM = Duration.ofMinutes(20);
    private static final List<Category> CATEGORIES = List.of(Category.LINEAR, Category.SPOT);

    @Test
    void whateverWentWrongTrackerAndExchangeAgreeOnceItIsOver() {
        long first = Long.getLong("jaybit.seed", 1);
        int count =
                System.getProperty("jaybit.seed") != null ? 1 : Integer.getInteger("jaybit.seeds", LONG ? 10_000 : 200);
        System.out.println("accounts under faults: seeds " + first + " to " + (first + count - 1));
        Map<String, Integer> counts = new TreeMap<>();
        for (long seed = first; seed < first + count; seed++) {
            AccountVenue venue = new AccountVenue(
                    ExchangeConfig.calm(seed)
                            .withPreset(null)
                            .withFaults(FaultSchedule.random(seed, TROUBLE.toMillis())),
                    seed % 4 == 3);
            try {
                live(seed, venue);
                venue.counts.forEach((what, times) -> counts.merge(what, times, Integer::sum));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "seed " + seed + " (-Djaybit.seed=" + seed + " runs it alone): " + failure.getMessage()
                                + "\nwith\n" + FaultSchedule.random(seed, TROUBLE.toMillis()) + "\n"
                                + (count == 1 ? String.join("\n", venue.story) : ""),
                        failure);
            }
        }
        System.out.println("what happened: " + counts);
        if (count >= 100) {
            assertThat(counts)
                    .as("what is to be survived has happened")
                    .containsKeys(
                            "commands",
                            "outcome Accepted",
                            "outcome Rejected",
                            "outcome Unknown",
                            "became NOT_PLACED",
                            "became FILLED",
                            "became CANCELLED");
            assertThat(counts.get("fills learned by asking")).isPositive();
            assertThat(counts.get("orders repaired by asking")).isPositive();
        }
    }

    private static void live(long seed, AccountVenue venue) {
        SplittableRandom dice = new SplittableRandom(seed * 17);
        Market linear = market(venue, Category.LINEAR);
        Market spot = market(venue, Category.SPOT);
        Bustle one = new Bustle(venue.exchange, linear, seed, 90);
        Bustle other = new Bustle(venue.exchange, spot, seed + 1, 110);
        Trader trader = new Trader(venue, List.of(linear, spot), seed + 2, 120 + dice.nextInt(200));
        int restarts = dice.nextInt(3);
        for (int i = 0; i <= restarts; i++) {
            venue.run(TROUBLE.dividedBy(restarts + 1));
            if (i < restarts) {
                venue.restart();
            }
        }
        trader.end();
        one.end();
        other.end();
        venue.run(Duration.ofSeconds(2));
        venue.settle(CALM);
        venue.run(Duration.ofMinutes(2));
        venue.settle(CALM);

        assertThat(venue.isSettled())
                .as(
                        "%s, %s, %s",
                        venue.desk().line().status(),
                        venue.desk().line().reason(),
                        venue.desk().line().orders().unsettled())
                .isTrue();
        agree(venue);
        venue.counts.put("commands", trader.commands());
    }

    private static Market market(AccountVenue venue, Category category) {
        return Objects.requireNonNull(venue.exchange.exchange().market(category, "BTCUSDT"));
    }

    private static void agree(AccountVenue venue) {
        Map<String, OrderRecord> known = new TreeMap<>();
        for (OrderRecord order : venue.desk().line().orders().all()) {
            if (!order.ref().orderId().isEmpty()) {
                known.put(order.ref().orderId(), order);
            } else {
                assertThat(order.state())
                        .as("an order the exchange never had: %s %s", order, order.transitions())
                        .isIn(OrderState.REFUSED, OrderState.NOT_PLACED);
            }
        }
        Map<String, Order> truth = new TreeMap<>();
        for (Category category : CATEGORIES) {
            venue.account.history().orders(category).forEach(order -> truth.put(order.id(), order));
        }
        venue.account.openOrders().forEach(order -> truth.put(order.id(), order));
        truth.forEach((id, order) -> {
            OrderRecord record = known.get(id);
            assertThat(record).as("%s is not known", order).isNotNull();
            assertThat(record.state().text())
                    .as("%s of %s", record, order)
                    .isEqualTo(order.status().text());
            String executed = order.market().instrument().size(order.executed());
            assertThat(record.filled()).as("%s", record).isEqualByComparingTo(executed);
            assertThat(record.external()).as("%s", record).isFalse();
        });
        assertThat(known.keySet()).as("orders the exchange never had").isEqualTo(truth.keySet());
        agreeOnFills(venue, known);
        agreeOnPositions(venue);
        agreeOnBalances(venue);
    }

    private static void agreeOnPositions(AccountVenue venue) {
        Set<Symbol> real = new HashSet<>();
        for (io.jaybit.simulator.exchange.Position position : venue.account.positions()) {
            Market market = position.market();
            Symbol symbol = new Symbol(
                    io.jaybit.market.Category.valueOf(market.category().name()), market.symbol());
            NetPosition known = venue.desk().line().positions().net(symbol, venue.nanos());
            real.add(symbol);
            BigDecimal size = new BigDecimal(market.instrument().size(Math.abs(position.size())));
            assertThat(known.net()).as("%s", known).isEqualByComparingTo(position.size() < 0 ? size.negate() : size);
            assertThat(known.standing()).as("%s", known).isEqualTo(PositionStanding.CONFIRMED);
        }
        assertThat(venue.desk().line().positions().positions(venue.nanos()))
                .filteredOn(position -> !position.isFlat())
                .allMatch(position -> real.contains(position.symbol()));
    }

    private static void agreeOnBalances(AccountVenue venue) {
        Map<String, BigDecimal> known = new TreeMap<>();
        venue.desk()
                .line()
                .wallet()
                .wallet("UNIFIED")
                .coins()
                .forEach((coin, balance) -> known.put(coin, balance.balance().walletBalance()));
        for (String coin : venue.account.coins()) {
            assertThat(known.getOrDefault(coin, BigDecimal.ZERO))
                    .as(coin)
                    .isEqualByComparingTo(venue.account.wallet(coin));
        }
    }

    private static void agreeOnFills(AccountVenue venue, Map<String, OrderRecord> known) {
        Map<String, String> told = new LinkedHashMap<>();
        known.values().forEach(order -> {
            for (OrderFill fill : venue.desk().line().orders().fills(order.ref())) {
                told.put(order.symbol() + " " + fill.execId(), order.ref().orderId());
            }
        });
        Set<String> real = new HashSet<>();
        for (Category category : CATEGORIES) {
            for (Execution execution : venue.account.history().executions(category)) {
                Symbol symbol = new Symbol(
                        io.jaybit.market.Category.valueOf(category.name()),
                        execution.order().market().symbol());
                real.add(symbol + " " + execution.id());
                assertThat(told)
                        .containsEntry(
                                symbol + " " + execution.id(), execution.order().id());
            }
        }
        assertThat(told.keySet()).isEqualTo(real);
        assertThat(venue.fillsTold.values()).as("a fill told twice").allMatch(times -> times == 1);
    }
}
