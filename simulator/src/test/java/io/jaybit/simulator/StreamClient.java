package io.jaybit.simulator;

import io.jaybit.simulator.wire.StreamPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's WebSocket client, asked and answered in turn. */
final class StreamClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder parts = new StringBuilder();
    private final WebSocket socket;

    StreamClient(FrameServer server, StreamPath path) {
        this(HTTP, server.webSocketAddress() + path.path());
    }

    StreamClient(HttpClient http, String address) {
        socket =
                http.newWebSocketBuilder().buildAsync(URI.create(address), this).join();
    }

    StreamClient send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    StreamClient subscribe(String... topics) {
        return send("{\"op\":\"subscribe\",\"args\":[\"" + String.join("\",\"", topics) + "\"]}");
    }

    String next() throws InterruptedException {
        String text = received.poll(5, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing came within 5 s");
        }
        return text;
    }

    List<String> next(int count) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(next());
        }
        return texts;
    }

    /** The next frame that holds a text; those before it are passed over. */
    String next(String containing) throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            String text = next();
            if (text.contains(containing)) {
                return text;
            }
        }
        throw new AssertionError("never came: " + containing);
    }

    boolean isClosed() {
        return socket.isInputClosed();
    }

    static String get(FrameServer server, String path) throws Exception {
        return get(HTTP, server.restAddress() + path);
    }

    static String get(HttpClient http, String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    static HttpResponse<String> post(String address, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            received.add(parts.toString());
            parts.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
