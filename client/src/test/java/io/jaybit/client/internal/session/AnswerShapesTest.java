package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.wire.ApiKey;
import io.jaybit.client.internal.wire.Control;
import io.jaybit.client.internal.wire.Signer;
import io.jaybit.client.internal.wire.WireDecoder;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The venue's answers as they are on the wire, letter by letter, through the real decoder. {@code ID} stands for the id of our
 * last request.
 */
class AnswerShapesTest {
    private static final Signer SIGNER = new Signer(ApiKey.hmac("demoKey0123456789", "demoSecret9876543210"));
    private static final int SOCKET = 1;

    private final List<Notice> notices = new ArrayList<>();
    private final List<VenueRequest> sent = new ArrayList<>();
    private final SessionManager session =
            new SessionManager(SessionConfig.defaults().withSigner(SIGNER), new Output(), new SplittableRandom(1));
    private Channel channel = Channel.LINEAR;
    private long now = 1_000_000_000L;

    @Test
    void linear() {
        subscribe(Channel.LINEAR, "publicTrade.BTCUSDT");

        venueSays("{'success':true,'ret_msg':'','conn_id':'3cd8','req_id':'ID','op':'subscribe'}");

        assertLive("publicTrade.BTCUSDT");
    }

    @Test
    void linearWithAnEmptyId() {
        subscribe(Channel.LINEAR, "publicTrade.BTCUSDT");

        venueSays("{'success':true,'ret_msg':'','conn_id':'3cd8','req_id':'','op':'subscribe'}");

        assertLive("publicTrade.BTCUSDT");
    }

    @Test
    void spot() {
        subscribe(Channel.SPOT, "tickers.BTCUSDT");

        venueSays("{'success':true,'ret_msg':'subscribe','conn_id':'2324','req_id':'ID','op':'subscribe'}");

        assertLive("tickers.BTCUSDT");
    }

    @Test
    void rpiBooksWithoutId() {
        subscribe(Channel.SPOT, "orderbook.rpi.BTCUSDT");

        venueSays("{'success':true,'ret_msg':'subscribe','conn_id':'f6b1','op':'subscribe'}");

        assertLive("orderbook.rpi.BTCUSDT");
    }

    @Test
    void option() {
        subscribe(Channel.OPTION, "orderbook.25.BTC-25SEP26-90000-C-USDT", "publicTrade.BTC");

        venueSays("{'success':true,'conn_id':'aa01','data':{'failTopics':['publicTrade.BTC'],'successTopics':"
                + "['orderbook.25.BTC-25SEP26-90000-C-USDT']},'type':'COMMAND_RESP'}");

        assertLive("orderbook.25.BTC-25SEP26-90000-C-USDT");
        assertThat(refused()).containsExactly("publicTrade.BTC");
    }

    @Test
    void optionUnsubscribe() {
        subscribe(Channel.OPTION, "publicTrade.BTC", "publicTrade.ETH");
        venueSays("{'success':true,'conn_id':'a','data':{'failTopics':[],'successTopics':['publicTrade.BTC',"
                + "'publicTrade.ETH']},'type':'COMMAND_RESP'}");

        session.unsubscribe(Topic.of(Channel.OPTION, "publicTrade.BTC"), now, epoch());
        work();
        venueSays("{'success':true,'conn_id':'a','data':{'failTopics':[],'successTopics':['publicTrade.BTC']},"
                + "'type':'COMMAND_RESP'}");

        assertThat(session.health(now, epoch()).topics())
                .extracting(row -> row.topic().name())
                .containsExactly("publicTrade.ETH");
    }

    @Test
    void spread() {
        subscribe(Channel.SPREAD, "publicTrade.SOLUSDT_SOL/USDT");

        venueSays("{'success':true,'conn_id':'aa01','data':{'failTopics':[],'successTopics':"
                + "['publicTrade.SOLUSDT_SOL/USDT']},'type':'COMMAND_RESP'}");

        assertLive("publicTrade.SOLUSDT_SOL/USDT");
    }

    @Test
    void linearRefusal() {
        subscribe(Channel.LINEAR, "publicTrade.BTCUSDT", "orderbook.500.BTCUSDT");

        venueSays("{'success':false,'ret_msg':'error:handler not found,topic:orderbook.500.BTCUSDT','conn_id':'b',"
                + "'req_id':'ID','op':'subscribe'}");
        venueSays("{'success':true,'ret_msg':'','conn_id':'b','req_id':'ID','op':'subscribe'}");

        assertThat(sent.get(1).args()).containsExactly("publicTrade.BTCUSDT");
        assertLive("publicTrade.BTCUSDT");
        assertThat(refused()).containsExactly("orderbook.500.BTCUSDT");
    }

    @Test
    void spotRefusalWithoutId() {
        subscribe(Channel.SPOT, "tickers.NOPEUSDT");

        venueSays("{'success':false,'ret_msg':'Invalid symbol :[tickers.NOPEUSDT]','conn_id':'b','op':'subscribe'}");

        assertThat(refused()).containsExactly("tickers.NOPEUSDT");
    }

    @Test
    void alreadySubscribed() {
        subscribe(Channel.LINEAR, "allLiquidation.BTCUSDT", "publicTrade.BTCUSDT");

        venueSays("{'success':false,'ret_msg':'error:already subscribed,topic:allLiquidation.BTCUSDT','conn_id':'b',"
                + "'req_id':'ID','op':'subscribe'}");

        assertLive("allLiquidation.BTCUSDT");
        assertThat(sent.get(1).args()).containsExactly("publicTrade.BTCUSDT");
    }

