package io.jaybit.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.StreamPath;
import org.junit.jupiter.api.Test;

/** Order book streams, frame by frame. */
class BookTopicTest {
    private final FeedWorld world = new FeedWorld();
    private final Market linear = world.market(Category.LINEAR, "BTCUSDT");
    private final Market spot = world.market(Category.SPOT, "BTCUSDT");

    @Test
    void aSubscriberGetsASnapshotAtOnceAndThenWhatDiffers() {
        world.limit(world.alice, linear, Side.BUY, 300, 650_100);
        Order ask = world.limit(world.alice, linear, Side.SELL, 871, 650_102);

        Inbox inbox = world.join(StreamPath.LINEAR, "orderbook.50.BTCUSDT");
        long seq = linear.seq();
        long u = inbox.lastJson().get("data").get("u").whole().orElseThrow();
        world.cancel(ask);
        world.limit(world.alice, linear, Side.SELL, 5, 650_105);
        world.run(20);

        assertThat(inbox.frames).hasSize(2);
        assertThat(inbox.frames.get(0))
                .isEqualTo("{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1784900000000,\"data\":{"
                        + "\"s\":\"BTCUSDT\",\"b\":[[\"65010.00\",\"0.300\"]],\"a\":[[\"65010.20\",\"0.871\"]],\"u\":"
                        + u
                        + ",\"seq\":" + seq + "},\"cts\":1784900000000}");
        assertThat(inbox.lastTimeless())
                .isEqualTo("{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"delta\",\"ts\":0,\"data\":{"
                        + "\"s\":\"BTCUSDT\",\"b\":[],\"a\":[[\"65010.20\",\"0\"],[\"65010.50\",\"0.005\"]],\"u\":"
                        + (u + 1)
                        + ",\"seq\":" + linear.seq() + "},\"cts\":1784900000000}");
    }

    @Test
    void whatIsUndoneWithinAnIntervalIsNotTold() {
        world.limit(world.alice, linear, Side.BUY, 300, 650_100);
        Inbox inbox = world.join(StreamPath.LINEAR, "orderbook.50.BTCUSDT");

        world.cancel(world.limit(world.alice, linear, Side.BUY, 300, 650_090));
        world.run(1_000);

        assertThat(inbox.frames).hasSize(1);
    }

    @Test
    void aLevelThatLeavesTheWindowIsTakenAwayAndComesBack() {
        for (int i = 0; i < 50; i++) {
            world.limit(world.alice, linear, Side.BUY, 300, 650_000 - i);
        }
        Inbox inbox = world.join(StreamPath.LINEAR, "orderbook.50.BTCUSDT");

        Order better = world.limit(world.alice, linear, Side.BUY, 300, 650_001);
        world.run(20);
        world.cancel(better);
        world.run(20);

        assertThat(inbox.frames.get(1)).contains("\"b\":[[\"65000.10\",\"0.300\"],[\"64995.10\",\"0\"]]");
        assertThat(inbox.frames.get(2)).contains("\"b\":[[\"65000.10\",\"0\"],[\"64995.10\",\"0.300\"]]");
    }

    @Test
    void levelOneIsAlwaysASnapshotAndIsRepeatedWithTheSameUAfterThreeSeconds() {
        world.limit(world.alice, spot, Side.BUY, 1_000, 650_100);
        Inbox inbox = world.join(StreamPath.SPOT, "orderbook.1.BTCUSDT");
        world.limit(world.alice, spot, Side.BUY, 500, 650_101);

        world.run(3_500);

        assertThat(inbox.frames).hasSize(3);
        long u = u(inbox, 1);
        assertThat(inbox.frames.get(1))
                .startsWith("{\"topic\":\"orderbook.1.BTCUSDT\",\"ts\":")
                .endsWith(
                        ",\"type\":\"snapshot\",\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"65010.1\",\"0.0005\"]],\"a\":[],\"u\":"
                                + u + ",\"seq\":" + spot.seq() + "},\"cts\":1784900000000}");
        assertThat(u(inbox, 0)).isEqualTo(u - 1);
        assertThat(u(inbox, 2)).isEqualTo(u);
        assertThat(Inbox.json(inbox.frames.get(2)).get("ts").whole().orElseThrow()
                        - Inbox.json(inbox.frames.get(1)).get("ts").whole().orElseThrow())
                .isEqualTo(3_000);
    }

    @Test
    void aBookNobodyListensToIsOneFrameFurtherForWhoComesNext() {
        world.limit(world.alice, linear, Side.BUY, 300, 650_100);
        Inbox first = world.join(StreamPath.LINEAR, "orderbook.200.BTCUSDT");
        world.topic(StreamPath.LINEAR, "orderbook.200.BTCUSDT").leave(first);
        for (int i = 1; i < 9; i++) {
            world.limit(world.alice, linear, Side.BUY, 300, 650_100 - i);
            world.run(500);
        }

        Inbox second = world.join(StreamPath.LINEAR, "orderbook.200.BTCUSDT");

        assertThat(first.frames).hasSize(1);
        assertThat(u(second, 0)).isEqualTo(u(first, 0) + 1);
    }

