package io.jaybit.client.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.client.internal.wire.Control.Kind;
import io.jaybit.feed.FrameDecoder.Verdict;
import io.jaybit.market.Channel;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acks, pongs, replies and errors in each shape the venue's channels give them. */
class ControlFramesTest {
    @Test
    void pongsOfTheFiveKindsOfChannel() {
        Control spot = control(Channel.SPOT, "{'success':true,'ret_msg':'pong','conn_id':'0970a','op':'ping'}");
        assertThat(spot.kind()).isEqualTo(Kind.PONG);
        assertThat(spot.requestId()).isNull();
        assertThat(spot.connectionName()).isEqualTo("0970a");
        assertThat(spot.serverEpochMillis()).isEmpty();

        Control linear = control(
                Channel.LINEAR, "{'success':true,'ret_msg':'pong','conn_id':'4657','req_id':'ping-3','op':'ping'}");
        assertThat(linear.kind()).isEqualTo(Kind.PONG);
        assertThat(linear.requestId()).isEqualTo("ping-3");

        Control option = control(Channel.OPTION, "{'args':['1784900000123'],'op':'pong'}");
        assertThat(option.kind()).isEqualTo(Kind.PONG);
        assertThat(option.success()).isTrue();
        assertThat(option.serverEpochMillis()).isEqualTo(OptionalLong.of(1784900000123L));

        Control account =
                control(Channel.PRIVATE, "{'req_id':'test','op':'pong','args':['1784900000124'],'conn_id':'cfcb-1b'}");
        assertThat(account.kind()).isEqualTo(Kind.PONG);
        assertThat(account.requestId()).isEqualTo("test");
        assertThat(account.serverEpochMillis()).isEqualTo(OptionalLong.of(1784900000124L));

        Control trade = control(
                Channel.TRADE, "{'retCode':0,'retMsg':'OK','op':'pong','data':['1784900000125'],'connId':'cnt5-2v'}");
        assertThat(trade.kind()).isEqualTo(Kind.PONG);
        assertThat(trade.code()).isEqualTo(OptionalInt.of(0));
        assertThat(trade.serverEpochMillis()).isEqualTo(OptionalLong.of(1784900000125L));
        assertThat(trade.connectionName()).isEqualTo("cnt5-2v");
    }

