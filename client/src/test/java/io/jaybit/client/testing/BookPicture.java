package io.jaybit.client.testing;

import io.jaybit.book.BookSide;
import io.jaybit.book.BookView;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.feed.Ladder;
import io.jaybit.simulator.feed.PublishedBook;
import java.math.BigDecimal;
import java.util.function.LongFunction;

/** Books in words that are the same for the exchange's and the client's, so that they can be compared. */
public final class BookPicture {
    private BookPicture() {}

    /** As the exchange has published it. */
    public static String of(Market market, PublishedBook book) {
        return of(market, book, book.bids()::size, book.asks()::size);
    }

    /** As the exchange has published it, with retail orders alone. */
    public static String ofRetail(Market market, PublishedBook book) {
        return of(market, book, book.bids()::retailSize, book.asks()::retailSize);
    }

    private static String of(Market market, PublishedBook book, Sizes bids, Sizes asks) {
        StringBuilder picture =
                new StringBuilder().append("u ").append(book.u()).append('\n');
        levels("bid", book.bids(), bids, market, picture);
        levels("ask", book.asks(), asks, market, picture);
        return picture.toString();
    }

    private interface Sizes {
        long at(int level);
    }

    private static void levels(String side, Ladder ladder, Sizes sizes, Market market, StringBuilder to) {
        LongFunction<String> price = market.instrument()::price;
        LongFunction<String> size = market.instrument()::size;
        for (int i = 0; i < ladder.count(); i++) {
            if (sizes.at(i) != 0) {
                level(side, price.apply(ladder.price(i)), size.apply(sizes.at(i)), to);
            }
        }
    }

    /** As the client has it. */
    public static String of(BookView book) {
        StringBuilder picture = new StringBuilder();
        picture.append("u ").append(book.hasUpdateId() ? book.updateId() : -1).append('\n');
        for (BookSide side : BookSide.values()) {
            for (int i = 0; i < book.levels(side); i++) {
                level(
                        side == BookSide.BID ? "bid" : "ask",
                        book.price(side, i).toString(),
                        book.size(side, i).toString(),
                        picture);
            }
        }
        return picture.toString();
    }

    private static void level(String side, String price, String size, StringBuilder to) {
        to.append(side)
                .append(' ')
                .append(plain(price))
                .append(" x ")
                .append(plain(size))
                .append('\n');
    }

    private static String plain(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }
}
