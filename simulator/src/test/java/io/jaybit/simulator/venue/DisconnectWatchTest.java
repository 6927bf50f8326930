package io.jaybit.simulator.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.CancelType;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.OrderStatus;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.StreamPath;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders of those who are cut off. */
class DisconnectWatchTest {
    private final PlainVenue plain = new PlainVenue(VenueConfig.USUAL);

    @BeforeEach
    void pay() {
        plain.protection.offer(plain.account);
        plain.exchange.deposit(plain.account, "USDT", new BigDecimal("1000000"));
    }

    @Test
    void ordersEndWhenAllConnectionsThatAskedForItAreDeadForTheWindow() throws Refusal {
        Order future = order(Category.LINEAR, 600_000);
        Order coins = order(Category.SPOT, 6_000_000);
        PlainVenue.Client first = protectedClient();
        PlainVenue.Client second = protectedClient();
        plain.client(StreamPath.PRIVATE).logIn();

        first.connection.onClosed();
        plain.run(60_000);
        assertThat(future.status()).isEqualTo(OrderStatus.NEW);
        second.connection.onClosed();
        plain.run(9_999);
        assertThat(future.status()).isEqualTo(OrderStatus.NEW);
        plain.run(1);

        assertThat(future.cancelType()).isEqualTo(CancelType.DCP);
        assertThat(coins.status()).isEqualTo(OrderStatus.NEW);
    }

    @Test
    void whoComesBackInTimeKeepsThem() throws Refusal {
        Order order = order(Category.LINEAR, 600_000);
        protectedClient().connection.onClosed();
        plain.run(5_000);

        protectedClient();
        plain.run(60_000);

        assertThat(order.status()).isEqualTo(OrderStatus.NEW);
    }

    @Test
    void whoUnsubscribesIsNotProtectedAnyMore() throws Refusal {
        Order order = order(Category.LINEAR, 600_000);
        PlainVenue.Client client = protectedClient();
        client.ask("{\"op\":\"unsubscribe\",\"args\":[\"dcp.future\"]}");

        client.connection.onClosed();
        plain.run(60_000);

        assertThat(order.status()).isEqualTo(OrderStatus.NEW);
    }

    private PlainVenue.Client protectedClient() {
        PlainVenue.Client client = plain.client(StreamPath.PRIVATE).logInAgain();
        assertThat(client.subscribe("dcp.future").get(0)).contains("\"success\":true");
        return client;
    }

    private Order order(Category category, long price) throws Refusal {
        Market market = Objects.requireNonNull(plain.exchange.market(category, "BTCUSDT"));
        plain.exchange.price(market, price, price);
        return plain.exchange.create(
                plain.account,
                OrderRequest.limit(market, Side.BUY, 1_000, price).build());
    }
}
