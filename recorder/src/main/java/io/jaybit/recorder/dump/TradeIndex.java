package io.jaybit.recorder.dump;

import io.jaybit.market.Decimal;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import java.util.ArrayList;
import java.util.List;

/**
 * Trades of one symbol, to be found again by their id or, where ids mean nothing, by their time, side, price and size; of several that are alike each
 * is found once. Takes about 50 bytes a trade: 50 MB a million. Confined to one thread.
 */
final class TradeIndex {
    /** What makes two trades the same. */
    enum By {
        ID,
        CONTENT
    }

    private static final int NONE = -1;
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int WORDS = 5;
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int TIME = 2;
    private static final int PRICE = 3;
    private static final int SIZE = 4;

    // A row's bits: scale of the price (5), scale of the size (5), then:
    private static final int SCALE_BITS = 5;
    private static final int SCALE_MASK = (1 << SCALE_BITS) - 1;
    private static final int SELL = 1 << 10;
    private static final int TEXT_ID = 1 << 11;
    private static final int UUID_ID = 1 << 12;
    private static final int MATCHED = 1 << 13;
    private static final int IMPORTED = 1 << 14;
    private static final int CONTENT_BITS = SELL | ((1 << 10) - 1);
    private static final int ID_BITS = TEXT_ID | UUID_ID;

    private final By by;
    private final List<long[]> words = new ArrayList<>();
    private final List<short[]> bits = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    /** Numbers of rows by their hash, counted from 1; 0 is free. */
    private int[] slots = new int[1 << 10];

    private int size;

    TradeIndex(By by) {
        this.by = by;
    }

    int size() {
        return size;
    }

    /** @param imported whether the recording has it out of a dump */
    int add(TradeId id, long epochMillis, TakerSide side, Decimal price, Decimal tradeSize, boolean imported) {
        if (size == Integer.MAX_VALUE >> 1) {
            throw new IllegalStateException("more than " + size + " trades at once; use a shorter time");
        }
        int row = size;
        if (row >> CHUNK_BITS == words.size()) {
            words.add(new long[CHUNK * WORDS]);
            bits.add(new short[CHUNK]);
        }
        size++;
        Decimal plainPrice = price.stripTrailingZeros();
        Decimal plainSize = tradeSize.stripTrailingZeros();
        boolean text = isText(id);
        if (text) {
            texts.add(id.toString());
        }
        put(row, HIGH, text ? 0 : id.high());
        put(row, LOW, text ? texts.size() - 1 : id.low());
        put(row, TIME, epochMillis);
        put(row, PRICE, plainPrice.mantissa());
        put(row, SIZE, plainSize.mantissa());
        bits.get(row >> CHUNK_BITS)[row & (CHUNK - 1)] =
                (short) (content(side, plainPrice, plainSize) | idBits(id, text) | (imported ? IMPORTED : 0));
        if (size * 3L > slots.length * 2L) {
            grow();
        } else {
            enter(row);
        }
        return row;
    }

    /** The row of the same trade; by content, of one that is not {@link #matched} yet. -1 if there is none. */
    int find(Trade trade) {
        Decimal price = trade.price().stripTrailingZeros();
        Decimal tradeSize = trade.size().stripTrailingZeros();
        int content = content(trade.takerSide(), price, tradeSize);
        boolean text = isText(trade.id());
        int mask = slots.length - 1;
        int at = hash(trade, text, price, tradeSize, content) & mask;
        while (slots[at] != 0) {
            int row = slots[at] - 1;
            boolean same = by == By.ID
                    ? hasId(row, trade.id(), text)
                    : !matched(row)
                            && get(row, TIME) == trade.exchangeEpochMillis()
                            && hasContent(row, price, tradeSize, content);
            if (same) {
                return row;
            }
            at = (at + 1) & mask;
        }
        return NONE;
    }

    boolean matched(int row) {
        return (bitsOf(row) & MATCHED) != 0;
    }

    void match(int row) {
        bits.get(row >> CHUNK_BITS)[row & (CHUNK - 1)] |= (short) MATCHED;
    }

    boolean imported(int row) {
        return (bitsOf(row) & IMPORTED) != 0;
    }

    long epochMillis(int row) {
        return get(row, TIME);
    }

    Decimal price(int row) {
        return Decimal.of(get(row, PRICE), bitsOf(row) & SCALE_MASK);
    }

