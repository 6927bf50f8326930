package io.jaybit.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Liquidation;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.StreamPath;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Liquidations, price limits, announcements; topics that are none. */
class OtherTopicsTest {
    private final FeedWorld world = new FeedWorld();

    @Test
    void liquidationsOfHalfASecondComeTogether() {
        Market pepe = world.market(Category.LINEAR, "1000PEPEUSDT");
        Inbox inbox = world.join(StreamPath.LINEAR, "allLiquidation.1000PEPEUSDT");

        world.feeds.onLiquidation(new Liquidation(pepe, Side.SELL, 200, 40_420, FeedWorld.START));
        world.run(1);
        world.feeds.onLiquidation(new Liquidation(pepe, Side.BUY, 1, 40_421, FeedWorld.START + 1));
        world.run(1_000);

        assertThat(inbox.frames).hasSize(1);
        assertThat(inbox.lastTimeless())
                .isEqualTo(
                        "{\"topic\":\"allLiquidation.1000PEPEUSDT\",\"type\":\"snapshot\",\"ts\":0,\"data\":["
                                + "{\"T\":1784900000000,\"s\":\"1000PEPEUSDT\",\"S\":\"Sell\",\"v\":\"20000\",\"p\":\"0.0040420\"},"
                                + "{\"T\":1784900000001,\"s\":\"1000PEPEUSDT\",\"S\":\"Buy\",\"v\":\"100\",\"p\":\"0.0040421\"}]}");
    }

    @Test
    void poolsAreToldWholeAtFirstAndThenAsTheyChange() {
        Market linear = world.market(Category.LINEAR, "BTCUSDT");
        world.exchange.insure(linear, new BigDecimal("20000.5"));
        world.exchange.insure(world.market(Category.LINEAR, "ETHUSDT"), new BigDecimal("7000"));
        world.exchange.insure(world.market(Category.LINEAR, "BTCPERP"), new BigDecimal("1"));
        Inbox inbox = world.join(StreamPath.LINEAR, "insurance.USDT");
        Inbox inverse = world.join(StreamPath.INVERSE, "insurance.inverse");

        world.exchange.insure(linear, new BigDecimal("-0.5"));
        world.exchange.insure(world.market(Category.INVERSE, "BTCUSD"), BigDecimal.ONE);
        world.run(2_000);

        assertThat(inbox.frames).hasSize(2);
        assertThat(inbox.frames.get(0))
                .isEqualTo(
                        "{\"topic\":\"insurance.USDT\",\"type\":\"snapshot\",\"ts\":1784900000000,\"data\":["
                                + "{\"coin\":\"USDT\",\"symbols\":\"BTCUSDT\",\"balance\":\"20000.5\",\"updateTime\":\"1784900000000\"},"
                                + "{\"coin\":\"USDT\",\"symbols\":\"ETHUSDT\",\"balance\":\"7000\",\"updateTime\":\"1784900000000\"}]}");
        assertThat(inbox.lastTimeless())
                .isEqualTo(
                        "{\"topic\":\"insurance.USDT\",\"type\":\"delta\",\"ts\":0,\"data\":["
                                + "{\"coin\":\"USDT\",\"symbols\":\"BTCUSDT\",\"balance\":\"20000\",\"updateTime\":\"1784900000000\"}]}");
        assertThat(inverse.frames).hasSize(1);
        assertThat(inverse.last()).contains("\"type\":\"snapshot\"", "\"coin\":\"BTC\",\"symbols\":\"BTCUSD\"");
    }

    @Test
    void alertsOfDeleveragingCarryNumbers() {
        Market linear = world.market(Category.LINEAR, "BTCUSDT");
        world.exchange.insure(linear, new BigDecimal("20000"));
        Inbox inbox = world.join(StreamPath.LINEAR, "adlAlert.USDT");

        world.exchange.insure(linear, new BigDecimal("-2000"));
        world.run(1_000);

        assertThat(inbox.lastTimeless())
                .isEqualTo(
                        "{\"topic\":\"adlAlert.USDT\",\"type\":\"snapshot\",\"ts\":0,\"data\":[{\"c\":\"USDT\",\"s\":\"BTCUSDT\","
                                + "\"b\":18000,\"mb\":\"\",\"i_pr\":-0.3,\"pr\":-0.1,\"adl_tt\":10000,\"adl_sr\":-0.25}]}");
    }

