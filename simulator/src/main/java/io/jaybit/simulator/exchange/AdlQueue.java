package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is deleveraged first: positions of one side of a market by profit on what they cost, times leverage. Confined to the exchange's
 * thread.
 *
 * <p>Venue page: <a href="https://www.bybit.com/en/help-center/article/Auto-Deleveraging-ADL">Auto-Deleveraging</a>. Ranks are those of
 * at most one second ago, as on the venue, where they are no stream either.
 */
final class AdlQueue {
    private static final long REFRESH_MILLIS = 1_000;
    private static final int RANKS = 5;

    private final Market market;
    private final Map<Position, Integer> ranks = new HashMap<>();
    private long rankedEpochMillis = Long.MIN_VALUE;

    AdlQueue(Market market) {
        this.market = market;
    }

    private record Candidate(Position position, BigDecimal score) {}

    /** Positions of a side ({@code BUY} = long), the first to be deleveraged first. */
    List<Position> ranked(Side side) {
        List<Candidate> candidates = new ArrayList<>();
        for (Position position : market.holders) {
            if (Long.signum(position.size) == side.sign() && !position.account().isHouse()) {
                candidates.add(new Candidate(position, score(position)));
            }
        }
        // The sort is stable: among equals the older position comes first.
        candidates.sort(Comparator.comparing(Candidate::score).reversed());
        return candidates.stream().map(Candidate::position).toList();
    }

    private static BigDecimal score(Position position) {
        BigDecimal profit = position.unrealisedPnl();
        return position.cost.signum() == 0
                ? BigDecimal.ZERO
                : profit.divide(position.cost.abs(), MathContext.DECIMAL32)
                        .multiply(BigDecimal.valueOf(position.leverage));
    }

    /** 0 when flat; 5 = among the fifth of its side that comes first. */
    int rank(Position position, long nowEpochMillis) {
        if (position.size == 0) {
            return 0;
        }
        if (nowEpochMillis - rankedEpochMillis >= REFRESH_MILLIS || rankedEpochMillis == Long.MIN_VALUE) {
            rankedEpochMillis = nowEpochMillis;
            ranks.clear();
            number(ranked(Side.BUY));
            number(ranked(Side.SELL));
        }
        return ranks.getOrDefault(position, 1);
    }

    private void number(List<Position> ranked) {
        for (int i = 0; i < ranked.size(); i++) {
            ranks.put(ranked.get(i), RANKS - i * RANKS / ranked.size());
        }
    }
}
