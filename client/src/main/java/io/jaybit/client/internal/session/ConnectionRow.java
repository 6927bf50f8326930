package io.jaybit.client.internal.session;

import io.jaybit.market.Channel;
import java.util.OptionalLong;

/**
 * One connection in {@link SessionHealth}. Immutable.
 *
 * @param connectionId of its present socket, or of its last one; 0 before the first
 * @param url of its last open socket; empty before the first
 * @param topics how many it carries, answered or not
 * @param argsCharacters what they count against the venue's limit
 * @param frames data frames of all its sockets
 * @param opened how many sockets opened
 * @param attempts how many were asked for
 * @param failuresInRow attempts and early losses since it was last stable
 * @param pings sent
 * @param pongs received
 * @param missedPongs that did not come in time
 * @param roundTripNanos of the last ping; empty before the first pong
 * @param openedEpochNanos when its present socket opened; empty without one
 * @param lastHeardEpochNanos when anything came last
 * @param lastTrouble why it lost its last socket or did not get one; empty if never
 */
public record ConnectionRow(
        int connectionId,
        Channel channel,
        ConnectionState state,
        String url,
        int topics,
        int argsCharacters,
        long frames,
        int opened,
        int attempts,
        int failuresInRow,
        long pings,
        long pongs,
        long missedPongs,
        OptionalLong roundTripNanos,
        OptionalLong openedEpochNanos,
        OptionalLong lastHeardEpochNanos,
        String lastTrouble) {}
