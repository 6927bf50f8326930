package io.jaybit.simulator.venue;

import io.jaybit.simulator.desk.ApiKeys;
import io.jaybit.simulator.desk.DisconnectProtection;
import io.jaybit.simulator.desk.TradeDesk;
import io.jaybit.simulator.feed.PrivateBoard;
import io.jaybit.simulator.feed.TopicBoard;
import io.jaybit.simulator.wire.HttpDesk;
import java.util.List;

/**
 * What a {@link Venue} is the front of. Immutable.
 *
 * @param desks who answers REST requests: the first that knows the path
 */
public record VenueParts(
        TopicBoard publicTopics,
        PrivateBoard privateTopics,
        ApiKeys keys,
        TradeDesk trades,
        List<HttpDesk> desks,
        DisconnectProtection protection,
        FaultReach reach) {
    public VenueParts {
        desks = List.copyOf(desks);
    }
}
