package io.jaybit.client;

import io.jaybit.client.internal.session.SessionConfig;
import io.jaybit.client.testing.FrameCount;
import io.jaybit.feed.Notice;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.SelfMadeCertificate;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.venue.FaultSchedule;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A simulated exchange on sockets of its own and a client that connects to it. Both are closed together. */
final class Meeting implements AutoCloseable {
    /** For machines that do many things at a time; a test that is well ends long before. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** On a market of options it takes so long until somebody has quoted everywhere. */
    private static final Duration BUSTLE = Duration.ofSeconds(40);

    /** How long the exchange is held still at most: shorter by far than any silence a client minds. */
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** How long it is let go between two looks, so that it keeps up with its clock and can answer a client that asks for a book again. */
    private static final Duration REST = Duration.ofSeconds(1);

    final ExchangeServer server;
    final Bybit bybit;
    final FrameCount heard = new FrameCount();
    final List<Notice> notices = new CopyOnWriteArrayList<>();

    private Meeting(ExchangeServer server, BybitBuilder builder) {
        this.server = server;
        ApiKey key = server.keys().get(0);
        this.bybit = builder.credentials(Credentials.of(key.key(), key.secret()))
                .exchange(Exchange.at(server.webSocketAddress()))
                .budgets(new Budgets())
                .onNotice(notices::add)
                .build();
        bybit.raw(heard);
    }

    static Meeting plain(ExchangeConfig config) throws IOException {
        return plain(config, SessionConfig.defaults());
    }

    static Meeting plain(ExchangeConfig config, SessionConfig session) throws IOException {
        ServerConfig where = ServerConfig.loopback(Pace.MAX);
        return new Meeting(
                ExchangeServer.start(config, BUSTLE, Speed.REAL, where, 0),
                Bybit.builder().session(session));
    }

    static Meeting withEventQueue(ExchangeConfig config, int capacity) throws IOException {
        ServerConfig where = ServerConfig.loopback(Pace.MAX);
        return new Meeting(
                ExchangeServer.start(config, BUSTLE, Speed.REAL, where, 0),
                Bybit.builder().eventQueue(capacity));
    }

    static Meeting secure(ExchangeConfig config, SelfMadeCertificate certificate) throws IOException {
        ServerConfig where = new ServerConfig("127.0.0.1", 0, Pace.MAX, false, certificate);
        return new Meeting(
                ExchangeServer.start(config, BUSTLE, Speed.REAL, where, 0),
                Bybit.builder().caFile(certificate.pem()));
    }

    /** One more client with the same key. Whoever makes it closes it. */
    Bybit another() {
        return another(Exchange.at(server.webSocketAddress()));
    }

    /** The same by another description of the exchange. */
    Bybit another(Exchange described) {
        ApiKey key = server.keys().get(0);
        return Bybit.builder()
                .credentials(Credentials.of(key.key(), key.secret()))
                .exchange(described)
                .budgets(new Budgets())
                .build();
    }

    /** Does or asks something between two moments of the exchange. */
    <T> T ask(ExchangeServer.AskedOf<T> question) {
        return server.ask(question);
    }

    /** Lets faults begin now. */
    void fault(String script) {
        server.ask(exchange -> {
            exchange.venue().faults().begin(FaultSchedule.parse(script));
            return true;
        });
    }

    /**
     * Holds the exchange still, again and again, until the client has caught up with it.
     *
     * @param difference what the client has not, or has otherwise; null if all is the same
     */
    void inStep(Function<SimulatedExchange, @Nullable String> difference) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = server.ask(exchange -> waitFor(() -> difference.apply(exchange)));
        while (last != null) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(
                        "the client differs from the exchange: " + last + "; " + bybit.health() + " " + notices);
            }
            LockSupport.parkNanos(REST.toNanos());
            last = server.ask(exchange -> waitFor(() -> difference.apply(exchange)));
        }
    }

    private static @Nullable String waitFor(java.util.function.Supplier<@Nullable String> difference) {
        long deadline = System.nanoTime() + LOOK.toNanos();
        String last = difference.get();
        while (last != null && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(5_000_000);
            last = difference.get();
        }
        return last;
    }

    /** Waits until something has come about. */
    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("never: " + what + "; " + bybit.health());
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Whether some notice of a kind has come. */
    boolean wasTold(Class<? extends Notice> kind) {
        return notices.stream().anyMatch(kind::isInstance);
    }

    @Override
    public void close() {
        bybit.close();
        server.close();
    }
}
