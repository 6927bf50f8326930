package io.jaybit.client.internal.wire;

import static io.jaybit.client.internal.wire.Scan.UNUSUAL;
import static io.jaybit.client.internal.wire.Scan.first;
import static io.jaybit.client.internal.wire.Scan.word;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.jaybit.market.Coded;
import io.jaybit.market.Decimal;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.TickDirection;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists of trade and liquidation frames, whose items name the same things by the same letters. Confined to the thread
 * that decodes.
 */
final class QuickPrints {
    /** A name of one letter with its quotes and colon; the letter itself is left out. */
    private static final long ONE_LETTER = word("\"?\":") & 0xFFFF00FFL;

    private static final long BUY = word("\"Buy\"");
    private static final long SELL = word("\"Sell\"");
    private static final long BLOCK = word("\"BT\":");
    private static final long RPI = word("\"RPI\":");
    private static final long SEQ = word("\"seq\":");
    private static final long MARK_PRICE = word("\"mP\":\"");
    private static final long INDEX_PRICE = word("\"iP\":\"");
    private static final long MARK_VOLATILITY = word("\"mIv\":\"");
    private static final long TRADE_VOLATILITY = word("\"iv\":\"");

    private static final int SEEN_TIME = 1;
    private static final int SEEN_SYMBOL = 2;
    private static final int SEEN_SIDE = 4;
    private static final int SEEN_SIZE = 8;
    private static final int SEEN_PRICE = 16;
    private static final int SEEN_DIRECTION = 32;
    private static final int SEEN_ID = 64;
    private static final int SEEN_BLOCK = 128;
    private static final int SEEN_RPI = 256;
    private static final int SEEN_SEQ = 512;
    private static final int SEEN_MARK_PRICE = 1024;
    private static final int SEEN_INDEX_PRICE = 2048;
    private static final int SEEN_MARK_VOLATILITY = 4096;
    private static final int SEEN_TRADE_VOLATILITY = 8192;
    private static final int NEEDED_BY_ALL = SEEN_TIME | SEEN_SIDE | SEEN_SIZE | SEEN_PRICE;

    private final Names names;
    private final Events events;
    private final Scan scan;
    private final ByteTable<Coded<TickDirection>> directions = new ByteTable<>(4);

    private int seen;
    private long time;
    private @Nullable Symbol symbol;
    private boolean buy;
    private long priceMantissa;
    private int priceScale;
    private long sizeMantissa;
    private int sizeScale;
    private @Nullable TradeId id;
    private @Nullable Coded<TickDirection> direction;
    private boolean block;
    private boolean rpi;
    private long seq;
    private @Nullable Decimal markPrice;
    private @Nullable Decimal indexPrice;
    private @Nullable Decimal markVolatility;
    private @Nullable Decimal tradeVolatility;

    QuickPrints(Names names, Events events, Scan scan) {
        this.names = names;
        this.events = events;
        this.scan = scan;
        for (String text : new String[] {"PlusTick", "ZeroPlusTick", "MinusTick", "ZeroMinusTick"}) {
            directions.put(text.getBytes(ISO_8859_1), TickDirection.parse(text));
        }
    }

    /** From the opening bracket to after the closing one, into the events. */
    int read(byte[] bytes, int at, int limit, Names.Entry entry, long receivedEpochNanos) {
        if (first(word(bytes, at), 1) != '[') {
            return UNUSUAL;
        }
        int p = at + 1;
        if (first(word(bytes, p), 1) == ']') {
            return p + 1;
        }
        while (true) {
            p = readItem(bytes, p, limit, entry);
            if (p < 0 || p >= limit || (seen & NEEDED_BY_ALL) != NEEDED_BY_ALL) {
                return UNUSUAL;
            }
            Symbol found = (seen & SEEN_SYMBOL) != 0 ? symbol : entry.symbol;
            if (found == null) {
                return UNUSUAL;
            }
            if (entry.kind == TopicKind.LIQUIDATION) {
                addLiquidation(entry, found, receivedEpochNanos);
            } else if (!addTrade(entry, found, receivedEpochNanos)) {
                return UNUSUAL;
            }
            byte next = bytes[p++];
            if (next == ']') {
                return p;
            }
            if (next != ',') {
                return UNUSUAL;
            }
        }
    }

    private void addLiquidation(Names.Entry entry, Symbol found, long receivedEpochNanos) {
        events.others.add(new Liquidation(
                entry.topic,
                found,
                buy ? PositionSide.LONG : PositionSide.SHORT,
                Decimal.of(priceMantissa, priceScale),
                Decimal.of(sizeMantissa, sizeScale),
                events.others.size(),
                false,
                time,
                events.pushedEpochMillis,
                receivedEpochNanos));
    }

