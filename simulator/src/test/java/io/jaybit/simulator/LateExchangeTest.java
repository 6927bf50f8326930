package io.jaybit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.desk.ApiKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An exchange on a machine that is too busy to let it keep time. */
@Timeout(60)
class LateExchangeTest {
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

    private final HttpClient http = HttpClient.newHttpClient();

    /** The venue refuses what was signed a second in its future: a late exchange must not take the present for that. */
    @Test
    void aRequestIsJudgedAtTheMomentWhenItComes() throws Exception {
        ExchangeConfig nobodyTrades = ExchangeConfig.calm(7).withPreset(null);
        try (ExchangeServer server =
                ExchangeServer.start(nobodyTrades, Speed.REAL, ServerConfig.loopback(Pace.REALTIME), 0)) {
            ApiKey key = server.ask(exchange -> exchange.openAccount("client"));
            assertThat(http.send(signed(server, key), HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("\"retCode\":0");
            CountDownLatch sent = new CountDownLatch(1);
            long heldFrom = System.nanoTime();
            CompletableFuture<Boolean> held =
                    CompletableFuture.supplyAsync(() -> server.ask(exchange -> sent.await(20, TimeUnit.SECONDS)));
            while (System.nanoTime() - heldFrom < HELD_NANOS) {
                LockSupport.parkNanos(1_000_000);
            }

            CompletableFuture<HttpResponse<String>> answer =
                    http.sendAsync(signed(server, key), HttpResponse.BodyHandlers.ofString());
            sent.countDown();

            assertThat(held.get()).isTrue();
            assertThat(answer.get().body()).contains("\"retCode\":0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x", "max"})
    void howeverLateItIsItListensBetweenAnyTwoOfItsTurns(String speed) throws Exception {
        ExchangeConfig nobodyTrades = ExchangeConfig.calm(7).withPreset(null);
        try (ExchangeServer server =
                ExchangeServer.start(nobodyTrades, Speed.parse(speed), ServerConfig.loopback(Pace.REALTIME), 0)) {
            server.ask(exchange ->
                    exchange.timeline().every(exchange.timeline().now(), 20, () -> LockSupport.parkNanos(40_000_000)));
            HttpRequest time = HttpRequest.newBuilder(URI.create(server.restAddress() + "/v5/market/time"))
                    .build();
            http.send(time, HttpResponse.BodyHandlers.ofString());
            long askedAt = System.nanoTime();

            for (int i = 0; i < 5; i++) {
                http.send(time, HttpResponse.BodyHandlers.ofString());
            }

            // A turn of 40 ms or two for each answer, and not dozens.
            assertThat(System.nanoTime() - askedAt).isLessThan(TimeUnit.SECONDS.toNanos(3));
        }
    }

    private static HttpRequest signed(ExchangeServer server, ApiKey key) throws Exception {
        String query = "accountType=UNIFIED";
        String now = Long.toString(System.currentTimeMillis());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of()
                .formatHex(mac.doFinal((now + key.key() + "5000" + query).getBytes(StandardCharsets.UTF_8)));
        return HttpRequest.newBuilder(URI.create(server.restAddress() + "/v5/account/wallet-balance?" + query))
                .header("X-BAPI-API-KEY", key.key())
                .header("X-BAPI-TIMESTAMP", now)
                .header("X-BAPI-RECV-WINDOW", "5000")
                .header("X-BAPI-SIGN", signature)
                .build();
    }
}
