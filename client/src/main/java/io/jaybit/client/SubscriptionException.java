package io.jaybit.client;

import io.jaybit.market.Topic;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A topic did not become live: the venue refused it, the time was up, or the client was closed. */
public final class SubscriptionException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Topic topic;
    private final String reason;

    public SubscriptionException(@Nullable Topic topic, String reason) {
        super(topic == null ? reason : topic + ": " + reason);
        this.topic = topic;
        this.reason = reason;
    }

    /** The topic it is about; the first one where several are. Null where it is about none in particular. */
    public @Nullable Topic topic() {
        return topic;
    }

    /** The venue's text, or ours. */
    public String reason() {
        return reason;
    }
}
