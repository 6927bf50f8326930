package io.jaybit.book;

import io.jaybit.market.Decimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Books as text. Safe for any thread that may read the book it is given. */
public final class BookText {
    private BookText() {}

    /**
     * All levels, one a line, {@code price size}: bids from the highest, then asks from the lowest, plain decimals without zeros
     * at the end of a fraction; every line ends in a line feed. Two books with the same levels give the same text.
     */
    public static String canonical(BookView book) {
        StringBuilder text = new StringBuilder(32 * (book.bidCount() + book.askCount()));
        append(book, BookSide.BID, text);
        append(book, BookSide.ASK, text);
        return text.toString();
    }

    /** The SHA-256 of {@link #canonical}, in lower-case hexadecimal digits. */
    public static String sha256(BookView book) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(canonical(book).getBytes(StandardCharsets.UTF_8));
            StringBuilder text = new StringBuilder(64);
            for (byte b : digest) {
                text.append(Character.forDigit((b >> 4) & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
            }
            return text.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void append(BookView book, BookSide side, StringBuilder text) {
        for (int i = 0; i < book.levels(side); i++) {
            append(book.priceMantissa(side, i), book.priceScale(), text);
            text.append(' ');
            append(book.sizeMantissa(side, i), book.sizeScale(side, i), text);
            text.append('\n');
        }
    }

    private static void append(long mantissa, int scale, StringBuilder text) {
        long value = mantissa;
        int digits = scale;
        while (digits > 0 && value % 10 == 0) {
            value /= 10;
            digits--;
        }
        Decimal.append(value, digits, text);
    }

    static String describe(BookView book) {
        StringBuilder text =
                new StringBuilder(96).append(book.topic()).append(' ').append(book.status());
        if (book.staleReason() != null) {
            text.append('(').append(book.staleReason()).append(')');
        }
        if (book.hasUpdateId()) {
            text.append(" u=").append(book.updateId());
        }
        if (book.bidCount() > 0) {
            text.append(" bid ").append(book.bidPrice(0)).append(" x ").append(book.bidSize(0));
        }
        if (book.askCount() > 0) {
            text.append(" ask ").append(book.askPrice(0)).append(" x ").append(book.askSize(0));
        }
        return text.toString();
    }
}
