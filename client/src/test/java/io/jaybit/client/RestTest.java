package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.book.BookCopy;
import io.jaybit.client.testing.Peer;
import io.jaybit.client.testing.ScriptedVenue;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Instrument;
import io.jaybit.market.Kline;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** REST against a scripted server on real sockets. */
class RestTest {
    private final BlockingQueue<Notice> notices = new LinkedBlockingQueue<>();
    private final Budgets budgets = new Budgets();
    private ScriptedVenue venue;
    private Bybit bybit;
    private Rest rest;

    @BeforeEach
    void open() throws IOException {
        venue = ScriptedVenue.start();
        bybit = builder().onNotice(notices::add).build();
        rest = bybit.rest();
    }

    private BybitBuilder builder() {
        return Bybit.builder().exchange(Exchange.at(venue.url())).budgets(budgets);
    }

    @AfterEach
    void close() throws IOException {
        bybit.close();
        venue.close();
    }

    @Test
    void theServersTimeIsReadToTheNanosecond() throws Exception {
        CompletableFuture<Instant> time = rest.serverTime();
        Peer peer = venue.accept();

        assertThat(peer.readRequest().get(0)).isEqualTo("GET /v5/market/time HTTP/1.1");
        ok(peer, "{\"timeSecond\":\"1784900000\",\"timeNano\":\"1784900000423213947\"}");
        assertThat(get(time)).isEqualTo(Instant.ofEpochSecond(1784900000L, 423213947));
    }

    @Test
    void aConnectionIsKeptForTheNextRequest() throws Exception {
        CompletableFuture<Instant> first = rest.serverTime();
        Peer peer = venue.accept();
        peer.readRequest();
        ok(peer, "{\"timeNano\":\"1000000000\"}");
        get(first);

        CompletableFuture<Instant> second = rest.serverTime();

        peer.readRequest();
        ok(peer, "{\"timeNano\":\"2000000000\"}");
        assertThat(get(second)).isEqualTo(Instant.ofEpochSecond(2));
    }

    @Test
    void aKeptConnectionTheServerHasClosedIsReplacedUnnoticed() throws Exception {
        CompletableFuture<Instant> first = rest.serverTime();
        Peer peer = venue.accept();
        peer.readRequest();
        ok(peer, "{\"timeNano\":\"1000000000\"}");
        get(first);

        CompletableFuture<Instant> second = rest.serverTime();
        peer.readRequest();
        peer.hangUp();

        Peer next = venue.accept();
        next.readRequest();
        ok(next, "{\"timeNano\":\"2000000000\"}");
        assertThat(get(second)).isEqualTo(Instant.ofEpochSecond(2));
    }

    @Test
    void instrumentsAreReadPageByPageAndACursorGoesBackAsItCame() throws Exception {
        CompletableFuture<List<Instrument>> instruments = rest.instruments(Category.LINEAR);
        Peer peer = venue.accept();

        assertThat(peer.readRequest().get(0))
                .isEqualTo("GET /v5/market/instruments-info?category=linear&limit=1000 HTTP/1.1");
        ok(peer, "{\"list\":[" + instrument("BTCUSDT") + "],\"nextPageCursor\":\"first%3DBTCUSDT%26last%3DX\"}");
        assertThat(peer.readRequest().get(0)).contains("&cursor=first%3DBTCUSDT%26last%3DX HTTP");
        ok(peer, "{\"list\":[" + instrument("BTCUSDT") + "," + instrument("ETHUSDT") + "],\"nextPageCursor\":\"\"}");

        assertThat(get(instruments)).extracting(one -> one.symbol().name()).containsExactly("BTCUSDT", "ETHUSDT");
    }

    @Test
    void aTimeOfCandlesIsReadBackwardsAndGivenForwards() throws Exception {
        CompletableFuture<List<Kline>> klines = rest.klines(
                Category.LINEAR, "BTCUSDT", "1", Instant.ofEpochMilli(0), Instant.ofEpochMilli(60_000L * 1000));
        Peer peer = venue.accept();
        peer.readRequest();
        StringBuilder page = new StringBuilder();
        for (int minute = 1000; minute > 0; minute--) {
            page.append(page.isEmpty() ? "" : ",").append(candle(minute));
        }
        ok(peer, "{\"list\":[" + page + "]}");

        assertThat(peer.readRequest().get(0)).contains("&start=0&end=59999&");
        ok(peer, "{\"list\":[" + candle(0) + "]}");
        assertThat(get(klines))
                .hasSize(1001)
                .extracting(Kline::startEpochMillis)
                .startsWith(0L, 60_000L)
                .isSorted();
    }

