package io.jaybit.simulator;

import io.jaybit.simulator.venue.Outlet;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.Set;

/** A client's socket. Frames are gathered and pushed out together, by whoever empties the set of those with something to push. */
final class NettyOutlet implements Outlet {
    private final Channel channel;
    private final Set<NettyOutlet> toFlush;

    /** @param toFlush takes this outlet whenever it has gathered something */
    NettyOutlet(Channel channel, Set<NettyOutlet> toFlush) {
        this.channel = channel;
        this.toFlush = toFlush;
    }

    @Override
    public void send(byte[] frame) {
        channel.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(frame)), channel.voidPromise());
        toFlush.add(this);
    }

    void flush() {
        channel.flush();
    }

    @Override
    public void close(int code, String reason) {
        channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void reset() {
        // Without lingering, closing is a reset on the wire.
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException gone) {
            // The client was quicker.
        }
        channel.close();
    }

    @Override
    public long pendingBytes() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }
}
