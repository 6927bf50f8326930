package io.jaybit.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.StreamPath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Public trades, frame by frame. */
class TradeTopicTest {
    private final FeedWorld world = new FeedWorld();

    @Test
    void theTradesOfOneCommandComeAtOnceInOneFrame() {
        Market linear = world.market(Category.LINEAR, "BTCUSDT");
        Inbox inbox = world.join(StreamPath.LINEAR, "publicTrade.BTCUSDT");
        world.limit(world.alice, linear, Side.SELL, 1, 650_102);
        world.limit(world.alice, linear, Side.SELL, 3, 650_103);

        world.limit(world.bob, linear, Side.BUY, 2, 650_103);

        assertThat(inbox.frames).hasSize(1);
        assertThat(inbox.last()
                        .replaceAll("\"i\":\"[0-9a-f-]{36}\"", "\"i\":\"uuid\"")
                        .replaceAll("\"seq\":\\d+", "\"seq\":0"))
                .isEqualTo("{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1784900000000,\"data\":["
                        + "{\"T\":1784900000000,\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"0.001\",\"p\":\"65010.20\",\"L\":\"PlusTick\","
                        + "\"i\":\"uuid\",\"BT\":false,\"RPI\":false,\"seq\":0},"
                        + "{\"T\":1784900000000,\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"0.001\",\"p\":\"65010.30\",\"L\":\"PlusTick\","
                        + "\"i\":\"uuid\",\"BT\":false,\"RPI\":false,\"seq\":0}]}");
    }

    @Test
    void spotNamesItsFieldsInAnotherOrderAndHasNoTickDirection() {
        Market spot = world.market(Category.SPOT, "BTCUSDT");
        Inbox inbox = world.join(StreamPath.SPOT, "publicTrade.BTCUSDT");
        world.limit(world.alice, spot, Side.BUY, 9_030, 650_107);

        world.limit(world.bob, spot, Side.SELL, 9_030, 650_107);

        assertThat(inbox.last()
                        .replaceAll("\"i\":\"\\d{19}\"", "\"i\":\"digits\"")
                        .replaceAll("\"seq\":\\d+", "\"seq\":0"))
                .isEqualTo(
                        "{\"topic\":\"publicTrade.BTCUSDT\",\"ts\":1784900000000,\"type\":\"snapshot\",\"data\":["
                                + "{\"i\":\"digits\",\"T\":1784900000000,\"p\":\"65010.7\",\"v\":\"0.00903\",\"S\":\"Sell\",\"seq\":0,\"s\":\"BTCUSDT\",\"BT\":false,\"RPI\":false}]}");
    }

    @Test
    void optionsOfACoinShareATopicAndTellTheirVolatility() {
        Market option = world.market(Category.OPTION, "BTC-25DEC26-90000-C-USDT");
        Inbox inbox = world.join(StreamPath.OPTION, "publicTrade.BTC");
        world.limit(world.alice, option, Side.SELL, 10, 220);

        world.limit(world.bob, option, Side.BUY, 10, 220);

        Json trade = inbox.lastJson().get("data").items().get(0);
        assertThat(inbox.lastJson().fields().keySet()).containsExactly("topic", "ts", "type", "id", "data");
        assertThat(inbox.lastJson().get("id").text())
                .isEqualTo("publicTrade.BTC-" + trade.get("seq").text() + "-1784900000000");
        assertThat(trade.fields().keySet())
                .containsExactly("i", "T", "p", "v", "S", "seq", "s", "BT", "mP", "iP", "mIv", "iv");
        assertThat(trade.get("p").text()).isEqualTo("1100");
        assertThat(trade.get("v").text()).isEqualTo("0.1");
        assertThat(trade.get("mP").text()).isEqualTo("1060");
        assertThat(Double.parseDouble(trade.get("iv").text()))
                .isGreaterThan(Double.parseDouble(trade.get("mIv").text()))
                .isBetween(0.2, 1.2);
    }

    @Test
    void spreadsTellNeitherBlockNorRetail() {
        Market spread = world.market(Category.SPREAD, "SOLUSDT_SOL/USDT");
        Inbox inbox = world.join(StreamPath.SPREAD, "publicTrade.SOLUSDT_SOL/USDT");
        world.limit(world.alice, spread, Side.SELL, 25, 1_204);

        world.limit(world.bob, spread, Side.BUY, 25, 1_204);

        assertThat(inbox.lastJson().fields().keySet()).containsExactly("topic", "ts", "type", "data");
        assertThat(inbox.lastJson().get("data").items().get(0).fields().keySet())
                .containsExactly("T", "s", "S", "v", "p", "L", "i", "seq");
    }

    @Test
    void moreThan1024TradesAreSplitOverFrames() {
        Market linear = world.market(Category.LINEAR, "BTCUSDT");
        Inbox inbox = world.join(StreamPath.LINEAR, "publicTrade.BTCUSDT");
        for (Account seller : List.of(world.rich("a"), world.rich("b"), world.rich("c"))) {
            for (int i = 0; i < 400; i++) {
                world.limit(seller, linear, Side.SELL, 1, 650_102);
            }
        }

        world.limit(world.bob, linear, Side.BUY, 1_100, 650_102);

        assertThat(inbox.frames.stream()
                        .map(frame -> Inbox.json(frame).get("data").items().size()))
                .isEqualTo(List.of(1_024, 76));
    }
}
