package io.jaybit.examples;

import io.jaybit.book.BookCopy;
import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;

/**
 * The best bid and ask of BTCUSDT, a row whenever they change.
 *
 * <p>The naive version parses prices into floating point and goes on showing the last row after the connection was
 * lost. Here numbers are the venue's, digit by digit, and a row that must not be believed says so and why.
 */
public final class Ex01Book {
    public static void main(String[] args) {
        Bybit bybit = Bybit.of(Exchange.parse(args.length > 0 ? args[0] : "mainnet"));
        bybit.linear().book("BTCUSDT", 1, Ex01Book::show);
    }

    private static void show(BookCopy book) {
        System.out.println(book.isLive() ? book.toString() : "not to be believed: " + book.staleReason());
    }
}
