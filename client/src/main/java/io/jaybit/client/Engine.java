package io.jaybit.client;

import io.jaybit.account.AccountEvent;
import io.jaybit.book.BookStatus;
import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.account.AccountEvents;
import io.jaybit.client.internal.net.IoThread;
import io.jaybit.client.internal.net.WebSocketLink;
import io.jaybit.client.internal.rest.MarketApi;
import io.jaybit.client.internal.session.ClockEstimate;
import io.jaybit.client.internal.session.ConnectionBudget;
import io.jaybit.client.internal.session.OpenFailure;
import io.jaybit.client.internal.session.SessionHealth;
import io.jaybit.client.internal.session.SessionManager;
import io.jaybit.client.internal.session.SessionOutput;
import io.jaybit.client.internal.wire.Control;
import io.jaybit.client.internal.wire.WireDecoder;
import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.FrameSink;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One I/O thread's world: session, sockets, decoders, books, and the routes from topics to who wants them. Everything happens on
 * that thread; from outside comes only what is handed to {@link #run}.
 */
final class Engine implements SessionOutput {
    private static final System.Logger LOG = System.getLogger("io.jaybit.client");
    private static final long PULSE_NANOS = 100_000_000;

    private static final long LINE_WORK_NANOS = 1_000_000_000L;

    private final Settings settings;
    private final IoThread io;
    private final Notices notices;
    private final RawSinks rawSinks;
    private final Inputs inputs;
    private final AtomicLong sequence;
    private final MarketApi rest;
    private final WallClock clock = new WallClock();
    private final EngineAlarm alarm;
    private final SessionManager session;
    private final Routes routes;
    private final MarketLine line;
    private final Curiosities curiosities = new Curiosities();
    private final Map<Channel, WireDecoder> decoders = new EnumMap<>(Channel.class);
    private final Map<Integer, Socket> sockets = new HashMap<>();
    private final Frame frame = new Frame();
    private long lineWorkNanos = System.nanoTime();
    private long nowNanos;
    private long epochNanos;
    private boolean clockTold;
    private int controlConnection;
    private boolean closed;
    private @Nullable AccountEngine account;

    Engine(
            Settings settings,
            IoThread io,
            DeliveryQueue queue,
            Notices notices,
            RawSinks rawSinks,
            Inputs inputs,
            AtomicLong sequence,
            MarketApi rest,
            ConnectionBudget budget) {
        this.settings = settings;
        this.io = io;
        this.notices = notices;
        this.rawSinks = rawSinks;
        this.inputs = inputs;
        this.sequence = sequence;
        this.rest = rest;
        this.alarm = new EngineAlarm(io, () -> here(() -> {}));
        this.routes = new Routes(queue, notices, this::run, this::published, this::fullSnapshotWanted, this::epochNow);
        this.line = new MarketLine(routes);
        this.session = new SessionManager(settings.session(), this, new SplittableRandom(), budget);
    }

    /**
     * Runs a task of this client on the I/O thread, with fresh stamps, and what is due in the session after it.
     *
     * @return whether it will be run; not once the thread has ended
     */
    boolean run(Runnable task) {
        return io.execute(() -> here(task));
    }

    private void here(Runnable task) {
        stamp();
        try {
            task.run();
            tick();
        } catch (RuntimeException bug) {
            ownFailure(bug);
        }
    }

    private void stamp() {
        nowNanos = System.nanoTime();
        epochNanos = clock.epochNanosAt(nowNanos);
    }

    private long epochNow() {
        return epochNanos;
    }

    IoThread io() {
        return io;
    }

    /** Lets the session do what is due, and sets the alarm for what is due next. */
    private void tick() {
        if (closed || alarm.wasHeldUp(nowNanos)) {
            return;
        }
        long next = session.doWork(nowNanos, epochNanos);
        if (account != null) {
            next = Math.min(next, account.doWork());
        }
        if (nowNanos - lineWorkNanos >= LINE_WORK_NANOS) {
            lineWorkNanos = nowNanos;
            inputs.onTimer(epochNanos, nowNanos);
            line.doWork(epochNanos);
            clockTold = false;
        }
        tellClock();
        if (routes.hasFullBooks() || inputs.isWanted()) {
            next = Math.min(next, nowNanos + LINE_WORK_NANOS);
        }
        alarm.atLatest(next);
    }

    /** As soon as it is known, and every second. */
    private void tellClock() {
        ClockEstimate clock = clockTold ? null : session.clock();
        if (clock != null) {
            clockTold = true;
            inputs.onClock(clock.offsetNanos(), clock.errorNanos(), epochNanos, nowNanos);
        }
    }

    /** Tells ten times a second how the session does, as long as it is wanted. */
    void pulse(BooleanSupplier wanted, BiConsumer<SessionHealth, Long> to) {
        io.after(
                PULSE_NANOS,
                () -> here(() -> {
                    if (!closed && wanted.getAsBoolean()) {
                        to.accept(session.health(nowNanos, epochNanos), epochNanos);
                        pulse(wanted, to);
                    }
                }));
    }

    void subscribe(TopicSubscription subscription, List<Topic> topics) {
        for (Topic topic : topics) {
            if (closed || !subscription.isOpen()) {
                return;
            }
            boolean first = routes.add(topic, subscription, line);
            if (first) {
                decoder(topic.channel()).expect(topic);
                try {
                    session.subscribe(topic, nowNanos, epochNanos);
                } catch (IllegalArgumentException impossible) {
                    routes.remove(topic, subscription);
                    subscription.failed(topic, String.valueOf(impossible.getMessage()));
                    continue;
                }
            }
            subscription.routed(topic, line);
        }
    }

    void unsubscribe(TopicSubscription subscription, List<Topic> topics) {
        for (Topic topic : topics) {
            if (routes.remove(topic, subscription)) {
                session.unsubscribe(topic, nowNanos, epochNanos);
                forget(topic);
            }
        }
    }

    void close() {
        if (!closed) {
            // What the user has done himself need not be told to him, topic by topic.
            routes.silence();
            session.close(nowNanos, epochNanos);
            closed = true;
        }
    }

    /** Adds this engine's part to a picture of the client. */
    void report(HealthReport into) {
        SessionHealth health = session.health(nowNanos, epochNanos);
        into.add(health, routes, line, curiosities);
    }

    // ---- the own account ----

    /** What an account's part on this thread may use. */
    AccountEngine.Host accountHost() {
        return new AccountHost(session, this::send, () -> nowNanos, () -> epochNanos);
    }

    /** Follows an account from now on. */
    void follow(AccountEngine followed, boolean bySocket) {
        account = followed;
        if (bySocket) {
            session.hold(Channel.TRADE, nowNanos, epochNanos);
        }
    }

    /** Follows no account any more. */
    void unfollow() {
        account = null;
        if (!closed) {
            session.release(Channel.TRADE, nowNanos, epochNanos);
        }
    }

    private WireDecoder decoder(Channel channel) {
        return decoders.computeIfAbsent(
                channel, one -> new WireDecoder(one, this::onControl, new AccountEvents(this::onAccount)));
    }

    private void onAccount(AccountEvent event) {
        Topic topic = decoder(Channel.PRIVATE).lastTopic();
        if (topic != null) {
            routes.onAccount(topic, event);
        }
    }

    // ---- what the session asks for ----

    @Override
    public void open(int connectionId, Channel channel) {
        Socket socket = new Socket(connectionId, channel);
        sockets.put(connectionId, socket);
        socket.link = io.open(settings.exchange().stream(channel), socket);
    }

    @Override
    public void send(int connectionId, String text) {
        Socket socket = sockets.get(connectionId);
        if (socket != null && socket.link != null) {
            inputs.onSent(connectionId, socket.channel, text, epochNanos, nowNanos);
            socket.link.send(text);
        }
    }

    @Override
    public void close(int connectionId, String reason) {
        Socket socket = sockets.remove(connectionId);
        if (socket != null && socket.link != null) {
            socket.gone();
            socket.link.close();
        }
    }

    @Override
    public void notice(Notice notice) {
        inputs.onNotice(notice, nowNanos);
        if (account != null) {
            account.onNotice(notice);
        }
        routes.onSessionNotice(notice);
        if (notice instanceof Notice.TopicClosed gone && !routes.wants(gone.topic())) {
            forget(gone.topic());
        }
    }

    private void forget(Topic topic) {
        inputs.onForgotten(topic, epochNanos, nowNanos);
        line.forget(topic);
    }

    @Override
    public void invalidate(Topic topic, StaleReason reason) {
        inputs.onInvalidated(topic, reason, epochNanos, nowNanos);
        line.invalidate(topic, reason, epochNanos);
        routes.showBook(topic, line);
    }

    private void fullSnapshotWanted(Topic topic, long nowEpochNanos) {
        Category category = topic.channel().category();
        if (category == null) {
            fullSnapshotFailed(topic);
            return;
        }
        rest.fullBook(category, topic.target(), topic)
                .whenComplete((snapshot, failure) -> run(() -> {
                    if (snapshot == null) {
                        LOG.log(System.Logger.Level.DEBUG, () -> "no snapshot for " + topic + ": " + failure);
                        fullSnapshotFailed(topic);
                    } else {
                        inputs.onFullSnapshot(snapshot, epochNanos, nowNanos);
                        line.onFullSnapshot(snapshot);
                    }
                }));
    }

    private void fullSnapshotFailed(Topic topic) {
        inputs.onFullSnapshotFailed(topic, epochNanos, nowNanos);
        line.onFullSnapshotFailed(topic);
    }

    /** After a notice that came out of the line was published: a sick book is the session's to cure. */
    private void published(Notice notice) {
        if (notice instanceof Notice.BookStatusChanged changed) {
            StaleReason reason = changed.reason();
            if (reason == null) {
                if (changed.status() == BookStatus.LIVE) {
                    session.onBookLive(changed.topic(), nowNanos, epochNanos);
                }
            } else if (isSickness(reason)) {
                session.onBookSick(changed.topic(), reason, nowNanos, epochNanos);
            }
        }
    }

    /** Whether the book itself found it out; everything else came from the session. */
    private static boolean isSickness(StaleReason reason) {
        return switch (reason) {
            case GAP, CROSSED, UNREPRESENTABLE -> true;
            case DISCONNECTED, SILENT, UNAVAILABLE, CLOSED -> false;
        };
    }

    // ---- what sockets bring ----

    private void onText(Socket socket, byte[] bytes, int offset, int length) {
        frame.set(bytes, offset, length, socket.channel, socket.id, sequence.incrementAndGet(), epochNanos, nowNanos);
        for (FrameSink sink : rawSinks.all()) {
            try {
                sink.onFrame(frame);
            } catch (Throwable thrown) {
                notices.callbackFailed(null, thrown, epochNanos);
            }
        }
        inputs.onFrame(frame);
        controlConnection = socket.id;
        WireDecoder decoder = socket.decoder;
        FrameDecoder.Verdict verdict = decoder.decode(frame, line);
        switch (verdict) {
            case DATA -> {
                Topic topic = decoder.lastTopic();
                if (topic != null) {
                    session.onData(socket.id, topic, decoder.lastPushedEpochMillis(), nowNanos, epochNanos);
                    routes.onFrame(topic, frame);
                }
            }
            case UNKNOWN_TOPIC -> {
                Topic topic = decoder.lastTopic();
                if (topic != null) {
                    session.onData(socket.id, topic, decoder.lastPushedEpochMillis(), nowNanos, epochNanos);
                    if (curiosities.isNew(topic)) {
                        notices.publish(new Notice.UnknownTopic(topic, epochNanos));
                    }
                    routes.onFrame(topic, frame);
                }
            }
            case CONTROL -> {
                // The session has it already.
            }
            case UNREADABLE -> unreadable(socket, decoder.complaint(), bytes, offset, length);
        }
        if (session.wantsWork() || (account != null && socket.channel.needsLogin())) {
            // A sick book, a first frame, news of the account: that is not left until the next alarm.
            tick();
        }
    }

    private void unreadable(Socket socket, String complaint, byte[] bytes, int offset, int length) {
        session.onUnreadable(socket.id, nowNanos, epochNanos);
        if (account != null && socket.channel == Channel.PRIVATE) {
            account.onUnreadable(complaint);
        }
        String excerpt = new String(bytes, offset, Math.min(length, Curiosities.EXCERPT), StandardCharsets.UTF_8);
        curiosities.keep(new Health.UnreadableFrame(socket.id, complaint, excerpt, epochNanos));
        notices.publish(new Notice.Unreadable(socket.id, complaint, excerpt, epochNanos));
    }

    private void onControl(Control control) {
        session.onControl(controlConnection, control, nowNanos, epochNanos);
        if (account != null) {
            account.onControl(controlConnection, control);
        }
    }

    /** Something of ours threw: the stream goes on, and whoever looks after the program should know. */
    private void ownFailure(Throwable bug) {
        LOG.log(System.Logger.Level.ERROR, "jaybit: a bug of the client, the stream goes on", bug);
    }

    /** One attempt and, if it succeeds, one socket. */
    private final class Socket implements WebSocketLink.Events {
        private final int id;
        private final Channel channel;
        private final WireDecoder decoder;
        private @Nullable WebSocketLink link;
        private @Nullable Registration known;

        private Socket(int id, Channel channel) {
            this.id = id;
            this.channel = channel;
            this.decoder = decoder(channel);
        }

        @Override
        public void onOpen() {
            if (channel == Channel.PRIVATE && sockets.containsKey(id)) {
                known = PrivateSessions.opened(settings);
            }
            here(() -> session.onOpened(id, settings.exchange().stream(channel).toString(), nowNanos, epochNanos));
        }

        @Override
        public void onFailed(OpenFailure failure) {
            sockets.remove(id);
            here(() -> session.onOpenFailed(id, failure, nowNanos, epochNanos));
        }

        private void gone() {
            if (known != null) {
                known.close();
            }
        }

        @Override
        public void onRead() {
            stamp();
        }

        @Override
        public void onText(byte[] bytes, int offset, int length) {
            try {
                Engine.this.onText(this, bytes, offset, length);
            } catch (RuntimeException bug) {
                ownFailure(bug);
            }
        }

        @Override
        public void onClosed(String reason) {
            sockets.remove(id);
            gone();
            here(() -> session.onClosed(id, reason, nowNanos, epochNanos));
        }
    }
}
