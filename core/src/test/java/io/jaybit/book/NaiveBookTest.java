package io.jaybit.book;

import io.jaybit.book.OrderBook.Outcome;
import io.jaybit.market.BookUpdate;
import java.util.OptionalLong;

class NaiveBookTest extends BookContract {
    @Override
    Tested newBook() {
        NaiveBook book = new NaiveBook(50);
        return new Tested() {
            @Override
            public Outcome apply(BookUpdate frame) {
                return book.apply(frame);
            }

            @Override
            public BookStatus status() {
                return book.status();
            }

            @Override
            public StaleReason reason() {
                return book.staleReason();
            }

            @Override
            public boolean unverified() {
                return book.sequenceUnverified();
            }

            @Override
            public OptionalLong u() {
                return book.updateId();
            }

            @Override
            public int priceScale() {
                return book.priceScale();
            }

            @Override
            public BookCounters counters() {
                return book.counters();
            }

            @Override
            public String canonical() {
                return book.canonical();
            }
        };
    }
}
