package io.jaybit.simulator;

import io.jaybit.simulator.venue.UpgradeRefused;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.StreamPath;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The door: upgrades stream paths to WebSocket, answers REST, refuses the rest. Confined to the channel's event loop. */
final class HttpFront extends SimpleChannelInboundHandler<FullHttpRequest> {
    /** The longest WebSocket message that is read; one that is longer ends its connection. */
    private static final int LONGEST_MESSAGE = 1 << 17;

    private final Front front;

    HttpFront(Front front) {
        this.front = front;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        Map<String, String> parameters = new HashMap<>();
        uri.parameters().forEach((key, values) -> parameters.put(key, values.get(values.size() - 1)));
        if (request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            upgrade(context, request, uri.path(), parameters);
            return;
        }
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        Optional<HttpAnswer> answer = front.answer(new HttpQuestion(
                request.method().name(),
                uri.path(),
                uri.rawQuery(),
                parameters,
                headers,
                request.content().toString(StandardCharsets.UTF_8),
                remote(context)));
        if (answer.isPresent()) {
            answer(context, request, answer.get());
        } else {
            context.close();
        }
    }

    private void upgrade(
            ChannelHandlerContext context, FullHttpRequest request, String path, Map<String, String> parameters) {
        Optional<StreamPath> stream = StreamPath.ofPath(path);
        if (stream.isEmpty()) {
            answer(context, request, HttpAnswer.status(404, "{}"));
            return;
        }
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        "ws://" + request.headers().get(HttpHeaderNames.HOST) + path, null, false, LONGEST_MESSAGE)
                .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        ChannelHandler session;
        try {
            session = front.admit(stream.get(), parameters, remote(context), context.channel());
        } catch (UpgradeRefused refused) {
            answer(context, request, HttpAnswer.status(refused.httpStatus(), String.valueOf(refused.getMessage())));
            return;
        }
        context.pipeline().addLast(new WebSocketFrameAggregator(LONGEST_MESSAGE), session);
        handshaker.handshake(context.channel(), request);
        context.pipeline().remove(this);
    }

    private static String remote(ChannelHandlerContext context) {
        return context.channel().remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }

    private static void answer(ChannelHandlerContext context, FullHttpRequest request, HttpAnswer answer) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
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
