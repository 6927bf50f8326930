package io.jaybit.client.internal.net;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.URI;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread on which sockets are read and written and timers fire; everything that is called back from here is called on it.
 *
 * <p>Its methods are safe for any thread unless they say otherwise. The thread is a daemon and starts with its first task.
 *
 * <p>Design note: a bare event loop and no group, for ending a group costs Netty a helper thread that outlives it by a second.
 */
public final class IoThread implements AutoCloseable {
    /** A timer that was set. */
    public interface Alarm {
        /** Makes it not fire, if it has not yet. */
        void cancel();
    }

    private static final long PATIENCE_MILLIS = 300;
    private static final long LAST_PATIENCE_MILLIS = 100;

    private final NetConfig config;
    private final boolean epoll;
    private final Tls tls;
    private final NameLookup names = new NameLookup();
    private final SingleThreadIoEventLoop loop;
    private final Dialer dialer;
    private volatile @Nullable Thread thread;

    /** @throws IllegalArgumentException if the CA file of the configuration is of no use */
    public IoThread(NetConfig config) {
        this.config = config;
        epoll = config.nativeWanted() && Epoll.isAvailable();
        tls = new Tls(config.nativeWanted(), config.caFile());
        IoHandlerFactory handler = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        loop = new SingleThreadIoEventLoop(
                null,
                work -> {
                    Thread made = new FastThreadLocalThread(work, config.threadName());
                    made.setDaemon(true);
                    thread = made;
                    return made;
                },
                handler);
        dialer = new Dialer(loop, socketType(), names, tls, config);
    }

    /** For people: {@code epoll, BoringSSL} or {@code NIO, JDK TLS}. */
    public String transport() {
        return (epoll ? "epoll, " : "NIO, ") + tls.describe();
    }

    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    /** @return false if this thread has ended or is about to, and the task will not run */
    public boolean execute(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    /** Runs {@code task} on this thread after {@code delayNanos}. */
    public Alarm after(long delayNanos, Runnable task) {
        Future<?> future = loop.schedule(task, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Opens a WebSocket; what becomes of it goes to {@code events}. Only on this thread. */
    public WebSocketLink open(URI uri, WebSocketLink.Events events) {
        WebSocketLink link = new WebSocketLink(uri, config.maxMessageBytes(), events);
        link.start(dialer);
        return link;
    }

    /** For other protocols of this client. Only on this thread. */
    public Dialer dialer() {
        return dialer;
    }

    /**
     * Ends the thread: sockets are closed, timers are forgotten. Waits a moment for it to be gone, unless called on it.
     * Idempotent.
     */
    @Override
    public void close() {
        names.close();
        // Netty closes what is left open only if it looks once more before it ends; so we close it ourselves, and end
        // then.
        execute(() -> {
            dialer.closeAll();
            loop.shutdownGracefully(0, 300, TimeUnit.MILLISECONDS);
        });
        Thread running = thread;
        if (running == null || loop.inEventLoop()) {
            return;
        }
        try {
            running.join(PATIENCE_MILLIS);
            if (running.isAlive()) {
                // Somebody's inline callback does not return; if it waits for something, this ends that.
                running.interrupt();
                running.join(LAST_PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    EventLoop loop() {
        return loop;
    }

    private Class<? extends SocketChannel> socketType() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }
}
