package io.jaybit.simulator.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a REST request. Immutable. */
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** An answer in the venue's envelope; {@code result} is JSON. */
    public static HttpAnswer of(int code, String message, String result, String extra, long epochMillis) {
        return new HttpAnswer(
                200,
                Map.of(),
                new JsonText()
                        .begin()
                        .number("retCode", code)
                        .text("retMsg", message)
                        .raw("result", result)
                        .raw("retExtInfo", extra)
                        .number("time", epochMillis)
                        .end()
                        .toString());
    }

    /** All went well. */
    public static HttpAnswer ok(String result, long epochMillis) {
        return of(0, "OK", result, "{}", epochMillis);
    }

    /** The venue refuses; HTTP is content all the same. */
    public static HttpAnswer refused(int code, String message, long epochMillis) {
        return of(code, message, "{}", "{}", epochMillis);
    }

    /** Something else than 200. */
    public static HttpAnswer status(int status, String body) {
        return new HttpAnswer(status, Map.of(), body);
    }

    public HttpAnswer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body);
    }
}
