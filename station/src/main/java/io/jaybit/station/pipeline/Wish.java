package io.jaybit.station.pipeline;

import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;

/**
 * A kind of topic that a watcher needs for each of its symbols. Immutable.
 *
 * @param argument depth of a book or interval of a kline; empty = any that a file has
 */
public record Wish(TopicKind kind, String argument) {
    /** A kind that takes no argument. */
    public static Wish of(TopicKind kind) {
        return new Wish(kind, "");
    }

    /** Whether a topic is of this wish, whatever its symbol. */
    public boolean covers(Topic topic) {
        boolean sameKind =
                topic.kind() == kind || (kind == TopicKind.LIQUIDATION && topic.kind() == TopicKind.LEGACY_LIQUIDATION);
        return sameKind && (argument.isEmpty() || argument.equals(topic.argument()));
    }

    /** The topic to subscribe for a symbol; trades of options come by base coin. */
    public Topic topic(Category category, String symbol) {
        String target = category == Category.OPTION && kind == TopicKind.TRADE && symbol.indexOf('-') > 0
                ? symbol.substring(0, symbol.indexOf('-'))
                : symbol;
        String name = switch (kind) {
            case ORDER_BOOK -> "orderbook." + argument + "." + target;
            case FULL_ORDER_BOOK -> "orderbook.full." + target;
            case RPI_ORDER_BOOK -> "orderbook.rpi." + target;
            case TRADE -> "publicTrade." + target;
            case TICKER -> "tickers." + target;
            case KLINE -> "kline." + argument + "." + target;
            case LIQUIDATION -> "allLiquidation." + target;
            case LEGACY_LIQUIDATION -> "liquidation." + target;
            case PRICE_LIMIT -> "priceLimit." + target;
            case INSURANCE -> "insurance." + target;
            case ADL_ALERT -> "adlAlert." + target;
            case SYSTEM_STATUS -> "system.status";
            case OTHER -> throw new IllegalArgumentException("no topic of a kind that is not known");
        };
        return Topic.of(Channel.of(category), name);
    }
}
