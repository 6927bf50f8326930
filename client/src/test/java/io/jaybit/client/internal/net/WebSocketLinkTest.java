package io.jaybit.client.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaybit.client.internal.session.OpenFailure;
import io.jaybit.client.testing.Certificates;
import io.jaybit.client.testing.Peer;
import io.jaybit.client.testing.ScriptedVenue;
import io.jaybit.client.testing.TestProxy;
import io.netty.channel.epoll.Epoll;
import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One WebSocket against a scripted server on real sockets. */
class WebSocketLinkTest {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private ScriptedVenue venue;
    private IoThread io;
    private WebSocketLink link;

    @BeforeEach
    void open() throws IOException {
        venue = ScriptedVenue.start();
        io = new IoThread(config(true, null, null, 10_000));
    }

    @AfterEach
    void close() throws IOException {
        io.close();
        venue.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void textGoesBothWaysWithAndWithoutNatives(boolean natives) throws Exception {
        use(config(natives, null, null, 10_000));
        dial(venue.url() + "/v5/public/linear");
        Peer peer = venue.acceptUpgraded();
        assertThat(next()).isEqualTo("open");

        peer.send("hello");
        io.execute(() -> link.send("answer"));

        assertThat(next()).isEqualTo("text hello");
        assertThat(peer.receiveFrame()).isEqualTo("1answer");
        assertThat(peer.path()).isEqualTo("/v5/public/linear");
        assertThat(io.transport()).startsWith(natives && Epoll.isAvailable() ? "epoll" : "NIO");
    }

    @Test
    void httpForbiddenInPlaceOfTheUpgradeIsToldWithItsText() throws Exception {
        dial(venue.url() + "/x");
        Peer peer = venue.accept();
        peer.readRequest();
        peer.respond(
                "403 Forbidden", "The Amazon CloudFront distribution is configured to block access from your country");

        assertThat(next()).startsWith("failed HTTP 403 null").contains("block access from your country");
    }

    @Test
    void tooManyRequestsBringsTheTimeToWait() throws Exception {
        dial(venue.url() + "/x");
        Peer peer = venue.accept();
        peer.readRequest();
        peer.respond("429 Too Many Requests", "", "Retry-After: 7");

        assertThat(next()).startsWith("failed HTTP 429 PT7S");
    }

    @Test
    void aWrongAnswerToTheUpgradeIsAProtocolFailure() throws Exception {
        dial(venue.url() + "/x");
        Peer peer = venue.accept();
        peer.readRequest();
        peer.sendRaw(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: bm8=\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));

        assertThat(next()).startsWith("failed PROTOCOL");
    }

    @Test
    void nobodyThereIsARefusal() throws Exception {
        dial("ws://127.0.0.1:" + ScriptedVenue.closedPort() + "/x");

        assertThat(next()).startsWith("failed REFUSED").contains("refused the connection");
    }

    @Test
    void aNameThatCannotBeResolvedIsNamed() throws Exception {
        String name = "x".repeat(64) + ".example"; // a label of 64 letters: no resolver asks the network for it
        dial("ws://" + name + ":80/x");

        assertThat(next()).startsWith("failed DNS").contains(name);
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
        use(config(true, null, null, 300));
        dial(venue.url() + "/x");
        venue.accept().readRequest();

        assertThat(next()).startsWith("failed TIMEOUT").contains("no answer to the upgrade");
    }

    @Test
    void aServerThatHangsUpDuringTheUpgradeIsAFailure() throws Exception {
        dial(venue.url() + "/x");
        Peer peer = venue.accept();
        peer.readRequest();
        peer.hangUp();

        assertThat(next()).startsWith("failed NETWORK");
    }

    @Test
    void aResetInTheMiddleOfAFrameEndsItWithoutHalfAFrame() throws Exception {
        dial(venue.url() + "/x");
        Peer peer = venue.acceptUpgraded();
        next();
        byte[] frame = Peer.frame(0x81, "never whole".getBytes(StandardCharsets.UTF_8));
        peer.send("whole");
        peer.sendRaw(Arrays.copyOf(frame, 6));
        assertThat(next()).isEqualTo("text whole");

        peer.reset();

        assertThat(next()).isEqualTo("closed Connection reset by peer");
        assertThat(seen).isEmpty();
    }

