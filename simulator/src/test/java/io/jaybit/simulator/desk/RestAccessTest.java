package io.jaybit.simulator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is let in, with the two signatures that the venue's reference gives. */
class RestAccessTest {
    private static final long NOW = 1_784_900_000_000L;
    private static final String KEY = "demoKey0123456789";
    private static final String QUERY = "category=linear&symbol=BTCUSDT&openOnly=0&limit=50";
    private static final String QUERY_SIGN = "de7282778440b6bb26b6e8ed4e267a314570f8ea960278268902b00372dcee19";
    private static final String BODY =
            "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\","
                    + "\"qty\":\"0.001\",\"price\":\"60000\",\"timeInForce\":\"PostOnly\",\"orderLinkId\":\"oms-1\"}";
    private static final String BODY_SIGN = "5c38e9177ff0317af114ffb3e1ab6226478773eb8a279dd774f8e2f6661be6c7";

    private final Exchange exchange = new Exchange(new Timeline(NOW), new Ids(1), List.of());
    private final ApiKeys keys = new ApiKeys();
    private final RestAccess access = new RestAccess(keys);
    private final Map<String, String> headers = new LinkedHashMap<>();

    RestAccessTest() {
        keys.add(new ApiKey(KEY, exchange.openAccount("alice"), "demoSecret9876543210", null));
        headers.put("x-bapi-api-key", KEY);
        headers.put("x-bapi-timestamp", Long.toString(NOW));
        headers.put("x-bapi-recv-window", "5000");
    }

    @Test
    void theDocumentedSignatureOfAQueryIsLetIn() {
        headers.put("x-bapi-sign", QUERY_SIGN);

        assertThat(answer(get(QUERY), NOW).body()).isEqualTo("alice");
    }

    @Test
    void theDocumentedSignatureOfABodyIsLetIn() {
        headers.put("x-bapi-sign", BODY_SIGN);

        assertThat(answer(post(BODY), NOW).body()).isEqualTo("alice");
    }

    @Test
    void anRsaKeySignsInBase64() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        keys.add(new ApiKey("rsaKey", exchange.openAccount("bob"), "", pair.getPublic()));
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(pair.getPrivate());
        signer.update((NOW + "rsaKey" + "5000" + QUERY).getBytes(StandardCharsets.UTF_8));
        headers.put("x-bapi-api-key", "rsaKey");
        headers.put("x-bapi-sign", Base64.getEncoder().encodeToString(signer.sign()));

        assertThat(answer(get(QUERY), NOW).body()).isEqualTo("bob");
        assertThat(answer(get(QUERY + "&a=b"), NOW).body()).contains("\"retCode\":10004");
    }

    @Test
    void theSameParametersInAnotherOrderAreAnotherText() {
        headers.put("x-bapi-sign", QUERY_SIGN);

        HttpAnswer answer = answer(get("symbol=BTCUSDT&category=linear&openOnly=0&limit=50"), NOW);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"retCode\":10004,\"retMsg\":\"error sign! origin_string[" + NOW + KEY
                        + "5000symbol=BTCUSDT&category=linear&openOnly=0&limit=50]");
    }

    @Test
    void anUnknownKeyIsInvalid() {
        headers.put("x-bapi-sign", QUERY_SIGN);
        headers.put("x-bapi-api-key", "nobody");

        assertThat(answer(get(QUERY), NOW).body())
                .isEqualTo(
                        "{\"retCode\":10003,\"retMsg\":\"API key is invalid.\",\"result\":{},\"retExtInfo\":{},\"time\":"
                                + NOW + "}");
    }

    @Test
    void theWindowEndsOneSecondAheadHoweverLargeItIs() {
        headers.put("x-bapi-sign", QUERY_SIGN);

        assertThat(answer(get(QUERY), NOW + 5_000).body()).isEqualTo("alice");
        assertThat(answer(get(QUERY), NOW + 5_001).body())
                .contains("\"retCode\":10002")
                .contains("invalid request, please check your server timestamp or recv_window param. req_timestamp["
                        + NOW + "],server_timestamp[" + (NOW + 5_001) + "],recv_window[5000]");
        assertThat(answer(get(QUERY), NOW - 999).body()).isEqualTo("alice");
        assertThat(answer(get(QUERY), NOW - 1_000).body()).contains("\"retCode\":10002");
        assertThat(RestAccess.inTime(Long.toString(NOW), "600000", NOW - 1_000)).isFalse();
        assertThat(RestAccess.inTime(Long.toString(NOW), "600000", NOW + 600_000))
                .isTrue();
    }

    @Test
    void timesThatAreNoTimesAreOutsideTheWindow() {
        for (String text : List.of("", "x", "-1", "1e12", "99999999999999999999", Long.toString(Long.MIN_VALUE))) {
            assertThat(RestAccess.inTime(text, "5000", NOW)).as(text).isFalse();
        }
        assertThat(RestAccess.inTime(Long.toString(NOW), "-5", NOW)).isFalse();
        assertThat(RestAccess.inTime(Long.toString(NOW), "soon", NOW)).isFalse();
    }

    @Test
    void aMissingWindowIsTheDefaultAndMayBeSignedEitherWay() {
        headers.remove("x-bapi-recv-window");
        headers.put("x-bapi-sign", QUERY_SIGN);

        assertThat(answer(get(QUERY), NOW).body()).isEqualTo("alice");
        assertThat(answer(get(QUERY), NOW + 5_001).body()).contains("recv_window[5000]");
    }

    @Test
    void whatIsNotInTheHeadersIsUnauthorized() {
        for (String header : List.of("x-bapi-api-key", "x-bapi-timestamp", "x-bapi-sign")) {
            headers.put("x-bapi-api-key", KEY);
            headers.put("x-bapi-timestamp", Long.toString(NOW));
            headers.put("x-bapi-sign", QUERY_SIGN);
            headers.remove(header);

            assertThat(answer(get(QUERY), NOW).status()).as(header).isEqualTo(401);
        }
    }

    @Test
    void aGetWithABodyIsForbidden() {
        headers.put("x-bapi-sign", QUERY_SIGN);

        assertThat(answer(new HttpQuestion("GET", "/v5/x", QUERY, Map.of(), headers, "{}", "1.2.3.4"), NOW)
                        .status())
                .isEqualTo(403);
    }

    private HttpAnswer answer(HttpQuestion question, long now) {
        return access.answer(
                question, now, key -> HttpAnswer.status(200, key.account().name()));
    }

    private HttpQuestion get(String query) {
        return new HttpQuestion("GET", "/v5/order/realtime", query, Map.of(), headers, "", "1.2.3.4");
    }

    private HttpQuestion post(String body) {
        return new HttpQuestion("POST", "/v5/order/create", "", Map.of(), headers, body, "1.2.3.4");
    }
}
