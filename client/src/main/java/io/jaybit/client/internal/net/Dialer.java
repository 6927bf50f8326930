package io.jaybit.client.internal.net;

import io.jaybit.client.internal.session.OpenFailure;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections: name look-up, TCP to each of the addresses in turn, proxy, TLS. Confined to the I/O thread.
 *
 * <p>The channel handed over has nothing but TLS and proxy in its pipeline; whoever gets it speaks first.
 */
public final class Dialer {
    /** What becomes of an attempt: exactly one of the two, unless it is cancelled. */
    public interface Outcome {
        void onConnected(Channel channel);

        void onFailed(OpenFailure failure);
    }

    private static final int MOST_ADDRESSES = 4;

    private final EventLoop loop;
    private final Class<? extends SocketChannel> type;
    private final NameLookup names;
    private final Tls tls;
    private final NetConfig config;
    private final Set<Channel> open = new HashSet<>();

    Dialer(EventLoop loop, Class<? extends SocketChannel> type, NameLookup names, Tls tls, NetConfig config) {
        this.loop = loop;
        this.type = type;
        this.names = names;
        this.tls = tls;
        this.config = config;
    }

    /** Begins an attempt that ends within the configured time. */
    public Attempt dial(String host, int port, boolean secure, Outcome outcome) {
        Attempt attempt = new Attempt(host, port, secure, outcome);
        attempt.start();
        return attempt;
    }

    /** Closes every channel there is; what could not be said is left unsaid. */
    void closeAll() {
        for (Channel channel : List.copyOf(open)) {
            channel.close();
            if (channel.isOpen()) {
                channel.unsafe().closeForcibly();
            }
        }
    }

    EventLoop loop() {
        return loop;
    }

    NetConfig config() {
        return config;
    }

    /** One connection in the making. */
    public final class Attempt {
        private final String host;
        private final int port;
        private final boolean secure;
        private final Outcome outcome;
        private final String target;
        private String phase = "name look-up";
        private boolean over;
        private @Nullable Channel channel;
        private @Nullable ScheduledFuture<?> deadline;

        private Attempt(String host, int port, boolean secure, Outcome outcome) {
            this.host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            this.port = port;
            this.secure = secure;
            this.outcome = outcome;
            this.target = host + ":" + port;
        }

        private void start() {
            deadline = loop.schedule(
                    () -> fail(OpenFailure.of(
                            OpenFailure.Kind.TIMEOUT,
                            target + ": no connection within "
                                    + config.openTimeout().toMillis() + " ms (" + phase + ")")),
                    config.openTimeout().toMillis(),
                    TimeUnit.MILLISECONDS);
            ProxyAddress proxy = config.proxy();
            String asked = proxy == null ? host : proxy.host();
            names.resolve(
                    asked,
                    (addresses, error) -> loop.execute(() -> {
                        if (addresses == null) {
                            fail(OpenFailure.of(
                                    OpenFailure.Kind.DNS, "DNS: the name " + asked + " cannot be resolved"));
                        } else {
                            connect(addresses, 0);
                        }
                    }));
        }

        /** Gives up; the outcome is not called any more. */
        public void cancel() {
            if (end() && channel != null) {
                channel.close();
            }
        }

        private void connect(InetAddress[] addresses, int index) {
            if (over) {
                return;
            }
            phase = "connecting";
            ProxyAddress proxy = config.proxy();
            ProxyHandler proxyHandler = proxy == null ? null : proxyHandler(proxy, addresses[index]);
            Bootstrap bootstrap = new Bootstrap()
                    .group(loop)
                    .channel(type)
                    .disableResolver()
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                            Math.min(Integer.MAX_VALUE, config.openTimeout().toMillis()))
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel made) {
                            if (proxyHandler != null) {
                                made.pipeline().addLast(proxyHandler);
                            }
                            if (secure) {
                                made.pipeline().addLast(tls.newHandler(made.alloc(), host, port, config.openTimeout()));
                            }
                            made.pipeline().addLast("guard", new Guard());
                        }
                    });
            InetSocketAddress address = proxy == null
                    ? new InetSocketAddress(addresses[index], port)
                    : InetSocketAddress.createUnresolved(host, port);
            ChannelFuture connecting = bootstrap.connect(address);
            channel = connecting.channel();
            open.add(connecting.channel());
            connecting.channel().closeFuture().addListener(gone -> open.remove(connecting.channel()));
            connecting.addListener(done -> {
                if (done.isSuccess()) {
                    connected(connecting.channel(), proxyHandler);
                } else if (index + 1 < Math.min(addresses.length, MOST_ADDRESSES) && !over) {
                    connect(addresses, index + 1);
                } else {
                    fail(done.cause());
                }
            });
        }

        private ProxyHandler proxyHandler(ProxyAddress proxy, InetAddress resolved) {
            InetSocketAddress address = new InetSocketAddress(resolved, proxy.port());
            String user = proxy.user();
            String password = proxy.password() == null ? "" : proxy.password();
            ProxyHandler handler;
            if (proxy.socks()) {
                handler = user == null
                        ? new Socks5ProxyHandler(address)
                        : new Socks5ProxyHandler(address, user, password);
            } else {
                handler = user == null ? new HttpProxyHandler(address) : new HttpProxyHandler(address, user, password);
            }
            handler.setConnectTimeoutMillis(config.openTimeout().toMillis());
            return handler;
        }

        private void connected(Channel made, @Nullable ProxyHandler proxy) {
            SslHandler ssl = made.pipeline().get(SslHandler.class);
            if (proxy != null) {
                phase = "proxy";
                proxy.connectFuture().addListener(tunnel -> {
                    if (!tunnel.isSuccess()) {
                        fail(OpenFailure.of(
                                OpenFailure.Kind.PROXY, config.proxy() + ": " + FailureText.of(tunnel.cause())));
                    } else if (ssl == null) {
                        succeed(made);
                    } else {
                        phase = "TLS handshake";
                    }
                });
            } else if (ssl == null) {
                succeed(made);
                return;
            } else {
                phase = "TLS handshake";
            }
            if (ssl != null) {
                ssl.handshakeFuture().addListener(handshake -> {
                    if (handshake.isSuccess()) {
                        succeed(made);
                    } else {
                        fail(handshake.cause());
                    }
                });
            }
        }

        private void succeed(Channel made) {
            if (end()) {
                made.pipeline().remove("guard");
                outcome.onConnected(made);
            } else {
                made.close();
            }
        }

        private void fail(Throwable error) {
            fail(FailureText.classify(error, target, phase));
        }

        private void fail(OpenFailure failure) {
            if (end()) {
                if (channel != null) {
                    channel.close();
                }
                outcome.onFailed(failure);
            }
        }

        private boolean end() {
            if (over) {
                return false;
            }
            over = true;
            if (deadline != null) {
                deadline.cancel(false);
            }
            return true;
        }

        /** Takes what happens before anybody else is in the pipeline. */
        private final class Guard extends ChannelInboundHandlerAdapter {
            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                fail(cause);
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                fail(OpenFailure.of(
                        OpenFailure.Kind.NETWORK, target + ": connection closed by the peer (" + phase + ")"));
            }
        }
    }
}
