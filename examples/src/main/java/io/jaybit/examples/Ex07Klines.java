package io.jaybit.examples;

import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;
import java.time.Instant;

/**
 * One-minute candles of BTCUSDT, when they are final.
 *
 * <p>The naive version takes every push for a candle, and so counts the running one again and again. Here {@code
 * confirmed} tells the final one. The venue does not send it again to whoever missed it: after a lost connection
 * fetch it by REST.
 */
public final class Ex07Klines {
    public static void main(String[] args) {
        Bybit bybit = Bybit.of(Exchange.parse(args.length > 0 ? args[0] : "mainnet"));
        bybit.linear().klines("BTCUSDT", "1", kline -> {
            if (kline.confirmed()) {
                System.out.println(Instant.ofEpochMilli(kline.startEpochMillis()) + " close " + kline.close()
                        + " volume " + kline.volume().toPlainString());
            }
        });
    }
}
