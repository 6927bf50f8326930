package io.jaybit.simulator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Plays a {@link FrameTape} to whoever connects and subscribes, over the venue's paths and in the venue's manner, with the REST
 * answers a client needs on the same port. Safe for any thread; owns one thread, which {@link #close} ends.
 *
 * <p>Every connection is played the tape from its beginning, to the topics it subscribed.
 */
public final class FrameServer implements AutoCloseable {
    private final EventLoopGroup group;
    private final ChannelGroup open;
    private final Channel listening;
    private final ServerConfig config;
    private final AtomicInteger connections;

    private FrameServer(
            EventLoopGroup group,
            ChannelGroup open,
            Channel listening,
            ServerConfig config,
            AtomicInteger connections) {
        this.group = group;
        this.open = open;
        this.listening = listening;
        this.config = config;
        this.connections = connections;
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the port is taken, the host unknown, or the certificate unusable
     */
    public static FrameServer start(ServerConfig config, FrameTape tape) throws IOException {
        SslContext tls = tlsOf(config);
        RestFront rest = new RestFront(tape);
        AtomicInteger connections = new AtomicInteger();
        ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("frame-server", true), NioIoHandler.newFactory());
        try {
            Channel listening = new ServerBootstrap()
                    .group(group)
                    .channel(NioServerSocketChannel.class)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            open.add(channel);
                            ChannelPipeline pipeline = channel.pipeline();
                            if (tls != null) {
                                pipeline.addLast(tls.newHandler(channel.alloc()));
                            }
                            pipeline.addLast(
                                    new HttpServerCodec(),
                                    new HttpObjectAggregator(1 << 16),
                                    new HttpFront(config, tape, rest, connections));
                        }
                    })
                    .bind(config.host(), config.port())
                    .syncUninterruptibly()
                    .channel();
            return new FrameServer(group, open, listening, config, connections);
        } catch (Exception e) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException("cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable SslContext tlsOf(ServerConfig config) throws IOException {
        SelfMadeCertificate certificate = config.certificate();
        if (certificate == null) {
            return null;
        }
        try {
            return SslContextBuilder.forServer(certificate.keyManagers())
                    .sslProvider(SslProvider.JDK)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be used", e);
        }
    }

    /** {@code ws://127.0.0.1:9100}, or {@code wss://…}; stream paths are appended to it. */
    public String webSocketAddress() {
        return (config.certificate() == null ? "ws://" : "wss://") + address();
    }

    /** {@code http://127.0.0.1:9100}, or {@code https://…}: the same port. */
    public String restAddress() {
        return (config.certificate() == null ? "http://" : "https://") + address();
    }

    private String address() {
        return config.host() + ":" + ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** How many WebSocket connections there have been. */
    public int connectionsSoFar() {
        return connections.get();
    }

    /** Cuts every connection without a closing word, as a failing network does; the server goes on listening. */
    public void dropConnections() {
        open.close().awaitUninterruptibly();
    }

    /** Ends every connection and the thread; idempotent. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        open.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
