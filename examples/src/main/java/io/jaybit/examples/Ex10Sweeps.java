package io.jaybit.examples;

import io.jaybit.analytics.Sweep;
import io.jaybit.analytics.SweepJoiner;
import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;
import java.util.List;

/**
 * Orders that ate through several levels of the book.
 *
 * <p>The naive version looks at one print at a time, and misses the million that came as forty prints of 25,000. Here
 * prints that followed each other on one side are one sweep, with its exact average price, and with the evidence that
 * it was one order: or that it was only close together.
 */
public final class Ex10Sweeps {
    public static void main(String[] args) {
        Bybit bybit = Bybit.of(Exchange.parse(args.length > 0 ? args[0] : "mainnet"));
        bybit.linear().sweeps(List.of("BTCUSDT", "ETHUSDT"), SweepJoiner.DEFAULT_JOIN, Ex10Sweeps::show);
    }

    private static void show(Sweep sweep) {
        if (sweep.levels() > 1) {
            System.out.println(
                    sweep.symbol() + " taker " + sweep.takerSide() + " " + sweep.size() + " in " + sweep.prints()
                            + " prints over " + sweep.levels() + " levels, average " + sweep.averagePrice() + ", "
                            + sweep.evidence().text());
        }
    }
}
