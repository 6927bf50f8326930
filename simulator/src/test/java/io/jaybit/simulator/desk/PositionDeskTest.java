package io.jaybit.simulator.desk;

import static io.jaybit.simulator.desk.TestVenue.code;
import static io.jaybit.simulator.desk.TestVenue.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Positions and what may be set about them. */
class PositionDeskTest {
    private static final String LIST = "/v5/position/list";
    private static final String CREATE = "/v5/order/create";
    private static final String LEVERAGE = "/v5/position/set-leverage";
    private static final String MODE = "/v5/position/switch-mode";
    private static final String STOP = "/v5/position/trading-stop";

    /** The row of the private stream's documented example, with the one name that differs here. */
    private static final String DOCUMENTED_ROW = """
            {"positionIdx":0,"tradeMode":0,"riskId":1,"riskLimitValue":"2000000","symbol":"BTCUSDT","side":"","size":"0",\
            "avgPrice":"0","sessionAvgPrice":"","leverage":"10","breakEvenPrice":"0","positionValue":"0",\
            "positionBalance":"0","markPrice":"65010.5","positionIM":"0","positionIMByMp":"0","positionMM":"0",\
            "positionMMByMp":"0","takeProfit":"0","stopLoss":"0","trailingStop":"0","unrealisedPnl":"0",\
            "curRealisedPnl":"1.26","cumRealisedPnl":"-25.06","createdTime":"1694402496913","updatedTime":"1784900013038",\
            "openTime":0,"tpslMode":"Full","liqPrice":"","bustPrice":"","category":"linear","positionStatus":"Normal",\
            "adlRankIndicator":0,"autoAddMargin":0,"leverageSysUpdatedTime":"","mmrSysUpdatedTime":"","seq":8327597863,\
            "isReduceOnly":false}""";

    private final TestVenue venue = new TestVenue();

    @Test
    void aFlatPositionIsShownBySymbolWithTheDocumentedFields() {
        Json result = result("category=linear&symbol=BTCUSDT");
        Json row = result.get("list").items().get(0);

        assertThat(Shape.of(row)).isEqualTo(Shape.of(DOCUMENTED_ROW));
        assertThat(row.get("side").text()).isEmpty();
        assertThat(row.get("size").text()).isEqualTo("0");
        assertThat(row.get("avgPrice").text()).isEqualTo("0");
        assertThat(row.get("leverage").text()).isEqualTo("10");
        assertThat(row.get("markPrice").text()).isEqualTo("65010.00");
        assertThat(row.get("seq").text()).isEqualTo("-1");
        assertThat(result.get("category").text()).isEqualTo("linear");
        assertThat(result.get("nextPageCursor").text()).isEmpty();
        assertThat(result("category=linear&settleCoin=USDT").get("list").items())
                .isEmpty();
    }

    @Test
    void aPositionHasTheFiguresOfItsFills() {
        buy("0.01");

        Json row = result("category=linear&settleCoin=USDT").get("list").items().get(0);

        assertThat(Shape.of(row)).isEqualTo(Shape.of(DOCUMENTED_ROW));
        assertThat(row.get("side").text()).isEqualTo("Buy");
        assertThat(row.get("size").text()).isEqualTo("0.010");
        assertThat(row.get("avgPrice").text()).isEqualTo("65000");
        assertThat(row.get("positionValue").text()).isEqualTo("650");
        assertThat(row.get("unrealisedPnl").text()).isEqualTo("0.1");
        assertThat(row.get("curRealisedPnl").text()).isEqualTo("-0.3575");
        assertThat(row.get("openTime").text()).isEqualTo("1784900000000");
        assertThat(row.get("breakEvenPrice").text()).startsWith("650");
        assertThat(row.get("positionIM").text()).isNotEqualTo("0");
    }

