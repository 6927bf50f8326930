package io.jaybit.client.internal.session;

import static io.jaybit.client.internal.session.ConnectionState.AUTHENTICATING;
import static io.jaybit.client.internal.session.ConnectionState.CLOSED;
import static io.jaybit.client.internal.session.ConnectionState.CONNECTING;
import static io.jaybit.client.internal.session.ConnectionState.LIVE;
import static io.jaybit.client.internal.session.ConnectionState.SUBSCRIBING;
import static io.jaybit.client.internal.session.ConnectionState.WAITING;

import io.jaybit.client.internal.wire.Control;
import io.jaybit.client.internal.wire.Requests;
import io.jaybit.client.internal.wire.Signer;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One place for topics, with one socket after the other: opens it, logs in, has topics subscribed, listens whether it lives, and
 * opens the next one when it is gone. Confined to the session's thread.
 */
final class Connection {
    final Channel channel;
    private final World world;
    private final RequestDesk desk;
    private final Heartbeat heartbeat;
    private final RetryPolicy retries;
    private final StrayWatch strays;
    private final List<TopicSession> topics = new ArrayList<>();
    /** Born to cure a topic, which stays alone on it until it is well. */
    private final @Nullable TopicSession patient;

    private ConnectionState state = WAITING;
    private int id;
    private String url = "";
    private int characters;
    private boolean held;
    /** What is waited for in the present state: the next attempt, the socket, the login reply. */
    private long deadline;

    private long readySince;
    private long emptySince;
    private long lastHeard;
    private long lastHeardEpoch;
    private long openedEpoch;
    private long frames;
    private int attempts;
    private int opened;
    private int lost;
    private String lastTrouble = "";

    Connection(World world, Channel channel, @Nullable TopicSession patient) {
        this.world = world;
        this.channel = channel;
        this.patient = patient;
        this.desk = new RequestDesk(world, this);
        this.heartbeat = new Heartbeat(world, channel);
        this.retries = new RetryPolicy(world);
        this.strays = new StrayWatch(world, desk);
        this.emptySince = world.now();
        this.deadline = world.now();
    }

    /** Of its present socket or its last one; 0 before the first. */
    int id() {
        return id;
    }

    ConnectionState state() {
        return state;
    }

    /** In the order in which they were placed. */
    List<TopicSession> topics() {
        return topics;
    }

    boolean isForCure() {
        return patient != null;
    }

    int lost() {
        return lost;
    }

    boolean hasLiveTopics() {
        for (TopicSession topic : topics) {
            if (topic.state() == TopicState.LIVE) {
                return true;
            }
        }
        return false;
    }

    /** Whether so much more may be subscribed here. */
    boolean hasRoomFor(int moreTopics, int moreCharacters) {
        SessionConfig.Limits limits = world.config.limits();
        boolean reserved = patient != null && patient.home() == this && patient.isOnFreshRung();
        return state != CLOSED
                && !reserved
                && topics.size() + moreTopics <= limits.topicsOn(channel)
                && characters + moreCharacters <= limits.argsCharacters();
    }

    void add(TopicSession topic) {
        topics.add(topic);
        characters += topic.characters();
        world.touch();
    }

    void remove(TopicSession topic) {
        if (topics.remove(topic)) {
            characters -= topic.characters();
            if (topics.isEmpty()) {
                emptySince = world.now();
            }
            world.touch();
        }
    }

    /** Keeps it open without topics, or no more. */
    void hold(boolean hold) {
        held = hold;
        if (topics.isEmpty()) {
            emptySince = world.now();
        }
        world.touch();
    }

    boolean isHeld() {
        return held;
    }

    // --- the socket ---

    void socketOpened(String socketUrl) {
        if (state != CONNECTING) {
            return;
        }
        url = socketUrl;
        opened++;
        openedEpoch = world.epoch();
        heard();
        heartbeat.start(id);
        Signer signer = world.config.signer();
        if (!channel.needsLogin()) {
            ready();
        } else if (signer == null) {
            throw new IllegalStateException(channel + " needs a login and the session has no signer");
        } else {
            logIn(signer);
        }
    }

    void socketFailed(OpenFailure failure) {
        if (state == CONNECTING) {
            failed(retries.describe(failure), retries.after(failure));
        }
    }

