package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TradeReplyTest {
    @Test
    void theAnswerToOneOrderNamesIt() throws Exception {
        TradeReply reply = read("""
                {"reqId":"a-1","retCode":0,"retMsg":"OK","op":"order.create",
                "data":{"orderId":"4f1c","orderLinkId":"mine-1"},"retExtInfo":{},
                "header":{"X-Bapi-Limit":"10","X-Bapi-Limit-Status":"9","X-Bapi-Limit-Reset-Timestamp":"1784900015208",
                "Traceid":"38b7","Timenow":"1784900015209"},"connId":"c-1"}""");

        assertThat(reply.legs()).containsExactly(new TradeReply.Leg("4f1c", "mine-1", 0, "OK"));
        assertThat(reply.limitLeft()).hasValue(9);
        assertThat(reply.limitResetEpochMillis()).hasValue(1_784_900_015_208L);
        assertThat(reply.serverEpochMillis()).hasValue(1_784_900_015_209L);
    }

    @Test
    void ofABatchEachOrderHasItsOwnCode() throws Exception {
        TradeReply reply = read("""
                {"retCode":0,"retMsg":"OK","op":"order.create-batch","data":{"list":[
                {"category":"linear","symbol":"SOLUSDT","orderId":"","orderLinkId":"b-0","createAt":""},
                {"category":"linear","symbol":"SOLUSDT","orderId":"77","orderLinkId":"b-1","createAt":"1"}]},
                "retExtInfo":{"list":[{"code":10001,"msg":"position idx not match position mode"},{"code":0,"msg":"OK"}]},
                "header":{"traceid":"0e32"}}""");

        assertThat(reply.code()).isZero();
        assertThat(reply.legs())
                .containsExactly(
                        new TradeReply.Leg("", "b-0", 10_001, "position idx not match position mode"),
                        new TradeReply.Leg("77", "b-1", 0, "OK"));
        assertThat(reply.limitLeft()).isEmpty();
    }

    @Test
    void anOrderOfABatchWithoutAVerdictIsNotTakenForAccepted() throws Exception {
        TradeReply reply = read("""
                {"retCode":0,"retMsg":"OK","op":"order.cancel-batch","data":{"list":[{"orderId":"1","orderLinkId":""}]},
                "retExtInfo":{"list":[]}}""");

        assertThat(reply.legs())
                .singleElement()
                .satisfies(leg -> assertThat(leg.code()).isNegative());
    }

    @Test
    void aRefusalNamesNoOrder() throws Exception {
        TradeReply reply = read("""
                {"reqId":"a-2","retCode":110001,"retMsg":"order not exists or too late to cancel","op":"order.cancel","data":{},
                "retExtInfo":{}}""");

        assertThat(reply.code()).isEqualTo(110_001);
        assertThat(reply.legs()).isEmpty();
    }

    private static TradeReply read(String frame) throws UnreadableFrame {
        byte[] bytes = frame.getBytes(UTF_8);
        return TradeReply.ofFrame(Node.parse(bytes, 0, bytes.length));
    }
}