    @Test
    void afterARestartEveryBookBeginsWithASnapshotAtOne() {
        world.limit(world.alice, linear, Side.BUY, 300, 650_100);
        Inbox fifty = world.join(StreamPath.LINEAR, "orderbook.50.BTCUSDT");
        Inbox full = world.join(StreamPath.LINEAR, "orderbook.full.BTCUSDT");

        world.feeds.restart();
        world.run(200);
        world.limit(world.alice, linear, Side.BUY, 300, 650_090);
        world.run(200);

        assertThat(fifty.frames.get(1)).contains("\"type\":\"snapshot\"", "[[\"65010.00\",\"0.300\"]]", "\"u\":1,");
        assertThat(fifty.frames.get(2)).contains("\"type\":\"delta\"", "[[\"65009.00\",\"0.300\"]]", "\"u\":2,");
        assertThat(full.frames.get(0)).contains("\"type\":\"delta\"", "[[\"65010.00\",\"0.300\"]]", "\"u\":1,");
        assertThat(full.frames.get(1)).contains("\"type\":\"delta\"", "[[\"65009.00\",\"0.300\"]]", "\"u\":2,");
    }

    @Test
    void theFullBookSendsNoSnapshotAndEmptiesItselfWhereThereIsNoBook() {
        world.limit(world.alice, spot, Side.BUY, 1_000, 650_100);
        Inbox full = world.join(StreamPath.SPOT, "orderbook.full.BTCUSDT");
        assertThat(full.frames).isEmpty();

        world.feeds.resetFullBook(spot, FullBookReset.AUCTION_AHEAD);
        int levelsInAuction = world.feeds.book(spot, BookKind.FULL).bids().count();
        world.limit(world.alice, spot, Side.BUY, 1_000, 650_090);
        world.run(1_000);
        int framesInAuction = full.frames.size();
        world.feeds.resetFullBook(spot, FullBookReset.TRADING_BEGINS);
        int levelsThereafter = world.feeds.book(spot, BookKind.FULL).bids().count();
        world.limit(world.alice, spot, Side.BUY, 1_000, 650_080);
        world.run(200);

        assertThat(full.frames.get(0)).contains("\"type\":\"delta\"", "\"b\":[],\"a\":[],\"u\":1,");
        assertThat(levelsInAuction).isZero();
        assertThat(framesInAuction).isEqualTo(1);
        assertThat(full.frames.get(1)).contains("\"b\":[],\"a\":[],\"u\":1,");
        assertThat(levelsThereafter).isEqualTo(2);
        assertThat(full.frames.get(2)).contains("\"b\":[[\"65008\",\"0.001\"]],\"a\":[],\"u\":2,");
    }

    @Test
    void retailQuotesAreAThirdElementAndHiddenWhereTheyCross() {
        world.limit(world.alice, spot, Side.BUY, 114_000, 650_101);
        world.limit(world.alice, spot, Side.SELL, 440_000, 650_128);
        world.feeds.retailQuote(spot, Side.BUY, 650_101, 2_000);
        world.feeds.retailQuote(spot, Side.BUY, 650_085, 160_000);
        world.feeds.retailQuote(spot, Side.BUY, 650_128, 160_000);

        Inbox inbox = world.join(StreamPath.SPOT, "orderbook.rpi.BTCUSDT");
        world.feeds.retailQuote(spot, Side.BUY, 650_085, 0);
        world.run(100);

        assertThat(inbox.frames.get(0))
                .contains(
                        "\"b\":[[\"65010.1\",\"0.114\",\"0.002\"],[\"65008.5\",\"0\",\"0.16\"]],\"a\":[[\"65012.8\",\"0.44\",\"0\"]]");
        assertThat(inbox.frames.get(1)).contains("\"type\":\"delta\"", "\"b\":[[\"65008.5\",\"0\",\"0\"]],\"a\":[]");
    }

    @Test
    void optionFramesCarryAnId() {
        Market option = world.market(Category.OPTION, "BTC-25DEC26-90000-C-USDT");
        world.limit(world.alice, option, Side.BUY, 855, 183);
        world.limit(world.alice, option, Side.SELL, 855, 241);

        Inbox inbox = world.join(StreamPath.OPTION, "orderbook.25.BTC-25DEC26-90000-C-USDT");

        assertThat(inbox.last())
                .isEqualTo(
                        "{\"topic\":\"orderbook.25.BTC-25DEC26-90000-C-USDT\",\"ts\":1784900000000,\"type\":\"snapshot\","
                                + "\"id\":\"orderbook.25.BTC-25DEC26-90000-C-USDT-" + option.seq()
                                + "-1784900000000\",\"data\":{"
                                + "\"s\":\"BTC-25DEC26-90000-C-USDT\",\"b\":[[\"915\",\"8.55\"]],\"a\":[[\"1205\",\"8.55\"]],\"u\":"
                                + u(inbox, 0)
                                + ",\"seq\":" + option.seq() + "},\"cts\":1784900000000}");
    }

    @Test
    void onlyTheVenuesTopicsAreFound() {
        assertThat(world.feeds.find(StreamPath.LINEAR, "orderbook.500.BTCUSDT")).isNull();
        assertThat(world.feeds.find(StreamPath.LINEAR, "orderbook.25.BTCUSDT")).isNull();
        assertThat(world.feeds.find(StreamPath.LINEAR, "orderbook.50.btcusdt")).isNull();
        assertThat(world.feeds.find(StreamPath.LINEAR, "orderbook")).isNull();
        assertThat(world.feeds.find(StreamPath.LINEAR, "order")).isNull();
        assertThat(world.feeds.find(StreamPath.OPTION, "orderbook.50.BTC-25DEC26-90000-C-USDT"))
                .isNull();
        assertThat(world.feeds.find(StreamPath.PRIVATE, "orderbook.50.BTCUSDT")).isNull();
        assertThat(world.feeds.find(StreamPath.SPREAD, "orderbook.25.SOLUSDT_SOL/USDT"))
                .isNotNull();
    }

    private static long u(Inbox inbox, int frame) {
        return Inbox.json(inbox.frames.get(frame)).get("data").get("u").whole().orElseThrow();
    }
}
