package io.jaybit.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account is told, in the shape of the reference's examples. */
class PrivateFeedsTest {
    private static final String ORDER_EXAMPLE = """
            {"topic":"order","id":"62552242_SOLUSDT_149260954383","creationTime":1784900010096,"data":[{"category":"linear","symbol":"SOLUSDT","orderId":"f38c5e38-46ef-4a8a-b115-fd3392d4f144","orderLinkId":"oms-17","blockTradeId":"","side":"Buy","positionIdx":0,"orderStatus":"Cancelled","cancelType":"CancelByUser","rejectReason":"EC_PerCancelRequest","timeInForce":"GTC","isLeverage":"","price":"99","qty":"0.1","avgPrice":"","leavesQty":"0","leavesValue":"0","cumExecQty":"0","cumExecValue":"0","cumExecFee":"0","orderType":"Limit","stopOrderType":"","orderIv":"","triggerPrice":"","takeProfit":"","stopLoss":"","triggerBy":"","tpTriggerBy":"","slTriggerBy":"","triggerDirection":0,"placeType":"","lastPriceOnCreated":"156.17","closeOnTrigger":false,"reduceOnly":false,"smpGroup":0,"smpType":"None","smpOrderId":"","slLimitPrice":"0","tpLimitPrice":"0","tpslMode":"UNKNOWN","createType":"CreateByUser","marketUnit":"","createdTime":"1784900009480","updatedTime":"1784900010095","feeCurrency":"","closedPnl":"0","cumFeeDetail":{"USDT":"0"},"rpiTakerAccess":false,"rpiMatchedQty":"0"}]}""";
    private static final String EXECUTION_EXAMPLE = """
            {"topic":"execution","id":"386825804_BTCUSDT_140612148849382","creationTime":1784900011355,"data":[{"category":"linear","symbol":"BTCUSDT","closedSize":"0","execFee":"1.787775","execId":"0ab1bdf7-4219-438b-b30a-32ec863018f7","execPrice":"65010.00","execQty":"0.05","execType":"Trade","execValue":"3250.5","feeRate":"0.00055","tradeIv":"","markIv":"","blockTradeId":"","markPrice":"65009.48","indexPrice":"","underlyingPrice":"","leavesQty":"0","orderId":"9aac161b-8ed6-450d-9cab-c5cc67c21784","orderLinkId":"oms-18","orderPrice":"68260.0","orderQty":"0.05","orderType":"Market","stopOrderType":"UNKNOWN","side":"Buy","execTime":"1784900011353","isLeverage":"0","isMaker":false,"seq":140612148849382,"marketUnit":"","execPnl":"0","createType":"CreateByUser","extraFees":"","feeCurrency":"USDT"}]}""";
    private static final String FAST_EXAMPLE = """
            {"topic":"execution.fast","creationTime":1784900012338,"data":[{"category":"linear","symbol":"ICPUSDT","execId":"3510f361-0add-5c7b-a2e7-9679810944fc","execPrice":"12.015","execQty":"3000","orderId":"443d63fa-b4c3-4297-b7b1-23bca88b04dc","isMaker":false,"orderLinkId":"oms-19","side":"Sell","execTime":"1784900012334","seq":34771365464}]}""";
    private static final String POSITION_EXAMPLE = """
            {"id":"1003076014fb7eedb-c7e6-45d6-a8c1-270f0169171a","topic":"position","creationTime":1784900013044,"data":[{"positionIdx":0,"tradeMode":0,"riskId":1,"riskLimitValue":"2000000","symbol":"BTCUSDT","side":"","size":"0","entryPrice":"0","sessionAvgPrice":"","leverage":"10","breakEvenPrice":"0","positionValue":"0","positionBalance":"0","markPrice":"65010.5","positionIM":"0","positionIMByMp":"0","positionMM":"0","positionMMByMp":"0","takeProfit":"0","stopLoss":"0","trailingStop":"0","unrealisedPnl":"0","curRealisedPnl":"1.26","cumRealisedPnl":"-25.06","createdTime":"1694402496913","updatedTime":"1784900013038","openTime":0,"tpslMode":"Full","liqPrice":"","bustPrice":"","category":"linear","positionStatus":"Normal","adlRankIndicator":0,"autoAddMargin":0,"leverageSysUpdatedTime":"","mmrSysUpdatedTime":"","seq":8327597863,"isReduceOnly":false}]}""";
    private static final String WALLET_EXAMPLE = """
            {"id":"592324d2bce751-ad38-48eb-8f42-4671d1fb4d4e","topic":"wallet","creationTime":1784900014104,"data":[{"accountIMRate":"0","accountIMRateByMp":"0","accountMMRate":"0","accountMMRateByMp":"0","totalEquity":"10262.91","totalWalletBalance":"9684.46","totalMarginBalance":"9684.46","totalAvailableBalance":"9556.60","totalPerpUPL":"0","totalInitialMargin":"0","totalInitialMarginByMp":"0","totalMaintenanceMargin":"0","totalMaintenanceMarginByMp":"0","coin":[{"coin":"USDT","equity":"9684.46","usdValue":"9684.46","walletBalance":"9684.46","availableToWithdraw":"","availableToBorrow":"","borrowAmount":"0","accruedInterest":"0","totalOrderIM":"0","totalPositionIM":"0","totalPositionMM":"0","unrealisedPnl":"0","cumRealisedPnl":"-0.97","bonus":"0","collateralSwitch":true,"marginCollateral":true,"locked":"0","spotHedgingQty":"0","spotBorrow":"0"}],"accountLTV":"0","accountType":"UNIFIED"}]}""";

