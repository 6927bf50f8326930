package io.jaybit.simulator;

import io.jaybit.simulator.wire.StreamPath;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The door: upgrades stream paths to WebSocket, answers REST, refuses the rest. Confined to the channel's event loop. */
final class HttpFront extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int LONGEST_REQUEST = 1 << 16;

    private final ServerConfig config;
    private final FrameTape tape;
    private final RestFront rest;
    private final AtomicInteger connections;

    HttpFront(ServerConfig config, FrameTape tape, RestFront rest, AtomicInteger connections) {
        this.config = config;
        this.tape = tape;
        this.rest = rest;
        this.connections = connections;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        boolean upgrade = request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (upgrade) {
            Optional<StreamPath> path = StreamPath.ofPath(uri.path());
            if (path.isEmpty()) {
                answer(context, request, HttpResponseStatus.NOT_FOUND, "{}");
            } else {
                upgrade(context, request, path.get());
            }
            return;
        }
        if (!request.method().equals(HttpMethod.GET)) {
            answer(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "{}");
            return;
        }
        Map<String, String> query = new HashMap<>();
        uri.parameters().forEach((key, values) -> query.put(key, values.get(values.size() - 1)));
        Optional<String> body = rest.answer(uri.path(), query, System.currentTimeMillis());
        answer(
                context,
                request,
                body.isPresent() ? HttpResponseStatus.OK : HttpResponseStatus.NOT_FOUND,
                body.orElse("{}"));
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request, StreamPath path) {
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        "ws://" + request.headers().get(HttpHeaderNames.HOST) + path.path(),
                        null,
                        false,
                        LONGEST_REQUEST)
                .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        TapePlayer player = new TapePlayer(tape, path, config.pace(), config.loop(), context.channel());
        String name = "sim-" + connections.incrementAndGet();
        context.pipeline().addLast(new StreamSession(path, tape, player, name));
        handshaker.handshake(context.channel(), request);
        context.pipeline().remove(this);
    }

    private static void answer(
            ChannelHandlerContext context, FullHttpRequest request, HttpResponseStatus status, String body) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        boolean stay = HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, stay);
        var written = context.writeAndFlush(response);
        if (!stay) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
