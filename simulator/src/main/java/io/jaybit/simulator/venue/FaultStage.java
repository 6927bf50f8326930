package io.jaybit.simulator.venue;

import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.wire.StreamPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Stands between what the venue says and the sockets, and lets things go wrong as it is told. Confined to the exchange's thread.
 *
 * <p>A fault that strikes a number of times counts frames, whoever they go to: a frame that goes to two clients counts twice.
 */
public final class FaultStage {
    private static final byte[] DELTA = "\"type\":\"delta\"".getBytes(StandardCharsets.US_ASCII);

    private final Timeline timeline;
    private final Venue venue;
    private final FaultReach reach;
    private final List<Running> running = new ArrayList<>();
    private final Map<StreamConnection, FrameHold> holds = new LinkedHashMap<>();
    private final Map<FaultAction, Long> strikes = new EnumMap<>(FaultAction.class);

    /** A fault that has begun and is not over. */
    private static final class Running {
        private final Fault fault;
        private int left;

        private Running(Fault fault) {
            this.fault = fault;
            this.left = fault.count();
        }
    }

    FaultStage(Timeline timeline, Venue venue, FaultReach reach) {
        this.timeline = timeline;
        this.venue = venue;
        this.reach = reach;
    }

    /** Lets a script begin now. */
    public void begin(FaultSchedule schedule) {
        for (Fault fault : schedule.faults()) {
            if (fault.fromMillis() == 0) {
                begin(fault);
            } else {
                timeline.after(fault.fromMillis(), () -> begin(fault));
            }
        }
    }

    /** How often each kind of fault has struck. */
    public Map<FaultAction, Long> strikes() {
        return new EnumMap<>(strikes);
    }

    /** Those that have begun and are not over. */
    public List<Fault> running() {
        return running.stream().map(one -> one.fault).toList();
    }

    private void begin(Fault fault) {
        switch (fault.action()) {
            case RESTART -> {
                count(fault);
                reach.restartFeeds();
            }
            case RESET -> struck(fault).forEach(StreamConnection::reset);
            case CLOSE -> struck(fault).forEach(connection -> connection.close((int) fault.value(), ""));
            case CLEAR -> clear();
            case DROP,
                    DUPLICATE,
                    REORDER,
                    DELAY,
                    SKIP_U,
                    SILENCE,
                    REFUSE_UPGRADE,
                    REFUSE_TOPIC,
                    ANSWER,
                    ANSWER_EXECUTED,
                    SKEW,
                    MAINTENANCE,
                    CONNECTION_LIMIT -> start(fault);
        }
    }

    private void start(Fault fault) {
        Running one = new Running(fault);
        running.add(one);
        if (fault.action() == FaultAction.MAINTENANCE) {
            count(fault);
            reach.announceMaintenance(true);
        }
        if (fault.forMillis() > 0) {
            timeline.after(fault.forMillis(), () -> end(one));
        }
    }

    private void end(Running one) {
        if (running.remove(one) && one.fault.action() == FaultAction.MAINTENANCE) {
            reach.announceMaintenance(false);
        }
    }

    private void clear() {
        new ArrayList<>(running).forEach(this::end);
    }

    private List<StreamConnection> struck(Fault fault) {
        List<StreamConnection> struck = new ArrayList<>();
        for (StreamConnection connection : venue.connections()) {
            if (fault.target().isOn(connection.path())) {
                count(fault);
                struck.add(connection);
            }
        }
        return struck;
    }

    /** Sends a frame, or what is left of it. */
    void send(StreamConnection connection, String label, byte[] frame, boolean data) {
        FrameHold hold = holds.isEmpty() ? null : holds.get(connection);
        if (running.isEmpty() && hold == null) {
            connection.write(label, frame, data);
            return;
        }
        StreamPath path = connection.path();
        if (strike(FaultAction.SILENCE, path, label) != null
                || strike(FaultAction.DROP, path, label) != null
                || (isDelta(label, frame) && strike(FaultAction.SKIP_U, path, label) != null)) {
            return;
        }
        int copies = strike(FaultAction.DUPLICATE, path, label) == null ? 1 : 2;
        Fault delay = strike(FaultAction.DELAY, path, label);
        boolean overtaken = strike(FaultAction.REORDER, path, label) != null;
        if (hold == null && (delay != null || overtaken)) {
            hold = new FrameHold(timeline, connection);
            holds.put(connection, hold);
        }
        for (int i = 0; i < copies; i++) {
            if (hold == null) {
                connection.write(label, frame, data);
            } else if (overtaken) {
                hold.overtake(label, frame, data);
            } else {
                hold.send(label, frame, data, delay == null ? 0 : delay.value());
            }
        }
        if (hold != null && hold.isEmpty()) {
            holds.remove(connection);
        }
    }

