package io.jaybit.coverage;

import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time line of one topic. Its past lies in a {@link Timeline}; from {@link #since} on the line is <em>open</em>: either trusted, as far
 * as something was heard, or lost until it is trusted again. Venue milliseconds. Confined to the ledger's thread.
 */
final class TopicLine {
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;

    private final Topic topic;
    private final LedgerClock clock;
    private final PushLag pushLag;
    private final boolean sequenced;
    private final int maxStretches;
    private final long keepMillis;
    private final Timeline past = new Timeline(Mark.of(CoverageState.UNSEEN, Cause.NOT_SUBSCRIBED.bit()));

    private boolean trusted;
    private long since = Long.MIN_VALUE;
    private CoverageState openState = CoverageState.UNSEEN;
    private int openCauses = Cause.NOT_SUBSCRIBED.bit();
    private CoverageState proof;
    private boolean everTrusted;
    private long trustedSince;
    private long lostSince;

    private long lastHeard = Long.MIN_VALUE;
    private long told = Long.MIN_VALUE;
    private long toldBefore = Long.MIN_VALUE;
    private long lastFrameNanos = Long.MIN_VALUE;
    private long lostNanos = Long.MIN_VALUE;
    private @Nullable ConnectionPulse connection;
    private boolean closed;

    private long existsFrom = Long.MIN_VALUE;
    private long existsTo = Long.MAX_VALUE;
    private int foldAbove;

    TopicLine(Topic topic, LedgerClock clock, int maxStretches, long keepMillis) {
        this.topic = topic;
        this.clock = clock;
        this.pushLag = new PushLag(topic);
        this.sequenced = isSequenced(topic);
        this.proof = firstProof();
        this.maxStretches = maxStretches;
        this.foldAbove = maxStretches;
        this.keepMillis = keepMillis;
    }

    /** Whether an unbroken {@code u} proves completeness: all depths but level 1, which sends snapshots only. */
    static boolean isSequenced(Topic topic) {
        return topic.kind().isBook() && !topic.argument().equals("1");
    }

    Topic topic() {
        return topic;
    }

    boolean sequenced() {
        return sequenced;
    }

    boolean isOn(int connectionId) {
        return connection != null && connection.id() == connectionId;
    }

    boolean closed() {
        return closed;
    }

    /** What happened so many milliseconds before something was heard, or less, may still have been on its way. */
    long lag() {
        return pushLag.millis() + (connection == null ? 0 : connection.lateMillis(clock));
    }

    void exists(long from, long to) {
        existsFrom = from;
        existsTo = to;
    }

    long existsFrom() {
        return existsFrom;
    }

    void attach(ConnectionPulse pulse) {
        connection = pulse;
        reopen();
    }

    void detach(long lastHeardNanos) {
        connection = null;
        lostNanos = Math.max(lostNanos, lastHeardNanos);
    }

    void lostSinceNanos(long epochNanos) {
        lostNanos = Math.max(lostNanos, epochNanos);
    }

    void close() {
        closed = true;
        connection = null;
    }

    /** A frame of the topic came. @return whether that ends a loss: a topic without sequence that speaks again */
    boolean heard(long receivedNanos) {
        long venueMillis = clock.earliest(receivedNanos);
        return tells(venueMillis - lag(), receivedNanos, venueMillis);
    }

    /** The same of a frame that says of when it tells, and when it was pushed. */
    boolean heard(long exchangeMillis, long pushedMillis, long receivedNanos) {
        pushLag.saw(exchangeMillis, pushedMillis, receivedNanos);
        if (connection != null) {
            connection.carried(pushedMillis, receivedNanos);
        }
        long venueMillis = clock.earliest(receivedNanos);
        return tells(sequenced ? exchangeMillis : venueMillis - lag(), receivedNanos, venueMillis);
    }

    private boolean tells(long through, long receivedNanos, long venueMillis) {
        if (receivedNanos != lastFrameNanos) {
            toldBefore = told;
            lastFrameNanos = receivedNanos;
        }
        told = Math.max(told, through);
        lastHeard = Math.max(lastHeard, venueMillis);
        if (connection != null) {
            connection.heard(venueMillis);
        }
        return !trusted && !topic.kind().isBook() && !closed && receivedNanos > lostNanos;
    }

    /** A notice says up to when the topic was heard. */
    void heardThrough(long venueMillis) {
        lastHeard = Math.max(lastHeard, venueMillis);
        told = Math.max(told, venueMillis - lag());
    }

    /** Up to when the frames before the one received at {@code receivedNanos} tell; {@code otherwise} where there was none. */
    long toldBefore(long receivedNanos, long otherwise) {
        long through = lastFrameNanos >= receivedNanos ? toldBefore : told;
        return through == Long.MIN_VALUE ? otherwise : through;
    }

    /** Up to when everything has come if anything was heard at {@code venueMillis}. */
    long throughWhenHeard(long venueMillis) {
        long through = venueMillis - lag();
        return proof == CoverageState.VERIFIED ? Math.max(through, told) : through;
    }

    /** From {@code at} on the topic is to be believed. */
    void trust(long at, Consumer<? super FeedGap> gaps) {
        if (trusted) {
            return;
        }
        reopen(); // a book may be live before its first data is told
        long start = since == Long.MIN_VALUE ? at : Math.max(at, since + 1);
        setBase(since, start, openState, openCauses);
        if (everTrusted) {
            tell(lostSince, start, gaps);
        }
        trusted = true;
        everTrusted = true;
        since = start;
        trustedSince = start;
        bound();
    }

    /**
     * From {@code at} on, which may lie in the past, the topic is not to be believed. Is it lost already, then the cause joins the open
     * gap, and makes it begin earlier or worse if need be.
     *
     * @param now the venue time at which this was noticed
     */
    void lose(long at, long now, CoverageState state, Cause cause, Consumer<? super FeedGap> gaps) {
        if (trusted) {
            long start = Math.max(trustedSince, Math.min(at, seenThrough()));
            settle(start);
            setBase(start, since, state, cause.bit()); // what was written down as trusted already
            trusted = false;
            since = start;
            lostSince = start;
            openState = state;
            openCauses = cause.bit();
            tell(start, Math.max(now, start + 1), gaps);
            return;
        }
        CoverageState worse = CoverageState.worse(openState, state);
        int causes = openCauses | cause.bit();
        if (at < since) {
            long start = everTrusted ? Math.max(at, trustedSince) : at;
            past.change(start, since, mark -> mark.spoilt(state, cause.bit()));
            lostSince = everTrusted ? Math.min(lostSince, start) : lostSince;
        } else if (worse != openState || causes != openCauses) {
            setBase(since, at, openState, openCauses);
            since = at;
        }
        openState = worse;
        openCauses = causes;
        bound();
    }

    /** Something between two instants is missing, whatever state the topic is in. */
    void scar(long from, long to, CoverageState state, Cause cause, Consumer<? super FeedGap> gaps) {
        past.change(from, to, mark -> mark.scarred(state, cause.bit()));
        if (from < to) {
            gaps.accept(new FeedGap(topic, from, to, Cause.setOf(cause.bit())));
        }
        bound();
    }

    void raise(long from, long to, CoverageState state) {
        past.change(from, to, mark -> mark.raisedTo(state));
        bound();
    }

    /** From here on an unbroken sequence proves nothing any more; what it has proven stays. */
    void unverified() {
        if (proof != CoverageState.VERIFIED) {
            return;
        }
        if (trusted) {
            long until = provenThrough();
            settle(until);
            since = until;
            trustedSince = until;
        }
        proof = CoverageState.SEEN;
    }

    CoverageTrack track(long from, long to) {
        long start = Math.max(from, existsFrom);
        long end = Math.min(to, existsTo);
        if (start >= end) {
            return CoverageTrack.together(List.of());
        }
        Timeline line = past.copy(start, end);
        if (trusted) {
            setTrusted(line, since, seenThrough());
            setBase(line, seenThrough(), Long.MAX_VALUE, CoverageState.UNSEEN, Cause.PENDING.bit());
        } else {
            setBase(line, since, Long.MAX_VALUE, openState, openCauses);
        }
        return CoverageTrack.of(line.between(start, end));
    }

    void writeTo(StateWriter to) {
        past.writeTo(to);
        to.writeBoolean(trusted).writeLong(since).writeText(openState.name()).writeInt(openCauses);
        to.writeText(proof.name())
                .writeBoolean(everTrusted)
                .writeLong(trustedSince)
                .writeLong(lostSince);
        to.writeLong(lastHeard).writeLong(told).writeLong(toldBefore);
        to.writeLong(lastFrameNanos).writeLong(lostNanos);
        pushLag.writeTo(to);
        to.writeBoolean(closed).writeLong(existsFrom).writeLong(existsTo).writeInt(foldAbove);
        to.writeBoolean(connection != null).writeInt(connection == null ? 0 : connection.id());
    }

    /** @param pulses of the connections, by id */
    void restore(StateReader from, Map<Integer, ConnectionPulse> pulses) {
        past.restore(from);
        trusted = from.readBoolean();
        since = from.readLong();
        openState = CoverageState.valueOf(from.readText());
        openCauses = from.readInt();
        proof = CoverageState.valueOf(from.readText());
        everTrusted = from.readBoolean();
        trustedSince = from.readLong();
        lostSince = from.readLong();
        lastHeard = from.readLong();
        told = from.readLong();
        toldBefore = from.readLong();
        lastFrameNanos = from.readLong();
        lostNanos = from.readLong();
        pushLag.restore(from);
        closed = from.readBoolean();
        existsFrom = from.readLong();
        existsTo = from.readLong();
        foldAbove = from.readInt();
        boolean connected = from.readBoolean();
        int id = from.readInt();
        connection = connected ? pulses.get(id) : null;
    }

    int stretches() {
        return past.size();
    }

    private void reopen() {
        if (closed) {
            closed = false;
            proof = firstProof();
        }
    }

    private CoverageState firstProof() {
        if (topic.kind() == TopicKind.LEGACY_LIQUIDATION) {
            return CoverageState.SUSPECT;
        }
        return sequenced ? CoverageState.VERIFIED : CoverageState.SEEN;
    }

    private long provenThrough() {
        return Math.max(since, told);
    }

    private long seenThrough() {
        long heard = connection == null ? lastHeard : Math.max(lastHeard, connection.lastHeard());
        return heard == Long.MIN_VALUE ? since : Math.max(since, throughWhenHeard(heard));
    }

    private void settle(long end) {
        setTrusted(past, since, end);
    }

    private void setTrusted(Timeline line, long from, long to) {
        int causes = topic.kind() == TopicKind.LEGACY_LIQUIDATION ? Cause.SAMPLED.bit() : Cause.NONE;
        if (proof == CoverageState.VERIFIED) {
            long proven = Math.min(to, provenThrough());
            setBase(line, from, proven, CoverageState.VERIFIED, causes);
            setBase(line, Math.max(from, proven), to, CoverageState.SEEN, causes);
        } else {
            setBase(line, from, to, proof, causes);
        }
    }

    private void setBase(long from, long to, CoverageState state, int causes) {
        setBase(past, from, to, state, causes);
    }

    private static void setBase(Timeline line, long from, long to, CoverageState state, int causes) {
        line.change(from, to, mark -> mark.withBase(state, causes));
    }

    private void tell(long from, long to, Consumer<? super FeedGap> gaps) {
        int causes = openCauses;
        for (CoverageInterval interval : past.between(from, Math.max(from, since))) {
            causes |= Cause.bitsOf(interval.causes());
        }
        gaps.accept(new FeedGap(topic, from, to, Cause.setOf(causes)));
    }

    /** Keeps the past small: hours, then minutes, in which too much happened are drawn together; the very old is let go. */
    private void bound() {
        if (past.size() <= foldAbove) {
            return;
        }
        if (trusted) {
            long until = proof == CoverageState.VERIFIED ? provenThrough() : seenThrough();
            settle(until);
            since = until;
        }
        past.fold(Math.floorDiv(since, HOUR) * HOUR, HOUR);
        if (past.size() > maxStretches) {
            past.fold(Math.floorDiv(since, MINUTE) * MINUTE, MINUTE);
        }
        if (past.size() > maxStretches) {
            past.forget(Math.floorDiv(since - keepMillis, HOUR) * HOUR);
        }
        foldAbove = Math.max(maxStretches, past.size() * 2);
    }
}
