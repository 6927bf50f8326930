package io.jaybit.client.internal.session;

import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.wire.Control;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The venue and the network at the other end of a session, in virtual time: answers as the real one does, unless the script of a
 * test says otherwise. Also plays the client's books: a frame that follows a subscribe is a snapshot.
 */
final class ScriptedVenue implements SessionOutput {
    static final long START_EPOCH_NANOS = 1_784_900_000_000L * 1_000_000;
    static final String NOT_FOUND = "error:handler not found,topic:";

    /** Stands where a topic is subscribed and not delivered. */
    private static final Object STALLED = new Object();

    private record Event(long at, long order, Runnable run) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    /** A frame that the session sent. */
    record Sent(long at, int connectionId, VenueRequest request) {}

    final SessionManager session;
    final RandomGenerator random;

    // --- the script ---
    Duration latency = Duration.ofMillis(20);
    Duration period = Duration.ofSeconds(1);
    /** How far the venue's clock is ahead of ours. */
    Duration clockAhead = Duration.ZERO;
    /** What the next sockets meet instead of an upgrade; then all goes well again. */
    final Deque<OpenFailure> failures = new ArrayDeque<>();
    /** Sockets that are neither opened nor refused. */
    boolean swallowsOpens;
    /** Topics that are refused, with the venue's text. */
    final Map<String, String> refusals = new HashMap<>();
    /** Whether a refusal takes the whole request with it, as on linear and inverse. */
    boolean refusesWhole = true;
    /** Whether one topic that is not subscribed spoils a whole unsubscribe. */
    boolean refusesWholeUnsubscribes;
    /** Whether a refusal says which topic it is about. */
    boolean namesRefused = true;
    /** Whether answers carry the request's id, where the channel has ids at all. */
    boolean echoesIds = true;
    /** Requests that get no answer although they are carried out. */
    Predicate<VenueRequest> losesAck = request -> false;
    /** Requests that never arrive. */
    Predicate<VenueRequest> losesRequest = request -> false;
    /** Topics that are accepted and then never speak. */
    final Set<String> silent = new HashSet<>();
    /** Topics that say nothing after their snapshot. */
    final Set<String> snapshotsOnly = new HashSet<>();
    /** Topics that begin with a delta the next time they are subscribed. */
    final Set<String> withoutSnapshot = new HashSet<>();
    /** Topics that begin with a delta every time they are subscribed. */
    final Set<String> neverSnapshots = new HashSet<>();
    /** Books whose snapshots break at once. */
    final Set<Topic> snapshotsAreSick = new HashSet<>();
    /** How often each of these topics speaks, where it is not {@link #period}. */
    final Map<String, Duration> rhythms = new HashMap<>();

    boolean pongs = true;
    Duration dataBeforeAck = Duration.ZERO;
    /** The most topics one request may have; 0 for no limit. */
    int mostArgs;
    /** What a login is answered with; empty for a success. */
    String loginRefusal = "";

    Consumer<Notice> onNotice = notice -> {};
    Consumer<VenueRequest> onSend = request -> {};

    // --- what happened ---
    final List<Notice> notices = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    final List<Long> opens = new ArrayList<>();
    final List<String> closes = new ArrayList<>();
    final Map<Topic, StaleReason> invalidated = new LinkedHashMap<>();
    final Map<Topic, Boolean> books = new HashMap<>();
    final Map<Topic, Long> believed = new HashMap<>();
    final Map<Integer, VenueSocket> sockets = new LinkedHashMap<>();
    /** The most characters of topics that any socket ever carried, quotes and commas counted. */
    int mostCharacters;

    int mostTopics;
    int mostArgsSeen;
    boolean keepsHistory = true;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long order;
    private long now = 1_000_000_000L;
    private long wake;

    ScriptedVenue(SessionConfig config, long seed) {
        random = new SplittableRandom(seed);
        session = new SessionManager(config, this, new SplittableRandom(seed + 1));
    }

