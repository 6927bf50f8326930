package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.OrderSide;
import io.jaybit.client.Account;
import io.jaybit.client.AccountListener;
import io.jaybit.client.AccountSettings;
import io.jaybit.client.Bybit;
import io.jaybit.client.Credentials;
import io.jaybit.client.Decoders;
import io.jaybit.client.Exchange;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountNews;
import io.jaybit.orders.AccountPlan;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderChange;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.ResolverPlan;
import io.jaybit.positions.Position;
import io.jaybit.positions.WalletTracker;
import io.jaybit.recorder.log.RawLog;
import io.jaybit.recorder.log.RawLogOptions;
import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.recorder.play.AccountPlayback;
import io.jaybit.recorder.play.Playback;
import io.jaybit.recorder.play.PlaybackAdapter;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.venue.FaultSchedule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the own account knew when it was recorded is what it knows when the recording is played, whatever went wrong. */
@Timeout(120)
class LiveAccountEqualsReplayTest {
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final Symbol SPOT = new Symbol(Category.SPOT, "BTCUSDT");
    private static final AccountPlan PLAN = new AccountPlan(
            AccountPlan.usual().tracking(),
            new ResolverPlan(
                    Duration.ofMillis(500), Duration.ofSeconds(1), 2, Duration.ofMillis(100), Duration.ofSeconds(1)),
            AccountPlan.usual().reconciling(),
            AccountPlan.usual().positionGrace());

    /** Our own refusal to send, and the venue's "too many visits": worth another try. */
    private static final Set<Integer> PASSING = Set.of(0, 10006);

    @TempDir
    Path folder;

    private @Nullable Known atAMoment;
    private long moment;

    /** Everything that is known, in words. */
    private record Known(Map<String, String> orders, Map<String, String> positions, Map<String, String> balances) {
        private static Known of(
                List<OrderRecord> orders, List<Position> positions, List<WalletTracker.Wallet> wallets) {
            Known known = new Known(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
            for (OrderRecord order : orders) {
                Outcome.Rejected refusal = order.refusal();
                if (refusal != null && refusal.code() == 0) {
                    continue; // never sent, so not in the recording
                }
                known.orders.put(
                        order.ref().toString(),
                        order + ", " + order.ref().orderId() + ", filled " + order.filled() + " at "
                                + order.averagePrice() + ", fees " + order.fees() + ", " + order.asked() + ", "
                                + order.create() + order.amend() + order.cancel());
            }
            for (Position position : positions) {
                known.positions.put(
                        position.symbol() + " " + position.positionIdx(),
                        position.net().toPlainString() + " of which ahead " + position.ahead() + ", "
                                + position.standing() + " at " + position.entryPrice());
            }
            for (WalletTracker.Wallet wallet : wallets) {
                wallet.coins()
                        .forEach((coin, balance) ->
                                known.balances.put(wallet.accountType() + " " + coin, balance.toString()));
            }
            return known;
        }
    }

    /** By order, what became of it. */
    private static final class Changes implements AccountListener {
        private final Map<String, List<String>> byOrder = new TreeMap<>();

        @Override
        public synchronized void onChange(OrderChange change) {
            byOrder.computeIfAbsent(change.after().ref().orderLinkId(), absent -> new ArrayList<>())
                    .add(change.after() + " filled " + change.after().filled());
        }

        private synchronized Map<String, List<String>> of(List<String> links) {
            Map<String, List<String>> some = new TreeMap<>();
            links.forEach(link -> some.put(link, List.copyOf(byOrder.getOrDefault(link, List.of()))));
            return some;
        }
    }

