package io.jaybit.foreign;

import com.bybit.api.client.config.BybitApiConfig;
import com.bybit.api.client.service.BybitApiClientFactory;
import com.bybit.api.client.websocket.httpclient.WebsocketStreamClient;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.WebSocket;

/**
 * The venue's own Java SDK on one socket. It hands each text to a callback; reading it is left to the SDK's message classes, which
 * its examples fill by a Jackson mapper. It keeps no book, checks no reply, and does not come back when the socket is lost.
 */
final class OfficialSdk implements AutoCloseable {
    /** Its pinging thread looks only so often whether the socket is still there, and else lives on. */
    private static final int PING_SECONDS = 1;

    private final LinkedBlockingQueue<String> data = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    /** @param address without a path: {@code ws://127.0.0.1:9100} */
    OfficialSdk(String address, String path, List<String> topics) {
        WebsocketStreamClient client =
                BybitApiClientFactory.newInstance(address, false).newWebsocketClient(PING_SECONDS, this::receive);
        socket = client.getPublicChannelStream(topics, path);
    }

    /** Signs in and subscribes at once, without waiting for the answer. */
    OfficialSdk(Venue venue, String secret, List<String> topics) {
        socket = client(venue, secret).getPrivateChannelStream(topics, BybitApiConfig.V5_PRIVATE);
    }

    /** Signs in on the trade socket and sends one order, without waiting for the answer: a socket for each order. */
    OfficialSdk(Venue venue, Map<String, Object> order) {
        socket = client(venue, venue.secret()).getTradeChannelStream(order, BybitApiConfig.V5_TRADE);
    }

    private WebsocketStreamClient client(Venue venue, String secret) {
        return BybitApiClientFactory.newInstance(venue.key(), secret, venue.ws().toString())
                .newWebsocketClient(PING_SECONDS, this::receive);
    }

    private void receive(String text) throws JsonProcessingException {
        JsonNode frame = Frames.JSON.readTree(text);
        (frame.has("topic") ? data : replies).add(text);
    }

    /** The data frames that have come and that nobody has taken, as text. */
    List<String> all() {
        List<String> texts = new ArrayList<>();
        data.drainTo(texts);
        return texts;
    }

    /** The next data frames, as text. */
    List<String> next(int count) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            texts.add(next(data));
        }
        return texts;
    }

    /** The next data frames, read by one of the SDK's classes. */
    <T> List<T> next(int count, Class<T> type) throws Exception {
        List<T> messages = new ArrayList<>();
        for (String text : next(count)) {
            messages.add(Frames.JSON.readValue(text, type));
        }
        return messages;
    }

    /** The first push of a private topic whose row has a value, read by one of the SDK's classes; the others are passed over. */
    <T> T push(String topic, String field, String value, Class<T> type) throws Exception {
        while (true) {
            String text = next(data);
            JsonNode frame = Frames.parse(text);
            JsonNode row = frame.get("data").get(0);
            if (frame.get("topic").asText().equals(topic)
                    && row.get(field).asText().equals(value)) {
                return Frames.JSON.treeToValue(row, type);
            }
        }
    }

    /** The first reply that holds a text: acks and pongs come in any order. */
    String reply(String holding) throws InterruptedException {
        String reply = next(replies);
        while (!reply.contains(holding)) {
            reply = next(replies);
        }
        return reply;
    }

    private static String next(LinkedBlockingQueue<String> queue) throws InterruptedException {
        String text = queue.poll(20, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing came within 20 s");
        }
        return text;
    }

    @Override
    public void close() {
        socket.close(1000, null);
    }
}
