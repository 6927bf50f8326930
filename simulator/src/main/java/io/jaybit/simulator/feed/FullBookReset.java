package io.jaybit.simulator.feed;

/**
 * Why {@code orderbook.full} begins again at {@code u = 1}.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/full-orderbook">Full Orderbook</a>.
 */
public enum FullBookReset {
    /** The push service was started again; the frame holds the whole book. */
    RESTART,
    /** The instrument has ended: from now on the book is empty, over REST too. */
    DELISTED,
    /** An auction is to come: from now on there is no book. */
    AUCTION_AHEAD,
    /** The auction is over: the frame is empty, REST has the book. */
    TRADING_BEGINS,
    /** Tick or step has changed; as {@link #TRADING_BEGINS}. */
    TICKS_CHANGED;

    boolean hides() {
        return this == DELISTED || this == AUCTION_AHEAD;
    }
}
