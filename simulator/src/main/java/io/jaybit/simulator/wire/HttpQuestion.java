package io.jaybit.simulator.wire;

import java.util.Locale;
import java.util.Map;

/**
 * A REST request as it came over the wire. Immutable.
 *
 * @param path without the query
 * @param query as sent, without {@code ?}; what a signature covers
 * @param parameters the query decoded
 * @param headers names in lower case
 * @param remote the client's address, by which it is limited
 */
public record HttpQuestion(
        String method,
        String path,
        String query,
        Map<String, String> parameters,
        Map<String, String> headers,
        String body,
        String remote) {
    public HttpQuestion {
        parameters = Map.copyOf(parameters);
        headers = Map.copyOf(headers);
    }

    /** A header's value; empty where it is missing. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** A parameter's value; empty where it is missing. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