    @Test
    void aCleanCloseTellsItsCodeAndIsAnswered() throws Exception {
        dial(venue.url() + "/x");
        Peer peer = venue.acceptUpgraded();
        next();

        peer.sendRaw(Peer.frame(0x88, new byte[] {3, (byte) 0xe9, 'b', 'y', 'e'}));

        assertThat(next()).isEqualTo("closed closed by the peer: 1001 bye");
        assertThat(peer.receiveFrame()).isEqualTo("8\u0003\ufffd");
        peer.hangUp();
    }

    @Test
    void anEndWithoutCloseFrameIsSaidToBeOne() throws Exception {
        dial(venue.url() + "/x");
        Peer peer = venue.acceptUpgraded();
        next();

        peer.hangUp();

        assertThat(next()).isEqualTo("closed connection closed by the peer without a close frame");
    }

    @Test
    void aBrokenStreamIsClosedWithItsCode() throws Exception {
        dial(venue.url() + "/x");
        Peer peer = venue.acceptUpgraded();
        next();

        peer.sendRaw((byte) 0xf1, (byte) 0);

        assertThat(next()).startsWith("closed broken WebSocket stream: reserved bits");
        assertThat(peer.receiveFrame()).startsWith("8\u0003\ufffd");
    }

    @Test
    void aPingOfTheProtocolIsAnswered() throws Exception {
        dial(venue.url() + "/x");
        Peer peer = venue.acceptUpgraded();
        next();

        peer.sendRaw(Peer.frame(0x89, "alive?".getBytes(StandardCharsets.UTF_8)));

        assertThat(peer.receiveFrame()).isEqualTo("aalive?");
    }

