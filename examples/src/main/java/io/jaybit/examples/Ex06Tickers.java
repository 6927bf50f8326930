package io.jaybit.examples;

import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;
import io.jaybit.market.Ticker;
import java.time.Instant;
import java.util.List;

/**
 * Mark price and funding of some perpetuals.
 *
 * <p>The naive version reads each frame by itself, but after the first one the venue sends only what has changed; and
 * it takes eight hours for granted. Here a ticker is all that is known by now, the interval is the symbol's own, and
 * what the venue has not said is null.
 */
public final class Ex06Tickers {
    public static void main(String[] args) {
        Bybit bybit = Bybit.of(Exchange.parse(args.length > 0 ? args[0] : "mainnet"));
        bybit.linear().tickers(List.of("BTCUSDT", "ETHUSDT"), Ex06Tickers::show);
    }

    private static void show(Ticker ticker) {
        ticker.nextFundingEpochMillis()
                .ifPresent(next -> System.out.println(ticker.symbol() + " mark " + ticker.markPrice() + " funding "
                        + ticker.fundingRate() + " at " + Instant.ofEpochMilli(next)));
    }
}
