package io.jaybit.client.internal.session;

/** Where a connection stands. It outlives its sockets: after each loss it waits and opens the next one. */
public enum ConnectionState {
    /** No socket: waits for its turn, be it the rate of connects, a back-off or a rest the venue asked for. */
    WAITING,
    /** A socket was asked for; nothing is known of it yet. */
    CONNECTING,
    /** Open; the login is sent and not answered. */
    AUTHENTICATING,
    /** Open; some of its topics are not answered. */
    SUBSCRIBING,
    /** Open; every topic of it is answered. */
    LIVE,
    /** Over, for good. */
    CLOSED;

    /** Whether the one may follow directly on the other. */
    boolean mayBecome(ConnectionState next) {
        return switch (this) {
            case WAITING -> next == CONNECTING || next == CLOSED;
            case CONNECTING -> next == AUTHENTICATING || next == SUBSCRIBING || next == WAITING || next == CLOSED;
            case AUTHENTICATING -> next == SUBSCRIBING || next == WAITING || next == CLOSED;
            case SUBSCRIBING -> next == LIVE || next == WAITING || next == CLOSED;
            case LIVE -> next == SUBSCRIBING || next == WAITING || next == CLOSED;
            case CLOSED -> false;
        };
    }

    /** Whether topics can be subscribed now. */
    boolean isReady() {
        return this == SUBSCRIBING || this == LIVE;
    }

    /** Whether there is a socket, or will be one any moment. */
    boolean hasSocket() {
        return this == CONNECTING || this == AUTHENTICATING || isReady();
    }
}
