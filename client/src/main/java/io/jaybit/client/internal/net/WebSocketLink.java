package io.jaybit.client.internal.net;

import io.jaybit.client.internal.session.OpenFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One WebSocket, from the first packet to the last. Confined to the I/O thread, which also calls the events. */
public final class WebSocketLink {
    /** What happens to a socket. After {@link #close} nothing is called any more. */
    public interface Events {
        /** The upgrade was accepted. */
        void onOpen();

        /** It did not come about; nothing follows. */
        void onFailed(OpenFailure failure);

        /** Bytes have arrived; what is complete of them follows before the next call of this. */
        void onRead();

        /**
         * A text message.
         *
         * @param bytes valid during the call only, and not to be changed
         */
        void onText(byte[] bytes, int offset, int length);

        /**
         * It was open and is gone; nothing follows.
         *
         * @param reason for people
         */
        void onClosed(String reason);
    }

    private enum State {
        OPENING,
        OPEN,
        CLOSED
    }

    private static final int LONGEST_REFUSAL = 16_384;
    private static final long CLOSING_MILLIS = 500;

    private final URI uri;
    private final Events events;
    private final FrameParser parser;
    private State state = State.OPENING;
    private Dialer.@Nullable Attempt attempt;
    private @Nullable Channel channel;
    private @Nullable ScheduledFuture<?> upgradeDeadline;
    private long startedNanos;

    WebSocketLink(URI uri, int maxMessageBytes, Events events) {
        this.uri = uri;
        this.events = events;
        this.parser = new FrameParser(maxMessageBytes, new Frames());
    }

    void start(Dialer dialer) {
        startedNanos = System.nanoTime();
        boolean secure = "wss".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        attempt = dialer.dial(uri.getHost(), port, secure, new Dialer.Outcome() {
            @Override
            public void onConnected(Channel connected) {
                upgrade(connected, dialer);
            }

            @Override
            public void onFailed(OpenFailure failure) {
                fail(failure);
            }
        });
    }

    /** Sends a text message; does nothing on a socket that is not open. */
    public void send(String text) {
        Channel open = channel;
        if (state == State.OPEN && open != null) {
            open.writeAndFlush(new TextWebSocketFrame(text), open.voidPromise());
        }
    }

    /** Says goodbye and closes; no event follows. Idempotent. */
    public void close() {
        State before = state;
        state = State.CLOSED;
        parser.stop();
        cancelDeadline();
        if (attempt != null) {
            attempt.cancel();
        }
        Channel open = channel;
        if (open == null || before == State.CLOSED) {
            return;
        }
        if (before == State.OPEN) {
            sayGoodbye(open, 1000, "");
        } else {
            open.close();
        }
    }