    private final PrivateWorld world = new PrivateWorld();

    @Test
    void aCancelledOrderIsToldAsInTheExample() {
        Inbox orders = world.watch("order");
        Order order = world.place(
                world.alice,
                OrderRequest.limit(world.linear, Side.BUY, 100, 600_000).orderLinkId("oms-17"));
        world.cancel(order);

        assertThat(orders.frames).hasSize(2);
        assertThat(Shapes.of(orders.last())).isEqualTo(Shapes.of(ORDER_EXAMPLE));
        assertThat(orders.last())
                .startsWith(
                        "{\"topic\":\"order\",\"id\":\"1000001_BTCUSDT_149260954384\",\"creationTime\":1784900000001")
                .contains(
                        "\"orderLinkId\":\"oms-17\",\"blockTradeId\":\"\",\"side\":\"Buy\",\"positionIdx\":0,\"orderStatus\":\"Cancelled\",\"cancelType\":\"CancelByUser\",\"rejectReason\":\"EC_PerCancelRequest\",\"timeInForce\":\"GTC\",\"isLeverage\":\"\",\"price\":\"60000.00\",\"qty\":\"0.100\",\"avgPrice\":\"\",\"leavesQty\":\"0\",\"leavesValue\":\"0\",\"cumExecQty\":\"0\",\"cumExecValue\":\"0\",\"cumExecFee\":\"0\",\"orderType\":\"Limit\",\"stopOrderType\":\"\"",
                        "\"cumFeeDetail\":{\"USDT\":\"0\"}");
        assertThat(row(orders.frames.get(0)).get("orderStatus").text()).isEqualTo("New");
        assertThat(row(orders.frames.get(0)).get("leavesValue").text()).isEqualTo("6000");
    }

    @Test
    void aFillIsToldAsInTheExamples() {
        world.limit(world.bob, world.linear, Side.SELL, 50, 650_001);
        Inbox executions = world.watch("execution");
        Inbox fast = world.watch("execution.fast");
        Inbox positions = world.watch("position");
        Inbox wallets = world.watch("wallet");

        world.place(world.alice, OrderRequest.market(world.linear, Side.BUY, 50).orderLinkId("oms-18"));

        assertThat(Shapes.of(executions.last())).isEqualTo(Shapes.of(EXECUTION_EXAMPLE));
        assertThat(Shapes.of(fast.last())).isEqualTo(Shapes.of(FAST_EXAMPLE));
        assertThat(Shapes.of(positions.last())).isEqualTo(Shapes.of(POSITION_EXAMPLE));
        assertThat(Shapes.of(wallets.last())).isEqualTo(Shapes.of(WALLET_EXAMPLE));
        assertThat(executions.last())
                .contains(
                        "\"closedSize\":\"0\",\"execFee\":\"1.78750275\"",
                        "\"execPrice\":\"65000.10\",\"execQty\":\"0.050\",\"execType\":\"Trade\",\"execValue\":\"3250.005\",\"feeRate\":\"0.00055\"",
                        "\"orderType\":\"Market\",\"stopOrderType\":\"UNKNOWN\",\"side\":\"Buy\"");
        assertThat(row(fast.last()).get("execId").text())
                .isEqualTo(row(executions.last()).get("execId").text());
        assertThat(row(positions.last()).get("side").text()).isEqualTo("Buy");
        assertThat(row(positions.last()).get("entryPrice").text()).isEqualTo("65000.1");
        assertThat(row(positions.last()).get("seq").text())
                .isEqualTo(row(executions.last()).get("seq").text());
        assertThat(fast.frames).hasSize(1);
    }