    void socketClosed(String reason) {
        switch (state) {
            case CONNECTING, AUTHENTICATING -> failed(reason, retries.afterFailure());
            case SUBSCRIBING, LIVE -> lost(reason);
            case WAITING, CLOSED -> {
                // We closed it ourselves and were told so.
            }
        }
    }

    void control(Control control) {
        heard();
        switch (control.kind()) {
            case PONG -> heartbeat.pong(control);
            case LOGIN_REPLY -> loginReply(control);
            case SUBSCRIBE_ACK, UNSUBSCRIBE_ACK, COMMAND_RESPONSE -> answer(control);
            case REQUEST_ERROR -> {
                if (state == AUTHENTICATING) {
                    loginReply(control);
                } else {
                    answer(control);
                }
            }
            case TRADE_REPLY -> {
                // Of an order; whoever sent it reads it.
            }
            case UNRECOGNISED -> unexpected(control.message());
        }
        world.touch();
    }

    /** Anything at all came. */
    void heard() {
        lastHeard = world.now();
        lastHeardEpoch = world.epoch();
    }

    void dataFrame() {
        frames++;
        heard();
    }

    /**
     * Data came that nobody here wants.
     *
     * @param known whether we know a topic of that name; frames of the own account may bear another name than was subscribed
     */
    void stray(String topic, boolean known) {
        dataFrame();
        if (state.isReady() && (known || !channel.needsLogin())) {
            strays.came(topic);
        }
    }

    /** Gives the socket up, for a reason of ours, and goes for the next one. */
    void replace(String reason) {
        closeSocket(reason);
        lost(reason);
    }

    // --- time ---

    void work() {
        switch (state) {
            case WAITING -> {
                if (topics.isEmpty() && !held) {
                    moveTo(CLOSED);
                } else if (world.now() >= deadline && world.budget.tryTake(world.callersNanos(world.now()))) {
                    connect();
                }
            }
            case CONNECTING -> {
                if (world.isOver(deadline)) {
                    closeSocket("no connection in time");
                    failed(
                            "no connection within "
                                    + world.config.timeouts().open().toSeconds() + " s",
                            retries.afterFailure());
                }
            }
            case AUTHENTICATING -> {
                if (world.isOver(deadline)) {
                    closeSocket("no answer to the login");
                    failed(
                            "no answer to the login within "
                                    + world.config.timeouts().answer().toSeconds() + " s",
                            retries.afterFailure());
                }
            }
            case SUBSCRIBING, LIVE -> workWhileReady();
            case CLOSED -> {
                // Nothing is due any more.
            }
        }
    }

    /** When {@link #work} has something to do, if nothing happens before. */
    long deadline() {
        return switch (state) {
            case WAITING -> {
                long wait = world.budget.waitNanos(world.callersNanos(world.now()));
                yield Math.max(deadline, world.now() + wait);
            }
            case CONNECTING, AUTHENTICATING -> world.fair(deadline);
            case SUBSCRIBING, LIVE -> {
                long next = Math.min(heartbeat.deadline(lastHeard), desk.deadline());
                yield isIdle() ? Math.min(next, lingerEnds()) : next;
            }
            case CLOSED -> World.NEVER;
        };
    }

    /** When most of its topics are sick, the fault is its own: it gets a new socket, but not every minute. */
    void replaceIfMostAreSick() {
        if (!state.isReady()) {
            return;
        }
        int speaking = 0;
        int sick = 0;
        for (TopicSession topic : topics) {
            if (topic.hasSpoken()) {
                speaking++;
                sick += topic.isSick() ? 1 : 0;
            }
        }
        if (sick >= 3 && sick * 2 > speaking && retries.mayReplace()) {
            replace(sick + " of " + speaking + " topics are sick");
        }
    }

    void close(String reason) {
        if (state == CLOSED) {
            return;
        }
        boolean wasReady = state.isReady();
        if (state.hasSocket()) {
            closeSocket(reason);
        }
        moveTo(CLOSED);
        if (wasReady) {
            world.out.notice(new Notice.Disconnected(id, reason, lastHeardEpoch, null, world.epoch()));
        }
    }

