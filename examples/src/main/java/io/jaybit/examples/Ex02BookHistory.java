package io.jaybit.examples;

import io.jaybit.analytics.History;
import io.jaybit.book.BookCopy;
import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;
import java.time.Duration;

/**
 * Keeps the last 10,000 best bids and asks at hand and hands all of them on, 100 at a time: here to a print, at home
 * to a database.
 *
 * <p>The naive version, a deque and an insert per row, forgets what the database was too slow for. Here a batch that
 * could not be stored (the receiver threw) is offered again, each row goes out once, and a batch says how many rows
 * were lost before it.
 */
public final class Ex02BookHistory {
    public static void main(String[] args) {
        Bybit bybit = Bybit.of(Exchange.parse(args.length > 0 ? args[0] : "mainnet"));
        var plan = new History.Plan(10_000, 100, Duration.ofSeconds(5));
        var history = new History<BookCopy>(plan, BookCopy::exchangeEpochMillis);
        bybit.linear().book("BTCUSDT", 1, book -> history.onEvent(book, Ex02BookHistory::store));
    }

    private static void store(History.Batch<BookCopy> batch) {
        System.out.println("insert " + batch.items().size() + " rows, lost before: " + batch.evicted());
    }
}
