package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.client.internal.rest.RateBudget;
import io.jaybit.client.internal.session.SessionConfig;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who shares a budget with whom, and that all clients together stay within it. */
class BudgetsTest {
    private static final long SECOND = 1_000_000_000L;

    private final Budgets budgets = new Budgets();

    @Test
    void allRestHostsOfTheVenueShareOneBudget() {
        RateBudget mainnet = budgets.requests(settings(Exchange.mainnet(), null));

        assertThat(Exchange.known())
                .allSatisfy(exchange ->
                        assertThat(budgets.requests(settings(exchange, null))).isSameAs(mainnet));
        assertThat(budgets.requests(settings(Exchange.at("wss://api.bybit.com"), null)))
                .isSameAs(mainnet);
        assertThat(budgets.requests(settings(Exchange.at("ws://127.0.0.1:9100"), null)))
                .isNotSameAs(mainnet);
    }

    @Test
    void socketsShareABudgetByDomain() {
        var mainnet = budgets.connections(settings(Exchange.mainnet(), null));

        assertThat(budgets.connections(settings(Exchange.demoTrading(), null))).isSameAs(mainnet);
        assertThat(budgets.connections(settings(Exchange.testnet(), null))).isNotSameAs(mainnet);
        assertThat(budgets.connections(settings(Exchange.at("ws://127.0.0.1:9100"), null)))
                .isSameAs(budgets.connections(settings(Exchange.at("ws://127.0.0.1:9100/a"), null)))
                .isNotSameAs(budgets.connections(settings(Exchange.at("ws://127.0.0.1:9101"), null)));
    }

    @Test
    void aProxyIsAnAddressOfItsOwn() {
        ProxyServer proxy = ProxyServer.parse("http://proxy:3128");

        assertThat(budgets.requests(settings(Exchange.mainnet(), proxy)))
                .isSameAs(budgets.requests(settings(Exchange.testnet(), proxy)))
                .isNotSameAs(budgets.requests(settings(Exchange.mainnet(), null)));
        assertThat(budgets.connections(settings(Exchange.mainnet(), proxy)))
                .isNotSameAs(budgets.connections(settings(Exchange.mainnet(), null)));
    }

    @Test
    void threeClientsTogetherSendNoMoreThanTheVenueAllows() {
        Random random = new Random(7);
        List<RateBudget> clients = Stream.of(Exchange.mainnet(), Exchange.testnet(), Exchange.parse("tr"))
                .map(exchange -> budgets.requests(settings(exchange, null)))
                .toList();
        long[] sent = new long[20_000];
        int count = 0;
        for (long now = 0; now < 60 * SECOND; now += random.nextLong(SECOND / 500)) {
            if (clients.get(random.nextInt(3)).take(now) == 0) {
                sent[count++] = now;
            }
        }

        assertThat(count).isGreaterThan(4_000);
        for (int i = 600; i < count; i++) {
            assertThat(sent[i] - sent[i - 600]).isGreaterThan(5 * SECOND);
        }
    }

    private static Settings settings(Exchange exchange, @Nullable ProxyServer proxy) {
        return new Settings(
                exchange, proxy, null, false, 1, 1, 1, Duration.ofSeconds(1), SessionConfig.defaults(), null);
    }
}
