package io.jaybit.simulator.feed;

/** A topic of one account; it has no snapshot. */
final class AccountTopic extends FeedTopic {
    AccountTopic(String name) {
        super(name);
    }

    @Override
    void joined(Subscriber subscriber, boolean first) {}
}
