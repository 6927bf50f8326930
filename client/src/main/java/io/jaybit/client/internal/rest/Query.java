package io.jaybit.client.internal.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Parameters of a GET, percent-encoded. Confined to one thread. */
final class Query {
    private final StringBuilder text = new StringBuilder();

    Query add(String name, String value) {
        text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(URLEncoder.encode(value, UTF_8));
        return this;
    }

    /** Leaves out what is empty. */
    Query addUnlessEmpty(String name, String value) {
        return value.isEmpty() ? this : add(name, value);
    }

    Query copy() {
        Query copy = new Query();
        copy.text.append(text);
        return copy;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
