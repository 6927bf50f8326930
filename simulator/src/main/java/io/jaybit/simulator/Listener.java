package io.jaybit.simulator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
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
import org.jspecify.annotations.Nullable;

/** A port on which HTTP and WebSocket are spoken, plain or encrypted. Safe for any thread. */
final class Listener implements AutoCloseable {
    private final ChannelGroup open;
    private final Channel listening;
    private final String host;
    private final boolean encrypted;

    private Listener(ChannelGroup open, Channel listening, String host, boolean encrypted) {
        this.open = open;
        this.listening = listening;
        this.host = host;
        this.encrypted = encrypted;
    }

    /** A group with one thread, on which everything behind its listeners happens. */
    static EventLoopGroup oneThread(String name) {
        return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    /**
     * Begins to listen.
     *
     * @param port 0 picks a free one
     * @throws IOException if the port is taken, the host unknown, or the certificate unusable
     */
    static Listener start(
            EventLoopGroup group, String host, int port, @Nullable SelfMadeCertificate certificate, Front front)
            throws IOException {
        SslContext tls = certificate == null ? null : tls(certificate);
        ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        try {
            Channel listening = new ServerBootstrap()
                    .group(group)
                    .channel(NioServerSocketChannel.class)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            open.add(channel);
                            if (tls != null) {
                                channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                            }
                            channel.pipeline()
                                    .addLast(
                                            new HttpServerCodec(),
                                            new HttpObjectAggregator(1 << 20),
                                            new HttpFront(front));
                        }
                    })
                    .bind(host, port)
                    .syncUninterruptibly()
                    .channel();
            return new Listener(open, listening, host, tls != null);
        } catch (Exception e) {
            throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static SslContext tls(SelfMadeCertificate certificate) throws IOException {
        try {
            return SslContextBuilder.forServer(certificate.keyManagers())
                    .sslProvider(SslProvider.JDK)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be used", e);
        }
    }

    /** {@code ws://127.0.0.1:9100}, or {@code wss://…}. */
    String webSocketAddress() {
        return (encrypted ? "wss://" : "ws://") + address();
    }

    /** {@code http://127.0.0.1:9100}, or {@code https://…}. */
    String restAddress() {
        return (encrypted ? "https://" : "http://") + address();
    }

    private String address() {
        return host + ":" + ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Cuts every connection without a closing word; goes on listening. */
    void dropConnections() {
        open.close().awaitUninterruptibly();
    }

    /** Ends the listening and every connection; idempotent. Not to be called on the group's own thread. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        open.close().awaitUninterruptibly();
    }

    /** Ends a group's thread. */
    static void end(EventLoopGroup group) {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
