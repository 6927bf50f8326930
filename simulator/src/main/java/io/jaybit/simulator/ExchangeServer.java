package io.jaybit.simulator;

import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.venue.StreamConnection;
import io.jaybit.simulator.venue.UpgradeRefused;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.StreamPath;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A {@link SimulatedExchange} with sockets and a clock: clients connect to it as to the venue. Safe for any thread; owns one thread,
 * on which everything happens and which {@link #close} ends.
 *
 * <p>Beside the venue's own port it has another one, of loopback alone, where tests and users see what is true, cause faults and move
 * prices.
 */
public final class ExchangeServer implements AutoCloseable {
    /** At full speed the clock waits for clients that have more than this still to read. */
    private static final long ENOUGH_PENDING_BYTES = 1 << 20;

    private static final long LONGEST_WAIT_NANOS = 5_000_000_000L;

    private static final long LONGEST_CATCH_UP_NANOS = 1_000_000_000L;

    private final EventLoopGroup group;
    private final SimulatedExchange exchange;
    private final Speed speed;
    private final ServerClock clock;
    private final Set<NettyOutlet> toFlush = new LinkedHashSet<>();
    private final Set<NettyOutlet> outlets = new LinkedHashSet<>();
    private final List<ApiKey> keys;
    /** 0 = it does not wait. */
    private long waitingSinceNanos;

    private final Listener listener;
    private final Listener control;

    /** Where clients are let in. Called on the event loop. */
    private final class Door implements Front {
        @Override
        public Optional<HttpAnswer> answer(HttpQuestion question) {
            if (!question.header("X-BAPI-SIGN").isEmpty()) {
                catchUp();
            }
            Optional<HttpAnswer> answer = exchange.venue().answer(question);
            flush();
            return answer;
        }

        @Override
        public ChannelHandler admit(StreamPath path, Map<String, String> parameters, String remote, Channel channel)
                throws UpgradeRefused {
            NettyOutlet outlet = new NettyOutlet(channel, toFlush);
            StreamConnection connection = exchange.venue().connect(path, parameters, remote, outlet);
            outlets.add(outlet);
            channel.closeFuture().addListener(closed -> outlets.remove(outlet));
            // Nothing is signed on the public ones.
            Runnable catchUp = path.isPublic() ? () -> {} : ExchangeServer.this::catchUp;
            return new StreamHandler(connection, catchUp, ExchangeServer.this::flush);
        }
    }

    private ExchangeServer(
            ExchangeConfig config,
            Duration openedBefore,
            Speed speed,
            ServerConfig where,
            int controlPort,
            EventLoopGroup group)
            throws IOException {
        this.group = group;
        this.speed = speed;
        long now = System.currentTimeMillis();
        // Both clocks are read at one moment: to open takes a while.
        this.clock = new ServerClock(speed, now, System.nanoTime());
        this.exchange = SimulatedExchange.open(config, now - openedBefore.toMillis());
        exchange.timeline().advanceTo(now);
        this.keys = exchange.keys();
        // From here on the exchange belongs to the group's thread.
        this.listener = Listener.start(group, where.host(), where.port(), where.certificate(), new Door());
        try {
            this.control =
                    Listener.start(group, "127.0.0.1", controlPort, null, new ControlFront(exchange, this::flush));
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /**
     * Opens the exchange and begins to listen.
     *
     * @param where the venue's port
     * @param controlPort of loopback; 0 picks a free one
     * @throws IOException if a port is taken, the host unknown, or the certificate unusable
     */
    public static ExchangeServer start(ExchangeConfig config, Speed speed, ServerConfig where, int controlPort)
            throws IOException {
        return start(config, Duration.ZERO, speed, where, controlPort);
    }

    /**
     * The same with an exchange that has been open for a while when it begins to listen, so that there are quotes and prints on all markets.
     *
     * @param openedBefore how long; this time is gone through at once
     * @throws IOException if a port is taken, the host unknown, or the certificate unusable
     */
    public static ExchangeServer start(
            ExchangeConfig config, Duration openedBefore, Speed speed, ServerConfig where, int controlPort)
            throws IOException {
        EventLoopGroup group = Listener.oneThread("exchange");
        try {
            ExchangeServer server = new ExchangeServer(config, openedBefore, speed, where, controlPort, group);
            group.execute(server::schedule);
            return server;
        } catch (IOException | RuntimeException e) {
            Listener.end(group);
            throw e;
        }
    }

    private void schedule() {
        if (group.isShuttingDown()) {
            return;
        }
        if (clock.isLate(exchange.timeline().now(), System.nanoTime())) {
            // Not as a plain task: the loop does dozens of those before it looks at its sockets again.
            group.schedule(this::turn, 0, TimeUnit.NANOSECONDS);
        } else {
            group.schedule(this::turn, 1, TimeUnit.MILLISECONDS);
        }
    }

    private void turn() {
        try {
            if (!waits()) {
                exchange.timeline().advanceTo(clock.target(exchange.timeline().now(), System.nanoTime()));
            }
            flush();
        } finally {
            schedule();
        }
    }

    /**
     * What a client says is judged, by the times that it signs, at the moment when it comes, however late the exchange is; but a machine
     * that is too slow for it does not let its clients wait for ever, and those who sign nothing do not wait at all. At other speeds than
     * the world's signed times do not fit anyway.
     */
    private void catchUp() {
        if (!speed.equals(Speed.REAL)) {
            return;
        }
        long begun = System.nanoTime();
        while (exchange.timeline().now() < clock.due(begun) && System.nanoTime() - begun < LONGEST_CATCH_UP_NANOS) {
            exchange.timeline().advanceTo(clock.target(exchange.timeline().now(), begun));
        }
    }

    /** At full speed: whether a client has enough to read; not for ever, as one that does not read is cut. */
    private boolean waits() {
        if (!speed.isMax() || outlets.stream().noneMatch(out -> out.pendingBytes() > ENOUGH_PENDING_BYTES)) {
            waitingSinceNanos = 0;
            return false;
        }
        long now = System.nanoTime();
        if (waitingSinceNanos == 0) {
            waitingSinceNanos = now;
        } else if (now - waitingSinceNanos > LONGEST_WAIT_NANOS) {
            exchange.venue().cutSlow(ENOUGH_PENDING_BYTES);
        }
        return true;
    }

    private void flush() {
        // What flushing brings about, such as the end of a connection, may send more: that goes out the next time.
        List<NettyOutlet> now = List.copyOf(toFlush);
        toFlush.clear();
        now.forEach(NettyOutlet::flush);
    }

    /** {@code ws://127.0.0.1:9100}, or {@code wss://…}; stream paths are appended to it. */
    public String webSocketAddress() {
        return listener.webSocketAddress();
    }

    /** {@code http://127.0.0.1:9100}, or {@code https://…}: the same port. */
    public String restAddress() {
        return listener.restAddress();
    }

    /** Where what is true can be asked, and what happens be changed; of loopback alone. */
    public String controlAddress() {
        return control.restAddress();
    }

    /** Keys to log in with, of the accounts with which the exchange opened. */
    public List<ApiKey> keys() {
        return keys;
    }

    /**
     * Has something done, or looked up, on the exchange's thread, between two of its moments.
     *
     * @throws IllegalStateException if it fails, or the server is closed
     */
    public <T> T ask(AskedOf<T> question) {
        Callable<T> task = () -> {
            T answer = question.ask(exchange);
            flush();
            return answer;
        };
        try {
            return group.submit(task).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the exchange is closed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** A question to the exchange. */
    @FunctionalInterface
    public interface AskedOf<T> {
        T ask(SimulatedExchange exchange) throws Exception;
    }

    /** Cuts every connection without a closing word; goes on listening. */
    public void dropConnections() {
        listener.dropConnections();
    }

    /** Ends every connection and the thread; idempotent. */
    @Override
    public void close() {
        listener.close();
        control.close();
        Listener.end(group);
    }
}
