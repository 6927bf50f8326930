package io.jaybit.client.internal.wire;

import static io.jaybit.client.internal.wire.Scan.UNUSUAL;
import static io.jaybit.client.internal.wire.Scan.first;
import static io.jaybit.client.internal.wire.Scan.word;

import io.jaybit.feed.Frame;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Symbol;
import io.jaybit.market.TopicKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads books, trades, liquidations and tickers from the bytes of a frame in the form the venue sends them: compact, {@code topic}
 * first, known topics, plain numbers. It never finds a frame wrong: it reads all of it or says that it cannot. Confined to the
 * thread that decodes.
 */
final class QuickReader {
    private static final long TOPIC = word("{\"topic\"");
    private static final long COLON_QUOTE = word(":\"");
    private static final long AGAIN_TOPIC = word("\"topic\"");
    private static final long TS = word("\"ts\":");
    private static final long TYPE = word("\"type\":");
    private static final long SNAPSHOT = word("snapshot");
    private static final long DELTA = word("delta\"");
    private static final long DATA = word("\"data\":");
    private static final long CTS = word("\"cts\":");
    private static final long CS = word("\"cs\":");
    private static final long BIDS = word("\"b\":");
    private static final long ASKS = word("\"a\":");
    private static final long UPDATE_ID = word("\"u\":");
    private static final long SYMBOL = word("\"s\":\"");
    private static final long SEQ = word("\"seq\":");
    private static final long FIRST_LEVEL = word("[[\"");
    private static final long NO_LEVELS = word("[]");
    private static final long NEXT_PART = word(",\"");

    private static final long NEXT_LEVEL = word("],[\"");
    private static final long LAST_LEVEL = word("]]");

    private static final int SEEN_TS = 1;
    private static final int SEEN_TYPE = 2;
    private static final int SEEN_DATA = 4;
    private static final int SEEN_CTS = 8;
    private static final int SEEN_CS = 16;

    private static final int SEEN_BIDS = 1;
    private static final int SEEN_ASKS = 2;
    private static final int SEEN_UPDATE_ID = 4;
    private static final int SEEN_SEQ = 8;

    private final Names names;
    private final Events events;
    private final Scan scan = new Scan();
    private final QuickPrints prints;
    private final QuickTicker ticker;
    private byte[] roomy = new byte[0];

    QuickReader(Names names, Events events) {
        this.names = names;
        this.events = events;
        this.prints = new QuickPrints(names, events, scan);
        this.ticker = new QuickTicker(events, scan);
    }

    /** Reads a frame into the events, or returns null if it must be read as a tree. */
    Names.@Nullable Entry read(Frame frame) {
        byte[] bytes = frame.bytes();
        int from = frame.offset();
        int limit = from + frame.length();
        if (bytes.length - limit < Scan.ROOM) {
            bytes = copyWithRoom(frame);
            from = 0;
            limit = frame.length();
        }
        if (word(bytes, from) != TOPIC || first(word(bytes, from + 8), 2) != COLON_QUOTE) {
            return null;
        }
        int end = scan.name(bytes, from + 10, limit);
        if (end < 0) {
            return null;
        }
        Names.Entry entry = names.topics().get(bytes, from + 10, end, scan.hash);
        if (entry == null) {
            return null;
        }
        return readEnvelope(bytes, end + 1, limit, entry, frame.receivedEpochNanos()) == limit ? entry : null;
    }

    /** For frames at the very end of their buffer. */
    private byte[] copyWithRoom(Frame frame) {
        int needed = frame.length() + Scan.ROOM;
        if (roomy.length < needed) {
            roomy = new byte[needed * 2];
        }
        System.arraycopy(frame.bytes(), frame.offset(), roomy, 0, frame.length());
        return roomy;
    }