    @Test
    void aMakerIsNotToldItsLinkIdOnTheFastStream() {
        Inbox fast = world.watch("execution.fast.linear");
        world.place(
                world.alice,
                OrderRequest.limit(world.linear, Side.SELL, 50, 650_001).orderLinkId("mine"));

        world.limit(world.bob, world.linear, Side.BUY, 50, 650_001);

        assertThat(row(fast.last()).get("isMaker").text()).isEqualTo("true");
        assertThat(row(fast.last()).get("orderLinkId").text()).isEmpty();
        assertThat(fast.last()).startsWith("{\"topic\":\"execution.fast.linear\",\"creationTime\":");
    }

    @Test
    void severalFillsOfAMatchComeInOneFrame() {
        world.limit(world.bob, world.linear, Side.SELL, 50, 650_000);
        world.limit(world.bob, world.linear, Side.SELL, 50, 650_001);
        Inbox executions = world.watch("execution");
        Inbox orders = world.watch("order");

        world.limit(world.alice, world.linear, Side.BUY, 120, 650_001);

        assertThat(executions.frames).hasSize(1);
        assertThat(rows(executions.last()))
                .extracting(row -> row.get("leavesQty").text())
                .containsExactly("0.070", "0.020");
        assertThat(orders.frames).hasSize(1);
        assertThat(row(orders.last()).get("orderStatus").text()).isEqualTo("PartiallyFilled");
    }

    @Test
    void thePushedTopicIsTheSubscribedOneAndACategoryTellsItsOwn() {
        Inbox linear = world.watch("order.linear");
        Inbox spot = world.watch("order.spot");
        Inbox all = world.watch("order");

        world.limit(world.alice, world.linear, Side.BUY, 50, 600_000);
        world.limit(world.alice, world.spot, Side.BUY, 5_000, 6_000_000);

        assertThat(linear.frames).singleElement().asString().startsWith("{\"topic\":\"order.linear\"");
        assertThat(spot.frames).singleElement().asString().startsWith("{\"topic\":\"order.spot\"");
        assertThat(all.frames).hasSize(2);
        assertThat(row(spot.last()).fields())
                .doesNotContainKeys("createType", "tpslMode")
                .containsKeys("cumFeeDetail");
    }

    @Test
    void anInverseOrderHasItsFeeWithoutDetailAndItsValueInCoins() {
        world.limit(world.bob, world.inverse, Side.SELL, 650, 650_000);
        Inbox orders = world.watch("order.inverse");

        world.limit(world.alice, world.inverse, Side.BUY, 650, 650_000);

        Json row = row(orders.last());
        assertThat(row.fields()).doesNotContainKey("cumFeeDetail");
        assertThat(row.get("cumExecValue").text()).isEqualTo("0.01");
        assertThat(row.get("avgPrice").text()).isEqualTo("65000");
        assertThat(row.get("cumExecFee").text()).isEqualTo("0.0000055");
    }

    @Test
    void aPositionIsToldAfterEveryOrderOnIt() {
        world.limit(world.bob, world.linear, Side.SELL, 50, 650_000);
        world.limit(world.alice, world.linear, Side.BUY, 50, 650_000);
        Inbox positions = world.watch("position.linear");

        Order order = world.limit(world.alice, world.linear, Side.BUY, 50, 600_000);
        world.cancel(order);

        assertThat(positions.frames).hasSize(2);
    }

    @Test
    void aFirstOrderTellsOfThePositionThatIsNotThere() {
        Inbox positions = world.watch("position");

        world.limit(world.alice, world.linear, Side.BUY, 50, 600_000);

        assertThat(Shapes.of(positions.last())).isEqualTo(Shapes.of(POSITION_EXAMPLE));
        assertThat(positions.last()).contains("\"side\":\"\",\"size\":\"0\"", "\"seq\":-1");
    }

    @Test
    void inHedgeModeBothLegsComeInOneFrame() throws Exception {
        world.exchange.switchMode(world.alice, world.linear, true);
        Inbox positions = world.watch("position");

        world.place(
                world.alice,
                OrderRequest.limit(world.linear, Side.BUY, 50, 600_000).positionIdx(1));

        assertThat(rows(positions.last()))
                .extracting(row -> row.get("positionIdx").text())
                .containsExactly("1", "2");
    }

