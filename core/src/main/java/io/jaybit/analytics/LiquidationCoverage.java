package io.jaybit.analytics;

import io.jaybit.coverage.CoverageLedger;
import io.jaybit.coverage.CoverageSummary;
import io.jaybit.coverage.CoverageTrack;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what part of a window was seen of a total's liquidations. */
@FunctionalInterface
public interface LiquidationCoverage {
    /** Where no ledger is at hand. */
    LiquidationCoverage UNKNOWN = (key, from, to) -> null;

    /**
     * @param toEpochMillis not included
     * @return null where nobody knows
     */
    @Nullable
    CoverageSummary of(LiquidationKey key, long fromEpochMillis, long toEpochMillis);

    /**
     * From the ledger of the feed. For all symbols an instant counts as seen when every topic the ledger knows was: subscribed ones and expected
     * ones. Where it knows none, nothing was seen.
     */
    static LiquidationCoverage from(CoverageLedger ledger) {
        return (key, from, to) -> track(ledger, key, from, to).summary();
    }

    private static CoverageTrack track(CoverageLedger ledger, LiquidationKey key, long from, long to) {
        Set<String> names = new LinkedHashSet<>();
        List<Topic> known = ledger.topics();
        for (Topic topic : known) {
            Category category = topic.channel().category();
            if (isLiquidations(topic) && category != null && key.covers(new Symbol(category, topic.target()))) {
                names.add(category.text() + ":" + topic.target());
            }
        }
        if (names.isEmpty()) {
            Channel channel = Channel.of(key.categories().get(0));
            return ledger.track(Topic.of(channel, "allLiquidation." + key.symbol()), from, to);
        }
        return CoverageTrack.together(names.stream()
                .map(name -> ofSymbol(ledger, SymbolKey.parse(name), from, to))
                .toList());
    }

    /** By today's topic or by the withdrawn one, whichever tells more. */
    private static CoverageTrack ofSymbol(CoverageLedger ledger, Symbol symbol, long from, long to) {
        Channel channel = Channel.of(symbol.category());
        CoverageTrack today = ledger.track(Topic.of(channel, "allLiquidation." + symbol.name()), from, to);
        Topic withdrawn = Topic.of(channel, "liquidation." + symbol.name());
        return ledger.knows(withdrawn) ? today.best(ledger.track(withdrawn, from, to)) : today;
    }

    private static boolean isLiquidations(Topic topic) {
        return topic.kind() == TopicKind.LIQUIDATION || topic.kind() == TopicKind.LEGACY_LIQUIDATION;
    }
}
