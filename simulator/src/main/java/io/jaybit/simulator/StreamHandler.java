package io.jaybit.simulator;

import io.jaybit.simulator.venue.StreamConnection;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;

/** Hands a client's frames to the venue. Confined to the channel's event loop. */
final class StreamHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final StreamConnection connection;
    private final Runnable catchUp;
    private final Runnable flush;

    /**
     * @param catchUp brings the venue to the time of a message that came in
     * @param flush pushes out what the venue has answered
     */
    StreamHandler(StreamConnection connection, Runnable catchUp, Runnable flush) {
        this.connection = connection;
        this.catchUp = catchUp;
        this.flush = flush;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
            catchUp.run();
            connection.onText(frame.content().toString(StandardCharsets.UTF_8));
        } else if (frame instanceof PingWebSocketFrame ping) {
            if (connection.onPing()) {
                context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            }
        } else if (frame instanceof CloseWebSocketFrame close) {
            context.writeAndFlush(close.retain()).addListener(done -> context.close());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush.run();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.onClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A message that is too long, or a client that resets its connection: none of ours to complain about.
        context.close();
    }
}
