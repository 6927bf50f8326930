package io.jaybit.foreign;

/** Where the tests of private streams and orders get their exchange from: the one place that knows it. */
final class Venues {
    private Venues() {}

    /** A fresh one, on a free port. */
    static Venue open() {
        throw new UnsupportedOperationException("there is no exchange to trade on yet");
    }
}