    ConnectionRow row() {
        return new ConnectionRow(
                id,
                channel,
                state,
                url,
                topics.size(),
                characters,
                frames,
                opened,
                attempts,
                retries.failuresInRow(),
                heartbeat.pings(),
                heartbeat.pongs(),
                heartbeat.missed(),
                heartbeat.roundTrip(),
                state.isReady() || state == AUTHENTICATING ? OptionalLong.of(openedEpoch) : OptionalLong.empty(),
                opened == 0 ? OptionalLong.empty() : OptionalLong.of(lastHeardEpoch),
                lastTrouble);
    }

    private void connect() {
        id = world.newSocket(this);
        attempts++;
        deadline = world.now() + world.config.timeouts().open().toNanos();
        moveTo(CONNECTING);
        world.out.open(id, channel);
    }

    private void logIn(Signer signer) {
        long expiresNanos = world.clock.latestVenueEpochNanos(world.epoch())
                + world.config.timeouts().loginValidity().toNanos();
        long expiresMillis = expiresNanos / 1_000_000;
        deadline = world.now() + world.config.timeouts().answer().toNanos();
        moveTo(AUTHENTICATING);
        world.out.send(
                id,
                Requests.login(
                        world.requestIds.next("auth"),
                        signer.apiKey(),
                        expiresMillis,
                        signer.signLogin(expiresMillis),
                        channel == Channel.TRADE));
    }

    private void loginReply(Control reply) {
        if (state != AUTHENTICATING) {
            return;
        }
        if (reply.success()) {
            retries.loggedIn();
            ready();
            return;
        }
        String reason = "login refused: " + Refusal.reason(reply);
        world.out.notice(new Notice.LoginRefused(id, Refusal.reason(reply), world.epoch()));
        closeSocket(reason);
        failed(reason, retries.afterRefusedLogin());
    }

    private void ready() {
        readySince = world.now();
        moveTo(SUBSCRIBING);
        world.out.notice(new Notice.Connected(id, url, world.epoch()));
        world.touch();
    }

    private void workWhileReady() {
        String dead = heartbeat.work(lastHeard);
        if (dead == null) {
            dead = desk.giveUpWaiting();
        }
        if (dead != null) {
            replace(dead);
            return;
        }
        if (isIdle() && world.now() >= lingerEnds()) {
            close("no topics left");
            return;
        }
        desk.send();
        ConnectionState asTopicsStand = SUBSCRIBING;
        if (topics.stream().noneMatch(topic -> topic.state() == TopicState.WAITING || topic.pending() != null)) {
            asTopicsStand = LIVE;
        }
        if (asTopicsStand != state) {
            moveTo(asTopicsStand);
        }
    }

    private boolean isIdle() {
        return topics.isEmpty() && !held;
    }

    private long lingerEnds() {
        return emptySince + world.config.timeouts().linger().toNanos();
    }

    private void answer(Control control) {
        if (state.isReady() && !desk.answer(control)) {
            unexpected(control.op() + " " + control.message());
        }
    }

    private void unexpected(String text) {
        world.countUnexpected();
        if (strays.mayReport()) {
            world.out.notice(new Notice.Unexpected(id, text, world.epoch()));
        }
    }

    /** An attempt came to nothing. */
    private void failed(String reason, long retryIn) {
        forgetSocket(reason, retryIn);
        world.out.notice(new Notice.ConnectFailed(
                id, reason, retries.failuresInRow(), Duration.ofNanos(retryIn), world.epoch()));
    }

    /** A socket that was in use is gone. */
    private void lost(String reason) {
        lost++;
        long retryIn = retries.afterLoss(world.now() - readySince);
        long heardEpoch = lastHeardEpoch;
        forgetSocket(reason, retryIn);
        boolean goesOn = held || topics.stream().anyMatch(TopicSession::isWanted);
        world.out.notice(new Notice.Disconnected(
                id, reason, heardEpoch, goesOn ? Duration.ofNanos(retryIn) : null, world.epoch()));
        for (TopicSession topic : List.copyOf(topics)) {
            topic.lostSocket();
        }
    }

    private void forgetSocket(String reason, long retryIn) {
        world.forgetSocket(id);
        heartbeat.stop();
        desk.clear();
        lastTrouble = reason;
        deadline = world.now() + retryIn;
        moveTo(WAITING);
        world.touch();
    }

    private void closeSocket(String reason) {
        world.forgetSocket(id);
        world.out.close(id, reason);
    }

    private void moveTo(ConnectionState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("connection " + id + " cannot become " + next + " from " + state);
        }
        state = next;
        world.touch();
    }
}
