package io.jaybit.foreign;

import java.net.URI;

/**
 * An exchange with an account on it. {@code BTCUSDT} trades there, on spot and linear, with a book on both sides; the account holds enough
 * USDT for a hundredth of a bitcoin, and has neither orders nor positions.
 */
interface Venue extends AutoCloseable {
    /** {@code ws://127.0.0.1:9100}; stream paths are appended. */
    URI ws();

    /** {@code http://127.0.0.1:9100}. */
    URI rest();

    String key();

    String secret();

    @Override
    void close();
}