    static ScriptedVenue plain() {
        return new ScriptedVenue(SessionConfig.defaults(), 1);
    }

    // --- the test's hand ---

    long now() {
        return now;
    }

    long epoch() {
        return START_EPOCH_NANOS + now;
    }

    void subscribe(Topic... topics) {
        for (Topic topic : topics) {
            session.subscribe(topic, now, epoch());
        }
        work();
    }

    void subscribe(Collection<Topic> topics) {
        subscribe(topics.toArray(Topic[]::new));
    }

    void unsubscribe(Topic... topics) {
        for (Topic topic : topics) {
            session.unsubscribe(topic, now, epoch());
        }
        work();
    }

    /** Lets time pass. */
    void run(Duration duration) {
        long end = now + duration.toNanos();
        while (true) {
            Event next = events.peek();
            long at = next == null ? wake : Math.min(next.at(), wake);
            if (at > end) {
                break;
            }
            now = Math.max(now, at);
            while (next != null && next.at() <= now) {
                events.poll();
                next.run().run();
                next = events.peek();
            }
            work();
        }
        now = end;
        work();
    }

    /** Time passes while our thread does nothing: all that came meanwhile is read afterwards. */
    void freeze(Duration duration) {
        now += duration.toNanos();
        work();
        run(Duration.ZERO);
    }

    void after(Duration delay, Runnable run) {
        at(now + delay.toNanos(), run);
    }

    private void at(long nanos, Runnable run) {
        order++;
        events.add(new Event(nanos, order, run));
    }

    private void toUs(VenueSocket socket, Runnable run) {
        socket.lastToUs = Math.max(socket.lastToUs, now + latency.toNanos());
        at(socket.lastToUs, run);
    }

    VenueSocket socket() {
        List<VenueSocket> open = openSockets();
        if (open.size() != 1) {
            throw new IllegalStateException("there are " + open.size() + " open sockets");
        }
        return open.get(0);
    }

    List<VenueSocket> openSockets() {
        return sockets.values().stream().filter(socket -> socket.open).toList();
    }

    /** Ends a socket from the venue's side. */
    void drop(VenueSocket socket, String reason) {
        forget(socket);
        after(Duration.ZERO, () -> session.onClosed(socket.id, reason, now, epoch()));
    }

    /** A book breaks: from here on its frames are no use until a snapshot comes. */
    void breakBook(Topic topic, StaleReason reason) {
        books.put(topic, false);
        session.onBookSick(topic, reason, now, epoch());
        work();
    }

    /** A topic says nothing more until it is subscribed anew. */
    void stall(Topic topic) {
        for (VenueSocket socket : openSockets()) {
            if (socket.channel == topic.channel()) {
                socket.topics.computeIfPresent(topic.name(), (name, run) -> STALLED);
            }
        }
    }

    SessionHealth health() {
        return session.health(now, epoch());
    }

