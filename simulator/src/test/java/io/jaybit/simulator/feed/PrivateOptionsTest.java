package io.jaybit.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.Json;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an account is told of its options. */
class PrivateOptionsTest {
    private final FeedWorld world = new FeedWorld();
    private final PrivateFeeds feeds = new PrivateFeeds(world.exchange, new Ids(9), PrivateFeeds.USUAL_ORDER);
    private final Market call = first(Category.OPTION);

    @Test
    void anOptionsFillCarriesVolatilitiesAndUnderlying() {
        Inbox executions = watch("execution.option");
        Inbox orders = watch("order.option");
        trade(call);

        Json fill = row(executions);
        assertThat(new BigDecimal(fill.get("tradeIv").text())).isPositive();
        assertThat(new BigDecimal(fill.get("markIv").text())).isPositive();
        assertThat(new BigDecimal(fill.get("indexPrice").text())).isPositive();
        assertThat(new BigDecimal(fill.get("underlyingPrice").text())).isPositive();
        assertThat(fill.has("createType")).isFalse();
        Json order = row(orders);
        assertThat(order.get("placeType").text()).isEqualTo("price");
        assertThat(order.get("tpslMode").text()).isEmpty();
        assertThat(order.fields())
                .doesNotContainKeys("createType", "cumFeeDetail")
                .containsKey("cumExecFee");
    }

    @Test
    void anOptionsPositionCarriesItsGreeksAndTheAccountTheirSums() {
        Inbox positions = watch("position.option");
        Inbox greeks = watch("greeks");
        trade(call);

        Json position = row(positions);
        assertThat(position.fields()).containsKeys("delta", "gamma", "vega", "theta");
        assertThat(new BigDecimal(position.get("delta").text())).isPositive();
        Json sums = row(greeks);
        assertThat(sums.fields().keySet())
                .containsExactly("baseCoin", "totalDelta", "totalGamma", "totalVega", "totalTheta");
        assertThat(sums.get("baseCoin").text()).isEqualTo(call.instrument().baseCoin());
        assertThat(sums.get("totalDelta").text())
                .isEqualTo(position.get("delta").text());
        assertThat(greeks.last()).startsWith("{\"id\":\"").contains("\"topic\":\"greeks\",\"creationTime\":");
    }

    private Market first(Category category) {
        return world.exchange.markets().stream()
                .filter(market -> market.category() == category)
                .findFirst()
                .orElseThrow();
    }

    /** Alice buys from bob at the mark. */
    private void trade(Market market) {
        long price = Math.max(1, market.markPrice());
        long qty = market.instrument().minQty() * 10;
        world.limit(world.bob, market, Side.SELL, qty, price);
        world.limit(world.alice, market, Side.BUY, qty, price);
        world.run(1);
    }

    private Inbox watch(String name) {
        Inbox inbox = new Inbox();
        Objects.requireNonNull(feeds.find(world.alice, name), name).join(inbox);
        return inbox;
    }

    private static Json row(Inbox inbox) {
        return inbox.lastJson().get("data").items().get(0);
    }
}
