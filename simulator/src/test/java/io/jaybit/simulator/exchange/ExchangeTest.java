package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Matching and what it does to accounts. */
class ExchangeTest {
    private final Timeline timeline = new Timeline(1_784_900_000_000L);
    private final Exchange exchange = new Exchange(
            timeline, new Ids(1), List.of(Instruments.btcUsdt(), Instruments.btcUsd(), Instruments.spotBtcUsdt()));
    private final Market linear = market(Category.LINEAR, "BTCUSDT");
    private final Account alice = exchange.openAccount("alice");
    private final Account bob = exchange.openAccount("bob");
    private final List<String> trades = new ArrayList<>();

    @BeforeEach
    void pay() {
        for (Account account : List.of(alice, bob)) {
            exchange.deposit(account, "USDT", new BigDecimal("1000000"));
            exchange.deposit(account, "BTC", new BigDecimal("10"));
        }
        exchange.price(linear, 650_000, 650_000);
        exchange.listen(new ExchangeListener() {
            @Override
            public void onTrade(Trade trade) {
                trades.add(trade.takerSide().text() + " " + trade.size() + " @ " + trade.price());
            }
        });
    }

    @Test
    void theOldestOrderAtTheBestPriceTradesFirst() throws Refusal {
        Order late = exchange.create(alice, limit(Side.SELL, 5, 650_001));
        Order best = exchange.create(alice, limit(Side.SELL, 5, 650_000));
        Order second = exchange.create(alice, limit(Side.SELL, 5, 650_000));

        exchange.create(bob, limit(Side.BUY, 12, 650_001));

        assertThat(trades).containsExactly("Buy 5 @ 650000", "Buy 5 @ 650000", "Buy 2 @ 650001");
        assertThat(best.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(second.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(late.leaves()).isEqualTo(3);
    }

    @Test
    void aPostOnlyOrderThatWouldTakeIsCancelled() throws Refusal {
        exchange.create(alice, limit(Side.SELL, 5, 650_000));

        Order order = exchange.create(
                bob,
                OrderRequest.limit(linear, Side.BUY, 5, 650_000)
                        .timeInForce(TimeInForce.POST_ONLY)
                        .build());

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.rejectReason()).isEqualTo(RejectReason.POST_ONLY_WOULD_TAKE);
        assertThat(trades).isEmpty();
    }

    @Test
    void shrinkingAnOrderKeepsItsPlaceAndAnotherPriceLosesIt() throws Refusal {
        Order first = exchange.create(alice, limit(Side.SELL, 5, 650_000));
        Order second = exchange.create(bob, limit(Side.SELL, 5, 650_000));

        exchange.amend(first, 4, 0);
        exchange.create(bob, limit(Side.BUY, 4, 650_000));

        assertThat(first.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(second.executed()).isZero();
    }

    @Test
    void profitAndFeesAreBookedToTheLastUnit() throws Refusal {
        exchange.create(alice, limit(Side.SELL, 100, 650_000));
        exchange.create(bob, limit(Side.BUY, 100, 650_000));
        exchange.create(alice, limit(Side.BUY, 100, 660_000));
        exchange.create(bob, limit(Side.SELL, 100, 660_000));

        assertThat(bob.position(linear, 0).size()).isZero();
        // 0.1 BTC from 65,000 to 66,000 = 100; fees 0.055 % of 6,500 and of 6,600
        assertThat(bob.wallet("USDT")).isEqualByComparingTo("1000092.795");
        assertThat(alice.wallet("USDT")
                        .add(bob.wallet("USDT"))
                        .add(exchange.fees().get("USDT")))
                .isEqualByComparingTo("2000000");
    }

    @Test
    void whatHasEndedCannotBeCancelled() throws Refusal {
        Order order = exchange.create(alice, limit(Side.SELL, 5, 650_000));
        exchange.cancel(order);

        assertThat(linear.asks().size()).isZero();
        assertThatThrownBy(() -> exchange.cancel(order)).hasMessageContaining("too late to cancel");
    }

    private OrderRequest limit(Side side, long qty, long price) {
        return OrderRequest.limit(linear, side, qty, price).build();
    }

    private Market market(Category category, String symbol) {
        return java.util.Objects.requireNonNull(exchange.market(category, symbol));
    }
}
