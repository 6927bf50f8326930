package io.jaybit.simulator.desk;

import static io.jaybit.simulator.desk.TestVenue.code;
import static io.jaybit.simulator.desk.TestVenue.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order commands by the trade socket. */
class TradeEntryTest {
    private static final String ORDER = """
            {"category":"linear","symbol":"ETHUSDT","side":"Buy","orderType":"Limit","qty":"0.2","price":"1650",\
            "timeInForce":"PostOnly","orderLinkId":"oms-20"}""";

    private final TestVenue venue = new TestVenue();

    @Test
    void aReplyHasTheDocumentedFieldsInTheDocumentedOrder() {
        String documented = """
                {"reqId":"oms-1784900015-1","retCode":0,"retMsg":"OK","op":"order.create","data":{"orderId":\
                "a4c1718e-fe53-4659-a118-1f6ecce04ad9","orderLinkId":"oms-20"},"retExtInfo":{},"header":{"X-Bapi-Limit":"10",\
                "X-Bapi-Limit-Status":"9","X-Bapi-Limit-Reset-Timestamp":"1784900015208","Traceid":\
                "38b7977b430f9bd228f4b19724794dfd","Timenow":"1784900015209"},"connId":"cnt5leec0hvan15eukcg-2v"}""";

        String reply = venue.trade(venue.aliceKey, "oms-1784900015-1", "order.create", ORDER);

        assertThat(Shape.of(reply)).isEqualTo(Shape.of(documented));
        Json header = json(reply).get("header");
        assertThat(json(reply).get("reqId").text()).isEqualTo("oms-1784900015-1");
        assertThat(json(reply).get("data").get("orderId").text())
                .isEqualTo(venue.alice.openOrders().get(0).id());
        assertThat(header.get("X-Bapi-Limit-Status").text()).isEqualTo("9");
        assertThat(header.get("Timenow").text()).isEqualTo("1784900000000");
        assertThat(header.get("Traceid").text()).matches("[0-9a-f]{32}");
    }

    @Test
    void aReplyToABatchHasTheDocumentedFieldsInTheDocumentedOrder() {
        String documented = """
                {"retCode":0,"retMsg":"OK","op":"order.create-batch","data":{"list":[{"category":"linear","symbol":"SOLUSDT",\
                "orderId":"","orderLinkId":"b-000","createAt":""}]},"retExtInfo":{"list":[{"code":10001,"msg":\
                "position idx not match position mode"}]},"header":{"Timenow":"1784900015556","X-Bapi-Limit":"150",\
                "X-Bapi-Limit-Status":"147","X-Bapi-Limit-Reset-Timestamp":"1784900015555","Traceid":\
                "0e32b551b3e17aae77651aadf6a5be80"},"connId":"cupviqn88smf24t2kpb0-536o"}""";

        String reply = send("""
                {"header":{"X-BAPI-TIMESTAMP":"%d"},"op":"order.create-batch","args":[{"category":"linear","request":[\
                {"symbol":"SOLUSDT","side":"Buy","orderType":"Limit","qty":"1","price":"100","orderLinkId":"b-000"}]}]}""".formatted(TestVenue.START));

        assertThat(Shape.of(reply)).isEqualTo(Shape.of(documented));
        assertThat(reply)
                .contains("\"data\":{\"list\":[{\"category\":\"linear\",\"symbol\":\"SOLUSDT\",\"orderId\":\"\","
                        + "\"orderLinkId\":\"b-000\",\"createAt\":\"\"}]},\"retExtInfo\":{\"list\":[{\"code\":10001,"
                        + "\"msg\":\"params error: symbol invalid\"}]}");
    }

    @Test
    void ordersAreAmendedAndCancelledOneByOneAndTogether() {
        venue.trade(venue.aliceKey, "1", "order.create", ORDER);

        assertThat(code(venue.trade(
                        venue.aliceKey,
                        "2",
                        "order.amend",
                        "{\"category\":\"linear\",\"symbol\":\"ETHUSDT\",\"orderLinkId\":\"oms-20\",\"qty\":\"0.3\"}")))
                .isZero();
        assertThat(venue.alice.openOrders().get(0).qty()).isEqualTo(30);
        assertThat(code(venue.trade(
                        venue.aliceKey,
                        "3",
                        "order.cancel-batch",
                        "{\"category\":\"linear\",\"request\":[{\"symbol\":\"ETHUSDT\",\"orderLinkId\":\"oms-20\"}]}")))
                .isZero();
        assertThat(venue.alice.openOrders()).isEmpty();
        assertThat(venue.trade(
                        venue.aliceKey,
                        "4",
                        "order.cancel",
                        "{\"category\":\"linear\",\"symbol\":\"ETHUSDT\",\"orderLinkId\":\"oms-20\"}"))
                .contains(
                        "\"retCode\":110001,\"retMsg\":\"order not exists or too late to cancel\",\"op\":\"order.cancel\","
                                + "\"data\":{},\"retExtInfo\":{},\"header\":{\"X-Bapi-Limit\":\"10\"");
    }