    private void upgrade(Channel connected, Dialer dialer) {
        channel = connected;
        long millis = dialer.config().openTimeout().toMillis();
        long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        upgradeDeadline = dialer.loop()
                .schedule(
                        () -> fail(OpenFailure.of(
                                OpenFailure.Kind.TIMEOUT,
                                where() + ": no answer to the upgrade within " + millis + " ms")),
                        Math.max(1, millis - spent),
                        TimeUnit.MILLISECONDS);
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.USER_AGENT, "jaybit");
        WebSocketClientHandshaker handshaker =
                new WebSocketClientHandshaker13(
                        uri, WebSocketVersion.V13, null, false, headers, LONGEST_REFUSAL, true, false) {
                    @Override
                    protected WebSocketFrameDecoder newWebsocketDecoder() {
                        return new Reader();
                    }
                };
        connected
                .pipeline()
                .addLast(new HttpClientCodec(), new HttpObjectAggregator(LONGEST_REFUSAL), new Upgrade(handshaker));
        handshaker.handshake(connected).addListener(sent -> {
            if (!sent.isSuccess()) {
                fail(FailureText.classify(sent.cause(), where(), "upgrade"));
            }
        });
    }

    private String where() {
        return uri.getRawAuthority();
    }

    private void opened() {
        cancelDeadline();
        if (state == State.OPENING) {
            state = State.OPEN;
            events.onOpen();
        }
    }

    private void fail(OpenFailure failure) {
        if (state != State.OPENING) {
            return;
        }
        state = State.CLOSED;
        cancelDeadline();
        if (channel != null) {
            channel.close();
        }
        events.onFailed(failure);
    }

    private void lost(String reason) {
        if (state == State.OPENING) {
            fail(OpenFailure.of(OpenFailure.Kind.NETWORK, where() + ": " + reason + " (upgrade)"));
        } else if (state == State.OPEN) {
            state = State.CLOSED;
            events.onClosed(reason);
        }
    }

    private void cancelDeadline() {
        if (upgradeDeadline != null) {
            upgradeDeadline.cancel(false);
        }
    }

    /** A close frame, then the end: the peer's, or ours when it does not react. */
    private static void sayGoodbye(Channel open, int code, String reason) {
        open.writeAndFlush(new CloseWebSocketFrame(code, reason), open.voidPromise());
        ScheduledFuture<?> end = open.eventLoop().schedule(() -> open.close(), CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        open.closeFuture().addListener(closed -> end.cancel(false));
    }

    private final class Upgrade extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final WebSocketClientHandshaker handshaker;

        private Upgrade(WebSocketClientHandshaker handshaker) {
            this.handshaker = handshaker;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (!response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                fail(refusal(response));
                return;
            }
            try {
                handshaker.finishHandshake(context.channel(), response);
            } catch (WebSocketHandshakeException e) {
                fail(OpenFailure.of(
                        OpenFailure.Kind.PROTOCOL, where() + " answered the upgrade wrongly: " + e.getMessage()));
                return;
            }
            context.pipeline().remove(this);
            opened();
        }

        private OpenFailure refusal(FullHttpResponse response) {
            String body = response.content().toString(StandardCharsets.UTF_8).strip();
            String excerpt = body.length() > 200 ? body.substring(0, 200) + "…" : body;
            return new OpenFailure(
                    OpenFailure.Kind.HTTP,
                    where() + " answered the upgrade with HTTP "
                            + response.status().code() + " " + response.status().reasonPhrase()
                            + (excerpt.isEmpty() ? "" : ": " + excerpt),
                    response.status().code(),
                    HttpWords.retryAfter(response.headers().get(HttpHeaderNames.RETRY_AFTER)));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            lost("connection closed by the peer");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (state == State.OPENING) {
                fail(FailureText.classify(cause, where(), "upgrade"));
            }
            context.close();
        }
    }

    /** Stands where Netty's own decoder would. */
    private final class Reader extends ChannelInboundHandlerAdapter implements WebSocketFrameDecoder {
        private String lostBecause = "connection closed by the peer without a close frame";

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof ByteBuf bytes && state != State.CLOSED) {
                    events.onRead();
                    parser.feed(bytes);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            lost(lostBecause);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            lostBecause = FailureText.of(cause);
            context.close();
        }
    }

    private final class Frames implements FrameParser.Sink {
        @Override
        public void onText(byte[] bytes, int offset, int length) {
            events.onText(bytes, offset, length);
        }

        @Override
        public void onBinary(byte[] bytes, int offset, int length) {
            // The venue's JSON sockets send text only; whoever reads JSON will say that this is none.
            events.onText(bytes, offset, length);
        }

        @Override
        public void onPing(byte[] bytes, int offset, int length) {
            Channel open = channel;
            if (open != null) {
                open.writeAndFlush(
                        new PongWebSocketFrame(Unpooled.copiedBuffer(bytes, offset, length)), open.voidPromise());
            }
        }

        @Override
        public void onPong() {
            // A pong nobody asked for is allowed and means nothing: liveness is the venue's own ping, in text.
        }

        @Override
        public void onClose(int code, String reason) {
            Channel open = channel;
            lost("closed by the peer: " + code + (reason.isEmpty() ? "" : " " + reason));
            if (open != null) {
                sayGoodbye(
                        open,
                        WebSocketCloseStatus.isValidStatusCode(code) && code != 1005 && code != 1006 && code != 1015
                                ? code
                                : 1000,
                        "");
            }
        }

        @Override
        public void onBroken(int code, String complaint) {
            Channel open = channel;
            lost("broken WebSocket stream: " + complaint);
            if (open != null) {
                sayGoodbye(open, code, "");
            }
        }
    }
}