    TopicRow row(Topic topic) {
        return health().topics().stream()
                .filter(row -> row.topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + topic));
    }

    boolean isLive(Topic topic) {
        return health().topics().stream()
                .anyMatch(row -> row.topic().equals(topic) && row.wanted() && row.state() == TopicState.LIVE);
    }

    <N extends Notice> List<N> notices(Class<N> kind) {
        return notices.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<Sent> sent(String op) {
        return sent.stream().filter(frame -> frame.request().op().equals(op)).toList();
    }

    /** On how many sockets the venue delivers a topic. */
    long deliveries(Topic topic) {
        return openSockets().stream()
                .filter(socket -> socket.channel == topic.channel())
                .filter(socket -> socket.topics.getOrDefault(topic.name(), STALLED) != STALLED)
                .count();
    }

    private void work() {
        wake = session.doWork(now, epoch());
        if (wake < now) {
            throw new IllegalStateException("a deadline of the past: " + wake + " at " + now);
        }
    }

    // --- what the session asks ---

    @Override
    public void open(int connectionId, Channel channel) {
        opens.add(now);
        OpenFailure failure = failures.poll();
        if (failure != null) {
            after(latency, () -> session.onOpenFailed(connectionId, failure, now, epoch()));
            return;
        }
        if (swallowsOpens) {
            return;
        }
        VenueSocket socket = new VenueSocket(connectionId, channel);
        sockets.put(connectionId, socket);
        after(latency, () -> {
            if (sockets.containsKey(connectionId)) {
                socket.open = true;
                session.onOpened(connectionId, "wss://venue" + channel.path(), now, epoch());
            }
        });
    }

    @Override
    public void send(int connectionId, String text) {
        VenueRequest request = VenueRequest.read(text);
        if (keepsHistory) {
            sent.add(new Sent(now, connectionId, request));
        }
        onSend.accept(request);
        mostArgsSeen = Math.max(
                mostArgsSeen, request.op().equals("auth") ? 0 : request.args().size());
        VenueSocket socket = sockets.get(connectionId);
        if (socket == null || socket.deaf || losesRequest.test(request)) {
            return;
        }
        socket.lastToVenue = Math.max(socket.lastToVenue, now + latency.toNanos());
        at(socket.lastToVenue, () -> serve(socket, request));
    }

    @Override
    public void close(int connectionId, String reason) {
        closes.add(reason);
        VenueSocket socket = sockets.get(connectionId);
        if (socket != null) {
            forget(socket);
            if (random.nextBoolean()) {
                after(latency, () -> session.onClosed(connectionId, "closed by us", now, epoch()));
            }
        }
    }

    @Override
    public void notice(Notice notice) {
        if (keepsHistory) {
            notices.add(notice);
        }
        onNotice.accept(notice);
    }

    @Override
    public void invalidate(Topic topic, StaleReason reason) {
        invalidated.put(topic, reason);
        books.put(topic, false);
    }

    // --- how the venue serves ---

    private void forget(VenueSocket socket) {
        socket.open = false;
        socket.topics.clear();
        sockets.remove(socket.id);
    }

    void serve(VenueSocket socket, VenueRequest request) {
        if (!socket.open) {
            return;
        }
        switch (request.op()) {
            case "ping" -> {
                if (pongs) {
                    answer(socket, VenueAnswers.pong(socket.channel, request.id(), venueMillis()));
                }
            }
            case "auth" -> answer(socket, VenueAnswers.login(request.id(), loginRefusal));
            case "subscribe" -> subscribe(socket, request);
            case "unsubscribe" -> unsubscribe(socket, request);
            default -> throw new IllegalStateException("unknown op " + request.op());
        }
    }

    private void subscribe(VenueSocket socket, VenueRequest request) {
        String id = idOf(request);
        if (mostArgs > 0 && request.args().size() > mostArgs) {
            acknowledge(socket, request, VenueAnswers.failure(id, "args size >" + mostArgs, List.of()));
            return;
        }
        List<String> bad = request.args().stream().filter(refusals::containsKey).toList();
        List<String> good =
                request.args().stream().filter(topic -> !bad.contains(topic)).toList();
        if (socket.channel == Channel.OPTION || socket.channel == Channel.SPREAD) {
            deliver(socket, request, good, VenueAnswers.commandResponse(bad, good));
        } else if (bad.isEmpty()) {
            List<String> already =
                    good.stream().filter(socket.topics::containsKey).toList();
            if (already.isEmpty()) {
                deliver(socket, request, good, VenueAnswers.success(socket.channel, id, request));
            } else {
                acknowledge(socket, request, VenueAnswers.alreadySubscribed(id, already.get(0)));
            }
        } else {
            String text = refusals.get(bad.get(0));
            List<String> named = namesRefused ? bad.subList(0, 1) : List.of();
            Control refusal = VenueAnswers.failure(id, namesRefused ? text + bad.get(0) : text, named);
            if (refusesWhole) {
                acknowledge(socket, request, refusal);
            } else {
                deliver(socket, request, good, VenueAnswers.failure(id, text, bad, good));
            }
        }
    }

    private void unsubscribe(VenueSocket socket, VenueRequest request) {
        List<String> unknown = request.args().stream()
                .filter(topic -> !socket.topics.containsKey(topic))
                .toList();
        boolean lists = socket.channel == Channel.OPTION || socket.channel == Channel.SPREAD;
        if (refusesWholeUnsubscribes && !lists && !unknown.isEmpty()) {
            acknowledge(socket, request, VenueAnswers.unsubscribeFailure(idOf(request), unknown.get(0)));
        } else {
            request.args().forEach(socket.topics::remove);
            acknowledge(socket, request, VenueAnswers.success(socket.channel, idOf(request), request));
        }
    }

    private void deliver(VenueSocket socket, VenueRequest request, List<String> topics, Control ack) {
        topics.forEach(name -> start(socket, name));
        measure(socket);
        if (dataBeforeAck.isZero()) {
            acknowledge(socket, request, ack);
        } else {
            after(dataBeforeAck, () -> acknowledge(socket, request, ack));
        }
    }

    private void measure(VenueSocket socket) {
        mostTopics = Math.max(mostTopics, socket.topics.size());
        mostCharacters = Math.max(
                mostCharacters,
                socket.topics.keySet().stream()
                        .mapToInt(topic -> topic.length() + 3)
                        .sum());
    }

    private String idOf(VenueRequest request) {
        return echoesIds ? request.id() : "";
    }

    private void acknowledge(VenueSocket socket, VenueRequest request, Control ack) {
        if (!losesAck.test(request)) {
            answer(socket, ack);
        }
    }

    private void answer(VenueSocket socket, Control control) {
        toUs(socket, () -> {
            if (socket.open && !socket.mute) {
                session.onControl(socket.id, control, now, epoch());
            }
        });
    }

    private void start(VenueSocket socket, String name) {
        Object run = new Object();
        socket.topics.put(name, run);
        mostTopics = Math.max(mostTopics, socket.topics.size());
        mostCharacters = Math.max(
                mostCharacters,
                socket.topics.keySet().stream()
                        .mapToInt(topic -> topic.length() + 3)
                        .sum());
        if (!silent.contains(name)) {
            Topic topic = Topic.of(socket.channel, name);
            boolean snapshot = !withoutSnapshot.remove(name) && !neverSnapshots.contains(name);
            after(Duration.ZERO, () -> push(socket, topic, run, snapshot));
        }
    }

    private void push(VenueSocket socket, Topic topic, Object run, boolean snapshot) {
        if (socket.topics.get(topic.name()) != run) {
            return;
        }
        if (!socket.mute
                && (snapshot || !snapshotsOnly.contains(topic.name()))
                && !silent.contains(topic.name())
                && !socket.stalled.contains(topic.name())) {
            long pushed = venueMillis();
            toUs(socket, () -> receive(socket, topic, pushed, snapshot));
        }
        long nanos = rhythms.getOrDefault(topic.name(), period).toNanos();
        after(Duration.ofNanos(nanos / 2 + random.nextLong(nanos + 1)), () -> push(socket, topic, run, false));
    }

    private void receive(VenueSocket socket, Topic topic, long pushedMillis, boolean snapshot) {
        if (!socket.open) {
            return;
        }
        if (session.onData(socket.id, topic, pushedMillis, now, epoch())) {
            believed.merge(topic, 1L, Long::sum);
            if (snapshot) {
                books.put(topic, true);
                session.onBookLive(topic, now, epoch());
                if (snapshotsAreSick.contains(topic)) {
                    breakBook(topic, StaleReason.GAP);
                }
            }
        }
    }

    private long venueMillis() {
        return (epoch() + clockAhead.toNanos()) / 1_000_000;
    }
}
