package io.jaybit.client;

import io.jaybit.client.internal.session.SessionConfig;
import io.jaybit.feed.InputSink;
import io.jaybit.feed.Notice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link Bybit} to be; every one has a default that works. Confined to one thread. */
public final class BybitBuilder {
    private Exchange exchange = Exchange.mainnet();
    private @Nullable ProxyServer proxy;
    private @Nullable Path caFile;
    private boolean nativeTransport = !"false".equals(System.getProperty("jaybit.native"));
    private int ioThreads = 1;
    private int eventQueue = 65_536;
    private int noticeQueue = 16_384;
    private Duration openTimeout = Duration.ofSeconds(10);
    private SessionConfig session = SessionConfig.defaults();
    private Budgets budgets = Budgets.OF_THIS_PROCESS;
    private @Nullable Consumer<? super Notice> noticeListener;
    private @Nullable InputSink inputs;

    BybitBuilder() {}

    /** Default: {@link Exchange#mainnet}. */
    public BybitBuilder exchange(Exchange where) {
        exchange = where;
        return this;
    }

    /**
     * The key for what is one's own: private streams and orders. Default: none. It does not choose the exchange, though its file may
     * name one: see {@link Credentials#exchange}.
     */
    public BybitBuilder credentials(Credentials own) {
        session = session.withSigner(own.signer());
        return this;
    }

    /** Goes through a proxy, with streams and REST. Default: none; the JDK's proxy properties are not looked at. */
    public BybitBuilder proxy(ProxyServer server) {
        proxy = server;
        return this;
    }

    /** PEM certificates to trust besides the platform's own. */
    public BybitBuilder caFile(Path pem) {
        caFile = pem;
        return this;
    }

    /**
     * Whether to use epoll and BoringSSL where the machine has them; else NIO and the JDK's TLS, which do the same with more CPU.
     * Default: yes, unless the system property {@code jaybit.native} is {@code false}.
     */
    public BybitBuilder nativeTransport(boolean wanted) {
        nativeTransport = wanted;
        return this;
    }

    /** Threads that read sockets, 1 by default; one carries all of a category. Topics of one symbol stay together. */
    public BybitBuilder ioThreads(int count) {
        ioThreads = count;
        return this;
    }

    /** How many events may wait for listeners before the newest is dropped. Default: 65,536. */
    public BybitBuilder eventQueue(int capacity) {
        eventQueue = capacity;
        return this;
    }

    /** How long one attempt to connect may take, from name look-up to upgrade. Default: 10 s. */
    public BybitBuilder openTimeout(Duration timeout) {
        openTimeout = timeout;
        return this;
    }

    /** Tells of everything that happens from the very beginning; see {@link Bybit#notices}. */
    public BybitBuilder onNotice(Consumer<? super Notice> listener) {
        noticeListener = listener;
        return this;
    }

    /** Keeps everything that the client takes in, from the very beginning: a recorder. */
    public BybitBuilder inputs(InputSink keeper) {
        inputs = keeper;
        return this;
    }

    /** For tests, which have less time. */
    BybitBuilder session(SessionConfig config) {
        session = config.signer() == null ? config.withSigner(session.signer()) : config;
        return this;
    }

    /** For tests, which share nothing unless they want to. */
    BybitBuilder budgets(Budgets shared) {
        budgets = shared;
        return this;
    }

    /** @throws IllegalArgumentException listing everything that is wrong with these settings */
    public Bybit build() {
        List<String> problems = new ArrayList<>();
        if (ioThreads < 1 || ioThreads > 64) {
            problems.add("ioThreads must be 1 to 64, is " + ioThreads);
        }
        if (eventQueue < 1) {
            problems.add("eventQueue must be at least 1, is " + eventQueue);
        }
        if (openTimeout.isNegative() || openTimeout.isZero()) {
            problems.add("openTimeout must be positive, is " + openTimeout);
        }
        if (caFile != null && !Files.isReadable(caFile)) {
            problems.add("caFile cannot be read: " + caFile);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new Bybit(
                new Settings(
                        exchange,
                        proxy,
                        caFile,
                        nativeTransport,
                        ioThreads,
                        eventQueue,
                        noticeQueue,
                        openTimeout,
                        fitted(),
                        inputs),
                budgets,
                noticeListener);
    }

    /** The session must not give up a connection before the transport does. */
    private SessionConfig fitted() {
        SessionConfig.Timeouts timeouts = session.timeouts();
        return session.withTimeouts(new SessionConfig.Timeouts(
                openTimeout.plusSeconds(5),
                timeouts.answer(),
                timeouts.ping(),
                timeouts.pong(),
                timeouts.linger(),
                timeouts.loginValidity()));
    }
}