    @Test
    void ordersPositionsAndBalancesAreTheSame() throws Exception {
        Changes told = new Changes();
        Known live;
        List<String> undisturbed = new ArrayList<>();
        try (ExchangeServer server =
                ExchangeServer.start(ExchangeConfig.calm(20_261_127), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0)) {
            trade(server, told, undisturbed, false);
            live = trade(server, told, undisturbed, true);
        }
        assertThat(known(play(new AccountNews() {}, moment)))
                .as("in the middle of it")
                .isEqualTo(atAMoment);
        Changes again = new Changes();
        AccountPlayback account = play(again, Long.MAX_VALUE);
        Known played = known(account);
        assertThat(account.unreadableCommands()).isZero();
        assertThat(played.orders).isEqualTo(live.orders);
        assertThat(played.positions).isEqualTo(live.positions);
        assertThat(played.balances).isEqualTo(live.balances);
        assertThat(live.orders.values())
                .anyMatch(order -> order.contains(" Filled,"))
                .anyMatch(order -> order.contains(" Cancelled,"))
                .anyMatch(order -> order.contains(" New,"));
        assertThat(live.positions.keySet()).contains("linear:BTCUSDT 0");
        assertThat(live.balances).isNotEmpty();
        assertThat(undisturbed).hasSizeGreaterThan(10);
        assertThat(again.of(undisturbed)).isEqualTo(told.of(undisturbed));
    }

    @Test
    void theCommandShowsHowItStood() throws Exception {
        try (ExchangeServer server =
                ExchangeServer.start(ExchangeConfig.calm(20_261_128), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0)) {
            ApiKey key = server.keys().get(0);
            try (RawLog log = RawLog.open(folder.resolve("log"), RawLogOptions.DEFAULT, event -> {});
                    Bybit bybit = bybit(server, key, log);
                    Account account = bybit.account(AccountSettings.usual())) {
                await(() -> isReady(account));
                place(account, market(BTC, OrderSide.SELL, "0.003"));
                place(account, NewOrder.limit(BTC, OrderSide.BUY, decimal("0.001"), decimal("30000")));
                await(() -> account.position(BTC).net().signum() < 0);
            }
        }
        Terminal shown = Terminal.run("replay", folder.toString(), "--show", "orders,positions", "--state", "--json");
        assertThat(shown.code()).as(shown.err()).isZero();
        List<String> rows = shown.out().lines().toList();
        assertThat(rows)
                .anyMatch(row -> row.contains("\"previousStatus\":null,\"status\":\"Filled\""))
                .anyMatch(row -> row.startsWith("{\"event\":\"position\",\"category\":\"linear\","
                        + "\"symbol\":\"BTCUSDT\",\"positionIdx\":0,\"side\":\"Short\",\"size\":\"-0.003\","));
        List<String> state = rows.stream()
                .dropWhile(row -> !row.contains("\"status\":\"New\",\"reason\":null"))
                .skip(1)
                .dropWhile(row -> !row.contains("\"event\":\"order\""))
                .toList();
        assertThat(state).hasSizeGreaterThan(2);
        assertThat(state.get(0)).contains("\"price\":\"30000.00\"", "\"qty\":\"0.001\"", "\"filled\":\"0\"");
        assertThat(state.get(1)).contains("\"event\":\"position\"", "\"size\":\"-0.003\"");
        assertThat(state.get(2)).contains("\"event\":\"wallet\"", "\"coin\":");
    }

