package io.jaybit.simulator.exchange;

import java.util.List;

/**
 * Pays out, every 8 hours of UTC, what positions settled in USDC have won at the mark, and takes what they have lost; from then on their
 * profit is counted from that mark. Confined to the exchange's thread.
 *
 * <p>There is no execution of it: the position's session price and the wallet change. Venue page: <a
 * href="https://www.bybit.com/en/help-center/article/Session-Settlement-USDC-Contracts">Session Settlement</a>.
 */
final class SessionSettlement {
    private static final long SESSION_MILLIS = 8 * 3_600_000L;

    private final Timeline timeline;
    private final Ledger ledger;
    private final ExchangeListener audience;
    private final Runnable afterwards;

    /** @param afterwards called when wallets have changed */
    SessionSettlement(Timeline timeline, Ledger ledger, ExchangeListener audience, Runnable afterwards) {
        this.timeline = timeline;
        this.ledger = ledger;
        this.audience = audience;
        this.afterwards = afterwards;
    }

    /** Whether a market's positions are settled by sessions. */
    static boolean settles(Instrument instrument) {
        return instrument.category() == Category.LINEAR
                && instrument.settleCoin().equals("USDC");
    }

    void list(Market market) {
        if (settles(market.instrument())) {
            long next = (timeline.now() / SESSION_MILLIS + 1) * SESSION_MILLIS;
            timeline.every(next, SESSION_MILLIS, () -> settle(market));
        }
    }

    private void settle(Market market) {
        for (Position position : List.copyOf(market.holders)) {
            ledger.settle(position, timeline.now());
            audience.onPosition(position);
            audience.onWallet(position.account(), market.instrument().settleCoin());
        }
        afterwards.run();
    }
}