    @Test
    void aRefusalKeepsTheVenuesCodeAndText() throws Exception {
        CompletableFuture<BookCopy> book = rest.orderBook(Category.LINEAR, "NOPE", 50);
        Peer peer = venue.accept();
        peer.readRequest();
        peer.respond("200 OK", "{\"retCode\":10001,\"retMsg\":\"params error: symbol invalid\",\"result\":{}}");

        assertThatThrownBy(() -> get(book)).isInstanceOfSatisfying(RestException.class, refused -> {
            assertThat(refused.retCode()).isEqualTo(10001);
            assertThat(refused.retMsg()).isEqualTo("params error: symbol invalid");
            assertThat(refused.httpStatus()).isEqualTo(200);
            assertThat(refused.endpoint()).startsWith("/v5/market/orderbook?category=linear&symbol=NOPE");
        });
    }

    @Test
    void anAnswerThatCannotBeReadIsAnError() throws Exception {
        CompletableFuture<Instant> time = rest.serverTime();
        Peer peer = venue.accept();
        peer.readRequest();
        peer.respond("200 OK", "<html>maintenance</html>");

        assertThatThrownBy(() -> get(time))
                .isInstanceOf(RestException.class)
                .hasMessageContaining("an answer that cannot be read");
    }

    @Test
    void tooManyRequestsIsWaitedForAndTriedAgain() throws Exception {
        CompletableFuture<Instant> time = rest.serverTime();
        Peer peer = venue.accept();
        peer.readRequest();
        peer.respond("429 Too Many Requests", "", "Retry-After: 0");
        peer.readRequest();
        ok(peer, "{\"timeNano\":\"3000000000\"}");

        assertThat(get(time)).isEqualTo(Instant.ofEpochSecond(3));
    }

    @Test
    void tooManyVisitsIsWaitedForAndTriedAgain() throws Exception {
        CompletableFuture<Instant> time = rest.serverTime();
        Peer peer = venue.accept();
        peer.readRequest();
        peer.respond(
                "200 OK",
                "{\"retCode\":10006,\"retMsg\":\"Too many visits!\",\"result\":{}}",
                "X-Bapi-Limit-Status: 0");
        peer.readRequest();
        ok(peer, "{\"timeNano\":\"4000000000\"}");

        assertThat(get(time)).isEqualTo(Instant.ofEpochSecond(4));
    }

