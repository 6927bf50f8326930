package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.account.OrderSide;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.Limits;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderChange;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.OrderState;
import io.jaybit.orders.Outcome;
import io.jaybit.positions.NetPosition;
import io.jaybit.positions.Position;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.SelfMadeCertificate;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The own account over sockets, against the simulated exchange. */
class AccountTest {
    private static final long SEED = 20_261_127;
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");

    @TempDir
    Path folder;

    private final List<String> story = new CopyOnWriteArrayList<>();

    @Test
    void anOrderIsPlacedChangedAndTakenBackAndEveryStepIsTold() throws Exception {
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED));
                Account account = inSync(meeting, AccountSettings.usual())) {
            account.listen(new AccountListener() {
                @Override
                public void onChange(OrderChange change) {
                    story.add(change.after().state().name());
                }
            });
            NewOrder order = account.named(resting(meeting, 400));
            OrderRef ref = OrderRef.byLinkId(BTC, order.orderLinkId());
            Outcome.Accepted accepted = accepted(account.place(order));
            assertThat(accepted.order().orderId()).as("%s", accepted).isNotEmpty();
            meeting.await(
                    "what the account was waited for",
                    () -> account.order(ref).orElseThrow().state() == OrderState.NEW);

            Decimal qty = Decimal.parse("0.002");
            accepted(account.amend(new Amendment(ref, qty, null, null, null, null)));
            meeting.await(
                    "what the account was waited for",
                    () -> qty.equals(account.order(ref).orElseThrow().qty()));

            accepted(account.cancel(ref));
            meeting.await(
                    "what the account was waited for",
                    () -> account.order(ref).orElseThrow().state() == OrderState.CANCELLED);
            OrderRecord record = account.order(ref).orElseThrow();
            assertThat(record.external()).isFalse();
            assertThat(account.openOrders()).isEmpty();
            assertThat(account.unsettledOrders()).isEmpty();
            assertThat(account.moneyAtRisk()).isEmpty();
            meeting.await("what the account was waited for", () -> story.contains("CANCELLED"));
            assertThat(story)
                    .startsWith("IN_FLIGHT")
                    .contains("ACKNOWLEDGED", "NEW")
                    .endsWith("CANCELLED");
            assertThat(account.cancel(ref).get(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.code()).isEqualTo(110_001));
        }
    }

    @Test
    void whereThereIsNoTradeSocketCommandsGoByRest() throws Exception {
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED))) {
            URI streams = URI.create(meeting.server.webSocketAddress());
            Exchange withoutOrderEntry =
                    new Exchange("", streams, streams, false, URI.create(meeting.server.restAddress()), "");
            try (Bybit bybit = meeting.another(withoutOrderEntry);
                    Account account = bybit.account(AccountSettings.usual())) {
                meeting.await(
                        "an account in sync",
                        () -> account.status() == AccountStatus.IN_SYNC && account.isReadyForCommands());
                NewOrder order = account.named(resting(meeting, 400));
                OrderRef ref = OrderRef.byLinkId(BTC, order.orderLinkId());
                accepted(account.place(order));
                Decimal qty = Decimal.parse("0.002");
                accepted(account.amend(new Amendment(ref, qty, null, null, null, null)));
                meeting.await(
                        "the new quantity",
                        () -> qty.equals(account.order(ref).orElseThrow().qty()));
                for (CompletableFuture<Outcome> one :
                        account.placeAll(List.of(resting(meeting, 410), resting(meeting, 420)))) {
                    accepted(one);
                }
                accepted(account.cancel(ref));
                meeting.await(
                        "the end of it", () -> account.order(ref).orElseThrow().state() == OrderState.CANCELLED);
                meeting.await("two that rest", () -> account.openOrders().size() == 2);
                assertThat(account.unsettledOrders()).isEmpty();
                assertThat(bybit.health().connections()).noneMatch(connection -> connection.channel() == Channel.TRADE);
            }
        }
    }

    @Test
    void aFillMakesThePositionAndTheTickerItsMark() throws Exception {
        SelfMadeCertificate certificate = SelfMadeCertificate.make(folder.resolve("exchange.pem"));
        try (Meeting meeting = Meeting.secure(ExchangeConfig.calm(SEED), certificate);
                Account account = inSync(meeting, AccountSettings.usual())) {
            NewOrder order = account.named(
                    NewOrder.market(BTC, OrderSide.SELL, Decimal.parse("0.01")).build());
            OrderRef ref = OrderRef.byLinkId(BTC, order.orderLinkId());
            accepted(account.place(order));
            meeting.await(
                    "what the account was waited for",
                    () -> account.order(ref).orElseThrow().state().isClosed());
            assertThat(account.order(ref).orElseThrow().state()).isEqualTo(OrderState.FILLED);
            meeting.await(
                    "what the account was waited for",
                    () -> account.order(ref).orElseThrow().fillsAgree());
            meeting.await(
                    "what the account was waited for",
                    () -> account.order(ref).orElseThrow().fills().provisional() == 0);
            assertThat(account.order(ref).orElseThrow().fees()).containsKey("USDT");
            meeting.await(
                    "what the account was waited for",
                    () -> account.position(BTC).net().compareTo(new BigDecimal("-0.01")) == 0);
            NetPosition position = account.position(BTC);
            assertThat(position.legs()).hasSize(1);
            meeting.await(
                    "what the account was waited for",
                    () -> account.position(BTC).legs().get(0).mark() != null);
            Position leg = account.position(BTC).legs().get(0);
            assertThat(leg.unrealisedPnl()).isNotNull();
            assertThat(leg.pnlCurrency()).isEqualTo("USDT");
            assertThat(account.exposure().shortNotional()).containsKey("USDT");
            assertThat(account.wallets())
                    .singleElement()
                    .satisfies(wallet -> assertThat(wallet.coins()).containsKey("USDT"));
        }
    }

    @Test
    void whatDoesNotPassTheChecksIsNotSent() throws Exception {
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED));
                Account account = inSync(meeting, AccountSettings.usual());
                CheckedOrders checked = account.checked(Limits.NONE
                        .withPriceBand(100)
                        .withMaxOrderValue(Map.of("USDT", new BigDecimal("500")))
                        .withMaxPosition(Map.of(BTC, new BigDecimal("0.003"))))) {
            assertThat(rejection(checked.place(
                            NewOrder.limit(BTC, OrderSide.BUY, Decimal.parse("0.0123"), Decimal.parse("99999.99"))
                                    .build())))
                    .contains("no multiple of the size step", "no multiple of the tick size", "basis points")
                    .contains("is more than the maximum 500", "the maximum is 0.003");
            NewOrder good = account.named(resting(meeting, 400).toBuilder()
                    .qty(Decimal.parse("0.002"))
                    .build());
            accepted(checked.place(good));
            OrderRef ref = OrderRef.byLinkId(BTC, good.orderLinkId());
            meeting.await(
                    "what the account was waited for",
                    () -> account.order(ref).orElseThrow().state() == OrderState.NEW);
            assertThat(account.holding(BTC).openBuys()).isEqualByComparingTo("0.002");
            assertThat(rejection(checked.place(good.withLinkId(""))))
                    .as("with what is open already")
                    .contains("the position could become 0.004");
            assertThat(rejection(checked.amend(new Amendment(ref, Decimal.parse("0.004"), null, null, null, null))))
                    .contains("the position could become 0.004");

            checked.kill("the test is over");
            assertThat(rejection(checked.place(good.withLinkId("")))).contains("switched off: the test is over");
            assertThat(rejection(checked.place(NewOrder.limit(
                                    new Symbol(Category.LINEAR, "NOSUCHUSDT"),
                                    OrderSide.BUY,
                                    Decimal.parse("1"),
                                    Decimal.parse("1"))
                            .build())))
                    .contains("it cannot be checked by the rules of linear:NOSUCHUSDT");
            assertThat(account.openOrders()).hasSize(1);
        }
    }

    private static String rejection(CompletableFuture<Outcome> future) throws Exception {
        Outcome outcome = future.get(Meeting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        assertThat(((Outcome.Rejected) outcome).code()).isZero();
        return ((Outcome.Rejected) outcome).text();
    }

    @Test
    void ofABatchEveryOrderHasItsOwnOutcome() throws Exception {
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED));
                Account account = inSync(meeting, AccountSettings.usual())) {
            NewOrder good = account.named(resting(meeting, 300));
            NewOrder wrong = NewOrder.limit(BTC, OrderSide.BUY, Decimal.parse("0.001"), Decimal.parse("0.01"))
                    .build();
            List<CompletableFuture<Outcome>> outcomes = account.placeAll(List.of(good, wrong, good.withLinkId("")));
            accepted(outcomes.get(0));
            assertThat(outcomes.get(1).get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Rejected.class);
            accepted(outcomes.get(2));
            meeting.await(
                    "what the account was waited for",
                    () -> account.openOrders().stream()
                                    .filter(order -> order.state() == OrderState.NEW)
                                    .count()
                            == 2);
            account.cancelAll(
                    account.openOrders().stream().map(OrderRecord::ref).toList());
            meeting.await(
                    "what the account was waited for",
                    () -> account.openOrders().isEmpty());
        }
    }

    @Test
    void aRestartKnowsWhatWasBeforeIt() throws Exception {
        AccountSettings settings = AccountSettings.usual().withMemory(folder.resolve("memory"));
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED))) {
            OrderRef ref;
            try (Account account = inSync(meeting, settings)) {
                NewOrder order = account.named(resting(meeting, 350));
                ref = OrderRef.byLinkId(BTC, order.orderLinkId());
                accepted(account.place(order));
                meeting.await(
                        "what the account was waited for",
                        () -> account.order(ref).orElseThrow().state() == OrderState.NEW);
                assertThatThrownBy(() -> meeting.bybit.account(settings))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("already");
            }
            try (Account account = inSync(meeting, settings)) {
                OrderRecord known = account.order(ref).orElseThrow();
                assertThat(known.external()).isFalse();
                assertThat(known.state()).isEqualTo(OrderState.NEW);
                Set<OrderState> through = known.transitions().stream()
                        .map(transition -> transition.to())
                        .collect(Collectors.toSet());
                assertThat(through).contains(OrderState.IN_FLIGHT, OrderState.NEW);
                accepted(account.cancel(ref));
                meeting.await(
                        "what the account was waited for",
                        () -> account.order(ref).orElseThrow().state() == OrderState.CANCELLED);
            }
        }
    }

    @Test
    void aStreamThatIsInTheWayIsNamedAndNothingIsLeftBehind() throws Exception {
        AccountSettings settings = AccountSettings.usual().withMemory(folder.resolve("memory"));
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED))) {
            Subscription orders = meeting.bybit.own().orders(Category.LINEAR, order -> {});
            assertThatThrownBy(() -> meeting.bybit.account(settings))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"order\"")
                    .hasMessageContaining("\"order.linear\"");
            orders.close();
            inSync(meeting, settings).close();
        }
    }

    @Test
    void aClientWithoutAKeyHasNoAccount() {
        try (Bybit bybit =
                Bybit.builder().exchange(Exchange.at("ws://127.0.0.1:9")).build()) {
            assertThatThrownBy(() -> bybit.account(AccountSettings.usual()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("credentials");
        }
    }

    @Test
    void aFileInTheMemorysPlaceIsNamed() throws Exception {
        Path file = java.nio.file.Files.createFile(folder.resolve("memory"));
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED))) {
            assertThatThrownBy(
                            () -> meeting.bybit.account(AccountSettings.usual().withMemory(file)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    /** A bid far enough below to rest. */
    private static NewOrder resting(Meeting meeting, int ticksBelow) {
        String price = meeting.ask(exchange -> {
            var market = java.util.Objects.requireNonNull(
                    exchange.exchange().market(io.jaybit.simulator.exchange.Category.LINEAR, "BTCUSDT"));
            return market.instrument().price(market.markPrice() - ticksBelow * 10L);
        });
        return NewOrder.limit(BTC, OrderSide.BUY, Decimal.parse("0.001"), Decimal.parse(price))
                .build();
    }

    private static Account inSync(Meeting meeting, AccountSettings settings) throws Exception {
        Account account = meeting.bybit.account(settings);
        meeting.await(
                "what the account was waited for",
                () -> account.status() == AccountStatus.IN_SYNC && account.isReadyForCommands());
        return account;
    }

    private static Outcome.Accepted accepted(CompletableFuture<Outcome> future) throws Exception {
        Outcome outcome = future.get(Meeting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return (Outcome.Accepted) outcome;
    }
}
