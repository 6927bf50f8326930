package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.OrderUpdate;
import io.jaybit.feed.Notice;
import io.jaybit.market.Topic;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.SelfMadeCertificate;
import io.jaybit.simulator.exchange.Category;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every private stream of the simulated exchange while its account trades: what the client has is what the exchange has. */
class OwnStreamsTest {
    private static final long SEED = 20_261_126;

    @TempDir
    Path folder;

    @Test
    void eachStreamAsAWholeTellsWhatTheExchangeHas() throws Exception {
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED))) {
            AccountWitness witness = new AccountWitness();
            List<Subscription> subscriptions = new ArrayList<>(uncut(meeting.bybit.own(), witness));
            OwnStreams own = meeting.bybit.own();
            subscriptions.add(own.orders(witness::take));
            subscriptions.add(own.executions(witness::take));
            subscriptions.add(own.fastExecutions(witness::take));
            subscriptions.add(own.positions(witness::take));
            assertAllArrives(meeting, witness, subscriptions);
        }
    }

    @Test
    void eachStreamCutIntoCategoriesTellsTheSameThroughTls() throws Exception {
        SelfMadeCertificate certificate = SelfMadeCertificate.make(folder.resolve("exchange.pem"));
        try (Meeting meeting = Meeting.secure(ExchangeConfig.calm(SEED), certificate)) {
            AccountWitness witness = new AccountWitness();
            OwnStreams own = meeting.bybit.own();
            List<Subscription> subscriptions = new ArrayList<>(uncut(own, witness));
            for (io.jaybit.market.Category category : io.jaybit.market.Category.values()) {
                if (category != io.jaybit.market.Category.SPREAD) {
                    subscriptions.add(own.orders(category, witness::take));
                    subscriptions.add(own.executions(category, witness::take));
                    subscriptions.add(own.fastExecutions(category, witness::take));
                }
                if (category != io.jaybit.market.Category.SPREAD && category != io.jaybit.market.Category.SPOT) {
                    subscriptions.add(own.positions(category, witness::take));
                }
            }
            assertAllArrives(meeting, witness, subscriptions);
        }
    }

    private static List<Subscription> uncut(OwnStreams own, AccountWitness witness) {
        return List.of(
                own.wallet(witness::take),
                own.greeks(witness::take),
                own.spreadOrders(witness::take),
                own.spreadExecutions(witness::take),
                own.disconnectProtection("future", witness::take),
                own.disconnectProtection("spot", witness::take),
                own.disconnectProtection("option", witness::take));
    }

    private static void assertAllArrives(Meeting meeting, AccountWitness witness, List<Subscription> subscriptions)
            throws Exception {
        for (Subscription subscription : subscriptions) {
            subscription.awaitLive(Meeting.PATIENCE);
        }
        for (Category category : Category.values()) {
            meeting.await("a fill of " + category, () -> {
                meeting.ask(exchange -> witness.hasFill(category) || witness.trade(exchange, category));
                return meeting.ask(exchange -> witness.hasFill(category));
            });
        }

        meeting.inStep(witness::difference);

        assertThat(witness.protections).isEmpty();
        assertThat(witness.orders).allSatisfy(order -> {
            assertThat(order.otherFields()).isEmpty();
            assertThat(order.origin().pushedEpochMillis()).isGreaterThanOrEqualTo(order.updatedEpochMillis());
            assertThat(order.origin().receivedEpochNanos()).isPositive();
        });
        assertThat(witness.executions).allMatch(fill -> fill.otherFields().isEmpty());
        assertThat(meeting.bybit.health().unreadable()).isZero();
        assertThat(meeting.bybit.health().unknownTopics()).isEmpty();
        assertThat(meeting.bybit.health().connections()).hasSize(1);
        assertThat(meeting.notices).noneMatch(Notice.Unexpected.class::isInstance);
    }

    @Test
    void severalTopicsInOneSubscriptionAlsoReachWhoListensInline() throws Exception {
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED))) {
            List<AccountEvent> inline = new CopyOnWriteArrayList<>();
            List<String> threads = new CopyOnWriteArrayList<>();
            AccountWitness witness = new AccountWitness();
            List<Topic> topics = List.of(
                    meeting.bybit.own().topic("order"), meeting.bybit.own().topic("execution"));
            meeting.bybit.subscribeInline(topics, new InlineListener() {
                @Override
                public void onAccount(AccountEvent event) {
                    inline.add(event);
                    threads.add(Thread.currentThread().getName());
                }
            });
            meeting.bybit
                    .subscribe(topics, new MarketListener() {
                        @Override
                        public void onAccount(AccountEvent event) {
                            witness.take(event);
                        }
                    })
                    .awaitLive(Meeting.PATIENCE);
            meeting.await(
                    "a fill",
                    () -> meeting.ask(exchange -> witness.trade(exchange, Category.LINEAR))
                            && !witness.executions.isEmpty()
                            && inline.size() == witness.orders.size() + witness.executions.size());
            assertThat(threads).containsOnly("jaybit-io");
            assertThat(inline).anyMatch(OrderUpdate.class::isInstance);
        }
    }

    @Test
    void aSlowListenerMissesEventsAndIsToldHowManyInTheirPlace() throws Exception {
        try (Meeting meeting = Meeting.withEventQueue(ExchangeConfig.calm(SEED), 2)) {
            CountDownLatch asleep = new CountDownLatch(1);
            AccountWitness witness = new AccountWitness();
            List<Notice.Dropped> dropped = new CopyOnWriteArrayList<>();
            meeting.bybit
                    .subscribe(List.of(meeting.bybit.own().topic("order")), new MarketListener() {
                        @Override
                        public void onAccount(AccountEvent event) {
                            witness.take(event);
                            awaitQuietly(asleep);
                        }

                        @Override
                        public void onNotice(Notice notice) {
                            if (notice instanceof Notice.Dropped one) {
                                dropped.add(one);
                            }
                        }
                    })
                    .awaitLive(Meeting.PATIENCE);
            for (int i = 0; i < 10; i++) {
                meeting.ask(exchange -> witness.trade(exchange, Category.LINEAR));
            }
            meeting.await("a drop", () -> meeting.bybit.health().topics().get(0).dropped() > 0);
            asleep.countDown();
            meeting.await("word of the drop", () -> !dropped.isEmpty());
            assertThat(dropped.get(0).topic().name()).isEqualTo("order");
            assertThat(dropped.get(0).count()).isPositive();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(Meeting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theWholeAndACategoryOfItAreNeverWantedAtTheSameTime() throws Exception {
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED))) {
            OwnStreams own = meeting.bybit.own();
            Subscription linear = own.orders(io.jaybit.market.Category.LINEAR, order -> {});
            Subscription fast = own.fastExecutions(fill -> {});
            assertThatThrownBy(() -> own.orders(order -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "\"order\" and \"order.linear\" cannot be subscribed at the same time: the venue takes the whole or"
                                    + " categories of it, not both; close the subscription of \"order.linear\" first");
            assertThatThrownBy(() -> meeting.bybit.subscribe(
                            List.of(own.topic("position.option"), own.topic("position")), new MarketListener() {}))
                    .hasMessageContaining("\"position.option\" and \"position\" cannot");
            Subscription all = own.executions(fill -> {});
            linear.close();
            Subscription whole = own.orders(order -> {});
            for (Subscription one : List.of(fast, all, whole)) {
                one.awaitLive(Meeting.PATIENCE);
            }
        }
    }

    @Test
    void whatTheVenueDoesNotHaveIsRefusedHere() throws Exception {
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(SEED));
                Bybit keyless = Bybit.of(meeting.bybit.exchange())) {
            OwnStreams own = meeting.bybit.own();
            assertThatThrownBy(() -> own.positions(io.jaybit.market.Category.SPOT, position -> {}))
                    .hasMessage(
                            "there is no position.spot; there are position.linear, position.inverse, position.option");
            assertThatThrownBy(() -> own.disconnectProtection("futures", update -> {}))
                    .hasMessageContaining("future, spot and option");
            assertThatThrownBy(() -> keyless.own().wallet(wallet -> {}))
                    .hasMessage(
                            "/v5/private/wallet needs a key; this client was built without one (BybitBuilder.credentials)");
            try (Bybit noHost = Bybit.builder()
                    .exchange(Exchange.parse("ae"))
                    .credentials(Credentials.of("key", "secret"))
                    .build()) {
                assertThatThrownBy(() -> noHost.own().wallet(wallet -> {}))
                        .hasMessageContaining("the host of private streams of \"ae\" is not known");
            }
        }
    }
}