    /** From after the topic to after the closing brace. */
    private int readEnvelope(byte[] bytes, int at, int limit, Names.Entry entry, long receivedEpochNanos) {
        int seen = 0;
        boolean snapshot = false;
        long matched = 0;
        long crossSequence = 0;
        int p = at;
        while (p < limit && bytes[p] == ',') {
            p++;
            long key = word(bytes, p);
            int bit;
            if (first(key, 5) == TS) {
                bit = SEEN_TS;
                p = scan.integer(bytes, p + 5);
                events.pushedEpochMillis = scan.integer;
            } else if (first(key, 7) == TYPE) {
                bit = SEEN_TYPE;
                long type = word(bytes, p + 8);
                snapshot = type == SNAPSHOT;
                boolean closed = snapshot ? first(word(bytes, p + 16), 1) == '"' : first(type, 6) == DELTA;
                if (key >>> 56 != '"' || !closed) {
                    return UNUSUAL;
                }
                p += snapshot ? 17 : 14;
            } else if (first(key, 7) == DATA) {
                bit = SEEN_DATA;
                p = readData(bytes, p + 7, limit, entry, receivedEpochNanos, (seen & SEEN_TS) != 0);
            } else if (first(key, 6) == CTS) {
                bit = SEEN_CTS;
                p = scan.integer(bytes, p + 6);
                matched = scan.integer;
            } else if (first(key, 5) == CS) {
                bit = SEEN_CS;
                p = scan.integer(bytes, p + 5);
                crossSequence = scan.integer;
            } else if (first(key, 7) == AGAIN_TOPIC) {
                return UNUSUAL;
            } else {
                bit = 0;
                p = scan.skipMember(bytes, p, limit);
            }
            if (p < 0 || (seen & bit) != 0) {
                return UNUSUAL;
            }
            seen |= bit;
        }
        if (p >= limit || bytes[p] != '}' || (seen & SEEN_DATA) == 0) {
            return UNUSUAL;
        }
        if (entry.kind.isBook()) {
            BookUpdate book = events.book;
            book.setSnapshot(snapshot);
            book.setPushedEpochMillis(events.pushedEpochMillis);
            if ((seen & SEEN_CTS) != 0) {
                book.setMatchedEpochMillis(matched);
            }
        } else if (entry.kind == TopicKind.TICKER) {
            events.ticker.setSnapshot(snapshot);
            events.ticker.setPushedEpochMillis(events.pushedEpochMillis);
            if ((seen & SEEN_CS) != 0) {
                events.ticker.setCrossSequence(crossSequence);
            }
        }
        return p + 1;
    }

    private int readData(
            byte[] bytes, int at, int limit, Names.Entry entry, long receivedEpochNanos, boolean timeIsKnown) {
        Symbol symbol = entry.symbol;
        switch (entry.kind) {
            case ORDER_BOOK, FULL_ORDER_BOOK, RPI_ORDER_BOOK -> {
                if (symbol == null) {
                    return UNUSUAL;
                }
                events.book.begin(entry.topic, symbol, receivedEpochNanos);
                return readBook(bytes, at, limit, entry);
            }
            case TICKER -> {
                if (symbol == null) {
                    return UNUSUAL;
                }
                events.ticker.begin(entry.topic, symbol, receivedEpochNanos);
                return ticker.read(bytes, at, limit);
            }
            case TRADE, LIQUIDATION -> {
                // each event carries the push time: it must stand before the data
                return timeIsKnown ? prints.read(bytes, at, limit, entry, receivedEpochNanos) : UNUSUAL;
            }
            case LEGACY_LIQUIDATION, KLINE, PRICE_LIMIT, INSURANCE, ADL_ALERT, SYSTEM_STATUS, OTHER -> {
                return UNUSUAL;
            }
        }
        throw new IllegalStateException("not a kind: " + entry.kind);
    }

