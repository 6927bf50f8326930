package io.jaybit.simulator.desk;

import io.jaybit.simulator.desk.RateLimits.Rate;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.wire.Json;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A REST endpoint. Immutable.
 *
 * @param rate the bucket that a request takes from
 * @param units how much it takes
 */
record Route(String method, Function<Json, Rate> rate, ToIntFunction<Json> units, Handler handler) {
    /** Carries a request out. */
    @FunctionalInterface
    interface Handler {
        /**
         * @param input the body, or the parameters of the query
         * @param granted as many units as the rate limit gave, at least one
         */
        Outcome handle(ApiKey key, Json input, int granted) throws Refusal;
    }

    static Route fixed(String method, Rate rate, Handler handler) {
        return new Route(method, input -> rate, input -> 1, handler);
    }
}
