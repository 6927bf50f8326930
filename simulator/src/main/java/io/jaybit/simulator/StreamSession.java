package io.jaybit.simulator;

import io.jaybit.simulator.wire.Replies;
import io.jaybit.simulator.wire.StreamPath;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One client's connection: takes its requests and answers as the venue does on this path. Confined to the channel's event loop.
 *
 * <p>Linear and inverse refuse a whole request for one bad topic; spot does too, and takes at most 10 topics in one; option and
 * spread answer for each topic. A topic that is not on the tape is unknown.
 */
final class StreamSession extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int MOST_SPOT_ARGUMENTS = 10;

    private final StreamPath path;
    private final FrameTape tape;
    private final TapePlayer player;
    private final Replies replies;

    StreamSession(StreamPath path, FrameTape tape, TapePlayer player, String connectionName) {
        this.path = path;
        this.tape = tape;
        this.player = player;
        this.replies = new Replies(path.shape(), connectionName);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            onText(context, text.text());
        } else if (frame instanceof PingWebSocketFrame ping) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            context.writeAndFlush(close.retain()).addListener(done -> context.close());
        }
    }

    private void onText(ChannelHandlerContext context, String text) {
        ClientRequest request;
        try {
            request = ClientRequest.parse(text);
        } catch (IOException notJson) {
            String complaint =
                    String.valueOf(notJson.getMessage()).lines().findFirst().orElse("");
            reply(context, replies.notJson(complaint));
            return;
        }
        switch (request.op()) {
            case "ping" -> reply(context, replies.pong(request.requestId(), System.currentTimeMillis()));
            case "subscribe" -> subscribe(context, request);
            case "unsubscribe" -> unsubscribe(context, request);
            default -> reply(context, replies.unknownOp(request.requestId(), request.op()));
        }
    }

    private void subscribe(ChannelHandlerContext context, ClientRequest request) {
        List<String> topics = request.arguments();
        if (path.shape() == StreamPath.Shape.COMMAND) {
            List<String> known =
                    topics.stream().filter(topic -> tape.has(path, topic)).toList();
            List<String> unknown =
                    topics.stream().filter(topic -> !tape.has(path, topic)).toList();
            reply(context, replies.commandResponse(known, unknown));
            player.subscribe(
                    known.stream().filter(topic -> !player.isSubscribed(topic)).toList());
            return;
        }
        if (path.shape() == StreamPath.Shape.SPOT && topics.size() > MOST_SPOT_ARGUMENTS) {
            reply(context, replies.tooManyArguments(request.requestId(), request.op()));
            return;
        }
        Set<String> twice = new HashSet<>();
        for (String topic : topics) {
            if (!tape.has(path, topic)) {
                reply(context, replies.unknownTopic(request.requestId(), request.op(), topic));
                return;
            }
            if (player.isSubscribed(topic) || !twice.add(topic)) {
                reply(context, replies.alreadySubscribed(request.requestId(), request.op(), topic));
                return;
            }
        }
        reply(context, replies.accepted(request.requestId(), request.op()));
        player.subscribe(topics);
    }

    private void unsubscribe(ChannelHandlerContext context, ClientRequest request) {
        request.arguments().forEach(player::unsubscribe);
        reply(
                context,
                path.shape() == StreamPath.Shape.COMMAND
                        ? replies.commandResponse(new ArrayList<>(request.arguments()), List.of())
                        : replies.accepted(request.requestId(), request.op()));
    }

    private static void reply(ChannelHandlerContext context, String text) {
        context.writeAndFlush(new TextWebSocketFrame(text));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        // Told in the midst of a write, maybe between a frame's head and its body: the player goes on when that is
        // done.
        context.executor().execute(player::resume);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        player.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that resets its connection is none of ours to complain about.
        context.close();
    }
}
