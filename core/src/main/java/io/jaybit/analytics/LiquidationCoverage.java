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
        if (!key.isAll()) {
            return ofSymbol(ledger, new Symbol(key.categories().get(0), key.symbol()), from, to);
        }
        Set<Symbol> symbols = new LinkedHashSet<>();
        for (Topic topic : ledger.topics()) {
            Category category = topic.channel().category();
            if (isLiquidations(topic) && category != null) {
                Symbol symbol = new Symbol(category, topic.target());
                if (key.covers(symbol)) {
                    symbols.add(symbol);
                }
            }
        }
        if (symbols.isEmpty()) {
            // no topic at all: unseen, like one that nobody asked for
            return ledger.track(Topic.of(Channel.of(key.categories().get(0)), "allLiquidation.*"), from, to);
        }
        return CoverageTrack.together(symbols.stream()
                .map(symbol -> ofSymbol(ledger, symbol, from, to))
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
