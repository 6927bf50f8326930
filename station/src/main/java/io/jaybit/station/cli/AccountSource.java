package io.jaybit.station.cli;

import io.jaybit.client.Bybit;
import io.jaybit.client.MarketListener;
import io.jaybit.market.Category;
import io.jaybit.market.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a command has the account's events from. */
@FunctionalInterface
interface AccountSource {
    /**
     * Brings events and notices from now on, on the client's delivery thread.
     *
     * @return the topics it needs; it is useless when the venue refuses all of them
     */
    List<Topic> open(Bybit bybit, MarketListener to);

    /** What a private stream pushes, as it comes. */
    static AccountSource stream(String family, @Nullable Category category) {
        return (bybit, to) -> {
            List<Topic> topics = List.of(bybit.own().topic(category == null ? family : family + "." + category.text()));
            bybit.subscribe(topics, to);
            return topics;
        };
    }
}
