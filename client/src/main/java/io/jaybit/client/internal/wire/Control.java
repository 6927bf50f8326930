package io.jaybit.client.internal.wire;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A frame that carries no data: an ack, a pong, a reply, an error. Immutable.
 *
 * <p>The venue has two families of names for the same things: {@code ret_msg, conn_id, req_id} on public and private sockets,
 * {@code retMsg, connId, reqId, retCode} on the trade socket; both are read on every channel. Venue pages: <a
 * href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>, <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/trade/guideline">Order entry</a>.
 *
 * @param requestId the id of the request it answers; null where the frame has none or an empty one (option and spread acks never
 *     have one)
 * @param success the venue's flag, or {@code retCode == 0}. Also true for "already subscribed" (that topic goes on delivering)
 *     and for "already authenticated"
 * @param message the venue's text, unchanged
 * @param code {@code retCode}; public and private frames have none
 * @param serverEpochMillis the venue's clock, in pongs of option, spread, private and trade sockets
 * @param failedTopics topics the frame names as refused. One of them refuses the whole request on linear and inverse
 * @param succeededTopics topics the frame names as subscribed. Empty in a success: all of the request. Not empty: these, and
 *     nothing is said of the request's other topics
 * @param op the frame's {@code op}, empty where it has none
 * @param connectionName the venue's name of the connection, empty where the frame has none
 * @param trade what a {@link Kind#TRADE_REPLY} says; null of everything else
 */
public record Control(
        Kind kind,
        @Nullable String requestId,
        boolean success,
        String message,
        OptionalInt code,
        OptionalLong serverEpochMillis,
        List<String> failedTopics,
        List<String> succeededTopics,
        String op,
        String connectionName,
        @Nullable TradeReply trade) {

    public Control {
        Objects.requireNonNull(kind, "kind");
        failedTopics = List.copyOf(failedTopics);
        succeededTopics = List.copyOf(succeededTopics);
    }

    /** What a control frame is about. */
    public enum Kind {
        PONG,
        SUBSCRIBE_ACK,
        UNSUBSCRIBE_ACK,
        /** The ack of option and spread sockets: without id, the same for subscribe and unsubscribe; told apart by what is pending. */
        COMMAND_RESPONSE,
        LOGIN_REPLY,
        /** The answer to {@code order.create} and its like: accepted or not, never the state of an order. */
        TRADE_REPLY,
        /** A failure that names no operation we know. */
        REQUEST_ERROR,
        /** JSON without topic that fits nothing above. */
        UNRECOGNISED
    }
}
