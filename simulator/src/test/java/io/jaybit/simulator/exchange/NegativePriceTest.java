package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Spreads between two prices, which may be below zero. */
class NegativePriceTest {
    private final Listing listing = new Catalogue(1_784_900_000_000L).spreads().get(0);
    private final Exchange exchange =
            new Exchange(new Timeline(1_784_900_000_000L), new Ids(1), List.of(listing.instrument()));
    private final Market spread = Objects.requireNonNull(
            exchange.market(Category.SPREAD, listing.instrument().symbol()));

    @Test
    void anOrderBelowZeroIsTakenAndTrades() throws Refusal {
        Account maker = exchange.openAccount("maker");
        Account taker = exchange.openAccount("taker");
        long size = listing.instrument().minQty() * 10;

        exchange.create(maker, OrderRequest.limit(spread, Side.BUY, size, -7).build());
        Order sold = exchange.create(
                taker, OrderRequest.limit(spread, Side.SELL, size, -7).build());

        assertThat(sold.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(spread.lastPrice()).isEqualTo(-7);
    }

    @Test
    void aroundAMarkBelowZeroOneMayBuyAboveItAndSellBelowIt() {
        exchange.price(spread, -20_000, 15_617);

        assertThat(spread.buyLimit()).isGreaterThan(-20_000);
        assertThat(spread.sellLimit()).isLessThan(-20_000);
    }
}
