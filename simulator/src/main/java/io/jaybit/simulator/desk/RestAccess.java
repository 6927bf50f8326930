package io.jaybit.simulator.desk;

import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Lets REST requests in that are signed with a key the venue gave out, and within their time.
 *
 * <p>Signed is {@code timestamp + key + recvWindow} and the query as sent, or the body byte for byte. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/guide#authentication">Authentication</a>.
 */
public final class RestAccess {
    private static final String DEFAULT_WINDOW = "5000";

    private final ApiKeys keys;

    public RestAccess(ApiKeys keys) {
        this.keys = keys;
    }

    /** The answer that {@code admitted} gives to the key's owner, or that of the doorkeeper. */
    public HttpAnswer answer(HttpQuestion question, long nowEpochMillis, Function<ApiKey, HttpAnswer> admitted) {
        String name = question.header("X-BAPI-API-KEY");
        String timestamp = question.header("X-BAPI-TIMESTAMP");
        String signature = question.header("X-BAPI-SIGN");
        if (question.method().equals("GET") && !question.body().isEmpty()) {
            return HttpAnswer.status(403, "");
        }
        if (name.isEmpty() || timestamp.isEmpty() || signature.isEmpty()) {
            return HttpAnswer.status(401, "");
        }
        ApiKey key = keys.find(name);
        if (key == null) {
            return HttpAnswer.refused(10003, "API key is invalid.", nowEpochMillis);
        }
        String window = question.header("X-BAPI-RECV-WINDOW");
        if (!inTime(timestamp, window, nowEpochMillis)) {
            return HttpAnswer.refused(10002, outOfTime(timestamp, window, nowEpochMillis), nowEpochMillis);
        }
        String payload = question.method().equals("GET") ? question.query() : question.body();
        String origin = timestamp + name + window + payload;
        // Whether a window that was not sent is signed as its default is undocumented: either will do.
        boolean signed = key.signed(origin, signature)
                || (window.isEmpty() && key.signed(timestamp + name + DEFAULT_WINDOW + payload, signature));
        return signed
                ? admitted.apply(key)
                : HttpAnswer.refused(
                        10004,
                        "error sign! origin_string[" + origin + "], please check your signature generation algorithm.",
                        nowEpochMillis);
    }

    /**
     * The venue's rule: {@code now - window <= timestamp < now + 1000}, so that a clock that is a second ahead fails however large
     * the window.
     *
     * @param window empty = 5000 ms
     */
    static boolean inTime(String timestamp, String window, long nowEpochMillis) {
        OptionalLong sent = whole(timestamp);
        OptionalLong allowed = whole(window.isEmpty() ? DEFAULT_WINDOW : window);
        return sent.isPresent()
                && allowed.isPresent()
                && allowed.getAsLong() >= 0
                && sent.getAsLong() < nowEpochMillis + 1_000
                && nowEpochMillis - sent.getAsLong() <= allowed.getAsLong()
                && sent.getAsLong() > 0;
    }

    static String outOfTime(String timestamp, String window, long nowEpochMillis) {
        return "invalid request, please check your server timestamp or recv_window param. req_timestamp[" + timestamp
                + "],server_timestamp[" + nowEpochMillis + "],recv_window["
                + (window.isEmpty() ? DEFAULT_WINDOW : window) + "]";
    }

    private static OptionalLong whole(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException notWhole) {
            return OptionalLong.empty();
        }
    }
}
