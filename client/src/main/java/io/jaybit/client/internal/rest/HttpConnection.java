package io.jaybit.client.internal.rest;

import io.jaybit.client.internal.net.Dialer;
import io.jaybit.client.internal.net.HttpWords;
import io.jaybit.client.internal.session.OpenFailure;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One kept connection, one request at a time. Confined to the I/O thread. */
final class HttpConnection {
    /** What becomes of a request: exactly one of the two. */
    interface Outcome {
        void onReply(HttpReply reply);

        void onFailed(String reason, Reach reach);
    }

    /** How far a request came that was not answered. */
    enum Reach {
        /** Not a byte of it was written. */
        UNSENT,
        /** The server closed a kept connection before it said a word: a question may be put again. */
        UNTOUCHED,
        /** Nobody knows. */
        ANYWHERE
    }

    /** What a connection is asked to send, made at the last moment: its time stamp must be fresh. */
    interface Message {
        HttpMethod method();

        String target();

        Map<String, String> headers();

        byte[] body();
    }

    /** The longest answer known, a full order book, has about a megabyte. */
    private static final int LONGEST_BODY = 32 << 20;

    private final URI base;
    private final Duration patience;
    private final Runnable idle;
    private final Runnable gone;
    private @Nullable Channel channel;
    private Dialer.@Nullable Attempt attempt;
    private @Nullable Outcome outcome;
    private @Nullable ScheduledFuture<?> deadline;
    private int served;
    private boolean written;
    private boolean over;

    /**
     * @param idle told when the next request can be sent
     * @param gone told when none can be sent any more
     */
    HttpConnection(URI base, Duration patience, Runnable idle, Runnable gone) {
        this.base = base;
        this.patience = patience;
        this.idle = idle;
        this.gone = gone;
    }

    boolean isIdle() {
        return !over && outcome == null;
    }

    /** Sends a request, connecting first if need be. */
    void send(Dialer dialer, Message message, Outcome whatBecomes) {
        outcome = whatBecomes;
        written = false;
        Channel open = channel;
        if (open != null) {
            write(open, message);
            return;
        }
        boolean secure = "https".equalsIgnoreCase(base.getScheme());
        int port = base.getPort() >= 0 ? base.getPort() : secure ? 443 : 80;
        attempt = dialer.dial(base.getHost(), port, secure, new Dialer.Outcome() {
            @Override
            public void onConnected(Channel connected) {
                channel = connected;
                connected
                        .pipeline()
                        .addLast(
                                new HttpClientCodec(),
                                new HttpContentDecompressor(LONGEST_BODY),
                                new HttpObjectAggregator(LONGEST_BODY),
                                new Replies());
                write(connected, message);
            }

            @Override
            public void onFailed(OpenFailure failure) {
                fail(failure.reason(), Reach.UNSENT);
            }
        });
    }

    private void write(Channel open, Message message) {
        byte[] body = message.body();
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                message.method(),
                base.getRawPath() + message.target(),
                Unpooled.wrappedBuffer(body));
        message.headers().forEach((name, value) -> request.headers().set(name, value));
        if (body.length > 0) {
            request.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                    .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        written = true;
        request.headers()
                .set(HttpHeaderNames.HOST, base.getRawAuthority())
                .set(HttpHeaderNames.ACCEPT_ENCODING, "gzip")
                .set(HttpHeaderNames.USER_AGENT, "jaybit");
        deadline = open.eventLoop()
                .schedule(
                        () -> fail("no answer within " + patience.toMillis() + " ms", Reach.ANYWHERE),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        open.writeAndFlush(request).addListener(sent -> {
            if (!sent.isSuccess()) {
                fail(text(sent.cause()), kept());
            }
        });
    }

    void close() {
        fail("the client was closed", written ? Reach.ANYWHERE : Reach.UNSENT);
    }

    private Reach kept() {
        return served > 0 ? Reach.UNTOUCHED : Reach.ANYWHERE;
    }

    private void fail(String reason, Reach reach) {
        if (over) {
            return;
        }
        over = true;
        cancelDeadline();
        if (attempt != null) {
            attempt.cancel();
        }
        if (channel != null) {
            channel.close();
        }
        Outcome asked = outcome;
        outcome = null;
        gone.run();
        if (asked != null) {
            asked.onFailed(reason, reach);
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private final class Replies extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            Outcome asked = outcome;
            if (asked == null) {
                fail("an answer to nothing", Reach.ANYWHERE);
                return;
            }
            cancelDeadline();
            served++;
            HttpReply reply = read(response);
            outcome = null;
            if (!HttpUtil.isKeepAlive(response)) {
                fail("closed by the server", Reach.ANYWHERE);
            }
            asked.onReply(reply);
            if (!over) {
                idle.run();
            }
        }

        private static HttpReply read(FullHttpResponse response) {
            HttpHeaders headers = response.headers();
            return new HttpReply(
                    response.status().code(),
                    ByteBufUtil.getBytes(response.content()),
                    HttpWords.retryAfter(headers.get(HttpHeaderNames.RETRY_AFTER)),
                    number(headers.get("X-Bapi-Limit-Status")),
                    longNumber(headers.get("X-Bapi-Limit-Reset-Timestamp")));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail("connection closed by the server", kept());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(text(cause), kept());
        }
    }

    private static OptionalInt number(@Nullable String header) {
        OptionalLong number = longNumber(header);
        return number.isPresent() && number.getAsLong() <= Integer.MAX_VALUE
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    private static OptionalLong longNumber(@Nullable String header) {
        if (header == null
                || header.isEmpty()
                || header.length() > 18
                || !header.chars().allMatch(Character::isDigit)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(header));
    }
}
