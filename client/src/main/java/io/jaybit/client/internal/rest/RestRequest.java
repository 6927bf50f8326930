package io.jaybit.client.internal.rest;

/**
 * A request to the venue's REST interface, not yet signed. Immutable.
 *
 * @param query as it goes on the wire, without {@code ?}; empty for a POST
 * @param body JSON as it goes on the wire; empty for a GET
 * @param bucket what its rate limit is counted by
 */
public record RestRequest(Kind kind, String path, String query, String body, String bucket) {
    /** How a request may be treated. */
    public enum Kind {
        /** Waits where it must, and is tried again. */
        PUBLIC_GET,
        /** The same, signed. */
        SIGNED_GET,
        /** Waits where it must, and is sent once. */
        POST,
        /** An order: sent at once and once, or not at all. */
        COMMAND
    }

    /** @param pathAndQuery as it goes on the wire */
    public static RestRequest publicGet(String pathAndQuery) {
        int question = pathAndQuery.indexOf('?');
        return question < 0
                ? get(Kind.PUBLIC_GET, pathAndQuery, "")
                : get(Kind.PUBLIC_GET, pathAndQuery.substring(0, question), pathAndQuery.substring(question + 1));
    }

    public static RestRequest signedGet(String path, String query) {
        return get(Kind.SIGNED_GET, path, query);
    }

    private static RestRequest get(Kind kind, String path, String query) {
        return new RestRequest(kind, path, query, "", path);
    }

    public static RestRequest post(String path, String body) {
        return new RestRequest(Kind.POST, path, "", body, path);
    }

    /** @param category each has a rate limit of its own */
    public static RestRequest command(String path, String category, String body) {
        return new RestRequest(Kind.COMMAND, path, "", body, path + " " + category);
    }

    public boolean isPost() {
        return switch (kind) {
            case PUBLIC_GET, SIGNED_GET -> false;
            case POST, COMMAND -> true;
        };
    }

    public boolean isSigned() {
        return kind != Kind.PUBLIC_GET;
    }

    /** Whether it may wait for its turn. */
    boolean isPatient() {
        return kind != Kind.COMMAND;
    }

    /** Path and query as they go on the wire. */
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
