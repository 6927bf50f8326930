package io.jaybit.client.internal.rest;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request by HTTP. Immutable.
 *
 * @param pathAndQuery as it goes on the wire
 * @param body of a POST; null makes it a GET
 */
record RestRequest(String pathAndQuery, @Nullable String body) {
    /** Path without query, by which the venue limits. */
    String endpoint() {
        int query = pathAndQuery.indexOf('?');
        return query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
    }

    /** What a signature covers. */
    String payload() {
        return body != null ? Objects.requireNonNull(body) : pathAndQuery.substring(pathAndQuery.indexOf('?') + 1);
    }

    /** A POST may do something: it is sent once, and never late. */
    boolean mayDoSomething() {
        return body != null;
    }
}
