package io.jaybit.client;

import io.jaybit.market.Channel;
import java.util.OptionalLong;

/**
 * How one connection does; it outlives its sockets. Immutable.
 *
 * @param connectionId of its present or last socket; 0 before the first
 * @param url of its last open socket; empty before the first
 * @param topics how many it carries
 * @param frames data frames of all its sockets
 * @param opened how many sockets opened
 * @param attempts how many were tried
 * @param missedPongs pings that were not answered in time
 * @param roundTripNanos of the last ping
 * @param openedEpochNanos when its present socket opened; empty without one
 * @param lastHeardEpochNanos when anything came last
 * @param lastTrouble why it lost its last socket, or did not get one; empty if never
 */
public record ConnectionHealth(
        int connectionId,
        Channel channel,
        State state,
        String url,
        int topics,
        long frames,
        int opened,
        int attempts,
        long missedPongs,
        OptionalLong roundTripNanos,
        OptionalLong openedEpochNanos,
        OptionalLong lastHeardEpochNanos,
        String lastTrouble) {
    /** Where a connection stands. */
    public enum State {
        /** No socket: waits for its turn, a back-off or a rest the venue asked for. */
        WAITING,
        /** A socket was asked for. */
        CONNECTING,
        /** Open; the login is not answered. */
        AUTHENTICATING,
        /** Open; some of its topics are not answered. */
        SUBSCRIBING,
        /** Open; every topic is answered. */
        LIVE,
        /** Over, for good. */
        CLOSED
    }
}
