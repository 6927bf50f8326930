package io.jaybit.examples;

import io.jaybit.analytics.LiquidationTotal;
import io.jaybit.analytics.LiquidationTotals.Plan;
import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;
import java.time.Duration;
import java.util.List;

/**
 * Longs and shorts liquidated in the running hour, as liquidation sites show them, every ten seconds and when the
 * hour is over.
 *
 * <p>The naive version reads {@code "S":"Buy"} as a bought-back short (it is a liquidated long), resets its sums on
 * its own clock, and shows an hour of which it missed half like any other. Here the hour is the venue's, and each
 * total says how much of it was seen.
 */
public final class Ex04Liquidations {
    public static void main(String[] args) {
        Bybit bybit = Bybit.of(Exchange.parse(args.length > 0 ? args[0] : "mainnet"));
        Plan plan = Plan.defaults().withTickEvery(Duration.ofSeconds(10));
        bybit.linear().liquidationTotals(List.of("BTCUSDT", "ETHUSDT"), plan, Ex04Liquidations::show);
    }

    private static void show(LiquidationTotal total) {
        System.out.println(total.key().symbol() + " longs " + total.longNotional() + " shorts " + total.shortNotional()
                + " " + total.key().currency() + ", " + total.coverage());
    }
}
