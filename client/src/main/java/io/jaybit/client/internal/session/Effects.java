package io.jaybit.client.internal.session;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a call wants of the world until the call is through, in order. So whoever is told may call back at once and finds
 * the session in one piece. Confined to the session's thread.
 */
final class Effects {
    private final SessionOutput output;
    private final ArrayDeque<Consumer<SessionOutput>> waiting = new ArrayDeque<>();
    private boolean flushing;

    Effects(SessionOutput output) {
        this.output = output;
    }

    void open(int connectionId, Channel channel) {
        waiting.add(to -> to.open(connectionId, channel));
    }

    void send(int connectionId, String text) {
        waiting.add(to -> to.send(connectionId, text));
    }

    void close(int connectionId, String reason) {
        waiting.add(to -> to.close(connectionId, reason));
    }

    void notice(Notice notice) {
        waiting.add(to -> to.notice(notice));
    }

    void invalidate(Topic topic, StaleReason reason) {
        waiting.add(to -> to.invalidate(topic, reason));
    }

    /** Does what waits, and what is asked for meanwhile. A call from within does nothing: the outer one goes on. */
    void flush() {
        if (flushing || waiting.isEmpty()) {
            return;
        }
        flushing = true;
        try {
            for (@Nullable Consumer<SessionOutput> next = waiting.poll(); next != null; next = waiting.poll()) {
                next.accept(output);
            }
        } finally {
            flushing = false;
        }
    }
}
