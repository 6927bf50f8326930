package io.jaybit.simulator.venue;

/**
 * What the venue allows, and in which order it speaks. Immutable.
 *
 * @param ackFirst whether the ack of a subscribe request comes before the first frames; the venue promises neither
 * @param newConnections that one address may open within five minutes
 * @param marketConnections that one address may have open on each of the paths spot, linear, inverse and option
 * @param tradeRequestsPerSecond that one address may send over trade sockets
 * @param mostPendingBytes what may wait for a slow client before it is cut off
 */
public record VenueConfig(
        boolean ackFirst,
        int newConnections,
        int marketConnections,
        int tradeRequestsPerSecond,
        long mostPendingBytes) {
    /** As the venue has it. */
    public static final VenueConfig USUAL = new VenueConfig(true, 500, 1_000, 3_000, 8L << 20);

    /** The same without limits of connections and requests: for tests and measurements that need thousands. */
    public static final VenueConfig UNLIMITED =
            new VenueConfig(true, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 8L << 20);

    public VenueConfig {
        if (newConnections <= 0 || marketConnections <= 0 || tradeRequestsPerSecond <= 0 || mostPendingBytes <= 0) {
            throw new IllegalArgumentException("a limit that lets nobody in: " + newConnections + " new connections, "
                    + marketConnections + " connections, " + tradeRequestsPerSecond + " requests a second, "
                    + mostPendingBytes + " pending bytes");
        }
    }

    public VenueConfig withAckFirst(boolean first) {
        return new VenueConfig(first, newConnections, marketConnections, tradeRequestsPerSecond, mostPendingBytes);
    }

    public VenueConfig withConnectionLimits(int opened, int open) {
        return new VenueConfig(ackFirst, opened, open, tradeRequestsPerSecond, mostPendingBytes);
    }

    public VenueConfig withTradeRequestsPerSecond(int most) {
        return new VenueConfig(ackFirst, newConnections, marketConnections, most, mostPendingBytes);
    }

    public VenueConfig withMostPendingBytes(long most) {
        return new VenueConfig(ackFirst, newConnections, marketConnections, tradeRequestsPerSecond, most);
    }
}