    @Test
    void emptyRequestIdIsNone() {
        assertThat(control(Channel.LINEAR, "{'success':true,'ret_msg':'','conn_id':'d6','req_id':'','op':'subscribe'}")
                        .requestId())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'success':true,'ret_msg':'','op':'auth','conn_id':'cejr-p'}",
                "{'req_id':'auth-1','success':true,'ret_msg':'','op':'auth','conn_id':'cejr-p'}",
                "{'retCode':0,'retMsg':'OK','op':'auth','connId':'cnt5-2t'}",
                "{'op':'auth','success':true,'retCode':0,'retMsg':'','connId':'cejr-2x'}",
                "{'success':true,'ret_msg':'','type':'AUTH_RESP','conn_id':'cejr-p'}",
                "{'retCode':20001,'retMsg':'already authenticated','op':'auth','connId':'cnt5-2t'}",
            })
    void goodLogins(String frame) {
        Control login = control(Channel.PRIVATE, frame);

        assertThat(login.kind()).isEqualTo(Kind.LOGIN_REPLY);
        assertThat(login.success()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'success':false,'ret_msg':'Params Error','op':'auth','conn_id':'x'}",
                "{'retCode':10004,'retMsg':'error sign','op':'auth','connId':'x'}",
                "{'op':'auth','success':false,'retCode':10003,'retMsg':'Invalid apikey','connId':'x'}",
                "{'op':'auth','success':true,'retCode':10003,'retMsg':'Invalid apikey','connId':'x'}",
                "{'op':'auth','ret_msg':'?'}",
            })
    void refusedLogins(String frame) {
        Control login = control(Channel.TRADE, frame);

        assertThat(login.kind()).isEqualTo(Kind.LOGIN_REPLY);
        assertThat(login.success()).isFalse();
        assertThat(login.message()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'success':true,'ret_msg':'','op':'subscribe','conn_id':'cejr-2m','req_id':'sub-1'}",
                "{'success':true,'ret_msg':'subscribe','conn_id':'2324','req_id':'sub-1','op':'subscribe'}",
                "{'success':true,'ret_msg':'','conn_id':'3cd8','req_id':'sub-1','op':'subscribe'}",
            })
    void acksOfAWholeRequest(String frame) {
        Control ack = control(Channel.LINEAR, frame);

        assertThat(ack.kind()).isEqualTo(Kind.SUBSCRIBE_ACK);
        assertThat(ack.requestId()).isEqualTo("sub-1");
        assertThat(ack.success()).isTrue();
        assertThat(ack.succeededTopics()).isEmpty();
        assertThat(ack.failedTopics()).isEmpty();
    }

    @Test
    void ackOfAnUnsubscribe() {
        Control ack = control(Channel.SPOT, "{'success':true,'ret_msg':'','req_id':'u-2','op':'unsubscribe'}");

        assertThat(ack.kind()).isEqualTo(Kind.UNSUBSCRIBE_ACK);
        assertThat(ack.success()).isTrue();
    }

    @Test
    void optionAckListsTopics() {
        Control ack = control(
                Channel.OPTION,
                "{'success':true,'conn_id':'aa01','data':{'failTopics':['tickers.X'],"
                        + "'successTopics':['orderbook.25.BTC-25SEP26-90000-C-USDT','publicTrade.BTC']},"
                        + "'type':'COMMAND_RESP'}");

        assertThat(ack.kind()).isEqualTo(Kind.COMMAND_RESPONSE);
        assertThat(ack.success()).isTrue();
        assertThat(ack.failedTopics()).containsExactly("tickers.X");
        assertThat(ack.succeededTopics()).containsExactly("orderbook.25.BTC-25SEP26-90000-C-USDT", "publicTrade.BTC");
        assertThat(ack.requestId()).isNull();
    }

    @Test
    void unknownTopicIsNamed() {
        Control ack = control(
                Channel.LINEAR,
                "{'success':false,'ret_msg':'error:handler not found,topic:orderbook.500.BTCUSDT','conn_id':'da',"
                        + "'req_id':'e1','op':'subscribe'}");

        assertThat(ack.kind()).isEqualTo(Kind.SUBSCRIBE_ACK);
        assertThat(ack.success()).isFalse();
        assertThat(ack.requestId()).isEqualTo("e1");
        assertThat(ack.failedTopics()).containsExactly("orderbook.500.BTCUSDT");
        assertThat(ack.message()).isEqualTo("error:handler not found,topic:orderbook.500.BTCUSDT");
    }

    @Test
    void unknownSymbolOnSpotIsNamed() {
        Control ack = control(
                Channel.SPOT,
                "{'success':false,'ret_msg':'Invalid symbol :[tickers.NOPEUSDT]','conn_id':'x','op':'subscribe'}");

        assertThat(ack.success()).isFalse();
        assertThat(ack.requestId()).isNull();
        assertThat(ack.failedTopics()).containsExactly("tickers.NOPEUSDT");
    }

    @Test
    void severalUnknownSymbolsAreNamed() {
        Control ack = control(
                Channel.SPOT, "{'success':false,'ret_msg':'Invalid symbol :[tickers.A, tickers.B]','op':'subscribe'}");

        assertThat(ack.failedTopics()).containsExactly("tickers.A", "tickers.B");
    }

    @Test
    void invalidTopicIsNamed() {
        Control ack = control(
                Channel.SPOT, "{'success':false,'ret_msg':'Invalid topic: invalid.topic.BTCUSDT','op':'subscribe'}");

        assertThat(ack.failedTopics()).containsExactly("invalid.topic.BTCUSDT");
    }

    @Test
    void alreadySubscribedIsASuccessOfThatTopic() {
        Control ack = control(
                Channel.LINEAR,
                "{'success':false,'ret_msg':'error:already subscribed,topic:orderbook.1.ETHUSDT','conn_id':'da',"
                        + "'req_id':'e6','op':'subscribe'}");

        assertThat(ack.success()).isTrue();
        assertThat(ack.succeededTopics()).containsExactly("orderbook.1.ETHUSDT");
        assertThat(ack.failedTopics()).isEmpty();
    }

    @Test
    void tooManyArgumentsNameNoTopic() {
        Control ack = control(
                Channel.SPOT,
                "{'success':false,'ret_msg':'args size >10','conn_id':'x','req_id':'s','op':'subscribe'}");

        assertThat(ack.success()).isFalse();
        assertThat(ack.failedTopics()).isEmpty();
        assertThat(ack.message()).isEqualTo("args size >10");
    }

    @Test
    void privateRequestMaySucceedInPart() {
        Control ack = control(
                Channel.PRIVATE,
                "{'success':false,'ret_msg':'Batch subscription partially succeeded and partially failed."
                        + "Successful subscriptions are as follows:[order,wallet]. Subscription to the following topics"
                        + " failed because the topic does not exist or there is a subscription conflict:[foo, bar].',"
                        + "'conn_id':'x','req_id':'p-1','op':'subscribe'}");

        assertThat(ack.success()).isFalse();
        assertThat(ack.succeededTopics()).containsExactly("order", "wallet");
        assertThat(ack.failedTopics()).containsExactly("foo", "bar");
    }

    @Test
    void privateRequestMaySucceedInNoPart() {
        Control ack = control(
                Channel.PRIVATE,
                "{'success':false,'ret_msg':'Batch subscription partially succeeded and partially failed."
                        + "Successful subscriptions are as follows:[]. Subscription to the following topics"
                        + " failed because the topic does not exist or there is a subscription conflict:[foo].',"
                        + "'req_id':'p-1','op':'subscribe'}");

        assertThat(ack.succeededTopics()).isEmpty();
        assertThat(ack.failedTopics()).containsExactly("foo");
    }

    @Test
    void subscribingOnTheTradeSocketIsRefusedByCode() {
        Control ack =
                control(Channel.TRADE, "{'op':'subscribe','reqId':'s-1','retCode':10404,'retMsg':'','connId':'x'}");

        assertThat(ack.kind()).isEqualTo(Kind.SUBSCRIBE_ACK);
        assertThat(ack.requestId()).isEqualTo("s-1");
        assertThat(ack.success()).isFalse();
        assertThat(ack.code()).isEqualTo(OptionalInt.of(10404));
    }

    @Test
    void tradeReplies() {
        Control accepted = control(
                Channel.TRADE,
                "{'reqId':'oms-1','retCode':0,'retMsg':'OK','op':'order.create','data':{'orderId':'a4c1','orderLinkId':"
                        + "'oms-20'},'retExtInfo':{},'header':{'X-Bapi-Limit':'10'},'connId':'cnt5-2v'}");
        assertThat(accepted.kind()).isEqualTo(Kind.TRADE_REPLY);
        assertThat(accepted.requestId()).isEqualTo("oms-1");
        assertThat(accepted.success()).isTrue();
        assertThat(accepted.op()).isEqualTo("order.create");

        Control refused = control(
                Channel.TRADE,
                "{'reqId':'oms-2','retCode':110007,'retMsg':'ab not enough','op':'order.create','data':{}}");
        assertThat(refused.kind()).isEqualTo(Kind.TRADE_REPLY);
        assertThat(refused.success()).isFalse();
        assertThat(refused.code()).isEqualTo(OptionalInt.of(110007));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'success':false,'ret_msg':'error:invalid op','conn_id':'x'}",
                "{'success':false,'ret_msg':'Failed to decode incoming data:hello','conn_id':'x','op':'nonsense'}",
                "{'retCode':10404,'retMsg':'op type is not found','op':'nonsense'}",
            })
    void failuresWithoutAnOperationWeKnow(String frame) {
        Control error = control(Channel.LINEAR, frame);

        assertThat(error.kind()).isEqualTo(Kind.REQUEST_ERROR);
        assertThat(error.success()).isFalse();
        assertThat(error.message()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'hello':[1,{'a':null}]}",
                "{'success':true,'ret_msg':'','op':'new'}",
                "{'topic':null,'op':7}",
                "{'retCode':99999999999999999999}",
            })
    void anythingElseIsUnrecognised(String frame) {
        assertThat(control(Channel.LINEAR, frame).kind()).isEqualTo(Kind.UNRECOGNISED);
    }

    @Test
    void keysMayStandInAnyOrderAndTextMayBeEscaped() {
        Control ack = control(
                Channel.LINEAR, " { 'op' : 'subscr\\u0069be' , 'req_id' : 'a', 'new':{'x':[]},\n'success' : true } ");

        assertThat(ack.kind()).isEqualTo(Kind.SUBSCRIBE_ACK);
        assertThat(ack.success()).isTrue();
    }

    /** @param frame with single quotes for double ones */
    private static Control control(Channel channel, String frame) {
        Reading reading = Reading.on(channel);
        assertThat(reading.read(frame.replace('\'', '"'))).isEqualTo(Verdict.CONTROL);
        assertThat(reading.events).isEmpty();
        assertThat(reading.decoder.lastTopic()).isNull();
        return reading.controls.get(0);
    }
}