    @Test
    void afterOurCloseNothingIsCalledAndTheServerIsToldGoodbye() throws Exception {
        dial(venue.url() + "/x");
        Peer peer = venue.acceptUpgraded();
        next();

        io.execute(() -> link.close());

        assertThat(peer.receiveFrame()).startsWith("8\u0003\ufffd");
        peer.send("late");
        assertThat(peer.isHungUpOn()).isTrue();
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOwnAuthorityIsTrusted(boolean natives) throws Exception {
        assumeTrue(!natives || OpenSsl.isAvailable(), "no BoringSSL here");
        Certificates certificates = new Certificates();
        serve(certificates, "127.0.0.1");
        use(config(natives, certificates.authorityFile(), null, 10_000));
        dial(venue.url() + "/x");
        Peer peer = venue.acceptUpgraded();

        peer.send("secret");

        assertThat(next()).isEqualTo("open");
        assertThat(next()).isEqualTo("text secret");
        assertThat(io.transport()).endsWith(natives ? "BoringSSL" : "JDK TLS");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCertificateForAnotherHostFails(boolean natives) throws Exception {
        assumeTrue(!natives || OpenSsl.isAvailable(), "no BoringSSL here");
        Certificates certificates = new Certificates();
        serve(certificates, "stream.bybit.example");
        use(config(natives, certificates.authorityFile(), null, 10_000));

        dial(venue.url("localhost") + "/x");
        handshakeInVain();

        assertThat(next()).startsWith("failed TLS").contains("does not fit").contains("localhost");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCertificateOfAnUnknownAuthorityFails(boolean natives) throws Exception {
        assumeTrue(!natives || OpenSsl.isAvailable(), "no BoringSSL here");
        serve(new Certificates(), "127.0.0.1");
        use(config(natives, null, null, 10_000));

        dial(venue.url() + "/x");
        handshakeInVain();

        assertThat(next()).startsWith("failed TLS").contains("issued by nobody we trust");
    }

    @Test
    void aServerWithoutTlsIsATlsFailure() throws Exception {
        dial("wss://127.0.0.1:" + venue.port() + "/x");
        Peer peer = venue.accept();
        peer.sendRaw("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(next()).startsWith("failed TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user:secret"})
    void anHttpProxyResolvesTheName(String login) throws Exception {
        try (TestProxy proxy = new TestProxy(venue.port(), login)) {
            use(config(true, null, address(false, proxy, login), 10_000));
            dial("ws://stream.bybit.example:9999/x");
            Peer peer = venue.acceptUpgraded();

            peer.send("through");

            assertThat(proxy.asked().poll(10, TimeUnit.SECONDS)).isEqualTo("CONNECT stream.bybit.example:9999");
            assertThat(next()).isEqualTo("open");
            assertThat(next()).isEqualTo("text through");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user:secret"})
    void aSocksProxyResolvesTheName(String login) throws Exception {
        try (TestProxy proxy = new TestProxy(venue.port(), login)) {
            use(config(true, null, address(true, proxy, login), 10_000));
            dial("ws://stream.bybit.example:9999/x");
            Peer peer = venue.acceptUpgraded();

            peer.send("through");

            assertThat(proxy.asked().poll(10, TimeUnit.SECONDS)).isEqualTo("SOCKS stream.bybit.example:9999");
            assertThat(next()).isEqualTo("open");
            assertThat(next()).isEqualTo("text through");
        }
    }

    @Test
    void tlsGoesThroughAProxyToTheHostThatWasMeant() throws Exception {
        Certificates certificates = new Certificates();
        serve(certificates, "stream.bybit.example");
        try (TestProxy proxy = new TestProxy(venue.port(), "")) {
            use(config(true, certificates.authorityFile(), address(false, proxy, ""), 10_000));
            dial("wss://stream.bybit.example/x");

            Peer peer = venue.acceptUpgraded();

            assertThat(next()).isEqualTo("open");
            assertThat(peer.request()).contains("host: stream.bybit.example");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProxyThatRefusesIsNamedWithoutThePassword(boolean socks) throws Exception {
        try (TestProxy proxy = new TestProxy(venue.port(), "user:secret")) {
            use(config(true, null, address(socks, proxy, "user:wrong"), 10_000));

            dial("ws://stream.bybit.example:9999/x");

            assertThat(next())
                    .startsWith("failed PROXY")
                    .contains("proxy 127.0.0.1")
                    .doesNotContain("wrong");
        }
    }

    private void serve(Certificates certificates, String name) throws Exception {
        venue.close();
        venue = ScriptedVenue.start(certificates.serverFor(name));
    }

    /** Plays the server's part of a handshake that the client will break off. */
    private void handshakeInVain() throws IOException {
        Peer peer = venue.accept();
        Thread handshake = new Thread(peer::handshake, "test-handshake");
        handshake.setDaemon(true);
        handshake.start();
    }

    private static ProxyAddress address(boolean socks, TestProxy proxy, String login) {
        String[] parts = login.split(":");
        return new ProxyAddress(
                socks, "127.0.0.1", proxy.port(), login.isEmpty() ? null : parts[0], login.isEmpty() ? null : parts[1]);
    }

    private static NetConfig config(boolean natives, Path caFile, ProxyAddress proxy, int openMillis) {
        return new NetConfig("jaybit-test", natives, caFile, proxy, Duration.ofMillis(openMillis), 1 << 20);
    }

    private void use(NetConfig config) {
        io.close();
        io = new IoThread(config);
    }

    private void dial(String url) {
        io.execute(() -> link = io.open(URI.create(url), new Recorder()));
    }

    private String next() throws InterruptedException {
        String next = seen.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("within 10 s").isNotNull();
        return next;
    }

    private final class Recorder implements WebSocketLink.Events {
        @Override
        public void onOpen() {
            seen.add("open");
        }

        @Override
        public void onFailed(OpenFailure failure) {
            seen.add("failed " + failure.kind() + " " + failure.httpStatus() + " " + failure.retryAfter() + " "
                    + failure.reason());
        }

        @Override
        public void onRead() {
            // its time is of no interest here
        }

        @Override
        public void onText(byte[] bytes, int offset, int length) {
            seen.add("text " + new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void onClosed(String reason) {
            seen.add("closed " + reason);
        }
    }
}
