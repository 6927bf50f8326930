package io.jaybit.examples;

import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;
import io.jaybit.client.SubscriptionException;
import java.time.Duration;

/**
 * What happens to the streams themselves: connections lost and restored, topics refused, gaps, drops, callbacks that
 * threw.
 *
 * <p>The naive version learns of a wrong symbol, or of a stream that has been dead since midnight, from its empty
 * table. Here a refusal names topic and reason, all that happens is told as it happens, and the health of everything
 * can be asked for.
 */
public final class Ex08Notices {
    public static void main(String[] args) throws InterruptedException {
        Exchange exchange = Exchange.parse(args.length > 0 ? args[0] : "mainnet");
        try (Bybit bybit =
                Bybit.builder().exchange(exchange).onNotice(System.out::println).build()) {
            bybit.linear().trades("BTCUSDT", trade -> {}).awaitLive(Duration.ofSeconds(10));
            bybit.linear().trades("NOSUCHCOIN", trade -> {}).awaitLive(Duration.ofSeconds(10));
        } catch (SubscriptionException refused) {
            System.out.println(refused.topic() + " is not to be had: " + refused.reason());
        }
    }
}
