package io.jaybit.client.internal.session;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection did not come about. Immutable.
 *
 * @param reason for people, with the place: "DNS: stream.example is unknown"
 * @param httpStatus what the upgrade was answered with; 0 where it did not come so far
 * @param retryAfter the server's wish ({@code Retry-After}); null where it has none
 */
public record OpenFailure(
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
        /** We gave it up ourselves. */
        CLOSED
    }

    public OpenFailure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }

    /** One that is neither HTTP's nor has a wish. */
    public static OpenFailure of(Kind kind, String reason) {
        return new OpenFailure(kind, reason, 0, null);
    }

    /** An HTTP status in place of the upgrade. */
    public static OpenFailure http(int status, String reason, @Nullable Duration retryAfter) {
        return new OpenFailure(Kind.HTTP, reason, status, retryAfter);
    }
}