    @Test
    void aDepositIsToldAndNoOtherCoinWithIt() {
        Inbox wallets = world.watch("wallet");

        world.exchange.deposit(world.alice, "BTC", new java.math.BigDecimal("0.5"));
        world.tick();

        List<Json> coins = row(wallets.last()).get("coin").items();
        assertThat(coins).singleElement().satisfies(coin -> {
            assertThat(coin.get("coin").text()).isEqualTo("BTC");
            assertThat(coin.get("walletBalance").text()).isEqualTo("10.5");
        });
    }

    @Test
    void aCancelThatCameTooLateIsASecondFilled() throws Exception {
        world.limit(world.bob, world.linear, Side.SELL, 50, 650_000);
        Inbox orders = world.watch("order");
        Order order = world.limit(world.alice, world.linear, Side.BUY, 50, 650_000);

        world.exchange.cancelTooLate(order);
        world.tick();

        assertThat(orders.frames).hasSize(2).allMatch(frame -> frame.contains("\"orderStatus\":\"Filled\""));
        assertThat(orders.last())
                .contains("\"cancelType\":\"CancelByUser\",\"rejectReason\":\"EC_OrigClOrdIDDoesNotExist\"");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aMatchIsToldInTheOrderThatWasAskedFor(boolean backwards) {
        List<PrivateChannel> order = new ArrayList<>(PrivateFeeds.USUAL_ORDER);
        if (backwards) {
            Collections.reverse(order);
        }
        PrivateWorld other = new PrivateWorld(order);
        other.limit(other.bob, other.linear, Side.SELL, 50, 650_000);
        List<String> told = new ArrayList<>();
        for (String topic : List.of("wallet", "order", "execution", "position", "execution.fast")) {
            other.watch(topic, (from, frame) -> told.add(from.name()));
        }

        other.limit(other.alice, other.linear, Side.BUY, 50, 650_000);

        List<String> usual = new ArrayList<>(List.of("execution.fast", "execution", "order", "position", "wallet"));
        if (backwards) {
            Collections.reverse(usual);
        }
        assertThat(told).isEqualTo(usual);
    }

    @Test
    void anOrderOfChannelsNamesEachOnce() {
        assertThatThrownBy(() -> new PrivateWorld(List.of(PrivateChannel.ORDER)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void framesHaveNamesOfTheirOwn() {
        Inbox all = new Inbox();
        for (String topic : List.of("order", "order.linear", "execution", "position", "wallet")) {
            world.watch(topic, all);
        }
        for (int i = 0; i < 20; i++) {
            world.limit(world.bob, world.linear, Side.SELL, 50, 650_000);
            world.limit(world.alice, world.linear, Side.BUY, 50, 650_000);
        }
        Set<String> ids = new HashSet<>();

        all.frames.forEach(frame -> ids.add(Inbox.json(frame).get("id").text()));

        assertThat(ids).hasSameSizeAs(all.frames).doesNotContain("");
    }

    @Test
    void noTopicHasASnapshotAndUnknownOnesDoNotExist() {
        for (String topic : List.of("order", "execution.option", "greeks", "strategy", "spread.order")) {
            assertThat(world.watch(topic).frames).isEmpty();
        }
        for (String topic : List.of("", "foo", "order.", "order.spread", "position.spot", "wallet.linear", "dcp")) {
            assertThat(world.feeds.find(world.alice, topic)).isNull();
        }
        assertThat(world.feeds.find(world.bob, "order")).isNull();
    }

    @Test
    void whoLeftIsToldNoMore() {
        List<byte[]> got = new ArrayList<>();
        Subscriber subscriber = (topic, frame) -> got.add(frame);
        Topic topic = java.util.Objects.requireNonNull(world.feeds.find(world.alice, "order"));
        topic.join(subscriber);
        topic.leave(subscriber);

        world.limit(world.alice, world.linear, Side.BUY, 50, 600_000);

        assertThat(got).isEmpty();
    }

    @Test
    void theSameCommandsGiveTheSameBytes() {
        assertThat(story()).isEqualTo(story());
    }

    private static List<String> story() {
        PrivateWorld world = new PrivateWorld();
        List<String> told = new ArrayList<>();
        for (String topic : List.of("order", "execution", "position", "wallet")) {
            world.watch(topic, (from, frame) -> told.add(new String(frame, StandardCharsets.UTF_8)));
        }
        world.limit(world.bob, world.linear, Side.SELL, 50, 650_000);
        world.limit(world.alice, world.linear, Side.BUY, 80, 650_000);
        world.limit(world.bob, world.linear, Side.SELL, 10, 650_000);
        return told;
    }

    private static Json row(String frame) {
        return rows(frame).get(0);
    }

    private static List<Json> rows(String frame) {
        return Inbox.json(frame).get("data").items();
    }
}
