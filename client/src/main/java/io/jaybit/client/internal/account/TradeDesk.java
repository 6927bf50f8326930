package io.jaybit.client.internal.account;

import io.jaybit.client.internal.wire.Control;
import io.jaybit.client.internal.wire.JsonBody;
import io.jaybit.client.internal.wire.TradeReply;
import io.jaybit.client.internal.wire.VenueCodes;
import io.jaybit.market.Category;
import io.jaybit.orders.Moment;
import io.jaybit.orders.OrderCommand;
import io.jaybit.orders.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Order commands on the trade socket. Confined to the session's thread; time is an argument.
 *
 * <p>A command goes at once or not at all: while the socket is not logged in, while the venue says that it takes no more, and while a
 * restarting node is being left, it is rejected with code 0. A command that went and was not answered, because the socket was lost or
 * because it took too long, is unknown; should its answer come later, it is told as well.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/trade/guideline">Order entry</a>: an answer says that a command
 * was taken for processing, never what became of the order; answers may come out of order.
 */
public final class TradeDesk implements CommandRoute {
    /** The socket, as the session has it. */
    public interface Port {
        /** The connection that is logged in; 0 if there is none. */
        int connection();

        void send(int connectionId, String text);

        /** Gives a connection up and goes for the next one. */
        void replace(int connectionId, String reason);
    }

    private static final long LATE_NANOS = Duration.ofMinutes(5).toNanos();
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_LATE = 10_000;

    /** What limits are counted by. */
    private record Bucket(OrderCommand kind, Category category, boolean batch) {}

    /** A request under way, or given up on. */
    private static final class Pending {
        private final List<TradeCommand> commands;
        private final Results to;
        private final int connection;
        private final long sentNanos;

        private Pending(List<TradeCommand> commands, Results to, int connection, long sentNanos) {
            this.commands = commands;
            this.to = to;
            this.connection = connection;
            this.sentNanos = sentNanos;
        }
    }

    private final Port port;
    private final long patienceNanos;
    private final Duration receiveWindow;
    private final String referer;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final LinkedHashMap<String, Pending> late = new LinkedHashMap<>();
    private final Map<Bucket, Long> exhaustedUntil = new HashMap<>();
    private int leaving;

    /**
     * @param patience for an answer; longer than {@code receiveWindow}, so that what is given up on cannot be taken later
     * @param receiveWindow how old a command may be when the venue reads it
     * @param referer a broker's id; empty for none
     */
    public TradeDesk(Port port, Duration patience, Duration receiveWindow, String referer) {
        if (patience.compareTo(receiveWindow) <= 0) {
            throw new IllegalArgumentException(
                    "patience " + patience + " must be longer than the receive window " + receiveWindow);
        }
        this.port = port;
        this.patienceNanos = patience.toNanos();
        this.receiveWindow = receiveWindow;
        this.referer = referer;
    }

    @Override
    public void send(List<TradeCommand> together, Results to, long nowNanos, Moment now) {
        List<TradeCommand> commands = List.copyOf(together);
        TradeCommand first = commands.get(0);
        Bucket bucket = new Bucket(first.kind(), first.symbol().category(), commands.size() > 1);
        int connection = port.connection();
        String obstacle = obstacle(connection, bucket, nowNanos);
        if (!obstacle.isEmpty()) {
            Replies.tellAll(commands, new Outcome.Rejected(0, "not sent: " + obstacle), to);
            return;
        }
        String id = first.id();
        pending.put(id, new Pending(commands, to, connection, nowNanos));
        port.send(connection, text(id, operation(bucket), OrderBodies.of(commands), now.venueEpochMillis()));
    }

    private String obstacle(int connection, Bucket bucket, long nowNanos) {
        if (connection == 0) {
            return "the trade socket is not logged in";
        }
        if (connection == leaving) {
            return "the venue's node restarts, another one is being connected";
        }
        Long until = exhaustedUntil.get(bucket);
        if (until != null && until - nowNanos > 0) {
            return "the venue takes no more of these for " + ((until - nowNanos) / 1_000_000 + 1) + " ms";
        }
        return "";
    }

    private static String operation(Bucket bucket) {
        return "order." + bucket.kind().name().toLowerCase(Locale.ROOT) + (bucket.batch() ? "-batch" : "");
    }

