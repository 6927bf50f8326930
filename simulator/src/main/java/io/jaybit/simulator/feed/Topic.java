package io.jaybit.simulator.feed;

/** Something one can subscribe to. */
public interface Topic {
    /** As subscribed and as pushed: {@code orderbook.50.BTCUSDT}. */
    String name();

    /** Delivers from now on; a topic that has a state delivers it at once, as a snapshot. A second time changes nothing. */
    void join(Subscriber subscriber);

    /** Delivers no more. */
    void leave(Subscriber subscriber);

    /** Delivers no more, as the subscriber's connection has ended without a word about this topic. */
    default void lost(Subscriber subscriber) {
        leave(subscriber);
    }
}