    @Test
    void accessTooFrequentStopsEverythingAndSaysSo() throws Exception {
        CompletableFuture<Instant> time = rest.serverTime();
        Peer peer = venue.accept();
        peer.readRequest();
        peer.respond("403 Forbidden", "access too frequent");

        assertThatThrownBy(() -> get(time))
                .isInstanceOfSatisfying(
                        RestException.class,
                        refused -> assertThat(refused.httpStatus()).isEqualTo(403));
        assertThatThrownBy(() -> get(rest.serverTime()))
                .isInstanceOf(RestException.class)
                .hasMessageContaining("not sent");
        assertThat(notices.poll(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Notice.RestPaused.class,
                        paused -> assertThat(paused.pause()).hasMinutes(10));
    }

    @Test
    void aBanOfOneClientStopsTheOthersToo() throws Exception {
        BlockingQueue<Notice> told = new LinkedBlockingQueue<>();
        CompletableFuture<Instant> time = rest.serverTime();
        Peer peer = venue.accept();
        peer.readRequest();
        peer.respond("403 Forbidden", "access too frequent");
        assertThatThrownBy(() -> get(time)).isInstanceOf(RestException.class);

        try (Bybit other = builder().onNotice(told::add).build()) {
            assertThatThrownBy(() -> get(other.rest().serverTime()))
                    .isInstanceOf(RestException.class)
                    .hasMessageContaining("not sent: access too frequent; the next request may go in");
            assertThat(told.poll(10, TimeUnit.SECONDS)).isInstanceOf(Notice.RestPaused.class);
            assertThat(venue.isCalledWithin(50)).isFalse();
        }
    }

    @Test
    void anEndpointOfWhichNothingIsLeftIsAskedAgainOnlyAfterItsReset() throws Exception {
        CompletableFuture<Instant> first = rest.serverTime();
        Peer peer = venue.accept();
        peer.readRequest();
        peer.respond(
                "200 OK",
                "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"timeNano\":\"1000000000\"},\"time\":1784900000423}",
                "X-Bapi-Limit-Status: 0",
                "X-Bapi-Limit-Reset-Timestamp: 1784900000723");
        get(first);
        long answered = System.nanoTime();

        CompletableFuture<Instant> second = rest.serverTime();

        peer.readRequest();
        assertThat(System.nanoTime() - answered).isGreaterThan(200_000_000L);
        ok(peer, "{\"timeNano\":\"2000000000\"}");
        assertThat(get(second)).isEqualTo(Instant.ofEpochSecond(2));
    }

    @Test
    void aServerThatIsNotThereIsAnError() throws Exception {
        try (Bybit nowhere = Bybit.of(Exchange.at("ws://127.0.0.1:" + ScriptedVenue.closedPort()))) {
            assertThatThrownBy(() -> get(nowhere.rest().serverTime()))
                    .isInstanceOf(RestException.class)
                    .hasMessageContaining("refused the connection");
        }
    }

    @Test
    void aFullBookIsPutTogetherFromStreamAndSnapshot() throws Exception {
        BlockingQueue<String> books = new LinkedBlockingQueue<>();
        bybit.spot()
                .fullBook(
                        "BTCUSDT",
                        book -> books.add(book.status() + " " + book.updateId() + " bid " + book.bidPrice(0) + " x "
                                + book.bidSize(0)));
        Peer stream = venue.acceptUpgraded();
        stream.ack();

        stream.send(fullDelta(7, 70, "100", "1"));
        Peer http = venue.accept();
        assertThat(http.readRequest().get(0))
                .isEqualTo("GET /v5/market/full_orderbook?category=spot&symbol=BTCUSDT HTTP/1.1");
        ok(
                http,
                "{\"s\":\"BTCUSDT\",\"b\":[[\"100\",\"1\"]],\"a\":[[\"101\",\"2\"]],\"ts\":1,\"u\":7,\"seq\":70,\"cts\":1}");

        assertThat(books.poll(10, TimeUnit.SECONDS)).isEqualTo("LIVE 7 bid 100 x 1");
        stream.send(fullDelta(8, 80, "100", "5"));
        assertThat(books.poll(10, TimeUnit.SECONDS)).isEqualTo("LIVE 8 bid 100 x 5");
    }

    private static String fullDelta(long u, long seq, String bid, String size) {
        return "{\"topic\":\"orderbook.full.BTCUSDT\",\"ts\":1784900000100,\"type\":\"delta\",\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\""
                + bid + "\",\"" + size + "\"]],\"a\":[],\"u\":" + u + ",\"seq\":" + seq + "},\"cts\":1784900000097}";
    }

    private static String instrument(String symbol) {
        return "{\"symbol\":\"" + symbol
                + "\",\"contractType\":\"LinearPerpetual\",\"status\":\"Trading\",\"baseCoin\":\"X\","
                + "\"quoteCoin\":\"USDT\",\"settleCoin\":\"USDT\",\"priceFilter\":{\"tickSize\":\"0.10\"},"
                + "\"lotSizeFilter\":{\"qtyStep\":\"0.001\"},\"fundingInterval\":480}";
    }

    private static String candle(int minute) {
        return "[\"" + minute * 60_000L + "\",\"1\",\"2\",\"1\",\"2\",\"3\",\"4\"]";
    }

    private static void ok(Peer peer, String result) throws IOException {
        peer.respond(
                "200 OK",
                "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":" + result + ",\"retExtInfo\":{},\"time\":1784900000423}");
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        try {
            return future.orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
