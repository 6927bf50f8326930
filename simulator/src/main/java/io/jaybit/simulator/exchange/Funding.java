package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What longs pay to shorts of a perpetual, or the other way round, so that its price stays near the index. Confined to the exchange's
 * thread.
 *
 * <p>The rate is the average premium of the mark over the index since the last payment, drawn towards the interest of 0.01 % in 8 hours
 * by at most 0.05 %, and never beyond {@link #CAP}; it is told anew each minute. Each position pays {@code value at the mark * rate},
 * rounded; what the rounding leaves over goes to the fees. Venue page: <a
 * href="https://www.bybit.com/en/help-center/article/Introduction-to-Funding-Rate">Funding Rate</a>.
 */
final class Funding {
    /** The most that is paid at once, as a share of the value. */
    static final BigDecimal CAP = new BigDecimal("0.005");

    private static final long UNIT = 100_000_000L;
    private static final long DAMP = UNIT * 5 / 10_000;
    private static final long INTEREST = UNIT / 10_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final Timeline timeline;
    private final OffBook offBook;
    private final ExchangeListener audience;
    private final Runnable afterwards;
    private final Map<Market, Premium> premiums = new HashMap<>();

    /** @param afterwards called when wallets have changed */
    Funding(Timeline timeline, OffBook offBook, ExchangeListener audience, Runnable afterwards) {
        this.timeline = timeline;
        this.offBook = offBook;
        this.audience = audience;
        this.afterwards = afterwards;
    }

    /** Premiums seen since the last payment, in units of 10^-8. */
    private static final class Premium {
        private long sum;
        private long count;
        private long ratedEpochMillis = Long.MIN_VALUE;
    }

    /** Begins to pay, at whole multiples of the market's interval of UTC. */
    void list(Market market) {
        int minutes = market.instrument().fundingMinutes();
        if (minutes > 0) {
            premiums.put(market, new Premium());
            market.fundingRate = rate(0, minutes);
            schedule(market, timeline.now());
        }
    }

    private void schedule(Market market, long after) {
        long interval = market.instrument().fundingMinutes() * MINUTE_MILLIS;
        market.nextFundingEpochMillis = (after / interval + 1) * interval;
        timeline.at(market.nextFundingEpochMillis, () -> pay(market));
    }

    /** Mark or index of a market were set. */
    void sample(Market market) {
        Premium premium = premiums.get(market);
        if (premium == null || market.indexPrice() == 0) {
            return;
        }
        long distance = market.markPrice() - market.indexPrice();
        premium.sum += BigDecimal.valueOf(distance)
                .multiply(BigDecimal.valueOf(UNIT))
                .divideToIntegralValue(BigDecimal.valueOf(market.indexPrice()))
                .longValue();
        premium.count++;
        long minute = timeline.now() / MINUTE_MILLIS;
        if (minute != premium.ratedEpochMillis) {
            premium.ratedEpochMillis = minute;
            market.fundingRate =
                    rate(premium.sum / premium.count, market.instrument().fundingMinutes());
        }
    }

    private static BigDecimal rate(long premium, int minutes) {
        long interest = INTEREST * minutes / 480;
        long drawn = premium + Math.max(-DAMP, Math.min(DAMP, interest - premium));
        return BigDecimal.valueOf(drawn, Money.SCALE).max(CAP.negate()).min(CAP);
    }

    private void pay(Market market) {
        BigDecimal rate = market.fundingRate;
        for (Position position : List.copyOf(market.holders)) {
            BigDecimal value = position.value().multiply(rate);
            offBook.fund(position, Money.round(position.size > 0 ? value : value.negate()), rate);
        }
        Premium premium = Objects.requireNonNull(premiums.get(market));
        premium.sum = 0;
        premium.count = 0;
        premium.ratedEpochMillis = Long.MIN_VALUE;
        schedule(market, timeline.now());
        audience.onPrices(market);
        afterwards.run();
    }
}