    private static boolean isDelta(String label, byte[] frame) {
        if (!label.startsWith("orderbook.")) {
            return false;
        }
        // The type stands among the first fields, behind the topic.
        int end = Math.min(frame.length, label.length() + 120) - DELTA.length;
        for (int i = 0; i <= end; i++) {
            int same = 0;
            while (same < DELTA.length && frame[i + same] == DELTA[same]) {
                same++;
            }
            if (same == DELTA.length) {
                return true;
            }
        }
        return false;
    }

    /** Whether a protocol ping is answered. */
    boolean answersPings(StreamConnection connection) {
        return find(FaultAction.SILENCE, connection.path(), "answer.pong") == null;
    }

    /** The status that an upgrade is refused with. */
    OptionalInt upgradeRefusal(StreamPath path) {
        Fault refusal = strike(FaultAction.REFUSE_UPGRADE, path, "");
        if (refusal != null) {
            return OptionalInt.of((int) refusal.value());
        }
        Running limit = find(FaultAction.CONNECTION_LIMIT, path, "");
        if (limit != null && openOn(limit.fault.target()) >= limit.fault.value()) {
            count(limit.fault);
            return OptionalInt.of(403);
        }
        return OptionalInt.empty();
    }

    private long openOn(FaultTarget target) {
        return venue.connections().stream()
                .filter(connection -> target.isOn(connection.path()))
                .count();
    }

    boolean refusesTopic(StreamPath path, String topic) {
        return !running.isEmpty() && strike(FaultAction.REFUSE_TOPIC, path, topic) != null;
    }

    /** The code with which a request is answered and not carried out; {@code order} = it is about orders. */
    OptionalLong instead(String label, boolean order) {
        if (order && find(FaultAction.MAINTENANCE, null, label) != null) {
            return OptionalLong.of(10016);
        }
        return code(FaultAction.ANSWER, label);
    }

    /** The code with which a request is answered after it was carried out. */
    OptionalLong afterwards(String label) {
        return code(FaultAction.ANSWER_EXECUTED, label);
    }

    private OptionalLong code(FaultAction action, String label) {
        Fault fault = strike(action, null, label);
        return fault == null ? OptionalLong.empty() : OptionalLong.of(fault.value());
    }

    /** Whether an answer is lost; of REST, where no frames are. */
    boolean loses(String label) {
        return strike(FaultAction.SILENCE, null, label) != null || strike(FaultAction.DROP, null, label) != null;
    }

    /** What the venue's clock shows too much. */
    public long skewMillis() {
        long skew = 0;
        for (Running one : running) {
            skew += one.fault.action() == FaultAction.SKEW ? one.fault.value() : 0;
        }
        return skew;
    }

    void forget(StreamConnection connection) {
        holds.remove(connection);
    }

    /** Counts a strike of the first running fault of a kind that takes this; null if there is none. */
    private @Nullable Fault strike(FaultAction action, @Nullable StreamPath path, String label) {
        Running one = find(action, path, label);
        if (one == null) {
            return null;
        }
        count(one.fault);
        if (one.fault.count() > 0 && --one.left == 0) {
            end(one);
        }
        return one.fault;
    }

    private @Nullable Running find(FaultAction action, @Nullable StreamPath path, String label) {
        for (Running one : running) {
            if (one.fault.action() == action && takes(one.fault.target(), path, label)) {
                return one;
            }
        }
        return null;
    }

    /** An upgrade has a path and no label, a REST answer a label and no path. */
    private static boolean takes(FaultTarget target, @Nullable StreamPath path, String label) {
        if (path == null) {
            return target.takesAnywhere(label);
        }
        return label.isEmpty() ? target.isOn(path) : target.takes(path, label);
    }

    private void count(Fault fault) {
        strikes.merge(fault.action(), 1L, Long::sum);
    }
}