    @Test
    void tooManyTopicsOnSpot() {
        subscribe(Channel.SPOT, "tickers.A", "tickers.B", "tickers.C", "tickers.D");

        venueSays("{'success':false,'ret_msg':'args size >10','conn_id':'b','req_id':'ID','op':'subscribe'}");

        assertThat(sent).hasSize(3);
        assertThat(sent.get(1).args()).containsExactly("tickers.A", "tickers.B");
        assertThat(refused()).isEmpty();
    }

    @Test
    void privateLoginThenPartialSuccess() {
        subscribe(Channel.PRIVATE, "order", "foo");
        assertThat(sent).extracting(VenueRequest::op).containsExactly("auth");

        venueSays("{'success':true,'ret_msg':'','op':'auth','conn_id':'cejr-p'}");
        venueSays("{'success':false,'ret_msg':'Batch subscription partially succeeded and partially failed."
                + "Successful subscriptions are as follows:[order]. Subscription to the following topics failed because"
                + " the topic does not exist or there is a subscription conflict:[foo].','conn_id':'c','req_id':'ID',"
                + "'op':'subscribe'}");

        assertLive("order");
        assertThat(refused()).containsExactly("foo");
    }

    @Test
    void privateLoginInTheOtherFamilysWords() {
        subscribe(Channel.PRIVATE, "order");

        venueSays("{'retCode':0,'retMsg':'OK','type':'AUTH_RESP','connId':'cnt5-2t'}");

        assertThat(sent).extracting(VenueRequest::op).containsExactly("auth", "subscribe");
    }

    @Test
    void tradeLoginAlreadyDone() {
        channel = Channel.TRADE;
        session.hold(Channel.TRADE, now, epoch());
        work();
        open();

        venueSays("{'reqId':'ID','retCode':20001,'retMsg':'Repeat auth','op':'auth','connId':'cnt5-2t'}");

        assertThat(notices).anyMatch(Notice.Connected.class::isInstance);
    }

    @Test
    void refusedLogin() {
        subscribe(Channel.PRIVATE, "order");

        venueSays("{'success':false,'ret_msg':'Params Error','op':'auth','conn_id':'c'}");

        assertThat(notices)
                .anySatisfy(notice -> assertThat(notice)
                        .isInstanceOfSatisfying(
                                Notice.LoginRefused.class,
                                refused -> assertThat(refused.reason()).isEqualTo("Params Error")));
    }

    @Test
    void pongs() {
        assertThat(pongs(Channel.SPOT, "{'success':true,'ret_msg':'pong','conn_id':'0970','op':'ping'}"))
                .isEqualTo(1);
    }

    @Test
    void linearPongs() {
        assertThat(pongs(
                        Channel.LINEAR, "{'success':true,'ret_msg':'pong','conn_id':'4657','req_id':'ID','op':'ping'}"))
                .isEqualTo(1);
    }

    @Test
    void optionPongsTellTheVenuesTime() {
        assertThat(pongs(Channel.OPTION, "{'args':['1784900022000'],'op':'pong'}"))
                .isEqualTo(1);
        assertThat(session.health(now, epoch()).clock()).isNotNull();
    }

    private long pongs(Channel of, String frame) {
        subscribe(of, "something.quiet");
        now += Duration.ofSeconds(20).toNanos();
        work();
        venueSays(frame);
        ConnectionRow row = session.health(now, epoch()).connections().get(0);
        assertThat(row.roundTripNanos()).isPresent();
        return row.pongs();
    }

    private void subscribe(Channel on, String... names) {
        channel = on;
        for (String name : names) {
            session.subscribe(Topic.of(on, name), now, epoch());
        }
        work();
        open();
    }

    private void open() {
        session.onOpened(SOCKET, "wss://venue", now, epoch());
        work();
    }

    private void venueSays(String frame) {
        now += 10_000_000;
        byte[] bytes = frame.replace('\'', '"')
                .replace("ID", sent.get(sent.size() - 1).id())
                .getBytes(StandardCharsets.UTF_8);
        List<Control> read = new ArrayList<>();
        WireDecoder decoder = new WireDecoder(channel, read::add);
        decoder.decode(new Frame().set(bytes, 0, bytes.length, channel, SOCKET, 1, epoch(), now), NoMarket.INSTANCE);
        assertThat(read).as(frame).hasSize(1);
        session.onControl(SOCKET, read.get(0), now, epoch());
        work();
    }

    private void work() {
        session.doWork(now, epoch());
    }

    private long epoch() {
        return ScriptedVenue.START_EPOCH_NANOS + now;
    }

    private void assertLive(String name) {
        assertThat(notices)
                .filteredOn(Notice.TopicLive.class::isInstance)
                .extracting(notice -> ((Notice.TopicLive) notice).topic().name())
                .contains(name);
        assertThat(notices).noneMatch(Notice.Unexpected.class::isInstance);
    }

    private List<String> refused() {
        return notices.stream()
                .filter(Notice.TopicRefused.class::isInstance)
                .map(notice -> ((Notice.TopicRefused) notice).topic().name())
                .toList();
    }

    private final class Output implements SessionOutput {
        @Override
        public void open(int connectionId, Channel on) {
            assertThat(connectionId).isEqualTo(SOCKET);
        }

        @Override
        public void send(int connectionId, String text) {
            sent.add(VenueRequest.read(text));
        }

        @Override
        public void close(int connectionId, String reason) {
            notices.add(new Notice.Unexpected(connectionId, "close", 0));
        }

        @Override
        public void notice(Notice notice) {
            notices.add(notice);
        }

        @Override
        public void invalidate(Topic topic, StaleReason reason) {
            assertThat(reason).isEqualTo(StaleReason.CLOSED);
        }
    }
}
