package io.jaybit.market;

import java.util.Arrays;

/**
 * The content of one order book frame: a snapshot or a delta, levels as primitives. Mutable and reused by the decoder.
 *
 * <p>Who gets one in a callback may read it during the call only; {@link #copy} makes one to keep. Confined to the thread that
 * decodes. Levels stand in the order in which the venue sent them. A size of zero deletes its level.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook">Orderbook</a>.
 */
public final class BookUpdate {
    /** One side's levels. */
    public static final class Levels {
        private int count;
        /** So many of the first levels have an RPI size of their own, if only zero. */
        private int rpiCount;
        /** Bit {@code n} says that a price was sent with {@code n} digits after the point. */
        private long priceScalesSeen;
        /** Negative if a size is. */
        private long sizeSigns;

        private long[] prices = new long[64];
        private byte[] priceScales = new byte[64];
        private long[] sizes = new long[64];
        private byte[] sizeScales = new byte[64];
        private long[] rpiSizes = new long[0];
        private byte[] rpiSizeScales = new byte[0];

        public int count() {
            return count;
        }

        public long price(int index) {
            return prices[index];
        }

        public int priceScale(int index) {
            return priceScales[index];
        }

        public long size(int index) {
            return sizes[index];
        }

        public int sizeScale(int index) {
            return sizeScales[index];
        }

        /** The size of retail price improvement orders in frames of {@code orderbook.rpi}; 0 in others. */
        public long rpiSize(int index) {
            return index < rpiCount ? rpiSizes[index] : 0;
        }

        public int rpiSizeScale(int index) {
            return index < rpiCount ? rpiSizeScales[index] : 0;
        }

        /** The most digits after the point that any price was sent with; 0 without levels. */
        public int finestPriceScale() {
            return priceScalesSeen == 0 ? 0 : 63 - Long.numberOfLeadingZeros(priceScalesSeen);
        }

        /** Whether every price was sent with so many digits after the point. */
        public boolean hasPriceScale(int scale) {
            return count == 0 || priceScalesSeen == 1L << scale;
        }

        public boolean hasNegativeSize() {
            return sizeSigns < 0;
        }

        public void clear() {
            count = 0;
            rpiCount = 0;
            priceScalesSeen = 0;
            sizeSigns = 0;
        }

        /** Adds a level of a plain book. Scales are those a {@link Decimal} can have. */
        public void add(long price, int priceScale, long size, int sizeScale) {
            if (count == prices.length) {
                prices = Arrays.copyOf(prices, count * 2);
                priceScales = Arrays.copyOf(priceScales, count * 2);
                sizes = Arrays.copyOf(sizes, count * 2);
                sizeScales = Arrays.copyOf(sizeScales, count * 2);
            }
            prices[count] = price;
            priceScales[count] = (byte) priceScale;
            sizes[count] = size;
            sizeScales[count] = (byte) sizeScale;
            priceScalesSeen |= 1L << priceScale;
            sizeSigns |= size;
            count++;
        }

        /** Adds a level of an {@code orderbook.rpi} book. */
        public void add(long price, int priceScale, long size, int sizeScale, long rpiSize, int rpiSizeScale) {
            add(price, priceScale, size, sizeScale);
            if (rpiSizes.length < prices.length) {
                rpiSizes = Arrays.copyOf(rpiSizes, prices.length);
                rpiSizeScales = Arrays.copyOf(rpiSizeScales, prices.length);
            }
            Arrays.fill(rpiSizes, rpiCount, count - 1, 0);
            Arrays.fill(rpiSizeScales, rpiCount, count - 1, (byte) 0);
            rpiSizes[count - 1] = rpiSize;
            rpiSizeScales[count - 1] = (byte) rpiSizeScale;
            rpiCount = count;
        }

        private Levels copy() {
            Levels copy = new Levels();
            copy.count = count;
            copy.priceScalesSeen = priceScalesSeen;
            copy.sizeSigns = sizeSigns;
            copy.prices = Arrays.copyOf(prices, count);
            copy.priceScales = Arrays.copyOf(priceScales, count);
            copy.sizes = Arrays.copyOf(sizes, count);
            copy.sizeScales = Arrays.copyOf(sizeScales, count);
            copy.rpiCount = rpiCount;
            copy.rpiSizes = Arrays.copyOf(rpiSizes, rpiCount);
            copy.rpiSizeScales = Arrays.copyOf(rpiSizeScales, rpiCount);
            return copy;
        }
    }