    Decimal tradeSize(int row) {
        return Decimal.of(get(row, SIZE), (bitsOf(row) >> SCALE_BITS) & SCALE_MASK);
    }

    TakerSide side(int row) {
        return (bitsOf(row) & SELL) != 0 ? TakerSide.SELL : TakerSide.BUY;
    }

    TradeId id(int row) {
        int kind = bitsOf(row) & ID_BITS;
        if (kind == TEXT_ID) {
            return TradeId.of(texts.get((int) get(row, LOW)));
        }
        return kind == UUID_ID ? TradeId.ofUuid(get(row, HIGH), get(row, LOW)) : TradeId.ofNumber(get(row, LOW));
    }

    /** Whether price, size and side are the same. */
    boolean sameContent(int row, Trade trade) {
        Decimal price = trade.price().stripTrailingZeros();
        Decimal tradeSize = trade.size().stripTrailingZeros();
        return hasContent(row, price, tradeSize, content(trade.takerSide(), price, tradeSize));
    }

    private static int content(TakerSide side, Decimal plainPrice, Decimal plainSize) {
        return plainPrice.scale() | (plainSize.scale() << SCALE_BITS) | (side == TakerSide.SELL ? SELL : 0);
    }

    private static int idBits(TradeId id, boolean text) {
        return text ? TEXT_ID : id.isUuid() ? UUID_ID : 0;
    }

    /** Neither a UUID nor a number. */
    private static boolean isText(TradeId id) {
        return !id.isUuid() && !id.toString().equals(Long.toString(id.low()));
    }

    private boolean hasId(int row, TradeId id, boolean text) {
        if ((bitsOf(row) & ID_BITS) != idBits(id, text)) {
            return false;
        }
        return text
                ? texts.get((int) get(row, LOW)).equals(id.toString())
                : get(row, HIGH) == id.high() && get(row, LOW) == id.low();
    }

    private boolean hasContent(int row, Decimal plainPrice, Decimal plainSize, int content) {
        return (bitsOf(row) & CONTENT_BITS) == content
                && get(row, PRICE) == plainPrice.mantissa()
                && get(row, SIZE) == plainSize.mantissa();
    }

    private int hash(Trade trade, boolean text, Decimal plainPrice, Decimal plainSize, int content) {
        if (by == By.CONTENT) {
            return mixed(trade.exchangeEpochMillis(), plainPrice.mantissa(), plainSize.mantissa(), content);
        }
        return text
                ? mixed(trade.id().toString().hashCode(), 0, 0, 0)
                : mixed(trade.id().high(), trade.id().low(), 0, 0);
    }

    private int hash(int row) {
        if (by == By.CONTENT) {
            return mixed(get(row, TIME), get(row, PRICE), get(row, SIZE), bitsOf(row) & CONTENT_BITS);
        }
        return (bitsOf(row) & ID_BITS) == TEXT_ID
                ? mixed(texts.get((int) get(row, LOW)).hashCode(), 0, 0, 0)
                : mixed(get(row, HIGH), get(row, LOW), 0, 0);
    }

    private static int mixed(long a, long b, long c, int d) {
        long mixed = spread(a);
        mixed = spread(mixed + b);
        mixed = spread(mixed + c);
        return (int) spread(mixed + d);
    }

    private static long spread(long bits) {
        long spread = (bits ^ (bits >>> 32)) * 0x9E3779B97F4A7C15L;
        return ((spread ^ (spread >>> 29)) * 0xBF58476D1CE4E5B9L) ^ (spread >>> 32);
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int row = 0; row < size; row++) {
            enter(row);
        }
    }

    private void enter(int row) {
        int mask = slots.length - 1;
        int at = hash(row) & mask;
        while (slots[at] != 0) {
            at = (at + 1) & mask;
        }
        slots[at] = row + 1;
    }

    private int bitsOf(int row) {
        return bits.get(row >> CHUNK_BITS)[row & (CHUNK - 1)];
    }

    private long get(int row, int word) {
        return words.get(row >> CHUNK_BITS)[(row & (CHUNK - 1)) * WORDS + word];
    }

    private void put(int row, int word, long value) {
        words.get(row >> CHUNK_BITS)[(row & (CHUNK - 1)) * WORDS + word] = value;
    }
}