    /** One run: trades in quiet, then while connections are lost. */
    private Known trade(ExchangeServer server, Changes told, List<String> undisturbed, boolean last)
            throws IOException {
        ApiKey key = server.keys().get(0);
        try (RawLog log = RawLog.open(folder.resolve("log"), RawLogOptions.DEFAULT, event -> {});
                Bybit bybit = bybit(server, key, log);
                Account account =
                        bybit.account(AccountSettings.usual().withPlan(PLAN).withMemory(folder.resolve("memory")))) {
            account.listen(told);
            await(() -> isReady(account));
            for (int i = 0; i < 3; i++) {
                undisturbed.add(linkId(place(account, market(BTC, OrderSide.BUY, "0.003"))));
                undisturbed.add(linkId(place(account, market(BTC, OrderSide.SELL, "0.002"))));
                OrderRef resting =
                        place(account, NewOrder.limit(BTC, OrderSide.BUY, decimal("0.001"), decimal("30000")));
                undisturbed.add(linkId(resting));
                if (i > 0) {
                    account.cancel(resting).join();
                }
            }
            place(account, market(SPOT, OrderSide.BUY, "50"));
            account.place(NewOrder.limit(BTC, OrderSide.BUY, decimal("0.0000001"), decimal("1"))
                            .build())
                    .join();
            await(() -> account.unsettledOrders().isEmpty());
            if (!last) {
                await(() -> isTheSameForAWhile(account));
            }
            for (String fault : last ? List.of("reset private:*") : List.of("reset trade:*", "restart")) {
                server.ask(exchange -> {
                    exchange.venue().faults().begin(FaultSchedule.parse(fault));
                    return true;
                });
                for (int i = 0; i < 5; i++) {
                    account.place(market(BTC, i % 2 == 0 ? OrderSide.BUY : OrderSide.SELL, "0.001")
                                    .build())
                            .join();
                    LockSupport.parkNanos(20_000_000L);
                }
                await(() -> isReady(account));
            }
            if (!last) {
                // What is uncertain now is settled after the restart.
                return Known.of(List.of(), List.of(), List.of());
            }
            await(() -> account.unsettledOrders().isEmpty());
            account.reconcile();
            long round = account.lastReconciliation().orElseThrow().number();
            await(() -> account.status() == AccountStatus.IN_SYNC
                    && account.lastReconciliation().orElseThrow().number() > round);
            return known(account);
        }
    }

    private static Bybit bybit(ExchangeServer server, ApiKey key, RawLog log) {
        return Bybit.builder()
                .exchange(Exchange.at(server.webSocketAddress()))
                .credentials(Credentials.of(key.key(), key.secret()))
                .inputs(log)
                .build();
    }

    private static Known known(Account account) {
        return Known.of(account.orders(), account.positions(), account.wallets());
    }

    private static Known known(AccountPlayback account) {
        return Known.of(
                account.line().orders().all(),
                account.line().positions().positions(account.nanos()),
                account.line().wallet().wallets());
    }

    private boolean isTheSameForAWhile(Account account) {
        atAMoment = known(account);
        LockSupport.parkNanos(50_000_000L);
        moment = System.currentTimeMillis() * 1_000_000;
        LockSupport.parkNanos(50_000_000L);
        return known(account).equals(atAMoment);
    }

    private static boolean isReady(Account account) {
        return account.status() == AccountStatus.IN_SYNC && account.isReadyForCommands();
    }

    private static NewOrder.Builder market(Symbol symbol, OrderSide side, String qty) {
        return NewOrder.market(symbol, side, decimal(qty));
    }

    private static Decimal decimal(String text) {
        return Decimal.parse(text);
    }

    private static String linkId(OrderRef order) {
        return order.orderLinkId();
    }

    /** Waits until all is known that the order comes to. */
    private static OrderRef place(Account account, NewOrder.Builder order) {
        Outcome outcome = account.place(order.build()).join();
        while (outcome instanceof Outcome.Rejected refused && PASSING.contains(refused.code())) {
            LockSupport.parkNanos(20_000_000L);
            outcome = account.place(order.build()).join();
        }
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        OrderRef ref = ((Outcome.Accepted) outcome).order();
        await(() -> account.order(ref)
                .filter(known -> known.shown() != null && known.fillsAgree())
                .isPresent());
        return ref;
    }

    private AccountPlayback play(AccountNews news, long before) throws IOException {
        AccountPlayback account = new AccountPlayback(Decoders::account, PLAN, news);
        Playback playback = new Playback(Decoders::decoder, Decoders::decoder, new PlaybackAdapter() {}, account);
        try (RawLogReader reader = RawLogReader.open(folder.resolve("log"), message -> {})) {
            reader.seek(1);
            boolean more;
            do {
                more = reader.nextBefore(before, playback);
            } while (more);
        }
        return account;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 40_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("never");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
