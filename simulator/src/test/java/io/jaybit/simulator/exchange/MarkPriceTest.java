package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How the mark follows index and book. */
class MarkPriceTest {
    private static final long START = 1_784_900_000_000L;

    private final Timeline timeline = new Timeline(START);
    private final Exchange exchange = new Exchange(timeline, new Ids(1), List.of(Instruments.btcUsdt()));
    private final Market market = Objects.requireNonNull(exchange.market(Category.LINEAR, "BTCUSDT"));

    @Test
    void withoutABookTheMarkIsTheIndex() {
        exchange.index(market, 650_000);
        timeline.advanceTo(START + 10_000);

        assertThat(market.markPrice()).isEqualTo(650_000);
    }

    @Test
    void theMarkGoesToTheBookWithTime() throws Refusal {
        exchange.index(market, 650_000);
        quote(651_000);

        timeline.advanceTo(START + 1_000);
        assertThat(market.markPrice()).isBetween(650_001L, 650_100L);
        timeline.advanceTo(START + 300_000);
        assertThat(market.markPrice()).isBetween(650_990L, 651_000L);
    }

    @Test
    void theMarkStaysNearTheIndexHoweverFarTheBookIs() throws Refusal {
        exchange.index(market, 650_000);
        quote(660_000);

        exchange.index(market, 600_000);
        timeline.advanceTo(START + 600_000);

        assertThat(market.markPrice()).isBetween(611_900L, 612_000L);
    }

    @Test
    void aMoveOfTheIndexMovesTheMarkAtOnce() {
        exchange.index(market, 650_000);

        exchange.index(market, 649_000);

        assertThat(market.markPrice()).isEqualTo(649_000);
    }

    private void quote(long middle) throws Refusal {
        Account maker = exchange.openAccount("maker");
        exchange.deposit(maker, "USDT", new BigDecimal("1000000"));
        exchange.create(
                maker, OrderRequest.limit(market, Side.BUY, 10, middle - 5).build());
        exchange.create(
                maker, OrderRequest.limit(market, Side.SELL, 10, middle + 5).build());
    }
}
