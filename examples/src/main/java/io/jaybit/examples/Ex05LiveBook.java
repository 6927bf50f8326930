package io.jaybit.examples;

import io.jaybit.book.TopOfBook;
import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;
import io.jaybit.client.LiveBook;
import java.time.Duration;

/**
 * Looks at a book when it suits this thread: once a second, for a minute.
 *
 * <p>The naive version shares the levels of its callback with other threads, and reads half of one update and half of
 * the next. Here an answer is of one moment, without a lock, and says whether it is to be believed.
 */
public final class Ex05LiveBook {
    public static void main(String[] args) throws InterruptedException {
        try (Bybit bybit = Bybit.of(Exchange.parse(args.length > 0 ? args[0] : "mainnet"))) {
            LiveBook book = bybit.linear().liveBook("BTCUSDT", 50).awaitLive(Duration.ofSeconds(10));
            TopOfBook top = new TopOfBook();
            for (int second = 0; second < 60; second++) {
                boolean live = book.top(top);
                System.out.println(top.status() + " " + (live ? top.bidPrice() + " / " + top.askPrice() : ""));
                Thread.sleep(1_000);
            }
        }
    }
}