    private Topic topic;
    private Symbol symbol;
    private boolean snapshot;
    private boolean unrepresentable;
    private long updateId;
    private long seq;
    private boolean hasSeq;
    private long matchedEpochMillis;
    private boolean hasMatchedTime;
    private long pushedEpochMillis;
    private long receivedEpochNanos;
    private Levels bids = new Levels();
    private Levels asks = new Levels();

    public BookUpdate(Topic topic, Symbol symbol) {
        this.topic = topic;
        this.symbol = symbol;
    }

    /** Begins a new frame: everything of the one before is forgotten. */
    public void begin(Topic newTopic, Symbol newSymbol, long receiptEpochNanos) {
        topic = newTopic;
        symbol = newSymbol;
        receivedEpochNanos = receiptEpochNanos;
        snapshot = false;
        unrepresentable = false;
        updateId = 0;
        hasSeq = false;
        hasMatchedTime = false;
        pushedEpochMillis = 0;
        bids.clear();
        asks.clear();
    }

    public Topic topic() {
        return topic;
    }

    public Symbol symbol() {
        return symbol;
    }

    /** Whether the frame calls itself a snapshot. A frame with {@code u == 1} replaces the book even if it does not. */
    public boolean isSnapshot() {
        return snapshot;
    }

    /** Some number of the frame has more digits than a {@link Decimal} holds; the levels are then incomplete. */
    public boolean isUnrepresentable() {
        return unrepresentable;
    }

    /** The venue's {@code u}: the update id of this topic's stream, comparable with nothing else. */
    public long updateId() {
        return updateId;
    }

    public boolean hasSeq() {
        return hasSeq;
    }

    /** Cross sequence of the matching engine, comparable between depths; call only if {@link #hasSeq}. */
    public long seq() {
        return seq;
    }

    public boolean hasMatchedTime() {
        return hasMatchedTime;
    }

    /** Time of the matching engine ({@code cts}), comparable with trades; call only if {@link #hasMatchedTime}. */
    public long matchedEpochMillis() {
        return matchedEpochMillis;
    }

    /** The matching engine's time if the frame has one, else the push time. */
    public long exchangeEpochMillis() {
        return hasMatchedTime ? matchedEpochMillis : pushedEpochMillis;
    }

    public long pushedEpochMillis() {
        return pushedEpochMillis;
    }

    /** Our wall clock at receipt; the push time where the frame comes from a file that does not tell. */
    public long receivedEpochNanos() {
        return receivedEpochNanos == 0 ? pushedEpochMillis * 1_000_000 : receivedEpochNanos;
    }

    public Levels bids() {
        return bids;
    }

    public Levels asks() {
        return asks;
    }

    public void setSnapshot(boolean isSnapshot) {
        snapshot = isSnapshot;
    }

    public void setUnrepresentable() {
        unrepresentable = true;
    }

    public void setUpdateId(long u) {
        updateId = u;
    }

    public void setSeq(long crossSequence) {
        seq = crossSequence;
        hasSeq = true;
    }

    public void setMatchedEpochMillis(long millis) {
        matchedEpochMillis = millis;
        hasMatchedTime = true;
    }

    public void setPushedEpochMillis(long millis) {
        pushedEpochMillis = millis;
    }

    /** An update of one's own with the same content. */
    public BookUpdate copy() {
        BookUpdate copy = new BookUpdate(topic, symbol);
        copy.snapshot = snapshot;
        copy.unrepresentable = unrepresentable;
        copy.updateId = updateId;
        copy.seq = seq;
        copy.hasSeq = hasSeq;
        copy.matchedEpochMillis = matchedEpochMillis;
        copy.hasMatchedTime = hasMatchedTime;
        copy.pushedEpochMillis = pushedEpochMillis;
        copy.receivedEpochNanos = receivedEpochNanos;
        copy.bids = bids.copy();
        copy.asks = asks.copy();
        return copy;
    }
}