    @Test
    void aRequestIdIsTakenOncePerConnection() {
        venue.trade(venue.aliceKey, "1", "order.create", ORDER);

        String again = venue.trade(venue.aliceKey, "1", "order.create", ORDER.replace("oms-20", "oms-21"));

        assertThat(code(again)).isEqualTo(20006);
        assertThat(venue.alice.openOrders()).hasSize(1);
        assertThat(code(venue.desk
                        .trades()
                        .answer(venue.aliceKey, "another", "127.0.0.1", json(request("1", TestVenue.START, "oms-22")))))
                .isZero();
    }

    @Test
    void aRequestWithoutAnIdIsAnsweredWithoutOne() {
        String reply = send("{\"header\":{\"X-BAPI-TIMESTAMP\":" + TestVenue.START
                + "},\"op\":\"order.create\",\"args\":[" + ORDER + "]}");

        assertThat(reply).startsWith("{\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"order.create\",\"data\":{\"orderId\"");
    }

    @Test
    void theTimeWindowIsThatOfRest() {
        assertThat(code(send(request("1", TestVenue.START - 5_000, "a")))).isZero();
        assertThat(code(send(request("2", TestVenue.START - 5_001, "b")))).isEqualTo(10002);
        assertThat(code(send(request("3", TestVenue.START + 999, "c")))).isZero();
        assertThat(code(send(request("4", TestVenue.START + 1_000, "d")))).isEqualTo(10002);
        assertThat(code(send("{\"op\":\"order.create\",\"args\":[" + ORDER + "]}")))
                .as("no time at all")
                .isEqualTo(10001);
        assertThat(code(send(request("6", TestVenue.START - 9_000, "e")
                        .replace("\"},\"op\"", "\",\"X-BAPI-RECV-WINDOW\":\"10000\"},\"op\""))))
                .isZero();
    }

    @Test
    void unknownOpsAndCategoriesAreNotFoundInTheObservedShape() {
        assertThat(venue.trade(venue.aliceKey, "1", "order.cancel-all", "{\"category\":\"linear\"}"))
                .isEqualTo("{\"op\":\"order.cancel-all\",\"reqId\":\"1\",\"retCode\":10404,\"retMsg\":\"\",\"connId\":"
                        + "\"cnt5leec0hvan15eukcg-2v\"}");
        assertThat(code(venue.trade(venue.aliceKey, "2", "order.create", ORDER.replace("linear", "spread"))))
                .isEqualTo(10404);
        assertThat(code(venue.trade(venue.aliceKey, "3", "order.create", ORDER.replace("\"linear\"", "5"))))
                .isEqualTo(10001);
    }

    @Test
    void argsHoldExactlyOneObject() {
        String head = "{\"header\":{\"X-BAPI-TIMESTAMP\":\"" + TestVenue.START + "\"},\"op\":\"order.create\"";

        for (String args : List.of(
                "",
                ",\"args\":[]",
                ",\"args\":[" + ORDER + "," + ORDER + "]",
                ",\"args\":" + ORDER,
                ",\"args\":[[]]")) {
            assertThat(code(send(head + args + "}"))).as(args).isEqualTo(10001);
        }
        assertThat(venue.alice.openOrders()).isEmpty();
    }

    @Test
    void theTradeSocketAndRestShareARateLimit() {
        for (int i = 0; i < 6; i++) {
            venue.trade(venue.aliceKey, "t" + i, "order.create", ORDER.replace("oms-20", "t" + i));
        }
        for (int i = 0; i < 4; i++) {
            venue.post(venue.aliceKey, "/v5/order/create", ORDER.replace("oms-20", "r" + i));
        }

        String reply = venue.trade(venue.aliceKey, "t6", "order.create", ORDER);

        assertThat(code(reply)).isEqualTo(10006);
        assertThat(json(reply).get("header").get("X-Bapi-Limit-Status").text()).isEqualTo("0");
        assertThat(json(reply).get("header").get("X-Bapi-Limit-Reset-Timestamp").text())
                .isEqualTo("1784900001000");
        assertThat(venue.alice.openOrders()).hasSize(10);
    }

    @Test
    void aConnectionThatNeverRestsIsTooFrequent() {
        for (int i = 0; i < TradeEntry.MOST_PER_SECOND; i++) {
            assertThat(code(venue.trade(venue.aliceKey, "x" + i, "order.nope", ORDER)))
                    .isEqualTo(10404);
        }

        assertThat(code(venue.trade(venue.aliceKey, "y", "order.create", ORDER)))
                .isEqualTo(20003);
        venue.rest();
        assertThat(code(venue.trade(venue.aliceKey, "z", "order.create", ORDER)))
                .isZero();
    }

    private static String request(String id, long timestamp, String linkId) {
        return "{\"reqId\":\"" + id + "\",\"header\":{\"X-BAPI-TIMESTAMP\":\"" + timestamp
                + "\"},\"op\":\"order.create\",\"args\":[" + ORDER.replace("oms-20", linkId) + "]}";
    }

    private String send(String request) {
        return venue.desk.trades().answer(venue.aliceKey, "cnt5leec0hvan15eukcg-2v", "127.0.0.1", json(request));
    }
}
