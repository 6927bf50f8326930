package io.jaybit.coverage;

import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import java.util.Set;

/**
 * An item of the stream: here, something of this topic may be missing. Operators get it in the place where it was noticed, between
 * the events. Immutable.
 *
 * @param fromEpochMillis first millisecond of which something may be missing, venue time
 * @param toEpochMillis the one after the last as far as known; a gap still open is told again, whole, when it closes
 */
public record FeedGap(Topic topic, long fromEpochMillis, long toEpochMillis, Set<Cause> causes) {
    /** Whether events of {@code symbol} come by this topic; option trades come by base coin. */
    public boolean concerns(Symbol symbol) {
        if (topic.channel().category() != symbol.category()) {
            return false;
        }
        String target = topic.target();
        boolean byCoin = symbol.category() == Category.OPTION && topic.kind() == TopicKind.TRADE;
        return symbol.name().equals(target) || (byCoin && symbol.name().startsWith(target + "-"));
    }
}
