package io.jaybit.client.internal.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection did not come about. Immutable.
 *
 * @param reason for people, with the place: "DNS: stream.example is unknown"
 * @param httpStatus what the upgrade or the request was answered with; 0 where it did not come so far
 * @param retryAfter the server's wish; null where it has none
 */
public record ConnectFailure(
        Kind kind, String reason, int httpStatus, @Nullable Duration retryAfter) {
    /** How far it came. */
    public enum Kind {
        /** The host's name could not be resolved. */
        DNS,
        /** Nobody listens there. */
        REFUSED,
        /** The network did not lead there, or the socket broke. */
        NETWORK,
        /** The proxy did not let us through. */
        PROXY,
        /** No trust, a certificate for another host, or no common version of TLS. */
        TLS,
        /** The server answered with an HTTP status other than the upgrade. */
        HTTP,
        /** What answered does not speak the protocol. */
        PROTOCOL,
        TIMEOUT,
        /** We gave up ourselves. */
        CLOSED
    }

    static ConnectFailure of(Kind kind, String reason) {
        return new ConnectFailure(kind, reason, 0, null);
    }
}
