package io.jaybit.simulator;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Acks, pongs and refusals in the shape of their path. Immutable.
 *
 * <p>One ack answers one request, not one topic. What the venue does not document is answered as its nearest relative does.
 */
final class Replies {
    private final StreamPath.Shape shape;
    private final String connectionName;

    Replies(StreamPath.Shape shape, String connectionName) {
        this.shape = shape;
        this.connectionName = connectionName;
    }

    String pong(@Nullable String requestId, long epochMillis) {
        return switch (shape) {
            case SPOT -> answer(true, "pong", requestId, "ping");
            case FUTURES -> answer(true, "pong", requestId == null ? "" : requestId, "ping");
            case COMMAND -> "{\"args\":[\"" + epochMillis + "\"],\"op\":\"pong\"}";
        };
    }

    /** A request was taken as a whole. */
    String accepted(@Nullable String requestId, String op) {
        return switch (shape) {
            case SPOT -> answer(true, op, requestId, op);
            case FUTURES -> answer(true, "", requestId == null ? "" : requestId, op);
            case COMMAND -> throw new IllegalStateException("option and spread answer by topic");
        };
    }

    /** The answer of option and spread, which has neither an id nor an op. */
    String commandResponse(List<String> succeeded, List<String> failed) {
        return "{\"success\":" + (failed.isEmpty() || !succeeded.isEmpty()) + ",\"conn_id\":" + quoted(connectionName)
                + ",\"data\":{\"failTopics\":" + list(failed) + ",\"successTopics\":" + list(succeeded)
                + "},\"type\":\"COMMAND_RESP\"}";
    }

    /** Spot names the topic in brackets and leaves the id away; linear and inverse name the first bad topic of the request. */
    String unknownTopic(@Nullable String requestId, String op, String topic) {
        return shape == StreamPath.Shape.SPOT
                ? answer(false, "Invalid symbol :[" + topic + "]", null, op)
                : refused(requestId, op, "error:handler not found,topic:" + topic);
    }

    String alreadySubscribed(@Nullable String requestId, String op, String topic) {
        return refused(requestId, op, "error:already subscribed,topic:" + topic);
    }

    String tooManyArguments(@Nullable String requestId, String op) {
        return refused(requestId, op, "args size >10");
    }

    String unknownOp(@Nullable String requestId, String op) {
        return refused(requestId, op, "error:invalid op");
    }

    String notJson(String complaint) {
        return "{\"success\":false,\"ret_msg\":" + quoted("Failed to decode incoming data:" + complaint)
                + ",\"conn_id\":" + quoted(connectionName) + ",\"req_id\":\"\",\"op\":\"\"}";
    }

    private String refused(@Nullable String requestId, String op, String message) {
        return answer(false, message, requestId == null ? "" : requestId, op);
    }

    private String answer(boolean success, String message, @Nullable String requestId, String op) {
        return "{\"success\":" + success + ",\"ret_msg\":" + quoted(message) + ",\"conn_id\":" + quoted(connectionName)
                + (requestId == null ? "" : ",\"req_id\":" + quoted(requestId)) + ",\"op\":" + quoted(op) + "}";
    }

    private static String list(List<String> texts) {
        return texts.stream().map(Replies::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
