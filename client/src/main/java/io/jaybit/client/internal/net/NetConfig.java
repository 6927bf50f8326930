package io.jaybit.client.internal.net;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How sockets are made. Immutable.
 *
 * @param threadName name of the I/O thread
 * @param nativeWanted epoll and BoringSSL where the machine has them; else NIO and the JDK's TLS
 * @param caFile PEM certificates to trust besides the platform's own
 * @param proxy what every connection goes through
 * @param openTimeout from name look-up to the end of the upgrade
 * @param maxMessageBytes longest message taken, all its fragments together
 */
public record NetConfig(
        String threadName,
        boolean nativeWanted,
        @Nullable Path caFile,
        @Nullable ProxyAddress proxy,
        Duration openTimeout,
        int maxMessageBytes) {
    public NetConfig {
        if (openTimeout.isNegative() || openTimeout.isZero()) {
            throw new IllegalArgumentException("the time to open a connection must be positive: " + openTimeout);
        }
        if (maxMessageBytes < 65_536) {
            throw new IllegalArgumentException(
                    "a book snapshot can have 64 KiB and more: " + maxMessageBytes + " bytes are too few");
        }
    }
}