    private String text(String id, String operation, String body, long venueEpochMillis) {
        JsonBody header = new JsonBody()
                .text("X-BAPI-TIMESTAMP", Long.toString(venueEpochMillis))
                .text("X-BAPI-RECV-WINDOW", Long.toString(receiveWindow.toMillis()))
                .textUnlessEmpty("Referer", referer);
        return "{\"reqId\":\"" + id + "\",\"header\":" + header + ",\"op\":\"" + operation + "\",\"args\":[" + body
                + "]}";
    }

    /** Takes the trade socket's answers; others are ignored. */
    public void onControl(int connectionId, Control control, long nowNanos) {
        TradeReply reply = control.trade();
        String id = control.requestId();
        if (reply == null || id == null) {
            return;
        }
        Pending answered = pending.remove(id);
        if (answered == null) {
            answered = late.remove(id);
        }
        if (answered == null) {
            return;
        }
        limits(answered, reply, nowNanos);
        if (reply.code() == VenueCodes.NODE_RESTARTS) {
            leaving = connectionId;
        }
        leaveIfDone();
        Replies.tell(answered.commands, reply, answered.to);
    }

    private void limits(Pending answered, TradeReply reply, long nowNanos) {
        boolean none = reply.limitLeft().orElse(1) == 0 || reply.code() == VenueCodes.TOO_MANY_VISITS;
        if (none) {
            OptionalLong server = reply.serverEpochMillis();
            OptionalLong reset = reply.limitResetEpochMillis();
            long wait = server.isPresent() && reset.isPresent() ? reset.getAsLong() - server.getAsLong() : 0;
            // The reset is the present where nothing was exceeded: then the window of a second is waited for.
            Duration rest = wait > 0 ? Duration.ofMillis(wait) : Duration.ofSeconds(1);
            TradeCommand first = answered.commands.get(0);
            exhaustedUntil.put(
                    new Bucket(first.kind(), first.symbol().category(), answered.commands.size() > 1),
                    nowNanos + (rest.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : rest).toNanos());
        }
    }

    /** A restarting node finishes what it has begun, then it is left. */
    private void leaveIfDone() {
        int left = leaving;
        if (left != 0 && pending.values().stream().noneMatch(request -> request.connection == left)) {
            leaving = 0;
            port.replace(left, "the venue's node restarts (10019)");
        }
    }

    /** A connection is gone: what was not answered on it may have been done or not. */
    public void onLost(int connectionId, String reason) {
        if (leaving == connectionId) {
            leaving = 0;
        }
        late.values().removeIf(request -> request.connection == connectionId);
        List<Pending> lost = new ArrayList<>();
        for (Iterator<Pending> all = pending.values().iterator(); all.hasNext(); ) {
            Pending request = all.next();
            if (request.connection == connectionId) {
                all.remove();
                lost.add(request);
            }
        }
        lost.forEach(request -> Replies.tellAll(
                request.commands,
                new Outcome.Unknown("the trade socket was lost before the answer: " + reason),
                request.to));
    }

    /**
     * Gives up on what was not answered in time.
     *
     * @return when to come back, monotonic; {@link Long#MAX_VALUE} if nothing is under way
     */
    public long doWork(long nowNanos) {
        List<Pending> over = new ArrayList<>();
        long next = Long.MAX_VALUE;
        for (Iterator<Map.Entry<String, Pending>> all = pending.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Pending> request = all.next();
            long due = request.getValue().sentNanos + patienceNanos;
            if (due - nowNanos <= 0) {
                all.remove();
                late.put(request.getKey(), request.getValue());
                over.add(request.getValue());
            } else {
                next = Math.min(next, due);
            }
        }
        late.values().removeIf(request -> nowNanos - request.sentNanos > LATE_NANOS);
        while (late.size() > MOST_LATE) {
            late.remove(late.keySet().iterator().next());
        }
        leaveIfDone();
        over.forEach(request -> Replies.tellAll(
                request.commands,
                new Outcome.Unknown(
                        "no answer within " + Duration.ofNanos(patienceNanos).toMillis() + " ms"),
                request.to));
        return next;
    }

    /** Nobody listens any more: what was not answered may have been done or not. */
    public void close(String reason) {
        List<Pending> left = List.copyOf(pending.values());
        pending.clear();
        late.clear();
        left.forEach(request ->
                Replies.tellAll(request.commands, new Outcome.Unknown("not answered yet, and " + reason), request.to));
    }

    /** Requests without an answer. */
    public int underWay() {
        return pending.size();
    }
}
