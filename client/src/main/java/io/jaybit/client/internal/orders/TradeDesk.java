package io.jaybit.client.internal.orders;

import io.jaybit.client.internal.rest.Pacing;
import io.jaybit.client.internal.session.SessionManager;
import io.jaybit.client.internal.wire.JsonBody;
import io.jaybit.client.internal.wire.RequestIds;
import io.jaybit.client.internal.wire.TradeReply;
import io.jaybit.client.internal.wire.VenueCodes;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.orders.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands on the session's trade connection and reads what is answered. Confined to the I/O thread; takes time as an argument.
 *
 * <p>Nothing is queued and nothing is sent twice. A command whose connection ends, or that is not answered in time, is unknown; an answer
 * that comes later is told all the same. Where the venue's node is about to restart (10019), another connection takes the place of this
 * one, which stays for a while for what it still has to answer.
 *
 * <p>Give it every {@link Notice} of the session and every {@link TradeReply}; call {@link #doWork} when the deadline it returned has come
 * and after every command.
 */
public final class TradeDesk implements OrderWay {
    /** Takes frames to the socket. */
    @FunctionalInterface
    public interface Sender {
        void send(int connectionId, String text);
    }

    private static final int MOST_LATE = 10_000;

    /** A parcel under way. */
    private record Sent(Parcel parcel, int connectionId, long deadlineNanos) {}

    private final SessionManager session;
    private final Sender sender;
    private final Pacing pacing;
    private final Duration patience;
    private final String window;
    private final String referer;
    private final RequestIds ids = new RequestIds();
    private final Map<String, Sent> underWay = new LinkedHashMap<>();
    /** What was told as unknown and may still be answered, oldest first. */
    private final Map<String, Sent> late = new LinkedHashMap<>();

    /**
     * @param pacing shared with REST, as the venue counts both together
     * @param patience for an answer
     * @param window how late a command may arrive
     * @param referer of brokers; empty for none
     */
    public TradeDesk(
            SessionManager session, Sender sender, Pacing pacing, Duration patience, Duration window, String referer) {
        this.session = session;
        this.sender = sender;
        this.pacing = pacing;
        this.patience = patience;
        this.window = Long.toString(window.toMillis());
        this.referer = referer;
    }

    /** Has the trade connection opened and kept open. */
    public void start(long nowNanos, long epochNanos) {
        session.hold(Channel.TRADE, nowNanos, epochNanos);
    }

    @Override
    public @Nullable String obstacle(Parcel parcel, long nowNanos) {
        if (session.heldConnection(Channel.TRADE).isEmpty()) {
            return "not sent: the trade connection is not up";
        }
        long held = pacing.heldNanos(parcel.bucket(), nowNanos);
        return held == 0 ? null : "not sent: the venue's rate limit is used up for " + (held / 1_000_000 + 1) + " ms";
    }

    @Override
    public void send(Parcel parcel, long nowNanos, long epochNanos) {
        OptionalInt connection = session.heldConnection(Channel.TRADE);
        if (connection.isEmpty()) {
            parcel.tellAll(new Outcome.Rejected(0, "not sent: the trade connection is not up"));
            return;
        }
        String id = ids.next("order");
        underWay.put(id, new Sent(parcel, connection.getAsInt(), nowNanos + patience.toNanos()));
        JsonBody header = new JsonBody()
                .text("X-BAPI-TIMESTAMP", Long.toString(session.venueEpochNanos(epochNanos) / 1_000_000))
                .text("X-BAPI-RECV-WINDOW", window)
                .textUnlessEmpty("Referer", referer);
        sender.send(
                connection.getAsInt(),
                new JsonBody()
                        .text("reqId", id)
                        .json("header", header.toString())
                        .text("op", "order." + parcel.word())
                        .json("args", "[" + parcel.body() + "]")
                        .toString());
    }

    /** Something was answered on the trade socket. */
    public void onReply(TradeReply reply, long nowNanos, long epochNanos) {
        Sent early = underWay.remove(reply.requestId());
        Sent sent = early == null ? late.remove(reply.requestId()) : early;
        if (sent == null) {
            return;
        }
        int code = reply.code().orElse(-1);
        if (code == VenueCodes.TOO_MANY_VISITS || reply.limitLeft().orElse(1) == 0) {
            long venueEpochMillis = reply.venueEpochMillis() > 0
                    ? reply.venueEpochMillis()
                    : session.venueEpochNanos(epochNanos) / 1_000_000;
            pacing.exhausted(sent.parcel.bucket(), reply.limitResetEpochMillis(), venueEpochMillis, 0, nowNanos);
        }
        if (code == VenueCodes.NODE_RESTARTS) {
            session.renew(sent.connectionId, nowNanos, epochNanos);
        }
        if (reply.code().isEmpty()) {
            if (early != null) {
                sent.parcel.tellAll(new Outcome.Unknown("an answer without a code"));
            }
        } else {
            sent.parcel.answered(code, reply.message(), reply.data(), reply.extra());
        }
    }

    /** Something happened to a connection of the session. */
    public void onNotice(Notice notice) {
        if (notice instanceof Notice.Disconnected gone) {
            late.values().removeIf(sent -> sent.connectionId == gone.connectionId());
            for (Map.Entry<String, Sent> entry : List.copyOf(underWay.entrySet())) {
                if (entry.getValue().connectionId == gone.connectionId()) {
                    underWay.remove(entry.getKey());
                    entry.getValue()
                            .parcel
                            .tellAll(new Outcome.Unknown(
                                    "the connection ended before it was answered: " + gone.reason()));
                }
            }
        }
    }

    /**
     * Gives up waiting where it is time.
     *
     * @return when to come back at the latest; {@link Long#MAX_VALUE} if nothing is under way
     */
    public long doWork(long nowNanos) {
        long next = Long.MAX_VALUE;
        // All wait equally long: the oldest is the first.
        for (Map.Entry<String, Sent> entry : List.copyOf(underWay.entrySet())) {
            Sent sent = entry.getValue();
            if (sent.deadlineNanos - nowNanos > 0) {
                next = sent.deadlineNanos;
                break;
            }
            underWay.remove(entry.getKey());
            late.put(entry.getKey(), sent);
            if (late.size() > MOST_LATE) {
                late.remove(late.keySet().iterator().next());
            }
            sent.parcel.tellAll(new Outcome.Unknown("no answer within " + patience.toMillis() + " ms"));
        }
        return next;
    }

    /** Commands whose answer is waited for. */
    public int underWay() {
        return underWay.size();
    }
}
