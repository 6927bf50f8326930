package io.jaybit.simulator.venue;

import io.jaybit.simulator.desk.ApiKeys;
import io.jaybit.simulator.desk.TradeDesk;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.feed.Topic;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.StreamPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The exchange as clients meet it, without sockets. Confined to the thread that advances the timeline.
 *
 * <p>Whoever owns the sockets calls {@link #connect} at an upgrade and hands over what then comes in.
 */
public final class Venue {
    private static final long CHECK_MILLIS = 30_000;
    private static final long IDLE_MILLIS = 600_000;
    private static final Pattern ACTIVE_TIME = Pattern.compile("([1-9][0-9]{0,2})([sm])");

    private final Timeline timeline;
    private final VenueConfig config;
    private final VenueParts parts;
    private final Ids ids;
    private final FaultStage faults;
    private final RestFaults rest;
    private final DisconnectWatch disconnects;
    private final PublishedTally published = new PublishedTally();
    private final Doorman doorman;
    private final Set<StreamConnection> connections = new LinkedHashSet<>();
    private final List<FrameListener> listeners = new ArrayList<>();
    private long connectionsSoFar;
    private long slowClients;

    /** @param ids names of connections are drawn from it; best one of its own, as clients decide how many there are */
    public Venue(Timeline timeline, VenueConfig config, VenueParts parts, Ids ids) {
        this.timeline = timeline;
        this.config = config;
        this.parts = parts;
        this.ids = ids;
        this.faults = new FaultStage(timeline, this, parts.reach());
        this.disconnects = new DisconnectWatch(timeline, parts.protection());
        this.rest = new RestFaults(this, parts.desks());
        this.doorman = new Doorman(config);
        timeline.every(timeline.now() + CHECK_MILLIS, CHECK_MILLIS, this::cutIdle);
    }

    /**
     * Lets a client in.
     *
     * @param parameters of the upgrade's query
     * @param remote the client's address, by which it is limited
     * @throws UpgradeRefused if the upgrade is to be answered otherwise
     */
    public StreamConnection connect(StreamPath path, Map<String, String> parameters, String remote, Outlet outlet)
            throws UpgradeRefused {
        OptionalInt refusal = faults.upgradeRefusal(path);
        if (refusal.isPresent()) {
            throw new UpgradeRefused(refusal.getAsInt(), "");
        }
        doorman.enter(path, remote, timeline.now());
        connectionsSoFar++;
        String name = path.isPublic() ? ids.uuid() : ids.token(20) + '-' + Long.toString(connectionsSoFar, 36);
        StreamConnection connection =
                new StreamConnection(this, path, name, remote, outlet, idleMillis(path, parameters));
        connections.add(connection);
        return connection;
    }

    /** What is not readable, or outside 30 s to 600 s, is ignored; what the venue does with it is undocumented. */
    private static long idleMillis(StreamPath path, Map<String, String> parameters) {
        Matcher matcher = ACTIVE_TIME.matcher(parameters.getOrDefault("max_active_time", ""));
        if (path.isPublic() || !matcher.matches()) {
            return IDLE_MILLIS;
        }
        long millis = Long.parseLong(matcher.group(1)) * (matcher.group(2).equals("m") ? 60_000 : 1_000);
        return millis < 30_000 || millis > 600_000 ? IDLE_MILLIS : millis;
    }

    /** The venue's clock as clients see it, epoch milliseconds. */
    public long now() {
        return timeline.now() + faults.skewMillis();
    }

    /** Answers a REST request; no answer means that the connection is to be cut. */
    public Optional<HttpAnswer> answer(HttpQuestion question) {
        return rest.answer(question);
    }

    /** Has a listener told of every frame that is sent from now on, to whomever. */
    public void listen(FrameListener listener) {
        listeners.add(listener);
    }

    /** What goes wrong. */
    public FaultStage faults() {
        return faults;
    }

    /** Those that are open, oldest first. */
    public Collection<StreamConnection> connections() {
        return Collections.unmodifiableCollection(connections);
    }

    /** How many there have ever been. */
    public long connectionsSoFar() {
        return connectionsSoFar;
    }

    /** Cuts every client for whom more than this waits. */
    public void cutSlow(long bytes) {
        for (StreamConnection connection : List.copyOf(connections)) {
            connection.cutIfSlow(bytes);
        }
    }

    /** How many were cut because they did not read. */
    public long slowClients() {
        return slowClients;
    }

    private void cutIdle() {
        List<StreamConnection> all = new ArrayList<>(connections);
        all.forEach(StreamConnection::cutIfIdle);
    }

    Timeline timeline() {
        return timeline;
    }

    VenueConfig config() {
        return config;
    }

    ApiKeys keys() {
        return parts.keys();
    }

    TradeDesk trades() {
        return parts.trades();
    }

    @Nullable
    Topic find(StreamPath path, String name) {
        return faults.refusesTopic(path, name) ? null : parts.publicTopics().find(path, name);
    }

    @Nullable
    Topic find(Account account, String name) {
        if (faults.refusesTopic(StreamPath.PRIVATE, name)) {
            return null;
        }
        Topic topic = parts.privateTopics().find(account, name);
        return topic == null ? disconnects.find(account, name) : topic;
    }

    boolean mayTrade(String remote) {
        return doorman.mayTrade(remote, timeline.now());
    }

    PublishedTally published() {
        return published;
    }

    void sent(StreamConnection connection, String label, byte[] frame) {
        for (FrameListener listener : listeners) {
            listener.onSent(connection, label, frame);
        }
    }

    void countSlow() {
        slowClients++;
    }

    /** True the first time. */
    boolean forget(StreamConnection connection) {
        boolean known = connections.remove(connection);
        if (known) {
            doorman.leave(connection.path(), connection.remote());
            faults.forget(connection);
        }
        return known;
    }
}
