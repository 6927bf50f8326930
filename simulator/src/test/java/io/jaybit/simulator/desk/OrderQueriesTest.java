package io.jaybit.simulator.desk;

import static io.jaybit.simulator.desk.TestVenue.code;
import static io.jaybit.simulator.desk.TestVenue.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the queries show of orders and executions. */
class OrderQueriesTest {
    private static final String REALTIME = "/v5/order/realtime";
    private static final String HISTORY = "/v5/order/history";
    private static final String EXECUTIONS = "/v5/execution/list";
    private static final String CREATE = "/v5/order/create";
    private static final String DOCUMENTED_ROW = """
            {"orderId":"fd4300ae-7847-404e-b947-b46980a4d140","orderLinkId":"oms-2","blockTradeId":"","symbol":"ETHUSDT",\
            "price":"1600.00","qty":"0.10","side":"Buy","isLeverage":"","positionIdx":0,"orderStatus":"New",\
            "cancelType":"UNKNOWN","rejectReason":"EC_NoError","avgPrice":"0","leavesQty":"0.10","leavesValue":"160",\
            "cumExecQty":"0.00","cumExecValue":"0","cumExecFee":"0","timeInForce":"GTC","orderType":"Limit",\
            "stopOrderType":"UNKNOWN","orderIv":"","triggerPrice":"0.00","takeProfit":"","stopLoss":"","tpTriggerBy":"UNKNOWN",\
            "slTriggerBy":"UNKNOWN","triggerDirection":0,"triggerBy":"UNKNOWN","lastPriceOnCreated":"","reduceOnly":false,\
            "closeOnTrigger":false,"smpType":"None","smpGroup":0,"smpOrderId":"","tpslMode":"Full","tpLimitPrice":"",\
            "slLimitPrice":"","placeType":"","createdTime":"1784899999559","updatedTime":"1784899999561","cumFeeDetail":{}""";

    private final TestVenue venue = new TestVenue();

    @Test
    void anOpenOrderIsShownAsDocumentedToTheLetter() {
        String id = created("""
                {"category":"linear","symbol":"ETHUSDT","side":"Buy","orderType":"Limit","qty":"0.1","price":"1600",\
                "orderLinkId":"oms-2"}""");

        String body = venue.get(venue.aliceKey, REALTIME, "category=linear&symbol=ETHUSDT")
                .body();

        String expected = DOCUMENTED_ROW
                .replace("fd4300ae-7847-404e-b947-b46980a4d140", id)
                .replace("1784899999559", "1784900000000")
                .replace("1784899999561", "1784900000000");
        assertThat(body)
                .isEqualTo("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[" + expected
                        + ",\"createType\":\"CreateByUser\",\"parentOrderLinkId\":\"\",\"slippageToleranceType\":\"UNKNOWN\","
                        + "\"slippageTolerance\":\"0\"}],\"nextPageCursor\":\"\",\"category\":\"linear\"},\"retExtInfo\":{},"
                        + "\"time\":1784900000000}");
    }

    @Test
    void aSpotOrderHasItsOwnFields() {
        created("""
                {"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.01","price":"64000"}""");

        Json row = rows(REALTIME, "category=spot").get(0);

        assertThat(row.get("isLeverage").text()).isEqualTo("0");
        assertThat(new ArrayList<>(row.fields().keySet()))
                .endsWith(
                        "cumFeeDetail",
                        "basePrice",
                        "ocoTriggerBy",
                        "marketUnit",
                        "slippageToleranceType",
                        "slippageTolerance")
                .doesNotContain("createType", "parentOrderLinkId");
    }

