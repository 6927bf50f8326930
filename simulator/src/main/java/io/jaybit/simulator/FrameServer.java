package io.jaybit.simulator;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;

/**
 * Plays a {@link FrameTape} to whoever connects and subscribes, over the venue's paths and in the venue's manner, with the REST
 * answers a client needs on the same port. Safe for any thread; owns one thread, which {@link #close} ends.
 *
 * <p>Every connection is played the tape from its beginning, to the topics it subscribed.
 */
public final class FrameServer implements AutoCloseable {
    private final EventLoopGroup group;
    private final Listener listener;
    private final TapeFront front;

    private FrameServer(EventLoopGroup group, Listener listener, TapeFront front) {
        this.group = group;
        this.listener = listener;
        this.front = front;
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the port is taken, the host unknown, or the certificate unusable
     */
    public static FrameServer start(ServerConfig config, FrameTape tape) throws IOException {
        TapeFront front = new TapeFront(config, tape);
        EventLoopGroup group = Listener.oneThread("frame-server");
        try {
            Listener listener = Listener.start(group, config.host(), config.port(), config.certificate(), front);
            return new FrameServer(group, listener, front);
        } catch (IOException e) {
            Listener.end(group);
            throw e;
        }
    }

    /** {@code ws://127.0.0.1:9100}, or {@code wss://…}; stream paths are appended to it. */
    public String webSocketAddress() {
        return listener.webSocketAddress();
    }

    /** {@code http://127.0.0.1:9100}, or {@code https://…}: the same port. */
    public String restAddress() {
        return listener.restAddress();
    }

    /** How many WebSocket connections there have been. */
    public int connectionsSoFar() {
        return front.connectionsSoFar();
    }

    /** Cuts every connection without a closing word, as a failing network does; the server goes on listening. */
    public void dropConnections() {
        listener.dropConnections();
    }

    /** Ends every connection and the thread; idempotent. */
    @Override
    public void close() {
        listener.close();
        Listener.end(group);
    }
}
