package io.jaybit.simulator.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Acks, pongs and refusals in the shape of their path. Immutable.
 *
 * <p>One ack answers one request, not one topic. What the venue does not document is answered as its nearest relative does. Venue
 * page: <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>.
 */
public final class Replies {
    private final StreamPath.Shape shape;
    private final String connectionName;

    public Replies(StreamPath.Shape shape, String connectionName) {
        this.shape = shape;
        this.connectionName = connectionName;
    }

    public String pong(@Nullable String requestId, long epochMillis) {
        return switch (shape) {
            case SPOT, FUTURES -> publicAnswer(true, "pong", requestId, "ping");
            case COMMAND ->
                new JsonText()
                        .begin()
                        .array("args")
                        .item(Long.toString(epochMillis))
                        .endArray()
                        .text("op", "pong")
                        .end()
                        .toString();
            case PRIVATE ->
                privateStart(requestId)
                        .text("op", "pong")
                        .array("args")
                        .item(Long.toString(epochMillis))
                        .endArray()
                        .text("conn_id", connectionName)
                        .end()
                        .toString();
            case TRADE ->
                tradeStart(requestId, 0, "OK", "pong")
                        .array("data")
                        .item(Long.toString(epochMillis))
                        .endArray()
                        .text("connId", connectionName)
                        .end()
                        .toString();
        };
    }

    /** A request was taken as a whole. */
    public String accepted(@Nullable String requestId, String op) {
        return switch (shape) {
            case SPOT -> publicAnswer(true, op, requestId, op);
            case FUTURES -> publicAnswer(true, "", requestId, op);
            case COMMAND -> throw new IllegalStateException("option and spread answer by topic");
            case PRIVATE -> privateAnswer(true, "", requestId, op);
            case TRADE -> tradeAnswer(requestId, 0, "OK", op);
        };
    }

    /** The answer of option and spread, which has neither an id nor an op. */
    public String commandResponse(List<String> succeeded, List<String> failed) {
        JsonText text = new JsonText()
                .begin()
                .flag("success", failed.isEmpty() || !succeeded.isEmpty())
                .text("conn_id", connectionName)
                .begin("data")
                .array("failTopics");
        failed.forEach(text::item);
        text.endArray().array("successTopics");
        succeeded.forEach(text::item);
        return text.endArray().end().text("type", "COMMAND_RESP").end().toString();
    }

    /** Spot names the topic in brackets and leaves the id away; linear and inverse name the first bad topic of the request. */
    public String unknownTopic(@Nullable String requestId, String op, String topic) {
        return shape == StreamPath.Shape.SPOT
                ? new JsonText()
                        .begin()
                        .flag("success", false)
                        .text("ret_msg", "Invalid symbol :[" + topic + "]")
                        .text("conn_id", connectionName)
                        .text("op", op)
                        .end()
                        .toString()
                : refused(requestId, op, "error:handler not found,topic:" + topic);
    }

    public String alreadySubscribed(@Nullable String requestId, String op, String topic) {
        return refused(requestId, op, "error:already subscribed,topic:" + topic);
    }

    public String tooManyArguments(@Nullable String requestId, String op) {
        return refused(requestId, op, "args size >10");
    }

    public String unknownOp(@Nullable String requestId, String op) {
        return refused(requestId, op, "error:invalid op");
    }

    public String notJson(String complaint) {
        return refused("", "", "Failed to decode incoming data:" + complaint);
    }

    /** A request as a whole is refused, with the venue's text. */
    public String refused(@Nullable String requestId, String op, String message) {
        return switch (shape) {
            case SPOT, FUTURES, COMMAND -> publicAnswer(false, message, requestId == null ? "" : requestId, op);
            case PRIVATE -> privateAnswer(false, message, requestId, op);
            // Requests of streams have no place here.
            case TRADE -> tradeAnswer(requestId, 10404, "", op);
        };
    }

    /** The answer of the trade socket: {@code data} and what follows it are the order desk's. */
    public String tradeAnswer(@Nullable String requestId, int code, String message, String op) {
        return tradeStart(requestId, code, message, op)
                .text("connId", connectionName)
                .end()
                .toString();
    }

    private static JsonText tradeStart(@Nullable String requestId, int code, String message, String op) {
        JsonText text = new JsonText().begin();
        if (requestId != null) {
            text.text("reqId", requestId);
        }
        return text.number("retCode", code).text("retMsg", message).text("op", op);
    }

    private String privateAnswer(boolean success, String message, @Nullable String requestId, String op) {
        return privateStart(requestId)
                .flag("success", success)
                .text("ret_msg", message)
                .text("op", op)
                .text("conn_id", connectionName)
                .end()
                .toString();
    }

    private static JsonText privateStart(@Nullable String requestId) {
        JsonText text = new JsonText().begin();
        return requestId == null ? text : text.text("req_id", requestId);
    }

    private String publicAnswer(boolean success, String message, @Nullable String requestId, String op) {
        String id = requestId == null && shape != StreamPath.Shape.SPOT ? "" : requestId;
        JsonText text = new JsonText()
                .begin()
                .flag("success", success)
                .text("ret_msg", message)
                .text("conn_id", connectionName);
        if (id != null) {
            text.text("req_id", id);
        }
        return text.text("op", op).end().toString();
    }
}