    private boolean addTrade(Names.Entry entry, Symbol found, long receivedEpochNanos) {
        TradeId tradeId = id;
        if (tradeId == null) {
            return false;
        }
        boolean option = markPrice != null || indexPrice != null || markVolatility != null || tradeVolatility != null;
        events.others.add(new Trade(
                entry.topic,
                found,
                tradeId,
                buy ? TakerSide.BUY : TakerSide.SELL,
                Decimal.of(priceMantissa, priceScale),
                Decimal.of(sizeMantissa, sizeScale),
                direction,
                block,
                rpi,
                (seen & SEEN_SEQ) != 0 ? OptionalLong.of(seq) : OptionalLong.empty(),
                option ? new Trade.OptionPrint(markPrice, indexPrice, markVolatility, tradeVolatility) : null,
                time,
                events.pushedEpochMillis,
                receivedEpochNanos));
        return true;
    }

    private void clear() {
        seen = 0;
        symbol = null;
        id = null;
        direction = null;
        block = false;
        rpi = false;
        markPrice = null;
        indexPrice = null;
        markVolatility = null;
        tradeVolatility = null;
    }

    private int readItem(byte[] bytes, int at, int limit, Names.Entry entry) {
        clear();
        if (at >= limit || bytes[at] != '{') {
            return UNUSUAL;
        }
        int p = at + 1;
        while (true) {
            long key = word(bytes, p);
            p = (key & 0xFFFF00FFL) == ONE_LETTER
                    ? readOneLetter(bytes, p, limit, (char) ((key >>> 8) & 0xFF), entry)
                    : readLonger(bytes, p, limit, key);
            if (p < 0 || p >= limit) {
                return UNUSUAL;
            }
            byte next = bytes[p++];
            if (next == '}') {
                return p;
            }
            if (next != ',') {
                return UNUSUAL;
            }
        }
    }

    /** @param at of the quote before the name; the value begins 4 later */
    private int readOneLetter(byte[] bytes, int at, int limit, char name, Names.Entry entry) {
        int p = at + 4;
        if (p + 1 >= limit) {
            return UNUSUAL;
        }
        if (name == 'T') {
            p = scan.integer(bytes, p);
            time = scan.integer;
            return once(SEEN_TIME, p);
        }
        if (name == 'S') {
            long side = word(bytes, p);
            buy = first(side, 5) == BUY;
            return once(SEEN_SIDE, buy ? p + 5 : first(side, 6) == SELL ? p + 6 : UNUSUAL);
        }
        if (bytes[p] != '"') {
            return isRead(name) ? UNUSUAL : scan.skipMember(bytes, at, limit);
        }
        switch (name) {
            case 'p' -> {
                p = scan.decimal(bytes, p + 1);
                priceMantissa = scan.mantissa;
                priceScale = scan.scale;
                return once(SEEN_PRICE, p);
            }
            case 'v' -> {
                p = scan.decimal(bytes, p + 1);
                sizeMantissa = scan.mantissa;
                sizeScale = scan.scale;
                return once(SEEN_SIZE, p);
            }
            case 's' -> {
                return once(SEEN_SYMBOL, readSymbol(bytes, p + 1, limit, entry));
            }
            case 'i' -> {
                return once(SEEN_ID, readId(bytes, p + 1, limit));
            }
            case 'L' -> {
                int end = scan.name(bytes, p + 1, limit);
                direction = end < 0 ? null : directions.get(bytes, p + 1, end, scan.hash);
                return direction == null ? UNUSUAL : once(SEEN_DIRECTION, end + 1);
            }
            default -> {
                return scan.skipMember(bytes, at, limit);
            }
        }
    }

    private static boolean isRead(char name) {
        return name == 'p' || name == 'v' || name == 's' || name == 'i' || name == 'L';
    }