    @Test
    void priceLimitsFollowTheMark() {
        Market linear = world.market(Category.LINEAR, "BTCUSDT");
        Inbox inbox = world.join(StreamPath.LINEAR, "priceLimit.BTCUSDT");

        world.exchange.price(linear, 650_000, 650_000);
        world.run(300);
        world.exchange.price(linear, 650_000, 650_010);
        world.run(300);

        assertThat(inbox.frames).hasSize(2);
        assertThat(inbox.lastTimeless())
                .isEqualTo(
                        "{\"topic\":\"priceLimit.BTCUSDT\",\"data\":{\"symbol\":\"BTCUSDT\",\"buyLmt\":\"68250.00\",\"sellLmt\":"
                                + "\"61750.00\"},\"ts\":0}");
    }

    @Test
    void maintenanceIsAnnouncedOnItsOwnPath() {
        Inbox inbox = world.join(StreamPath.STATUS, "system.status");
        Maintenance scheduled = new Maintenance(
                "m-1", "upgrade", "scheduled", 1_784_990_000_000L, 1_784_993_600_000L, List.of(2, 3), List.of(1), 1);

        world.feeds.announce(scheduled);

        assertThat(inbox.last())
                .isEqualTo(
                        "{\"topic\":\"system.status\",\"ts\":1784900000000,\"data\":[{\"id\":\"m-1\",\"title\":\"upgrade\","
                                + "\"state\":\"scheduled\",\"begin\":\"1784990000000\",\"end\":\"1784993600000\",\"href\":\"\",\"serviceTypes\":[2,3],"
                                + "\"product\":[1],\"uidSuffix\":[],\"maintainType\":1,\"env\":1}]}");
        assertThat(world.feeds.announced()).containsExactly(scheduled);
    }

    @Test
    void whatTheVenueDoesNotKnowIsNotFound() {
        for (String name : List.of(
                "adlAlert",
                "insurance",
                "insurance.BTC",
                "kline.7.BTCUSDT",
                "kline.1",
                "liquidation.BTCUSDT",
                "tickers.",
                "",
                ".",
                "publicTrade.NOPEUSDT",
                "system.status",
                "rfq.open.public.trades")) {
            assertThat(world.feeds.find(StreamPath.LINEAR, name)).as(name).isNull();
        }
        assertThat(world.feeds.find(StreamPath.SPOT, "allLiquidation.BTCUSDT")).isNull();
        assertThat(world.feeds.find(StreamPath.OPTION, "kline.1.BTC-25DEC26-90000-C-USDT"))
                .isNull();
        assertThat(world.feeds.find(StreamPath.SPREAD, "priceLimit.SOLUSDT_SOL/USDT"))
                .isNull();
        assertThat(world.feeds.find(StreamPath.STATUS, "tickers.BTCUSDT")).isNull();
        assertThat(world.feeds.find(StreamPath.LINEAR, "insurance.USDT")).isNotNull();
        assertThat(world.feeds.find(StreamPath.INVERSE, "adlAlert.inverse")).isNotNull();
    }

    @Test
    void whoHasLeftHearsNothingAndJoiningTwiceIsJoiningOnce() {
        Market linear = world.market(Category.LINEAR, "BTCUSDT");
        Topic topic = world.topic(StreamPath.LINEAR, "orderbook.50.BTCUSDT");
        Inbox twice = new Inbox();
        Inbox gone = new Inbox();
        topic.join(twice);
        topic.join(twice);
        topic.join(gone);
        topic.leave(gone);

        world.limit(world.alice, linear, Side.BUY, 300, 650_100);
        world.run(50);

        assertThat(twice.frames).hasSize(2);
        assertThat(gone.frames).hasSize(1);
    }
}
