package io.jaybit.simulator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a {@link FrameServer} serves. Immutable.
 *
 * @param host what to bind to; loopback unless told otherwise
 * @param port 0 picks a free one
 * @param certificate serves {@code wss} and {@code https} with it; null = plain
 */
public record ServerConfig(
        String host,
        int port,
        Pace pace,
        boolean loop,
        @Nullable SelfMadeCertificate certificate) {
    public ServerConfig {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(pace, "pace");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not in 0..65535");
        }
    }

    /** Plain, on a free port of 127.0.0.1, once. */
    public static ServerConfig loopback(Pace pace) {
        return new ServerConfig("127.0.0.1", 0, pace, false, null);
    }

    public ServerConfig withLoop(boolean again) {
        return new ServerConfig(host, port, pace, again, certificate);
    }
}
