package io.jaybit.station.cli;

import io.jaybit.client.Bybit;
import io.jaybit.client.BybitBuilder;
import io.jaybit.client.Exchange;
import io.jaybit.feed.Notice;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the exchange lets a command in. What fails at the very beginning ends the command; later everything is tried for ever. Safe
 * for any thread.
 */
final class FirstContact {
    /** So many attempts in vain at the beginning are taken for an answer. */
    private static final int ATTEMPTS = 3;

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Map<Topic, String> refused = new ConcurrentHashMap<>();
    private volatile boolean connected;
    private volatile @Nullable String failure;

    /** @throws Exit if the client cannot be built with these settings */
    static Bybit build(StreamSettings settings, BybitBuilder builder) {
        builder.exchange(settings.exchange());
        if (settings.ca() != null) {
            builder.caFile(settings.ca());
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw Exit.usage(String.valueOf(e.getMessage()));
        }
    }

    void onNotice(Notice notice) {
        if (notice instanceof Notice.Connected) {
            connected = true;
        } else if (notice instanceof Notice.ConnectFailed failed && isHopeless(failed)) {
            failure = failed.reason();
        } else if (notice instanceof Notice.LoginRefused login) {
            failure = "login refused: " + login.reason();
        } else if (notice instanceof Notice.TopicRefused topic) {
            refused.put(topic.topic(), topic.reason());
        }
    }

    /** Tried often enough, or something that the client itself does not expect to pass soon: a name, a certificate, a refusal. */
    private static boolean isHopeless(Notice.ConnectFailed failed) {
        Duration retryIn = failed.retryIn();
        return failed.attempt() >= ATTEMPTS || retryIn == null || retryIn.compareTo(SOON) > 0;
    }

    /** @throws Exit if it was tried in vain */
    void check(Exchange exchange) {
        String reason = failure;
        if (!connected && reason != null) {
            throw Exit.connection("cannot connect to " + exchange + ": " + reason);
        }
    }

    /** Whether the venue has refused every one of them. */
    boolean areRefused(Collection<Topic> topics) {
        return refused.keySet().containsAll(topics);
    }

    Exit refusal(Collection<Topic> topics) {
        return Exit.refused(topics.stream()
                .map(topic -> "refused: " + topic + ": " + refused.get(topic))
                .toList());
    }
}
