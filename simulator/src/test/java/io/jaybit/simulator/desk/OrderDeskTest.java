package io.jaybit.simulator.desk;

import static io.jaybit.simulator.desk.TestVenue.code;
import static io.jaybit.simulator.desk.TestVenue.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.TimeInForce;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Order commands by REST. */
class OrderDeskTest {
    private static final String CREATE = "/v5/order/create";
    private static final String AMEND = "/v5/order/amend";
    private static final String CANCEL = "/v5/order/cancel";
    private static final String CANCEL_ALL = "/v5/order/cancel-all";
    private static final String LINEAR = """
            {"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.01","price":"64000.0"}""";
    private static final String SPOT = """
            {"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.01","price":"64000.5"}""";

    private final TestVenue venue = new TestVenue();

    @Test
    void anOrderIsTakenAndAnsweredAsDocumented() {
        HttpAnswer answer = venue.post(venue.aliceKey, CREATE, """
                {"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"64000",\
                "timeInForce":"PostOnly","orderLinkId":"oms-1"}""");

        Order order = venue.alice.openOrders().get(0);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"orderId\":\"" + order.id()
                        + "\",\"orderLinkId\":\"oms-1\"},\"retExtInfo\":{},\"time\":1784900000000}");
        assertThat(order.qty()).isEqualTo(1);
        assertThat(order.price()).isEqualTo(640_000);
        assertThat(order.request().timeInForce()).isEqualTo(TimeInForce.POST_ONLY);
        assertThat(answer.headers())
                .containsEntry("X-Bapi-Limit", "10")
                .containsEntry("X-Bapi-Limit-Status", "9")
                .containsEntry("X-Bapi-Limit-Reset-Timestamp", "1784900000000");
    }

    @Test
    void theEleventhOrderWithinASecondIsTooMuchAndTheHeaderSaysWhenTheNextIsNot() {
        for (int i = 0; i < 10; i++) {
            assertThat(code(venue.post(venue.aliceKey, CREATE, LINEAR))).isZero();
            venue.timeline.advanceTo(venue.timeline.now() + 10);
        }

        HttpAnswer answer = venue.post(venue.aliceKey, CREATE, LINEAR);

        assertThat(answer.body())
                .isEqualTo(
                        "{\"retCode\":10006,\"retMsg\":\"Too many visits. Exceeded the API Rate Limit.\",\"result\":{},"
                                + "\"retExtInfo\":{},\"time\":1784900000100}");
        assertThat(answer.headers())
                .containsEntry("X-Bapi-Limit-Status", "0")
                .containsEntry("X-Bapi-Limit-Reset-Timestamp", "1784900001000");
        assertThat(code(venue.post(venue.aliceKey, CREATE, SPOT))).isZero();
        assertThat(code(venue.post(venue.bobKey, CREATE, LINEAR))).isZero();
        assertThat(venue.post(venue.aliceKey, CREATE, SPOT).headers()).containsEntry("X-Bapi-Limit", "20");
    }

    @Test
    void anOrderIsAmendedAndCancelledByEitherId() {
        String id = created(with(LINEAR, "\"orderLinkId\":\"a\""));

        HttpAnswer amended = venue.post(venue.aliceKey, AMEND, """
                {"category":"linear","symbol":"BTCUSDT","orderLinkId":"a","qty":"0.02","price":"63000"}""");
        Order order = Objects.requireNonNull(venue.alice.openOrder(id));

        assertThat(json(amended.body()).get("result").get("orderId").text()).isEqualTo(id);
        assertThat(order.qty()).isEqualTo(20);
        assertThat(order.price()).isEqualTo(630_000);

        HttpAnswer cancelled = venue.post(venue.aliceKey, CANCEL, """
                {"category":"linear","symbol":"BTCUSDT","orderId":"%s","orderLinkId":"nonsense"}""".formatted(id));

        assertThat(code(cancelled)).isZero();
        assertThat(venue.alice.openOrders()).isEmpty();
    }

    @Test
    void whatIsGoneIsNotFoundInTheWordsOfTheCategory() {
        String id = created(LINEAR);
        String spotId = created(SPOT);
        String cancel = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderId\":\"" + id + "\"}";
        String cancelSpot = "{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"orderId\":\"" + spotId + "\"}";
        venue.post(venue.aliceKey, CANCEL, cancel);
        venue.post(venue.aliceKey, CANCEL, cancelSpot);

        assertThat(venue.post(venue.aliceKey, CANCEL, cancel).body())
                .isEqualTo("{\"retCode\":110001,\"retMsg\":\"order not exists or too late to cancel\",\"result\":{},"
                        + "\"retExtInfo\":{},\"time\":1784900000000}");
        assertThat(venue.post(venue.aliceKey, AMEND, cancel).body()).contains("too late to replace");
        assertThat(venue.post(venue.aliceKey, CANCEL, cancelSpot).body())
                .contains("\"retCode\":170213,\"retMsg\":\"Order does not exist.\"");
    }

    @Test
    void anOrderOfSomebodyElseOrOfAnotherSymbolIsNotFound() {
        String id = created(LINEAR);

        assertThat(code(venue.post(
                        venue.bobKey,
                        CANCEL,
                        "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderId\":\"" + id + "\"}")))
                .isEqualTo(110001);
        assertThat(code(venue.post(
                        venue.aliceKey,
                        CANCEL,
                        "{\"category\":\"linear\",\"symbol\":\"ETHUSDT\",\"orderId\":\"" + id + "\"}")))
                .isEqualTo(110001);
        assertThat(code(venue.post(
                        venue.aliceKey,
                        CANCEL,
                        "{\"category\":\"inverse\",\"symbol\":\"BTCUSD\",\"orderId\":\"" + id + "\"}")))
                .isEqualTo(110001);
    }

    @Test
    void aSpotOrderIsOnlyFoundByItsOwnFilter() {
        String id = created(SPOT);
        String body = "{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"orderId\":\"" + id + "\",\"orderFilter\":";

        assertThat(code(venue.post(venue.aliceKey, CANCEL, body + "\"tpslOrder\"}")))
                .isEqualTo(170213);
        assertThat(code(venue.post(venue.aliceKey, CANCEL, body + "\"Order\"}")))
                .isZero();
    }

    @Test
    void cancelAllTakesTheSymbolBeforeTheCoins() {
        created(LINEAR);
        created("""
                {"category":"linear","symbol":"ETHUSDT","side":"Buy","orderType":"Limit","qty":"0.1","price":"1600"}""");
        created(SPOT);

        HttpAnswer answer = venue.post(
                venue.aliceKey, CANCEL_ALL, "{\"category\":\"linear\",\"symbol\":\"ETHUSDT\",\"settleCoin\":\"USDT\"}");

        assertThat(Shape.of(answer.body()))
                .isEqualTo("{retCode:NUMBER,retMsg:TEXT,result:{list:[{orderId:TEXT,orderLinkId:TEXT}],success:TEXT},"
                        + "retExtInfo:{},time:NUMBER}");
        assertThat(venue.alice.openOrders()).hasSize(2);
        assertThat(code(venue.post(venue.aliceKey, CANCEL_ALL, "{\"category\":\"linear\"}")))
                .isEqualTo(10001);
        assertThat(code(venue.post(venue.aliceKey, CANCEL_ALL, "{\"category\":\"linear\",\"settleCoin\":\"USDT\"}")))
                .isZero();
        assertThat(venue.alice.openOrders()).hasSize(1);
        assertThat(code(venue.post(venue.aliceKey, CANCEL_ALL, "{\"category\":\"spot\"}")))
                .isZero();
        assertThat(venue.alice.openOrders()).isEmpty();
    }

    @Test
    void aBatchAnswersEveryOrderByItself() {
        created(with(SPOT, "\"orderLinkId\":\"s-1\""));

        HttpAnswer answer = venue.post(venue.aliceKey, "/v5/order/cancel-batch", """
                {"category":"spot","request":[{"symbol":"BTCUSDT","orderLinkId":"s-1"},\
                {"symbol":"ATOMUSDT","orderLinkId":"s-2"},5]}""");

        Json body = json(answer.body());
        assertThat(body.get("retCode").text()).isEqualTo("0");
        assertThat(Shape.of(answer.body()))
                .isEqualTo("{retCode:NUMBER,retMsg:TEXT,result:{list:[{category:TEXT,symbol:TEXT,orderId:TEXT,"
                        + "orderLinkId:TEXT}]},retExtInfo:{list:[{code:NUMBER,msg:TEXT}]},time:NUMBER}");
        assertThat(answer.body())
                .contains("{\"category\":\"spot\",\"symbol\":\"ATOMUSDT\",\"orderId\":\"\",\"orderLinkId\":\"s-2\"}")
                .contains("[{\"code\":0,\"msg\":\"OK\"},{\"code\":170213,\"msg\":\"Order does not exist.\"},"
                        + "{\"code\":10001,\"msg\":\"params error: request invalid\"}]");
    }

    @Test
    void theOrdersOfABatchThatAreTooManyForTheSecondFailAlone() {
        StringBuilder legs = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            legs.append(i == 0 ? "" : ",")
                    .append(LINEAR.replace("\"category\":\"linear\",", "").replace("0.01", "0.0" + (i + 10)));
        }

        HttpAnswer answer = venue.post(
                venue.aliceKey, "/v5/order/create-batch", "{\"category\":\"linear\",\"request\":[" + legs + "]}");

        Json codes = json(answer.body()).get("retExtInfo").get("list");
        Json list = json(answer.body()).get("result").get("list");
        assertThat(codes.items().get(9).get("code").text()).isEqualTo("0");
        assertThat(codes.items().get(10).get("code").text()).isEqualTo("10006");
        assertThat(list.items().get(9).get("createAt").text()).isEqualTo("1784900000000");
        assertThat(list.items().get(10).get("createAt").text()).isEmpty();
        assertThat(venue.alice.openOrders()).hasSize(10);
        assertThat(answer.headers()).containsEntry("X-Bapi-Limit-Status", "0");
        assertThat(code(venue.post(venue.aliceKey, CREATE, LINEAR)))
                .as("single orders have a bucket of their own")
                .isZero();
    }

    @Test
    void aBatchIsRefusedAsAWholeWhenItIsNoneOrTooLong() {
        String leg = SPOT.replace("\"category\":\"spot\",", "");
        String eleven = String.join(",", java.util.Collections.nCopies(11, leg));

        assertThat(code(venue.post(venue.aliceKey, "/v5/order/create-batch", "{\"category\":\"spot\"}")))
                .isEqualTo(10001);
        assertThat(code(venue.post(venue.aliceKey, "/v5/order/create-batch", "{\"category\":\"spot\",\"request\":[]}")))
                .isEqualTo(10001);
        assertThat(code(venue.post(
                        venue.aliceKey,
                        "/v5/order/create-batch",
                        "{\"category\":\"spot\",\"request\":[" + eleven + "]}")))
                .isEqualTo(10001);
        assertThat(venue.alice.openOrders()).isEmpty();
    }

    @Test
    void theBookGivesThePriceOfABboOrder() {
        venue.post(venue.bobKey, CREATE, LINEAR);
        venue.post(venue.bobKey, CREATE, LINEAR.replace("64000.0", "63900.0"));

        assertThat(code(venue.post(
                        venue.aliceKey, CREATE, with(LINEAR, "\"bboSideType\":\"Queue\",\"bboLevel\":\"2\""))))
                .isZero();
        assertThat(venue.alice.openOrders().get(0).price()).isEqualTo(639_000);
        assertThat(code(venue.post(
                        venue.aliceKey, CREATE, with(LINEAR, "\"bboSideType\":\"Counterparty\",\"bboLevel\":\"1\""))))
                .as("the other side is empty")
                .isEqualTo(10001);
    }

    /** Changes one field of a good order; {@code -} takes it away. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "linear|category|\"futures\"|10001|params error: category invalid",
                "linear|category|-|10001|params error: category is required",
                "linear|category|\"spread\"|10001|params error: category invalid",
                "linear|symbol|\"NOPEUSDT\"|10001|params error: symbol invalid",
                "linear|symbol|\"btcusdt\"|10001|params error: symbol invalid",
                "linear|symbol|-|10001|params error: symbol is required",
                "linear|side|\"buy\"|10001|params error: side invalid",
                "linear|side|-|10001|params error: side is required",
                "linear|orderType|\"Stop\"|10001|params error: orderType invalid",
                "linear|qty|-|10001|params error: qty is required",
                "linear|qty|0.01|10001|params error: qty invalid",
                "linear|qty|\"1e-2\"|10001|params error: qty invalid",
                "linear|qty|\"-0.01\"|10001|params error: qty invalid",
                "linear|qty|\"0.0105\"|10001|params error: qty is not a multiple of qty step 0.001",
                "linear|qty|\"0\"|10001|The number of contracts is less than minimum allowed",
                "linear|price|-|10001|params error: price is required",
                "linear|price|\"64000.05\"|10001|params error: price is not a multiple of tick size 0.10",
                "linear|price|\"64,000\"|10001|params error: price invalid",
                "linear|price|\"0\"|110003|Order price exceeds the allowable range.",
                "linear|timeInForce|\"GoodTillCancel\"|10001|params error: timeInForce invalid",
                "linear|orderLinkId|\"a b\"|10001|params error: orderLinkId invalid",
                "linear|orderLinkId|\"0123456789012345678901234567890123456\"|10001|params error: orderLinkId invalid",
                "linear|positionIdx|3|10001|params error: positionIdx invalid",
                "linear|reduceOnly|\"true\"|10001|params error: reduceOnly invalid",
                "linear|smpType|\"Both\"|10001|params error: smpType invalid",
                "linear|triggerPrice|\"70000\"|10001|params error: triggerDirection is required",
                "linear|triggerBy|\"BestPrice\"|10001|params error: triggerBy invalid",
                "linear|tpslMode|\"Half\"|10001|params error: tpslMode invalid",
                "linear|tpOrderType|\"Limit\"|10001|params error: tpOrderType Limit needs tpslMode Partial",
                "linear|bboSideType|\"Middle\"|10001|params error: bboSideType invalid",
                "spot|symbol|\"NOPEUSDT\"|170121|Invalid symbol.",
                "spot|side|\"buy\"|170117|Invalid side.",
                "spot|orderType|\"Stop\"|170116|Invalid orderType.",
                "spot|timeInForce|\"GoodTillCancel\"|170115|Invalid timeInForce.",
                "spot|qty|\"0.0000001\"|170137|Order quantity has too many decimals.",
                "spot|qty|\"0\"|170136|Order quantity exceeded lower limit.",
                "spot|price|\"64000.123\"|170134|Order price has too many decimals.",
                "spot|orderLinkId|\"ä\"|170130|Data sent for parameter 'orderLinkId' is not valid.",
                "spot|orderFilter|\"Stop\"|170201|Invalid orderFilter.",
                "spot|orderFilter|\"tpslOrder\"|170130|Data sent for parameter 'triggerPrice' is not valid.",
                "spot|isLeverage|2|10001|params error: isLeverage invalid",
            })
    void oneWrongFieldIsRefused(String category, String field, String value, int code, String text) {
        String good = category.equals("spot") ? SPOT : LINEAR;
        String without = good.replaceFirst("\"" + field + "\":\"[^\"]*\",?", "").replace(",}", "}");
        String body = value.equals("-") ? without : with(without, "\"" + field + "\":" + value);

        HttpAnswer answer = venue.post(venue.aliceKey, CREATE, body);

        assertThat(json(answer.body()).get("retMsg").text()).isEqualTo(text);
        assertThat(code(answer)).isEqualTo(code);
        assertThat(venue.alice.openOrders()).isEmpty();
    }

    @Test
    void anOptionOrderNeedsALinkId() {
        String body = """
                {"category":"option","symbol":"BTC-25SEP26-90000-C-USDT","side":"Buy","orderType":"Limit","qty":"0.01",\
                "price":"900"}""";

        assertThat(venue.post(venue.aliceKey, CREATE, body).body()).contains("params error: orderLinkId is required");
        assertThat(code(venue.post(venue.aliceKey, CREATE, with(body, "\"orderLinkId\":\"o-1\""))))
                .isZero();
    }

    @Test
    void aLinkIdIsTakenOnce() {
        created(with(LINEAR, "\"orderLinkId\":\"x\""));
        created(with(SPOT, "\"orderLinkId\":\"y\""));

        assertThat(code(venue.post(venue.aliceKey, CREATE, with(LINEAR, "\"orderLinkId\":\"x\""))))
                .isEqualTo(110072);
        assertThat(code(venue.post(venue.aliceKey, CREATE, with(SPOT, "\"orderLinkId\":\"y\""))))
                .isEqualTo(170141);
        assertThat(code(venue.post(venue.bobKey, CREATE, with(LINEAR, "\"orderLinkId\":\"x\""))))
                .isZero();
    }

    @Test
    void theMethodHasToBeTheRightOne() {
        assertThat(venue.get(venue.aliceKey, CREATE, "category=linear").status())
                .isEqualTo(404);
        assertThat(venue.exchange.market(Category.LINEAR, "BTCUSDT")).isNotNull();
    }

    private String created(String body) {
        HttpAnswer answer = venue.post(venue.aliceKey, CREATE, body);
        assertThat(code(answer)).as(answer.body()).isZero();
        return json(answer.body()).get("result").get("orderId").text();
    }

    private static String with(String body, String more) {
        return body.substring(0, body.length() - 1) + "," + more + "}";
    }
}
