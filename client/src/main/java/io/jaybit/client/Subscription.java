package io.jaybit.client;

import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A wish for some topics, kept until it is closed: through reconnects, restarts and refusals that may pass. Safe for any thread.
 *
 * <p>Several subscriptions may want the same topic; the venue is asked for it once, and is told to stop when the last of them is
 * closed.
 */
public interface Subscription extends Registration {
    /** What was asked for and is still wanted, in that order. */
    List<Topic> topics();

    /**
     * Completes with this subscription when the venue has accepted every topic, on the delivery thread. Fails with a
     * {@link SubscriptionException} on the first topic that is refused (the others are not harmed, and a refusal that may pass is
     * retried), or when the client or the subscription is closed before.
     */
    CompletionStage<Subscription> live();

    /**
     * Waits for {@link #live}.
     *
     * @throws SubscriptionException if it failed, or was not reached in time; the subscription then still goes on
     * @throws IllegalStateException if called from one of the client's own threads, which would wait for itself
     */
    Subscription awaitLive(Duration timeout) throws InterruptedException;

    /** How each topic does, in the order of {@link #topics}. */
    List<TopicHealth> health();

    /**
     * Ends some of the topics, a delisted symbol's for instance, and goes on with the others. Topics that are not this
     * subscription's are passed over; without a topic left it is closed.
     */
    void close(Collection<Topic> some);

    /** Ends the calls and, where nobody else wants them, the topics. Idempotent. */
    @Override
    void close();
}