    private int readLonger(byte[] bytes, int at, int limit, long key) {
        if (first(key, 5) == BLOCK) {
            int p = scan.flag(bytes, at + 5);
            block = scan.flag;
            return once(SEEN_BLOCK, p);
        }
        if (first(key, 6) == RPI) {
            int p = scan.flag(bytes, at + 6);
            rpi = scan.flag;
            return once(SEEN_RPI, p);
        }
        if (first(key, 6) == SEQ) {
            int p = scan.integer(bytes, at + 6);
            seq = scan.integer;
            return once(SEEN_SEQ, p);
        }
        if (first(key, 6) == MARK_PRICE) {
            int p = scan.decimal(bytes, at + 6);
            markPrice = p < 0 ? null : Decimal.of(scan.mantissa, scan.scale);
            return once(SEEN_MARK_PRICE, p);
        }
        if (first(key, 6) == INDEX_PRICE) {
            int p = scan.decimal(bytes, at + 6);
            indexPrice = p < 0 ? null : Decimal.of(scan.mantissa, scan.scale);
            return once(SEEN_INDEX_PRICE, p);
        }
        if (first(key, 7) == MARK_VOLATILITY) {
            int p = scan.decimal(bytes, at + 7);
            markVolatility = p < 0 ? null : Decimal.of(scan.mantissa, scan.scale);
            return once(SEEN_MARK_VOLATILITY, p);
        }
        if (first(key, 6) == TRADE_VOLATILITY) {
            int p = scan.decimal(bytes, at + 6);
            tradeVolatility = p < 0 ? null : Decimal.of(scan.mantissa, scan.scale);
            return once(SEEN_TRADE_VOLATILITY, p);
        }
        if (isOfAnOption(key)) {
            return UNUSUAL;
        }
        return scan.skipMember(bytes, at, limit);
    }

    /** Whether this is the name of a field of options, with something else than a string behind it. */
    private static boolean isOfAnOption(long key) {
        return first(key, 5) == first(MARK_PRICE, 5)
                || first(key, 5) == first(INDEX_PRICE, 5)
                || first(key, 5) == first(TRADE_VOLATILITY, 5)
                || first(key, 6) == first(MARK_VOLATILITY, 6);
    }

    /** Marks a field as read, unless it was already or could not be. */
    private int once(int bit, int after) {
        if ((seen & bit) != 0) {
            return UNUSUAL;
        }
        seen |= bit;
        return after;
    }

    private int readSymbol(byte[] bytes, int at, int limit, Names.Entry entry) {
        int end = scan.name(bytes, at, limit);
        if (end < 0) {
            return UNUSUAL;
        }
        if (entry.symbol != null && Arrays.equals(entry.target, 0, entry.target.length, bytes, at, end)) {
            symbol = entry.symbol;
        } else {
            symbol = names.symbols().get(bytes, at, end, scan.hash);
        }
        return symbol == null ? UNUSUAL : end + 1;
    }

    private int readId(byte[] bytes, int at, int limit) {
        int end = Scan.plainString(bytes, at, limit);
        if (end <= at) {
            return UNUSUAL;
        }
        id = end - at == 36 ? uuid(bytes, at) : number(bytes, at, end);
        if (id == null) {
            id = TradeId.of(new String(bytes, at, end - at, ISO_8859_1));
        }
        return end + 1;
    }

    private static @Nullable TradeId number(byte[] bytes, int from, int to) {
        if (to - from > 19 || (bytes[from] == '0' && to - from > 1)) {
            return null;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            number = number * 10 + digit;
        }
        return number < 0 ? null : TradeId.ofNumber(number);
    }

    /** {@code 20f43950-d8dd-5b31-9112-a178eb6023af}; null if it is not that, in lower case. */
    private static @Nullable TradeId uuid(byte[] bytes, int at) {
        if (bytes[at + 8] != '-' || bytes[at + 13] != '-' || bytes[at + 18] != '-' || bytes[at + 23] != '-') {
            return null;
        }
        long wrong = 0;
        long high = 0;
        long low = 0;
        for (int i = 0; i < 16; i++) {
            long fromStart = HEX[bytes[at + PLACES[i]]];
            long fromMiddle = HEX[bytes[at + PLACES[i + 16]]];
            wrong |= fromStart | fromMiddle;
            high = (high << 4) | fromStart;
            low = (low << 4) | fromMiddle;
        }
        return wrong > 15 ? null : TradeId.ofUuid(high, low);
    }

    /** Where the 32 digits of a UUID stand. */
    private static final byte[] PLACES = places();

    /** The value of a lower-case hexadecimal digit; 16 for anything else of ASCII. */
    private static final byte[] HEX = hex();

    private static byte[] places() {
        byte[] places = new byte[32];
        byte place = 0;
        for (int i = 0; i < places.length; i++) {
            if (place == 8 || place == 13 || place == 18 || place == 23) {
                place++;
            }
            places[i] = place++;
        }
        return places;
    }

    private static byte[] hex() {
        byte[] hex = new byte[128];
        Arrays.fill(hex, (byte) 16);
        for (int i = 0; i < 16; i++) {
            hex["0123456789abcdef".charAt(i)] = (byte) i;
        }
        return hex;
    }
}
