package io.jaybit.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.StreamPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tickers, frame by frame. */
class TickerTopicTest {
    private final FeedWorld world = new FeedWorld();
    private final Market linear = world.market(Category.LINEAR, "BTCUSDT");

    @Test
    void aDeltaHoldsTheSymbolAndWhatHasChangedWithPriceAndSizeOfASideTogether() {
        world.limit(world.alice, linear, Side.BUY, 300, 650_100);
        world.limit(world.alice, linear, Side.SELL, 300, 650_102);
        Inbox inbox = world.join(StreamPath.LINEAR, "tickers.BTCUSDT");

        world.limit(world.bob, linear, Side.BUY, 100, 650_100);
        world.run(100);

        assertThat(inbox.frames).hasSize(2);
        assertThat(inbox.lastJson().fields().keySet()).containsExactly("topic", "type", "data", "cs", "ts");
        assertThat(inbox.lastTimeless())
                .contains(
                        "\"type\":\"delta\",\"data\":{\"symbol\":\"BTCUSDT\",\"bid1Price\":\"65010.00\",\"bid1Size\":\"0.400\"}");
    }

    @Test
    void mergedDeltasAreTheTicker() {
        Inbox inbox = world.join(StreamPath.LINEAR, "tickers.BTCUSDT");
        Random random = new Random(3);
        Map<String, String> merged = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            world.step(random, linear, 650_100, 6);
            if (i % 7 == 0) {
                world.exchange.price(linear, 650_100 + random.nextInt(9), 650_100 + random.nextInt(9));
            }
            world.run(random.nextInt(150));
        }
        world.run(200);
        for (String frame : inbox.frames) {
            Inbox.json(frame).get("data").fields().forEach((name, value) -> merged.put(name, value.text()));
        }

        assertThat(merged).isEqualTo(world.feeds.ticker(linear));
        assertThat(inbox.frames.size()).isGreaterThan(50);
    }

    @Test
    void nothingIsSentWhileNothingChanges() {
        Inbox inbox = world.join(StreamPath.LINEAR, "tickers.BTCUSDT");

        world.run(30_000);

        assertThat(inbox.frames).hasSize(1);
    }

    @Test
    void theFiguresOf24HoursSlide() {
        trade(linear, 100, 650_000);
        world.run(3_600_000);
        trade(linear, 200, 652_000);
        world.run(3_660_000);
        trade(linear, 300, 651_000);

        Json early = world.join(StreamPath.LINEAR, "tickers.BTCUSDT").lastJson().get("data");
        world.run(22 * 3_600_000L + 120_000);
        Json late = world.join(StreamPath.LINEAR, "tickers.BTCUSDT").lastJson().get("data");
        world.run(4 * 3_600_000L);
        Json quiet = world.join(StreamPath.INVERSE, "tickers.BTCUSD").lastJson().get("data");

        assertThat(early.get("volume24h").text()).isEqualTo("0.6000");
        assertThat(early.get("turnover24h").text()).isEqualTo("39070.0000");
        assertThat(early.get("highPrice24h").text()).isEqualTo("65200.00");
        assertThat(early.get("prevPrice24h").text()).isEqualTo("65000.00");
        assertThat(early.get("prevPrice1h").text()).isEqualTo("65200.00");
        assertThat(early.get("price24hPcnt").text()).isEqualTo("0.001538");
        assertThat(late.get("volume24h").text()).isEqualTo("0.5000");
        assertThat(late.get("lowPrice24h").text()).isEqualTo("65000.00");
        assertThat(quiet.get("volume24h").text()).isEqualTo("0");
    }

    @Test
    void openInterestIsOfBothSidesAndOfOne() {
        trade(linear, 100, 650_000);

        Json data = world.join(StreamPath.LINEAR, "tickers.BTCUSDT").lastJson().get("data");

        assertThat(data.get("openInterest").text()).isEqualTo("0.200");
        assertThat(data.get("singleOpenInterest").text()).isEqualTo("0.100");
        assertThat(data.get("openInterestValue").text()).isEqualTo("13002.02");
    }

    @Test
    void spotIsPushedWholeAndWithoutBidAndAsk() {
        Market spot = world.market(Category.SPOT, "BTCUSDT");
        trade(spot, 1_000_000, 650_097);
        Inbox inbox = world.join(StreamPath.SPOT, "tickers.BTCUSDT");

        trade(spot, 500_000, 650_100);
        world.run(50);

        assertThat(inbox.frames).hasSize(2);
        assertThat(inbox.lastTimeless())
                .contains("\"ts\":0,\"type\":\"snapshot\",\"cs\":")
                .endsWith(
                        "\"data\":{\"symbol\":\"BTCUSDT\",\"lastPrice\":\"65010\",\"highPrice24h\":\"65010\",\"lowPrice24h\":\"65009.7\","
                                + "\"prevPrice24h\":\"65009.7\",\"volume24h\":\"1.5\",\"turnover24h\":\"97514.7\",\"price24hPcnt\":\"0\","
                                + "\"usdIndexPrice\":\"65010.1\"}}");
    }

    @Test
    void anOptionTellsItsGreeks() {
        Json data = world.join(StreamPath.OPTION, "tickers.BTC-25DEC26-65000-C-USDT")
                .lastJson()
                .get("data");

        assertThat(data.get("bidPrice").text()).isEqualTo("0");
        assertThat(Double.parseDouble(data.get("delta").text())).isBetween(0.5, 0.65);
        assertThat(Double.parseDouble(data.get("markPriceIv").text())).isBetween(0.3, 0.6);
        assertThat(Double.parseDouble(data.get("theta").text())).isNegative();
    }

    private void trade(Market market, long qty, long price) {
        world.limit(world.alice, market, Side.SELL, qty, price);
        world.limit(world.bob, market, Side.BUY, qty, price);
    }
}
