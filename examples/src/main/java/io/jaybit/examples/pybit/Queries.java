package io.jaybit.examples.pybit;

import io.jaybit.book.BookCopy;
import io.jaybit.client.Bybit;
import io.jaybit.client.Rest;
import io.jaybit.market.Category;
import io.jaybit.market.FundingRate;
import io.jaybit.market.Instrument;
import io.jaybit.market.Kline;
import io.jaybit.market.OpenInterest;
import io.jaybit.market.Ticker;
import io.jaybit.market.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Snippets about REST. What stands between the marks stands in the document, word for word. */
final class Queries {
    private Queries() {}

    static void all(Bybit bybit) {
        // snippet: rest
        Rest rest = bybit.rest();
        Instant now = rest.serverTime().join();
        Instant yesterday = now.minus(Duration.ofDays(1));
        List<Instrument> instruments = rest.instruments(Category.LINEAR).join();
        BookCopy book = rest.orderBook(Category.LINEAR, "BTCUSDT", 50).join();
        List<Trade> trades =
                rest.recentTrades(Category.LINEAR, "BTCUSDT", 1_000).join();
        List<Kline> klines =
                rest.klines(Category.LINEAR, "BTCUSDT", "5", yesterday, now).join();
        List<Ticker> tickers = rest.tickers(Category.LINEAR).join();
        List<FundingRate> fundings =
                rest.fundingHistory(Category.LINEAR, "BTCUSDT", yesterday, now).join();
        List<OpenInterest> interest = rest.openInterest(Category.LINEAR, "BTCUSDT", "1h", yesterday, now)
                .join();
        // end
        System.out.println(instruments.size() + trades.size() + klines.size() + tickers.size() + fundings.size());
        System.out.println(book + " " + interest);
    }
}