    @Test
    void linearPositionsAreAskedForBySymbolOrSettleCoin() {
        assertThat(code(venue.get(venue.aliceKey, LIST, "category=linear"))).isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, LIST, "category=inverse"))).isZero();
        assertThat(code(venue.get(venue.aliceKey, LIST, "category=spot"))).isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, LIST, "category=linear&symbol=NOPE")))
                .isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, LIST, "category=linear&settleCoin=USDT&limit=201")))
                .isEqualTo(10001);
    }

    @Test
    void leverageIsSetOnceAndForBothSides() {
        assertThat(code(leverage("20", "20"))).isZero();
        assertThat(code(leverage("20", "20"))).isEqualTo(110043);
        assertThat(code(leverage("20", "10"))).isEqualTo(10001);
        assertThat(code(leverage("101", "101"))).isEqualTo(110013);
        assertThat(code(leverage("0", "0"))).isEqualTo(10001);
        assertThat(code(leverage("1e1", "1e1"))).isEqualTo(10001);
        assertThat(code(venue.post(venue.aliceKey, LEVERAGE, "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\"}")))
                .isEqualTo(10001);
        assertThat(result("category=linear&symbol=BTCUSDT")
                        .get("list")
                        .items()
                        .get(0)
                        .get("leverage")
                        .text())
                .isEqualTo("20");
    }

    @Test
    void hedgeModeShowsBothLegsAndNeedsAPositionIndex() {
        assertThat(code(mode("\"symbol\":\"BTCUSDT\",\"mode\":3"))).isZero();
        assertThat(code(mode("\"symbol\":\"BTCUSDT\",\"mode\":3"))).isEqualTo(110025);
        assertThat(result("category=linear&symbol=BTCUSDT").get("list").items()).hasSize(2);

        assertThat(venue.post(venue.aliceKey, CREATE, order("Buy", "64000", "0.01"))
                        .body())
                .contains("\"retCode\":10001,\"retMsg\":\"position idx not match position mode\"");
        assertThat(code(venue.post(
                        venue.aliceKey, CREATE, order("Buy", "64000", "0.01").replace("}", ",\"positionIdx\":1}"))))
                .isZero();
        assertThat(code(mode("\"symbol\":\"BTCUSDT\",\"mode\":0"))).isEqualTo(110028);
    }

    @Test
    void aPositionForbidsAnotherModeAndNotEveryMarketKnowsIt() {
        buy("0.01");

        assertThat(code(mode("\"symbol\":\"BTCUSDT\",\"mode\":3"))).isEqualTo(110024);
        assertThat(code(mode("\"symbol\":\"BTCPERP\",\"mode\":3"))).isEqualTo(110029);
        assertThat(code(mode("\"symbol\":\"BTCUSDT\",\"mode\":1"))).isEqualTo(10001);
        assertThat(code(mode("\"symbol\":\"BTCUSDT\""))).isEqualTo(10001);
        assertThat(code(mode("\"coin\":\"USDT\",\"mode\":3"))).isZero();
        assertThat(venue.alice.isHedged(venue.market(Category.LINEAR, "BTCUSDT")))
                .isFalse();
        assertThat(venue.alice.isHedged(venue.market(Category.LINEAR, "ETHUSDT")))
                .isTrue();
    }

    @Test
    void aTradingStopIsShownAsOrdersAndInThePosition() {
        buy("0.01");

        HttpAnswer answer =
                stop("\"tpslMode\":\"Full\",\"positionIdx\":0,\"takeProfit\":\"70000\",\"stopLoss\":\"60000\"");

        assertThat(answer.body()).startsWith("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{},");
        Json row = result("category=linear&symbol=BTCUSDT").get("list").items().get(0);
        assertThat(row.get("takeProfit").text()).isEqualTo("70000.00");
        assertThat(row.get("stopLoss").text()).isEqualTo("60000.00");
        List<Json> orders = json(venue.get(
                                venue.aliceKey,
                                "/v5/order/realtime",
                                "category=linear&symbol=BTCUSDT&orderFilter=StopOrder")
                        .body())
                .get("result")
                .get("list")
                .items();
        assertThat(orders)
                .extracting(order -> order.get("stopOrderType").text())
                .containsExactlyInAnyOrder("TakeProfit", "StopLoss");
        assertThat(orders).extracting(order -> order.get("orderStatus").text()).containsOnly("Untriggered");
        assertThat(code(stop(
                        "\"tpslMode\":\"Full\",\"positionIdx\":0,\"takeProfit\":\"70000\",\"stopLoss\":\"60000\"")))
                .isEqualTo(34040);
    }

    @Test
    void aTradingStopNamesModeAndIndexAndSizesThatAreEqual() {
        buy("0.01");

        assertThat(code(stop("\"positionIdx\":0,\"takeProfit\":\"70000\""))).isEqualTo(10001);
        assertThat(code(stop("\"tpslMode\":\"Full\",\"takeProfit\":\"70000\""))).isEqualTo(10001);
        assertThat(code(stop("\"tpslMode\":\"Partial\",\"positionIdx\":0,\"takeProfit\":\"70000\"")))
                .isEqualTo(10001);
        assertThat(code(stop(
                        "\"tpslMode\":\"Partial\",\"positionIdx\":0,\"takeProfit\":\"70000\",\"stopLoss\":\"60000\","
                                + "\"tpSize\":\"0.005\",\"slSize\":\"0.004\"")))
                .isEqualTo(10001);
        assertThat(code(stop(
                        "\"tpslMode\":\"Full\",\"positionIdx\":0,\"takeProfit\":\"70000\",\"tpOrderType\":\"Limit\","
                                + "\"tpLimitPrice\":\"70000\"")))
                .isEqualTo(10001);
        assertThat(code(stop(
                        "\"tpslMode\":\"Partial\",\"positionIdx\":0,\"takeProfit\":\"70000\",\"stopLoss\":\"60000\","
                                + "\"tpSize\":\"0.005\",\"slSize\":\"0.005\"")))
                .isZero();
    }

    @Test
    void closingAPositionIsShownAsClosedProfit() {
        buy("0.01");
        venue.rest();
        venue.post(venue.bobKey, CREATE, order("Buy", "66000", "0.01"));
        venue.post(venue.aliceKey, CREATE, """
                {"category":"linear","symbol":"BTCUSDT","side":"Sell","orderType":"Market","qty":"0.01","reduceOnly":true}""");

        Json row = json(venue.get(venue.aliceKey, "/v5/position/closed-pnl", "category=linear&symbol=BTCUSDT")
                        .body())
                .get("result")
                .get("list")
                .items()
                .get(0);

        assertThat(row.get("side").text()).isEqualTo("Sell");
        assertThat(row.get("closedSize").text()).isEqualTo("0.010");
        assertThat(row.get("avgEntryPrice").text()).isEqualTo("65000");
        assertThat(row.get("avgExitPrice").text()).isEqualTo("66000");
        // 10 minus 0.055 % of 650 and of 660
        assertThat(row.get("closedPnl").text()).isEqualTo("9.2795");
        assertThat(row.get("execType").text()).isEqualTo("Trade");
    }

    @Test
    void marginIsAddedToIsolatedPositionsOnly() {
        buy("0.01");
        String add = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"margin\":\"10\",\"positionIdx\":0}";

        assertThat(code(venue.post(venue.aliceKey, "/v5/position/add-margin", add)))
                .isEqualTo(110015);
        venue.post(venue.aliceKey, "/v5/account/set-margin-mode", "{\"setMarginMode\":\"ISOLATED_MARGIN\"}");
        String before = result("category=linear&symbol=BTCUSDT")
                .get("list")
                .items()
                .get(0)
                .get("positionBalance")
                .text();
        HttpAnswer answer = venue.post(venue.aliceKey, "/v5/position/add-margin", add);

        assertThat(code(answer)).isZero();
        assertThat(new java.math.BigDecimal(
                        json(answer.body()).get("result").get("positionBalance").text()))
                .isEqualByComparingTo(new java.math.BigDecimal(before).add(java.math.BigDecimal.TEN));
        assertThat(code(venue.post(venue.aliceKey, "/v5/position/add-margin", add.replace("\"10\"", "\"x\""))))
                .isEqualTo(10001);
        assertThat(code(venue.post(venue.aliceKey, "/v5/position/add-margin", add.replace("BTCUSDT", "ETHUSDT"))))
                .isEqualTo(110034);
    }

    @Test
    void whatNeverIsCanBeConfirmedAndSwitchedOff() {
        String market = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\"";

        assertThat(code(venue.post(venue.aliceKey, "/v5/position/confirm-pending-mmr", market + "}")))
                .isZero();
        assertThat(code(venue.post(
                        venue.aliceKey, "/v5/position/set-auto-add-margin", market + ",\"autoAddMargin\":0}")))
                .isZero();
        assertThat(code(venue.post(
                        venue.aliceKey, "/v5/position/set-auto-add-margin", market + ",\"autoAddMargin\":1}")))
                .isEqualTo(10001);
    }

    /** Alice buys of bob for 65,000, by market. */
    private void buy(String qty) {
        assertThat(code(venue.post(venue.bobKey, CREATE, order("Sell", "65000", qty))))
                .isZero();
        assertThat(code(venue.post(venue.aliceKey, CREATE, """
                        {"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"%s"}""".formatted(qty)))).isZero();
    }

    private static String order(String side, String price, String qty) {
        return """
                {"category":"linear","symbol":"BTCUSDT","side":"%s","orderType":"Limit","qty":"%s","price":"%s"}""".formatted(side, qty, price);
    }

    private HttpAnswer leverage(String buy, String sell) {
        return venue.post(venue.aliceKey, LEVERAGE, """
                {"category":"linear","symbol":"BTCUSDT","buyLeverage":"%s","sellLeverage":"%s"}""".formatted(buy, sell));
    }

    private HttpAnswer mode(String fields) {
        return venue.post(venue.aliceKey, MODE, "{\"category\":\"linear\"," + fields + "}");
    }

    private HttpAnswer stop(String fields) {
        return venue.post(venue.aliceKey, STOP, "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\"," + fields + "}");
    }

    private Json result(String query) {
        HttpAnswer answer = venue.get(venue.aliceKey, LIST, query);
        assertThat(code(answer)).as(answer.body()).isZero();
        return json(answer.body()).get("result");
    }
}
