package io.jaybit.simulator.venue;

import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.desk.ApiKeys;
import io.jaybit.simulator.wire.Json;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The result of an {@code auth} request: {@code ["key",expires,"signature"]}. Immutable.
 *
 * @param key of whom it is; null unless all was right
 * @param code of the trade socket; 0 = all was right
 * @param message of the trade socket
 */
record Login(@Nullable ApiKey key, int code, String message) {
    /** Venue page: <a href="https://bybit-exchange.github.io/docs/v5/ws/connect#authentication">Authentication</a>. */
    static Login check(Json args, ApiKeys keys, long nowEpochMillis) {
        List<Json> given = args.items();
        if (given.size() != 3
                || !given.get(0).is(Json.Kind.TEXT)
                || !given.get(2).is(Json.Kind.TEXT)) {
            return new Login(null, 10001, "Params Error");
        }
        OptionalLong expires = given.get(1).whole();
        if (expires.isEmpty() || expires.getAsLong() <= nowEpochMillis) {
            return new Login(null, 10001, "Params Error");
        }
        ApiKey key = keys.find(given.get(0).text());
        if (key == null) {
            return new Login(null, 10003, "API key is invalid.");
        }
        String signed = "GET/realtime" + given.get(1).text();
        String signature = given.get(2).text();
        return key.signed(signed, signature)
                ? new Login(key, 0, "OK")
                : new Login(null, 10004, "error sign! origin_string[" + signed + "]");
    }
}