    private int readBook(byte[] bytes, int at, int limit, Names.Entry entry) {
        if (at >= limit || bytes[at] != '{') {
            return UNUSUAL;
        }
        BookUpdate book = events.book;
        int seen = 0;
        int p = at + 1;
        while (true) {
            long key = word(bytes, p);
            long name = first(key, 4);
            int bit;
            if (name == BIDS) {
                bit = SEEN_BIDS;
                p = readSide(bytes, p + 4, limit, entry, book.bids());
            } else if (name == ASKS) {
                bit = SEEN_ASKS;
                p = readSide(bytes, p + 4, limit, entry, book.asks());
            } else if (name == UPDATE_ID) {
                bit = SEEN_UPDATE_ID;
                p = scan.integer(bytes, p + 4);
                book.setUpdateId(scan.integer);
            } else if (first(key, 6) == SEQ) {
                bit = SEEN_SEQ;
                p = scan.integer(bytes, p + 6);
                book.setSeq(scan.integer);
            } else if (first(key, 5) == SYMBOL) {
                bit = 0;
                int end = Scan.plainString(bytes, p + 5, limit);
                p = end < 0 ? UNUSUAL : end + 1;
            } else {
                bit = 0;
                p = scan.skipMember(bytes, p, limit);
            }
            if (p < 0 || p >= limit || (seen & bit) != 0) {
                return UNUSUAL;
            }
            seen |= bit;
            byte next = bytes[p++];
            if (next == '}') {
                return (seen & SEEN_UPDATE_ID) != 0 ? p : UNUSUAL;
            }
            if (next != ',') {
                return UNUSUAL;
            }
        }
    }

    private int readSide(byte[] bytes, int at, int limit, Names.Entry entry, BookUpdate.Levels to) {
        return entry.rpi ? readRpiLevels(bytes, at, limit, to) : readLevels(bytes, at, limit, entry.priceForm, to);
    }

    /** {@code [["65010.10","1.204"],…]}, from its bracket to after the closing one. */
    private int readLevels(byte[] bytes, int at, int limit, Scan.Form priceForm, BookUpdate.Levels to) {
        long head = word(bytes, at);
        if (first(head, 3) != FIRST_LEVEL) {
            return first(head, 2) == NO_LEVELS ? at + 2 : UNUSUAL;
        }
        int p = at + 3;
        while (true) {
            p = scan.decimal(bytes, p, priceForm);
            if (p < 0 || first(word(bytes, p), 2) != NEXT_PART) {
                return UNUSUAL;
            }
            long price = scan.mantissa;
            int priceScale = scan.scale;
            p = scan.decimal(bytes, p + 2);
            if (p < 0) {
                return UNUSUAL;
            }
            to.add(price, priceScale, scan.mantissa, scan.scale);
            long next = word(bytes, p);
            if (first(next, 4) != NEXT_LEVEL) {
                return first(next, 2) == LAST_LEVEL ? p + 2 : UNUSUAL;
            }
            p += 4;
            if (p > limit) {
                return UNUSUAL;
            }
        }
    }

    /** The same with levels of three: {@code ["65010.1","0.114","0"]}. */
    private int readRpiLevels(byte[] bytes, int at, int limit, BookUpdate.Levels to) {
        long head = word(bytes, at);
        if (first(head, 3) != FIRST_LEVEL) {
            return first(head, 2) == NO_LEVELS ? at + 2 : UNUSUAL;
        }
        int p = at + 3;
        while (true) {
            p = scan.decimal(bytes, p);
            if (p < 0 || first(word(bytes, p), 2) != NEXT_PART) {
                return UNUSUAL;
            }
            long price = scan.mantissa;
            int priceScale = scan.scale;
            p = scan.decimal(bytes, p + 2);
            if (p < 0 || first(word(bytes, p), 2) != NEXT_PART) {
                return UNUSUAL;
            }
            long size = scan.mantissa;
            int sizeScale = scan.scale;
            p = scan.decimal(bytes, p + 2);
            if (p < 0) {
                return UNUSUAL;
            }
            to.add(price, priceScale, size, sizeScale, scan.mantissa, scan.scale);
            long next = word(bytes, p);
            if (first(next, 4) != NEXT_LEVEL) {
                return first(next, 2) == LAST_LEVEL ? p + 2 : UNUSUAL;
            }
            p += 4;
            if (p > limit) {
                return UNUSUAL;
            }
        }
    }
}
