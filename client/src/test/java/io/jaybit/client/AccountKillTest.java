package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.OrderFill;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.OrderState;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.exchange.Execution;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.Position;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole trading process is killed with commands under way, again and again: whoever takes up its memory knows all it did. */
class AccountKillTest {
    private static final int KILLS = Boolean.getBoolean("jaybit.long") ? 100 : 8;
    private static final long SEED = Long.getLong("jaybit.seed", 20_261_127);
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final io.jaybit.simulator.exchange.Category LINEAR = io.jaybit.simulator.exchange.Category.LINEAR;

    @TempDir
    Path folder;

    private int inDoubt;

    @Test
    void killedInMidFlightNothingThatWasAcknowledgedIsLost() throws Exception {
        System.out.println("account kills: seed " + SEED);
        Random random = new Random(SEED);
        Set<String> taken = new LinkedHashSet<>();
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED))) {
            String far = meeting.ask(exchange -> {
                var market = MarketWitness.market(exchange, LINEAR, "BTCUSDT");
                return market.instrument().price(market.bids().price(0) * 9 / 10);
            });
            for (int kill = 0; kill < KILLS; kill++) {
                taken.addAll(tradeAndKill(meeting, far, random, 1 + random.nextInt(kill % 2 == 0 ? 8 : 30)));
            }
            assertThat(taken).hasSizeGreaterThan(KILLS);
            try (Account account = meeting.bybit.account(
                    AccountSettings.usual().withMemory(folder).withoutCommands())) {
                inDoubt += account.unsettledOrders().size();
                meeting.await(
                        "an account without doubts",
                        () -> account.status() == AccountStatus.IN_SYNC
                                && account.unsettledOrders().isEmpty());
                System.out.println(KILLS + " kills, " + taken.size() + " orders taken, "
                        + account.orders().size() + " known, " + inDoubt + " in doubt after a kill");
                for (String linkId : taken) {
                    OrderRecord record =
                            account.order(OrderRef.byLinkId(BTC, linkId)).orElseThrow();
                    assertThat(record.ref().orderId()).as("%s", record).isNotEmpty();
                }
                meeting.inStep(exchange -> difference(exchange, account));
                assertThat(account.orders())
                        .filteredOn(order -> order.ref().orderId().isEmpty())
                        .allSatisfy(order -> assertThat(order.state()).isIn(OrderState.NOT_PLACED, OrderState.REFUSED));
            }
        }
    }

    private static @Nullable String difference(SimulatedExchange exchange, Account account) {
        io.jaybit.simulator.exchange.Account real = exchange.keys().get(0).account();
        Map<String, String> truth = new TreeMap<>();
        List<Order> orders = new ArrayList<>(real.history().orders(LINEAR));
        orders.addAll(real.openOrders());
        for (Order order : orders) {
            truth.put(order.id(), order.status().text() + " " + order.executed() + " ours");
        }
        Map<String, String> known = new TreeMap<>();
        Map<String, Integer> fills = new LinkedHashMap<>();
        for (OrderRecord order : account.orders()) {
            if (!order.ref().orderId().isEmpty()) {
                known.put(
                        order.ref().orderId(),
                        order.state().text() + " "
                                + order.filled()
                                        .movePointRight(3)
                                        .stripTrailingZeros()
                                        .toPlainString()
                                + (order.external() ? " another's" : " ours"));
            }
            for (OrderFill fill : account.fills(order.ref())) {
                fills.merge(fill.execId(), 1, Integer::sum);
            }
        }
        if (!truth.equals(known)) {
            return "orders: " + truth + " known " + known;
        }
        Map<String, Integer> executions = new LinkedHashMap<>();
        for (Execution execution : real.history().executions(LINEAR)) {
            executions.put(execution.id(), 1);
        }
        if (!executions.equals(fills)) {
            return "fills: " + executions + " known " + fills;
        }
        long size = real.positions().stream().mapToLong(Position::size).sum();
        String net = account.position(BTC)
                .net()
                .movePointRight(3)
                .stripTrailingZeros()
                .toPlainString();
        return net.equals(Long.toString(size)) ? null : "position " + size + " known " + net;
    }

    /** @return the orders that it said were taken */
    private List<String> tradeAndKill(Meeting meeting, String far, Random random, int lines) throws Exception {
        Process child = start(meeting, far, random.nextLong());
        List<String> said = new ArrayList<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i <= lines; i++) {
                said.add(Objects.requireNonNull(out.readLine(), "the child ended by itself"));
            }
            LockSupport.parkNanos(random.nextLong(150_000_000));
            // Through the handle, as the process itself would close the pipe.
            child.toHandle().destroyForcibly();
            child.waitFor();
            // What it said before it died and nobody had read yet; its last line may be half.
            List<String> unread = out.lines().toList();
            said.addAll(unread.subList(0, Math.max(0, unread.size() - 1)));
        }
        inDoubt += Integer.parseInt(said.get(0).substring("ready ".length()));
        return said.stream()
                .filter(line -> line.startsWith("taken "))
                .map(line -> line.substring("taken ".length()))
                .toList();
    }

    private Process start(Meeting meeting, String far, long seed) throws Exception {
        ApiKey key = meeting.server.keys().get(0);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                        java.toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TradingProcess.class.getName(),
                        meeting.server.webSocketAddress(),
                        folder.toString(),
                        Long.toString(seed),
                        far)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JAYBIT_KEY", key.key());
        builder.environment().put("JAYBIT_SECRET", key.secret());
        return builder.start();
    }
}