    @Test
    void pagesNeitherRepeatNorHideRowsWhileOthersComeAndGo() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(0, created("""
                    {"category":"linear","symbol":"ETHUSDT","side":"Buy","orderType":"Limit","qty":"0.1","price":"1600"}"""));
            venue.timeline.advanceTo(venue.timeline.now() + (i % 3 == 0 ? 200 : 0));
            if (i % 8 == 7) {
                venue.rest();
            }
        }
        Json first = result(REALTIME, "category=linear&symbol=ETHUSDT&limit=10");
        String cursor = first.get("nextPageCursor").text();
        Set<String> seen = new LinkedHashSet<>(idsOf(first));
        venue.rest();
        created("""
                {"category":"linear","symbol":"ETHUSDT","side":"Buy","orderType":"Limit","qty":"0.1","price":"1600"}""");

        assertThat(cursor).startsWith("page_args%3D").endsWith("%26").doesNotContain(":");
        Json second = result(REALTIME, "category=linear&symbol=ETHUSDT&limit=10&cursor=" + cursor);
        seen.addAll(idsOf(second));
        Json third = result(
                REALTIME,
                "category=linear&symbol=ETHUSDT&limit=10&cursor="
                        + second.get("nextPageCursor").text().replace("%", "%25"));
        seen.addAll(idsOf(third));

        assertThat(third.get("nextPageCursor").text()).isEmpty();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(createdTimes(first)).isSortedAccordingTo((left, right) -> right.compareTo(left));
    }

    @Test
    void aCursorThatWasNotGivenOutIsRefused() {
        for (String cursor : List.of("x", "page_args%3D", "%25", "%25zz", "page_args%3D%00%26")) {
            assertThat(code(venue.get(venue.aliceKey, REALTIME, "category=spot&cursor=" + cursor)))
                    .as(cursor)
                    .isEqualTo(10001);
        }
    }

    @Test
    void closedOrdersAreShownOnRequestAndAnyOrderByItsName() {
        String open = created("""
                {"category":"linear","symbol":"ETHUSDT","side":"Buy","orderType":"Limit","qty":"0.1","price":"1600",\
                "orderLinkId":"open"}""");
        String closed = created("""
                {"category":"linear","symbol":"ETHUSDT","side":"Buy","orderType":"Limit","qty":"0.1","price":"1600",\
                "orderLinkId":"closed"}""");
        venue.post(
                venue.aliceKey,
                "/v5/order/cancel",
                "{\"category\":\"linear\",\"symbol\":\"ETHUSDT\",\"orderId\":\"" + closed + "\"}");

        assertThat(ids(REALTIME, "category=linear&settleCoin=USDT")).containsExactly(open);
        assertThat(ids(REALTIME, "category=linear&settleCoin=USDT&openOnly=0")).containsExactly(open);
        assertThat(ids(REALTIME, "category=linear&settleCoin=USDT&openOnly=1")).containsExactly(closed);
        assertThat(ids(REALTIME, "category=linear&settleCoin=USDC&openOnly=1")).isEmpty();
        assertThat(ids(REALTIME, "category=linear&orderLinkId=closed")).containsExactly(closed);
        assertThat(ids(REALTIME, "category=linear&orderId=" + open + "&orderLinkId=closed"))
                .containsExactly(open);
        assertThat(ids(HISTORY, "category=linear")).containsExactly(closed);
        Json row = rows(HISTORY, "category=linear&orderStatus=Cancelled").get(0);
        assertThat(row.get("cancelType").text()).isEqualTo("CancelByUser");
        assertThat(row.get("rejectReason").text()).isEqualTo("EC_PerCancelRequest");
        assertThat(row.has("extraFees")).isTrue();
        assertThat(rows(HISTORY, "category=linear&orderStatus=Filled")).isEmpty();
        assertThat(code(venue.get(venue.aliceKey, HISTORY, "category=linear&orderStatus=New")))
                .isEqualTo(181017);
    }

    @Test
    void ordersWithoutAFillAreForgottenAfterADay() {
        String id = created("""
                {"category":"linear","symbol":"ETHUSDT","side":"Buy","orderType":"Limit","qty":"0.1","price":"1600"}""");
        venue.post(
                venue.aliceKey,
                "/v5/order/cancel",
                "{\"category\":\"linear\",\"symbol\":\"ETHUSDT\",\"orderId\":\"" + id + "\"}");
        trade();

        venue.timeline.advanceTo(TestVenue.START + Span.DAY_MILLIS + 1);

        assertThat(rows(HISTORY, "category=linear")).hasSize(1);
        assertThat(rows(HISTORY, "category=linear&orderId=" + id)).isEmpty();
    }

    @Test
    void anExecutionIsShownWithTheDocumentedFields() {
        trade();

        Json row = rows(EXECUTIONS, "category=linear&symbol=BTCUSDT").get(0);

        assertThat(Shape.of(row))
                .isEqualTo(
                        "{symbol:TEXT,orderId:TEXT,orderLinkId:TEXT,side:TEXT,orderPrice:TEXT,orderQty:TEXT,leavesQty:TEXT,"
                                + "createType:TEXT,orderType:TEXT,stopOrderType:TEXT,execFee:TEXT,execFeeV2:TEXT,execId:TEXT,"
                                + "execPrice:TEXT,execQty:TEXT,execType:TEXT,execValue:TEXT,execTime:TEXT,feeCurrency:TEXT,"
                                + "isMaker:FLAG,feeRate:TEXT,tradeIv:TEXT,markIv:TEXT,markPrice:TEXT,indexPrice:TEXT,"
                                + "underlyingPrice:TEXT,blockTradeId:TEXT,closedSize:TEXT,seq:NUMBER,extraFees:TEXT}");
        assertThat(row.get("execPrice").text()).isEqualTo("65000.00");
        assertThat(row.get("execQty").text()).isEqualTo("0.010");
        assertThat(row.get("execValue").text()).isEqualTo("650");
        assertThat(row.get("execFee").text()).isEqualTo("0.3575");
        assertThat(row.get("feeRate").text()).isEqualTo("0.00055");
        assertThat(row.get("isMaker").text()).isEqualTo("false");
        assertThat(row.get("execType").text()).isEqualTo("Trade");
    }

    @Test
    void executionsAreFoundByOrderTypeAndTime() {
        trade();
        venue.rest();
        trade();

        String newest =
                rows(EXECUTIONS, "category=linear").get(0).get("orderId").text();
        long now = venue.timeline.now();

        assertThat(rows(EXECUTIONS, "category=linear")).hasSize(2);
        assertThat(rows(EXECUTIONS, "category=linear&execType=Funding")).isEmpty();
        assertThat(rows(EXECUTIONS, "category=linear&symbol=ETHUSDT&orderId=" + newest))
                .as("an id overrides all other filters")
                .hasSize(1);
        assertThat(rows(EXECUTIONS, "category=linear&startTime=" + now)).hasSize(1);
        assertThat(rows(EXECUTIONS, "category=linear&endTime=" + (now - 1))).hasSize(1);
        assertThat(code(venue.get(
                        venue.aliceKey,
                        EXECUTIONS,
                        "category=linear&startTime=" + (now - Span.WEEK_MILLIS - 1) + "&endTime=" + now)))
                .isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, EXECUTIONS, "category=linear&execType=Nope")))
                .isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, EXECUTIONS, "category=linear&limit=101")))
                .isEqualTo(10001);
    }

    @Test
    void linearOrdersAreAskedForBySymbolOrCoin() {
        assertThat(code(venue.get(venue.aliceKey, REALTIME, "category=linear"))).isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, REALTIME, "category=inverse")))
                .isZero();
        assertThat(code(venue.get(venue.aliceKey, REALTIME, "category=option"))).isZero();
        assertThat(code(venue.get(venue.aliceKey, REALTIME, ""))).isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, REALTIME, "category=spot&settleCoin=USDT")))
                .isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, REALTIME, "category=linear&symbol=NOPE")))
                .isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, REALTIME, "category=spot&orderFilter=Nope")))
                .isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, REALTIME, "category=spot&limit=51")))
                .isEqualTo(10001);
    }

    @Test
    void theFiftyFirstQueryWithinASecondIsTooMuch() {
        for (int i = 0; i < 50; i++) {
            assertThat(code(venue.get(venue.aliceKey, REALTIME, "category=spot")))
                    .isZero();
        }

        assertThat(code(venue.get(venue.aliceKey, REALTIME, "category=spot"))).isEqualTo(10006);
        assertThat(code(venue.get(venue.aliceKey, HISTORY, "category=spot"))).isZero();
    }

    @Test
    void whoAsksSixHundredTimesInFiveSecondsIsShutOut() {
        for (int i = 0; i < 600; i++) {
            venue.get(i % 2 == 0 ? venue.aliceKey : venue.bobKey, REALTIME, "category=spot");
        }

        assertThat(venue.get(venue.aliceKey, REALTIME, "category=spot").status())
                .isEqualTo(403);
    }

    /** Alice buys 0.01 BTC of bob for 65,000, by market. */
    private void trade() {
        venue.post(venue.bobKey, CREATE, """
                {"category":"linear","symbol":"BTCUSDT","side":"Sell","orderType":"Limit","qty":"0.01","price":"65000"}""");
        created("""
                {"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"0.01"}""");
        assertThat(venue.market(Category.LINEAR, "BTCUSDT").asks().size()).isZero();
    }

    private String created(String body) {
        var answer = venue.post(venue.aliceKey, CREATE, body);
        assertThat(code(answer)).as(answer.body()).isZero();
        return json(answer.body()).get("result").get("orderId").text();
    }

    private Json result(String path, String query) {
        var answer = venue.get(venue.aliceKey, path, query);
        assertThat(code(answer)).as(answer.body()).isZero();
        return json(answer.body()).get("result");
    }

    private List<Json> rows(String path, String query) {
        return result(path, query).get("list").items();
    }

    private List<String> ids(String path, String query) {
        return idsOf(result(path, query));
    }

    private static List<String> idsOf(Json result) {
        return result.get("list").items().stream()
                .map(row -> row.get("orderId").text())
                .toList();
    }

    private static List<String> createdTimes(Json result) {
        return result.get("list").items().stream()
                .map(row -> row.get("createdTime").text())
                .toList();
    }
}
