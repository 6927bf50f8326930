package io.jaybit.client.internal.rest;

import io.jaybit.client.internal.wire.Signer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the headers of signed requests. Immutable; safe for any thread.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/guide#authentication">Authentication</a>.
 */
public final class RequestSigner {
    private final Signer signer;
    private final String window;
    private final String referer;

    /**
     * @param window how late a request may arrive; the venue's usual one is 5 s
     * @param referer of brokers; empty for none
     */
    public RequestSigner(Signer signer, Duration window, String referer) {
        this.signer = signer;
        this.window = Long.toString(window.toMillis());
        this.referer = referer;
    }

    /**
     * The headers, by name.
     *
     * @param venueEpochMillis the venue's clock, which must not show a second less than this
     */
    public Map<String, String> headers(RestRequest request, long venueEpochMillis) {
        String content = request.isPost() ? request.body() : request.query();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-BAPI-API-KEY", signer.apiKey());
        headers.put("X-BAPI-TIMESTAMP", Long.toString(venueEpochMillis));
        headers.put("X-BAPI-RECV-WINDOW", window);
        headers.put("X-BAPI-SIGN", signer.sign(venueEpochMillis + signer.apiKey() + window + content));
        if (!referer.isEmpty()) {
            headers.put("Referer", referer);
        }
        return headers;
    }
}
