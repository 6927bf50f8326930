package io.jaybit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.simulator.agents.Preset;
import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.venue.VenueConfig;
import io.jaybit.simulator.wire.Json;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole exchange, over real sockets on loopback. */
@Timeout(120)
class ExchangeServerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ExchangeConfig QUIET =
            ExchangeConfig.calm(1).withPreset(Preset.THIN).withSymbols(2, true);

    @Test
    void aBookIsAcknowledgedAndBeginsWithASnapshot() throws Exception {
        try (ExchangeServer server = start(QUIET);
                StreamClient client = open(server, "/v5/public/linear")) {
            client.send("{\"req_id\":\"a\",\"op\":\"subscribe\",\"args\":[\"orderbook.50.BTCUSDT\"]}");

            assertThat(client.next()).contains("\"success\":true", "\"req_id\":\"a\"");
            assertThat(client.next())
                    .startsWith("{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"snapshot\",\"ts\":")
                    .contains("\"b\":[[\"");
            assertThat(client.send("{\"op\":\"ping\"}").next("pong")).contains("\"success\":true");
            assertThat(StreamClient.get(HTTP, server.restAddress() + "/v5/market/time"))
                    .contains("\"retCode\":0");
            assertThat(StreamClient.get(HTTP, server.restAddress() + "/v5/market/instruments-info?category=linear"))
                    .contains("BTCUSDT", "ETHUSDT");
        }
    }

    @Test
    void anOrderOfTheTradeSocketIsPushedOnThePrivateOne() throws Exception {
        try (ExchangeServer server = start(QUIET);
                StreamClient watching = open(server, "/v5/private?max_active_time=1m");
                StreamClient trading = open(server, "/v5/trade")) {
            ApiKey alice = server.keys().get(0);
            assertThat(watching.send(auth(alice)).next()).contains("\"success\":true", "\"op\":\"auth\"");
            assertThat(trading.send(auth(alice)).next()).contains("\"retCode\":0", "\"op\":\"auth\"");
            watching.subscribe("order", "execution", "position", "wallet").next();

            trading.send(
                    order(
                            "buy-1",
                            "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Market\",\"qty\":\"0.010\"}"));

            assertThat(trading.next()).contains("\"reqId\":\"buy-1\",\"retCode\":0");
            assertThat(watching.next()).contains("\"topic\":\"execution\"", "\"execType\":\"Trade\"");
            assertThat(watching.next("\"topic\":\"order\"")).contains("\"orderStatus\":\"Filled\"");
            assertThat(watching.next("\"topic\":\"position\"")).contains("\"side\":\"Buy\",\"size\":\"0.010\"");
            assertThat(watching.next("\"topic\":\"wallet\"")).contains("\"coin\":\"USDT\"");
            assertThat(control(server, "/truth/account?name=alice")).contains("\"size\":\"0.010\"");
            assertThat(control(server, "/truth/fills?name=alice")).contains("\"execType\":\"Trade\"");
        }
    }

    @Test
    void theSameOverTlsWithACertificateOneCanTrust(@TempDir Path folder) throws Exception {
        SelfMadeCertificate certificate = SelfMadeCertificate.make(folder.resolve("ca.pem"));
        try (ExchangeServer server = ExchangeServer.start(
                        QUIET, Speed.REAL, new ServerConfig("127.0.0.1", 0, Pace.MAX, false, certificate), 0);
                StreamClient client = new StreamClient(
                        trusting(certificate.pem()), server.webSocketAddress() + "/v5/public/linear")) {
            assertThat(server.webSocketAddress()).startsWith("wss://");
            client.subscribe("orderbook.1.BTCUSDT");

            assertThat(client.next()).contains("\"success\":true");
            assertThat(client.next()).contains("\"topic\":\"orderbook.1.BTCUSDT\"");
            assertThat(StreamClient.get(trusting(certificate.pem()), server.restAddress() + "/v5/market/time"))
                    .contains("\"retCode\":0");
        }
    }

    @Test
    void oneAccountLogsInWithAnRsaKey(@TempDir Path folder) throws Exception {
        RsaKeyFile rsaKey = RsaKeyFile.make(folder);
        try (ExchangeServer server = start(QUIET);
                StreamClient client = open(server, "/v5/private")) {
            ApiKey dora = server.ask(exchange -> exchange.openAccount("dora", rsaKey.publicKey()));
            long expires = System.currentTimeMillis() + 5_000;
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(privateKey(rsaKey.file()));
            rsa.update(("GET/realtime" + expires).getBytes(StandardCharsets.UTF_8));
            String signature = Base64.getEncoder().encodeToString(rsa.sign());

            client.send("{\"op\":\"auth\",\"args\":[\"" + dora.key() + "\"," + expires + ",\"" + signature + "\"]}");

            assertThat(client.next()).contains("\"success\":true");
        }
    }

    @Test
    void theControlEndpointHasLeversAndTellsTheTruth() throws Exception {
        try (ExchangeServer server = start(QUIET);
                StreamClient client = open(server, "/v5/public/linear")) {
            client.subscribe("orderbook.50.BTCUSDT").next(2);

            assertThat(control(server, "/accounts"))
                    .contains(server.keys().get(0).key());
            assertThat(json(control(server, "/truth/frames"))
                            .get("published")
                            .get("linear orderbook.50.BTCUSDT")
                            .get("frames")
                            .whole())
                    .isNotEmpty();
            assertThat(control(server, "/truth/book?category=linear&symbol=BTCUSDT&depth=1"))
                    .contains("\"b\":[[\"");
            assertThat(control(server, "/truth/ledger")).contains("\"deposits\":{");
            assertThat(control(server, "/truth/schedules")).startsWith("{\"schedules\":[");
            assertThat(post(server, "/deposit", "{\"account\":\"bob\",\"coin\":\"USDT\",\"amount\":\"0.5\"}"))
                    .isEqualTo(200);
            assertThat(control(server, "/truth/account?name=bob")).contains("\"USDT\":\"1000000.5\"");
            assertThat(post(server, "/shock", "{\"coin\":\"BTC\",\"percent\":\"-1\",\"millis\":1000}"))
                    .isEqualTo(200);
            assertThat(post(server, "/fault", "reset linear:*")).isEqualTo(200);
            assertThat(post(server, "/fault", "explode")).isEqualTo(400);
            assertThat(post(server, "/deposit", "{\"account\":\"nobody\",\"coin\":\"USDT\",\"amount\":\"1\"}"))
                    .isEqualTo(400);
            assertThat(post(server, "/deposit", "nonsense")).isEqualTo(400);
            assertThat(post(server, "/nope", "")).isEqualTo(404);
            assertThat(json(control(server, "/truth/frames")).get("connections").items())
                    .isEmpty();
        }
    }

    @Test
    void whoDoesNotReadIsDisconnectedAndTheExchangeGoesOn() throws Exception {
        ExchangeConfig busy = ExchangeConfig.calm(1)
                .withPreset(Preset.BUSY)
                .withSymbols(5, true)
                .withVenue(VenueConfig.USUAL.withMostPendingBytes(200_000));
        // Quicker than a clock, as the system takes some megabytes before anything piles up.
        try (ExchangeServer server = ExchangeServer.start(busy, Speed.parse("5x"), ServerConfig.loopback(Pace.MAX), 0);
                Socket deaf = upgrade(server, "/v5/public/linear")) {
            StringBuilder topics = new StringBuilder();
            for (int depth : new int[] {1, 50, 200, 1000}) {
                for (String symbol : new String[] {"BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "DOGEUSDT"}) {
                    topics.append(topics.isEmpty() ? "" : ",").append("\"orderbook." + depth + "." + symbol + "\"");
                }
            }
            send(deaf, "{\"op\":\"subscribe\",\"args\":[" + topics + "]}");

            awaitTrue(() -> server.ask(world -> world.venue().slowClients()) == 1);

            boolean nobodyThere =
                    server.ask(world -> world.venue().connections().isEmpty());
            assertThat(nobodyThere).isTrue();
            try (StreamClient next = open(server, "/v5/public/linear")) {
                assertThat(next.send("{\"op\":\"ping\"}").next()).contains("pong");
            }
        }
    }

    @Test
    void whatIsNoWebSocketIsNoEndOfIt() throws Exception {
        try (ExchangeServer server = start(QUIET)) {
            try (Socket socket = upgrade(server, "/v5/public/linear")) {
                socket.getOutputStream().write(new byte[] {(byte) 0xff, 0x7f, 1, 2, 3, 4, 5, 6, 7, 8, 9});
                socket.getOutputStream().flush();
                assertThat(socket.getInputStream().readAllBytes()).isNotNull();
            }
            try (Socket socket =
                    new Socket("127.0.0.1", URI.create(server.restAddress()).getPort())) {
                socket.getOutputStream().write("\u0000\u0001nonsense\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                socket.shutdownOutput();
                assertThat(socket.getInputStream().readAllBytes()).isNotNull();
            }
            assertThatThrownBy(() -> open(server, "/v5/public/nope")).isInstanceOf(RuntimeException.class);
            assertThat(StreamClient.get(HTTP, server.restAddress() + "/v5/nope"))
                    .isEqualTo("{}");
            try (StreamClient client = open(server, "/v5/public/linear")) {
                client.send("[".repeat(100_000));
                assertThat(client.next()).contains("Failed to decode incoming data:");
            }
        }
    }

    @Test
    void timeWithoutASpeedLimitRunsAhead() throws Exception {
        try (ExchangeServer server = ExchangeServer.start(QUIET, Speed.MAX, ServerConfig.loopback(Pace.MAX), 0)) {
            awaitTrue(() -> server.ask(world -> world.timeline().now()) > System.currentTimeMillis() + 60_000);
        }
    }

    @Test
    void closingTwiceIsNoHarm() throws Exception {
        ExchangeServer server = start(QUIET);
        StreamClient client = open(server, "/v5/public/linear");

        server.close();
        server.close();

        awaitTrue(client::isClosed);
        assertThatThrownBy(() -> server.ask(SimulatedExchange::timeline)).isInstanceOf(IllegalStateException.class);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void awaitTrue(Condition condition) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it did not happen within a minute");
            }
            Thread.onSpinWait();
        }
    }

    private static ExchangeServer start(ExchangeConfig config) throws Exception {
        return ExchangeServer.start(config, Speed.REAL, ServerConfig.loopback(Pace.MAX), 0);
    }

    private static StreamClient open(ExchangeServer server, String path) {
        return new StreamClient(HTTP, server.webSocketAddress() + path);
    }

    private static String control(ExchangeServer server, String path) throws Exception {
        return StreamClient.get(HTTP, server.controlAddress() + path);
    }

    private static int post(ExchangeServer server, String path, String body) throws Exception {
        return StreamClient.post(server.controlAddress() + path, body).statusCode();
    }

    private static Json json(String text) throws Exception {
        return Json.parse(text);
    }

    private static String order(String id, String body) {
        return "{\"reqId\":\"" + id + "\",\"header\":{\"X-BAPI-TIMESTAMP\":\"" + System.currentTimeMillis()
                + "\"},\"op\":\"order.create\",\"args\":[" + body + "]}";
    }

    private static String auth(ApiKey account) throws Exception {
        long expires = System.currentTimeMillis() + 5_000;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(account.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature =
                HexFormat.of().formatHex(mac.doFinal(("GET/realtime" + expires).getBytes(StandardCharsets.UTF_8)));
        return "{\"op\":\"auth\",\"args\":[\"" + account.key() + "\"," + expires + ",\"" + signature + "\"]}";
    }

    private static HttpClient trusting(Path pem) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        try (InputStream in = Files.newInputStream(pem)) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static PrivateKey privateKey(Path pem) throws Exception {
        String body = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    /** A bare socket after the handshake. */
    private static Socket upgrade(ExchangeServer server, String path) throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8_192);
        socket.connect(new java.net.InetSocketAddress(
                "127.0.0.1", URI.create(server.restAddress()).getPort()));
        socket.getOutputStream()
                .write(("GET " + path
                                + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 101");
        return socket;
    }

    /** A masked text frame; the mask is 0. */
    private static void send(Socket socket, String text) throws Exception {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        OutputStream out = socket.getOutputStream();
        out.write(new byte[] {(byte) 0x81, (byte) 0xfe, (byte) (body.length >> 8), (byte) body.length, 0, 0, 0, 0});
        out.write(body);
        out.flush();
    }
}
