package io.jaybit.client.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.client.internal.rest.RequestSigner;
import io.jaybit.client.internal.rest.Requester;
import io.jaybit.client.internal.rest.RestClient.Answer;
import io.jaybit.client.internal.rest.RestEnvelope;
import io.jaybit.client.internal.rest.RestFailure;
import io.jaybit.client.internal.rest.RestRequest;
import io.jaybit.client.internal.wire.ApiKey;
import io.jaybit.client.internal.wire.Signer;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The simulated exchange's REST in virtual time: whoever asks has the answer when the call returns. */
public final class SimulatedRest implements Requester {
    /** What was asked, in order. */
    public final List<RestRequest> asked = new ArrayList<>();

    private final SimulatedExchange exchange;
    private final RequestSigner signer;

    /** Asks with the exchange's first key. */
    public SimulatedRest(SimulatedExchange exchange) {
        this(exchange, exchange.keys().get(0).key(), exchange.keys().get(0).secret());
    }

    public SimulatedRest(SimulatedExchange exchange, String key, String secret) {
        this.exchange = exchange;
        this.signer = new RequestSigner(new Signer(ApiKey.hmac(key, secret)), Duration.ofSeconds(5), "");
    }

    @Override
    public CompletableFuture<Answer> ask(RestRequest request) {
        asked.add(request);
        Optional<HttpAnswer> answer = exchange.venue().answer(question(request));
        if (answer.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new RestFailure(request.target(), 0, 0, "connection closed by the server"));
        }
        try {
            byte[] body = answer.get().body().getBytes(UTF_8);
            long received = exchange.timeline().now() * 1_000_000;
            return CompletableFuture.completedFuture(
                    RestEnvelope.read(request, answer.get().status(), body, received));
        } catch (RestFailure failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private HttpQuestion question(RestRequest request) {
        Map<String, String> headers = new HashMap<>();
        if (request.isSigned()) {
            signer.headers(request, exchange.venue().now())
                    .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        }
        Map<String, String> parameters = new HashMap<>();
        for (String pair :
                request.query().isEmpty() ? new String[0] : request.query().split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return new HttpQuestion(
                request.isPost() ? "POST" : "GET",
                request.path(),
                request.query(),
                parameters,
                headers,
                request.body(),
                "10.0.0.1");
    }
}
