package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.DisconnectProtection;
import io.jaybit.account.OrderSide;
import io.jaybit.account.ProtectedProduct;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.OrderState;
import io.jaybit.orders.Outcome;
import io.jaybit.simulator.ExchangeConfig;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Disconnect protection over sockets, against the simulated exchange: what is called armed acts. */
class AccountProtectionTest {
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");

    @Test
    void whatIsCalledArmedCancelsTheOrdersWhenTheConnectionIsGone() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (Meeting meeting = Meeting.plain(ExchangeConfig.calm(5))) {
            Account account = meeting.bybit.account(AccountSettings.usual()
                    .withDisconnectProtection(ProtectedProduct.DERIVATIVES, ProtectedProduct.SPOT));
            account.listen(new AccountListener() {
                @Override
                public void onDisconnectProtection(DisconnectProtection protection) {
                    told.add(protection.toString());
                }
            });
            meeting.await("an account in sync", () -> account.status() == AccountStatus.IN_SYNC);
            meeting.await("a trade socket", account::isReadyForCommands);
            meeting.await(
                    "protection", () -> account.disconnectProtection().stream().allMatch(DisconnectProtection::armed));
            assertThat(account.disconnectProtection())
                    .extracting(DisconnectProtection::product)
                    .containsExactlyInAnyOrder(ProtectedProduct.DERIVATIVES, ProtectedProduct.SPOT);
            meeting.await("news of it", () -> told.contains("DERIVATIVES: armed, after 10 s"));

            OrderRef order;
            try (Bybit other = meeting.another()) {
                other.own().wallet(wallet -> {}).awaitLive(Meeting.PATIENCE);
                assertThat(account.disconnectProtection())
                        .allSatisfy(protection -> assertThat(protection.reason())
                                .startsWith("1 other private connection of this key is known here"));
                order = place(meeting, account);
            }
            meeting.await(
                    "protection again",
                    () -> account.disconnectProtection().stream().allMatch(DisconnectProtection::armed));

            meeting.fault("from 0s for 13s refuse-upgrade 503 private:*");
            meeting.fault("reset private:*");
            meeting.await(
                    "a lost connection",
                    () -> account.disconnectProtection().stream()
                            .allMatch(protection -> protection.reason().startsWith("the connection of dcp.")));
            meeting.await(
                    "the venue's part",
                    () -> account.order(order)
                            .map(record -> record.state() == OrderState.CANCELLED)
                            .orElse(false));
            assertThat(account.order(order).orElseThrow().shown())
                    .isNotNull()
                    .satisfies(shown -> assertThat(shown.cancelType().text()).isEqualTo("CancelByDCP"));
            account.close();
        }
    }

    private static OrderRef place(Meeting meeting, Account account) throws Exception {
        String price = meeting.ask(exchange -> {
            var market = MarketWitness.market(exchange, io.jaybit.simulator.exchange.Category.LINEAR, "BTCUSDT");
            return market.instrument().price(market.bids().price(0) - 4_000);
        });
        NewOrder order = account.named(NewOrder.limit(BTC, OrderSide.BUY, Decimal.parse("0.001"), Decimal.parse(price))
                .build());
        assertThat(account.place(order).get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
        return OrderRef.byLinkId(BTC, order.orderLinkId());
    }
}
