package io.jaybit.client.internal.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/**
 * The text frames we send. Every one carries a request id: 1 to 36 letters, digits, {@code -} or {@code _}, unique on its
 * connection (the trade socket refuses a repeated one with 20006); see {@link RequestIds}.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>.
 */
public final class Requests {
    /** Most characters of a request id. */
    public static final int MAX_ID_LENGTH = 36;

    private Requests() {}

    /** {@code {"req_id":"sub-1","op":"subscribe","args":["orderbook.50.BTCUSDT","publicTrade.BTCUSDT"]}}. */
    public static String subscribe(String id, List<String> topics) {
        return topics("subscribe", id, topics);
    }

    /** The same with {@code "op":"unsubscribe"}. */
    public static String unsubscribe(String id, List<String> topics) {
        return topics("unsubscribe", id, topics);
    }

    /** {@code {"req_id":"ping-1","op":"ping"}}: the venue wants a text frame, not a ping of the WebSocket protocol. */
    public static String ping(String id) {
        return "{\"req_id\":\"" + checked(id) + "\",\"op\":\"ping\"}";
    }

    /** The ping of the trade socket, which calls the id {@code reqId}. */
    public static String tradePing(String id) {
        return "{\"reqId\":\"" + checked(id) + "\",\"op\":\"ping\"}";
    }

    /** The same text, but of a login without its arguments: key, time and signature. */
    public static String withoutSecrets(String text) {
        int login = text.indexOf("\"op\":\"auth\"");
        int from = login < 0 ? -1 : text.indexOf("\"args\":[", login);
        int to = from < 0 ? -1 : text.indexOf(']', from);
        return to < 0 ? text : text.substring(0, from) + "\"args\":[\"…\"" + text.substring(to);
    }

    /**
     * {@code {"req_id":"10001","op":"auth","args":["key",1784900000000,"signature"]}}, the first frame on a private or trade socket.
     *
     * @param expiresEpochMillis later than the venue's clock; the number that was signed
     * @param signature of {@link Signer#signLogin}
     * @param trade whether it is for the trade socket, which calls the id {@code reqId}
     */
    public static String login(String id, String apiKey, long expiresEpochMillis, String signature, boolean trade) {
        StringBuilder text = new StringBuilder(192);
        text.append(trade ? "{\"reqId\":\"" : "{\"req_id\":\"").append(checked(id));
        text.append("\",\"op\":\"auth\",\"args\":[");
        quote(apiKey, text);
        text.append(',').append(expiresEpochMillis).append(',');
        quote(signature, text);
        return text.append("]}").toString();
    }

    private static String topics(String op, String id, List<String> topics) {
        if (topics.isEmpty()) {
            throw new IllegalArgumentException(op + " without a topic");
        }
        StringBuilder text = new StringBuilder(64 + topics.size() * 32);
        text.append("{\"req_id\":\"").append(checked(id));
        text.append("\",\"op\":\"").append(op).append("\",\"args\":[");
        for (int i = 0; i < topics.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            quote(topics.get(i), text);
        }
        return text.append("]}").toString();
    }

    private static String checked(String id) {
        boolean plain = !id.isEmpty() && id.length() <= MAX_ID_LENGTH;
        for (int i = 0; plain && i < id.length(); i++) {
            char c = id.charAt(i);
            plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        }
        if (!plain) {
            throw new IllegalArgumentException("not a request id: \"" + id + "\"; allowed are 1 to " + MAX_ID_LENGTH
                    + " letters, digits, '-' and '_'");
        }
        return id;
    }

    private static void quote(String text, StringBuilder to) {
        to.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, to);
        to.append('"');
    }
}
