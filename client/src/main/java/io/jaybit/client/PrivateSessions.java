package io.jaybit.client;

import io.jaybit.client.internal.wire.Signer;
import io.jaybit.market.Channel;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many private connections all clients of this process have open, by exchange and key. Safe for any thread.
 *
 * <p>Design note: shared by all clients as the venue sees them together; what other processes have open nobody can know here.
 */
final class PrivateSessions {
    private static final ConcurrentMap<Key, Integer> OPEN = new ConcurrentHashMap<>();

    private record Key(String exchange, String apiKey) {
        static Key of(Settings settings) {
            Signer signer = settings.session().signer();
            return new Key(
                    settings.exchange().stream(Channel.PRIVATE).toString(), signer == null ? "" : signer.apiKey());
        }

        /** Keys are not to be shown. */
        @Override
        public String toString() {
            return "Key[" + exchange + "]";
        }
    }

    private PrivateSessions() {}

    /** A private connection is open until the registration is closed. */
    static Registration opened(Settings settings) {
        Key key = Key.of(settings);
        OPEN.merge(key, 1, Integer::sum);
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                OPEN.compute(key, (same, count) -> count == null || count == 1 ? null : count - 1);
            }
        };
    }

    static int count(Settings settings) {
        return OPEN.getOrDefault(Key.of(settings), 0);
    }
}
