package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One instrument being traded: its book and its prices. Changed by the exchange alone; confined to its thread.
 *
 * <p>Prices in ticks, sizes in steps. A price of 0 means that there is none yet.
 */
public final class Market {
    private final Instrument instrument;
    private final BookSide bids = new BookSide(Side.BUY);
    private final BookSide asks = new BookSide(Side.SELL);

    final TriggerBook waiting = new TriggerBook(this);

    long lastPrice;
    long markPrice;
    long indexPrice;
    long seq;
    long matchEpochMillis;
    /** Sum of the sizes of all positions, of both sides. */
    long heldQty;

    BigDecimal fundingRate = BigDecimal.ZERO;
    long nextFundingEpochMillis;
    /** Positions in it that are not flat, in the order in which they were opened. */
    final java.util.Set<Position> holders = new java.util.LinkedHashSet<>();

    boolean open = true;
    boolean lastMoveUp = true;

    private final String[] keys = new String[3];
    private long limitsOf = -1;
    private long buyLimit;
    private long sellLimit;

    Market(Instrument instrument, long seq) {
        this.instrument = instrument;
        this.seq = seq;
        for (int idx = 0; idx < keys.length; idx++) {
            keys[idx] = instrument.category().text() + '/' + instrument.symbol() + '/' + idx;
        }
    }

    /** Names the market and a position index on it. */
    String key(int idx) {
        return keys[idx];
    }

    public Instrument instrument() {
        return instrument;
    }

    public String symbol() {
        return instrument.symbol();
    }

    public Category category() {
        return instrument.category();
    }

    public BookSide bids() {
        return bids;
    }

    public BookSide asks() {
        return asks;
    }

    public BookSide side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    public long lastPrice() {
        return lastPrice;
    }

    /** Spot: the last price. */
    public long markPrice() {
        return markPrice == 0 ? lastPrice : markPrice;
    }

    public long indexPrice() {
        return indexPrice == 0 ? markPrice() : indexPrice;
    }

    /** The engine's cross sequence: rises with each change of book or trade, not always by one. */
    public long seq() {
        return seq;
    }

    /** When the engine last changed anything here: {@code cts} of the books. */
    public long matchEpochMillis() {
        return matchEpochMillis;
    }

    /** Of one side, in steps. */
    public long openInterest() {
        return heldQty / 2;
    }

    /** Of the running interval; positive = longs pay. */
    public BigDecimal fundingRate() {
        return fundingRate;
    }

    /** 0 where there is no funding. */
    public long nextFundingEpochMillis() {
        return nextFundingEpochMillis;
    }

    /** The highest price at which one may buy; the instrument's own bound as long as there is no price. */
    public long buyLimit() {
        limits();
        return buyLimit;
    }

    /** The lowest price at which one may sell; the instrument's own bound as long as there is no price. */
    public long sellLimit() {
        limits();
        return sellLimit;
    }

    private void limits() {
        long from = markPrice();
        if (from == limitsOf) {
            return;
        }
        limitsOf = from;
        buyLimit = instrument.maxPrice();
        sellLimit = instrument.minPrice();
        if (from != 0) {
            BigDecimal room = BigDecimal.valueOf(from).abs().multiply(instrument.priceLimit());
            long ticks = room.setScale(0, RoundingMode.DOWN).longValueExact();
            buyLimit = Math.min(buyLimit, from + ticks);
            sellLimit = Math.max(sellLimit, from - ticks);
        }
    }

    /** Price that a trigger watches, in ticks. */
    long watched(TriggerBy by) {
        return switch (by) {
            case MARK_PRICE -> markPrice();
            case INDEX_PRICE -> indexPrice();
            case LAST_PRICE, NONE -> lastPrice == 0 ? markPrice() : lastPrice;
        };
    }

    /** Whether orders are taken. */
    public boolean isOpen() {
        return open;
    }

    /** The middle between best bid and best ask, rounded down; the last price where a side is empty. */
    public long mid() {
        return bids.size() == 0 || asks.size() == 0 ? lastPrice : Math.floorDiv(bids.price(0) + asks.price(0), 2);
    }

    @Override
    public String toString() {
        return instrument.category().text() + " " + instrument.symbol();
    }
}
