package io.jaybit.coverage;

import io.jaybit.book.BookStatus;
import io.jaybit.book.StaleReason;
import io.jaybit.feed.Notice;
import io.jaybit.market.Topic;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, for every topic, what part of the time was seen and how well. Fed with the client's {@link Notice}s and with what was
 * heard; asked for any window, also while it runs. Confined to one thread.
 *
 * <p><b>The clock.</b> There is one time line, in the venue's time (epoch milliseconds), because windows of events are. Notices and frames
 * carry our wall clock at receipt, also those that have no venue time (acks, pongs, a lost connection), so all of them are mapped in
 * one way: receipt plus the offset of the venue's clock as learned from the quickest frames ({@link #clock}). What we do not know
 * to the millisecond counts against us: trust begins late by the offset's error and ends early by it. Recorded frames need no offset:
 * their stamps are the time.
 *
 * <p><b>What is on its way.</b> The venue pushes a thing some time after it happened, and not in one order over all topics. To have heard a
 * connection at t says nothing yet of the last moments before t. So what is seen ends, whether the topic is lost then or goes on, before
 * the last frame heard: by the lag of the topic's pushes ({@code PushLag}: at least 100 ms for trades, 600 ms for liquidations), and by the
 * greatest delay with which frames of the connection came lately. Both are learned from the times in the frames, and kept for ten to twenty
 * minutes; what is later than anything of that time cannot be known. Of a state, such as a ticker, seen means that a change would have come.
 * A book's unbroken sequence needs no allowance: it is verified up to the time that its last frame carries.
 *
 * <p><b>Trust.</b> A topic without sequence is seen from its ack or first data on, as long as its connection says anything. A book is
 * trusted while its status is {@link BookStatus#LIVE}. A loss is dated back to what was heard last, less what may have been on its way;
 * whatever happens until the topic is trusted again belongs to the same gap. What we dropped ourselves counts as unseen.
 *
 * <p><b>Memory.</b> Stretches in the same state are one. When a topic has more than {@code maxStretches}, each of its completed hours (if need
 * be: minutes) is drawn together: milliseconds per state stay exact for the hour, the order within does not, and its intervals
 * say so. Only when that is not enough, what is older than {@code keep} is let go, and then reads unseen, {@link Cause#FORGOTTEN}.
 */
public final class CoverageLedger {
    private final int maxStretches;
    private final long keepMillis;
    private final Map<Topic, TopicLine> lines = new LinkedHashMap<>();
    private final Map<Integer, ConnectionPulse> pulses = new HashMap<>();
    private final LedgerClock clock = new LedgerClock();

    /** With room for 8,192 stretches a topic and 31 days. */
    public CoverageLedger() {
        this(8_192, Duration.ofDays(31));
    }

    /**
     * @param maxStretches stretches per topic above which the past is drawn together, at least 16
     * @param keep what is surely kept, however much happens; at least an hour
     */
    public CoverageLedger(int maxStretches, Duration keep) {
        if (maxStretches < 16) {
            throw new IllegalArgumentException("maxStretches " + maxStretches + " is less than 16");
        }
        if (keep.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("keep " + keep + " is less than an hour");
        }
        this.maxStretches = maxStretches;
        this.keepMillis = keep.toMillis();
    }

    /**
     * How the venue's clock stands to ours, from here on. What was written down before stays.
     *
     * @param offsetNanos venue time minus our receipt time of the quickest frames
     * @param errorNanos how far off that may be, not negative
     */
    public void clock(long offsetNanos, long errorNanos) {
        if (errorNanos < 0) {
            throw new IllegalArgumentException("negative error: " + errorNanos);
        }
        clock.set(offsetNanos, errorNanos);
    }

    /** Makes a topic appear in every report, even if it never delivers. */
    public void expect(Topic topic) {
        line(topic);
    }

    /**
     * Makes a topic appear that exists since a known time: before, there was nothing to see, and it counts nowhere.
     *
     * @param existsFromEpochMillis launch of its instrument, venue time
     */
    public void expect(Topic topic, long existsFromEpochMillis) {
        line(topic).exists(existsFromEpochMillis, Long.MAX_VALUE);
    }

    /** The topic's instrument was delisted: from then on there is nothing to see, and it counts nowhere. */
    public void retire(Topic topic, long existsToEpochMillis) {
        TopicLine line = line(topic);
        line.exists(line.existsFrom(), existsToEpochMillis);
    }

    /**
     * A data frame of {@code topic} came, and the times that it carries are not known: then no book is verified up to it, only up to what cannot
     * be on its way any more. To be called after the notices that the frame led to. Cheap; once per frame, or once per batch with the time
     * of its last frame.
     *
     * @param receivedEpochNanos our wall clock at receipt
     */
    public void heard(Topic topic, long receivedEpochNanos, Consumer<? super FeedGap> gaps) {
        TopicLine line = line(topic);
        heard(line, line.heard(receivedEpochNanos), receivedEpochNanos, gaps);
    }

    /**
     * A data frame of {@code topic} came. To be called after the notices that the frame led to; once per frame, or for each event in it.
     *
     * @param exchangeEpochMillis the oldest of the times at which what it tells happened, venue time; of a book, that of its match
     * @param pushedEpochMillis when it was pushed, venue time
     * @param receivedEpochNanos our wall clock at receipt
     */
    public void heard(
            Topic topic,
            long exchangeEpochMillis,
            long pushedEpochMillis,
            long receivedEpochNanos,
            Consumer<? super FeedGap> gaps) {
        TopicLine line = line(topic);
        boolean again = line.heard(exchangeEpochMillis, pushedEpochMillis, receivedEpochNanos);
        heard(line, again, receivedEpochNanos, gaps);
    }

    private void heard(TopicLine line, boolean again, long receivedEpochNanos, Consumer<? super FeedGap> gaps) {
        if (again) {
            line.trust(clock.latest(receivedEpochNanos), gaps);
        }
    }

    /** Anything came by a connection, if only a pong: all its topics are alive. */
    public void heard(int connectionId, long receivedEpochNanos) {
        ConnectionPulse pulse = pulses.get(connectionId);
        if (pulse != null) {
            pulse.heard(clock.earliest(receivedEpochNanos));
        }
    }

    /**
     * Takes what happened to the feed, in order.
     *
     * @param gaps gets a {@link FeedGap} for each topic that now has one, to be put into the topic's stream in this place; and again, whole,
     *     when it closes
     */
    public void onNotice(Notice notice, Consumer<? super FeedGap> gaps) {
        if (notice instanceof Notice.TopicLive live) {
            onLive(live.topic(), live.connectionId(), live.epochNanos(), gaps);
        } else if (notice instanceof Notice.FirstData first) {
            onLive(first.topic(), first.connectionId(), first.epochNanos(), gaps);
        } else if (notice instanceof Notice.Disconnected gone) {
            onDisconnected(gone, gaps);
        } else if (notice instanceof Notice.TopicRefused refused) {
            TopicLine line = line(refused.topic());
            line.lostSinceNanos(refused.epochNanos());
            lose(line, refused.epochNanos(), refused.epochNanos(), CoverageState.UNSEEN, Cause.REFUSED, gaps);
        } else if (notice instanceof Notice.TopicClosed closed) {
            TopicLine line = line(closed.topic());
            lose(line, closed.epochNanos(), closed.epochNanos(), CoverageState.UNSEEN, Cause.CLOSED, gaps);
            line.close();
        } else if (notice instanceof Notice.TopicSilent silent) {
            TopicLine line = line(silent.topic());
            line.lostSinceNanos(silent.lastHeardEpochNanos());
            line.heardThrough(clock.earliest(silent.lastHeardEpochNanos()));
            lose(line, silent.lastHeardEpochNanos(), silent.epochNanos(), CoverageState.SUSPECT, Cause.SILENT, gaps);
        } else if (notice instanceof Notice.Gap gap) {
            onGap(gap, gaps);
        } else if (notice instanceof Notice.BookStatusChanged changed) {
            onBookStatus(changed, gaps);
        } else if (notice instanceof Notice.SequenceUnverified unverified) {
            TopicLine line = line(unverified.topic());
            line.trust(clock.latest(unverified.epochNanos()), gaps); // the book goes on as it is
            line.unverified();
        } else if (notice instanceof Notice.Dropped dropped) {
            line(dropped.topic())
                    .scar(
                            dropped.fromEpochMillis(),
                            dropped.toEpochMillis() + 1,
                            CoverageState.UNSEEN,
                            Cause.DROPPED,
                            gaps);
        } else if (notice instanceof Notice.Unreadable unreadable) {
            onUnreadable(unreadable, gaps);
        }
        // What remains is about connections being made, cures under way, callbacks and logins: no topic is seen better
        // or worse for it.
    }

    /** The trades of these minutes add up to the venue's own figures. Half-open, venue time. */
    public void audited(Topic topic, long fromEpochMillis, long toEpochMillis) {
        line(topic).raise(fromEpochMillis, toEpochMillis, CoverageState.AUDITED);
    }

    /** What was missing in this stretch was fetched. Half-open, venue time. */
    public void recovered(Topic topic, long fromEpochMillis, long toEpochMillis) {
        line(topic).raise(fromEpochMillis, toEpochMillis, CoverageState.RECOVERED);
    }

    /**
     * What a topic told of this stretch was heard, and cannot be kept where it is looked for: unseen for good, whatever of it is fetched or adds up
     * afterwards. Half-open, venue time.
     *
     * @param gaps gets the gap, to be put into the topic's stream in this place
     */
    public void rowRefused(Topic topic, long fromEpochMillis, long toEpochMillis, Consumer<? super FeedGap> gaps) {
        line(topic).scar(fromEpochMillis, toEpochMillis, CoverageState.UNSEEN, Cause.ROW_REFUSED, gaps);
    }

    /** Every topic that was expected, subscribed, refused or heard, in that order. */
    public List<Topic> topics() {
        return List.copyOf(lines.keySet());
    }

    /** Whether a topic is among {@link #topics}. */
    public boolean knows(Topic topic) {
        return lines.containsKey(topic);
    }

    /**
     * The coverage of one topic in a window. A topic nobody asked for is unseen throughout.
     *
     * @param toEpochMillis not included
     */
    public CoverageTrack track(Topic topic, long fromEpochMillis, long toEpochMillis) {
        TopicLine line = lines.get(topic);
        if (line == null) {
            line = new TopicLine(topic, clock, maxStretches, keepMillis);
        }
        return line.track(fromEpochMillis, toEpochMillis);
    }

    /** The coverage of what is added up over several topics: an instant is as good as the worst of those that existed then. */
    public CoverageTrack together(Collection<Topic> topics, long fromEpochMillis, long toEpochMillis) {
        List<CoverageTrack> tracks = new ArrayList<>(topics.size());
        for (Topic topic : topics) {
            tracks.add(track(topic, fromEpochMillis, toEpochMillis));
        }
        return CoverageTrack.together(tracks);
    }

    /** A window's figures for one topic. */
    public CoverageSummary summary(Topic topic, long fromEpochMillis, long toEpochMillis) {
        return track(topic, fromEpochMillis, toEpochMillis).summary();
    }

    /** Stretches held for a topic: what its memory grows with. */
    public int stretches(Topic topic) {
        TopicLine line = lines.get(topic);
        return line == null ? 0 : line.stretches();
    }

    /** Writes all that is known, so that another ledger can go on from there. */
    public void writeTo(StateWriter to) {
        to.writeText("coverage").writeInt(2);
        clock.writeTo(to);
        to.writeInt(pulses.size());
        pulses.values().forEach(pulse -> pulse.writeTo(to));
        to.writeInt(lines.size());
        lines.forEach((topic, line) -> {
            to.writeTopic(topic);
            line.writeTo(to);
        });
    }

    /**
     * Becomes what another ledger was; for one that has been told nothing yet.
     *
     * @throws IllegalArgumentException if {@code from} holds something else
     */
    public void restore(StateReader from) {
        from.expect("coverage", 2);
        clock.restore(from);
        for (int i = from.readInt(); i > 0; i--) {
            ConnectionPulse pulse = ConnectionPulse.read(from);
            pulses.put(pulse.id(), pulse);
        }
        for (int i = from.readInt(); i > 0; i--) {
            line(from.readTopic()).restore(from, pulses);
        }
    }

    private void onLive(Topic topic, int connectionId, long epochNanos, Consumer<? super FeedGap> gaps) {
        ConnectionPulse pulse = pulses.computeIfAbsent(connectionId, ConnectionPulse::new);
        pulse.heard(clock.earliest(epochNanos));
        TopicLine line = line(topic);
        line.attach(pulse);
        if (!topic.kind().isBook()) {
            line.trust(clock.latest(epochNanos), gaps);
        }
    }

    private void onDisconnected(Notice.Disconnected gone, Consumer<? super FeedGap> gaps) {
        heard(gone.connectionId(), gone.lastHeardEpochNanos());
        for (TopicLine line : lines.values()) {
            if (line.isOn(gone.connectionId())) {
                lose(
                        line,
                        gone.lastHeardEpochNanos(),
                        gone.epochNanos(),
                        CoverageState.UNSEEN,
                        Cause.DISCONNECTED,
                        gaps);
                line.detach(gone.lastHeardEpochNanos());
            }
        }
        pulses.remove(gone.connectionId());
    }

    private void onGap(Notice.Gap gap, Consumer<? super FeedGap> gaps) {
        TopicLine line = line(gap.topic());
        if (gap.topic().kind().isBook()) {
            line.heardThrough(clock.earliest(gap.lastGoodEpochNanos()));
            long now = clock.latest(gap.epochNanos());
            line.lose(line.toldBefore(gap.epochNanos(), now), now, CoverageState.SUSPECT, Cause.GAP, gaps);
        } else {
            long from = clock.earliest(gap.lastGoodEpochNanos()) - line.lag();
            line.scar(from, Math.max(from + 1, clock.latest(gap.epochNanos())), CoverageState.SUSPECT, Cause.GAP, gaps);
        }
    }

    private void onBookStatus(Notice.BookStatusChanged changed, Consumer<? super FeedGap> gaps) {
        TopicLine line = line(changed.topic());
        long now = clock.latest(changed.epochNanos());
        switch (changed.status()) {
            case LIVE -> line.trust(now, gaps);
            case AWAITING_SNAPSHOT ->
                line.lose(
                        line.toldBefore(changed.epochNanos(), now),
                        now,
                        CoverageState.UNSEEN,
                        Cause.AWAITING_SNAPSHOT,
                        gaps);
            case STALE ->
                line.lose(
                        line.toldBefore(changed.epochNanos(), now),
                        now,
                        stateOf(changed.reason()),
                        causeOf(changed.reason()),
                        gaps);
        }
    }

    private void onUnreadable(Notice.Unreadable unreadable, Consumer<? super FeedGap> gaps) {
        for (TopicLine line : lines.values()) {
            // where there is a sequence, it tells whether the frame was this topic's
            if (line.isOn(unreadable.connectionId()) && !line.sequenced()) {
                long from = clock.earliest(unreadable.epochNanos()) - line.lag();
                long to = Math.max(from + 1, clock.latest(unreadable.epochNanos()));
                line.scar(from, to, CoverageState.SUSPECT, Cause.UNREADABLE, gaps);
            }
        }
    }

    private void lose(
            TopicLine line,
            long lastHeardNanos,
            long nowNanos,
            CoverageState state,
            Cause cause,
            Consumer<? super FeedGap> gaps) {
        line.lose(line.throughWhenHeard(clock.earliest(lastHeardNanos)), clock.latest(nowNanos), state, cause, gaps);
    }

    private TopicLine line(Topic topic) {
        TopicLine line = lines.get(topic);
        if (line == null) {
            line = new TopicLine(topic, clock, maxStretches, keepMillis);
            lines.put(topic, line);
        }
        return line;
    }

    private static CoverageState stateOf(@Nullable StaleReason reason) {
        return switch (causeOf(reason)) {
            case GAP, CROSSED, UNREPRESENTABLE, SILENT -> CoverageState.SUSPECT;
            default -> CoverageState.UNSEEN;
        };
    }

    private static Cause causeOf(@Nullable StaleReason reason) {
        if (reason == null) {
            return Cause.GAP;
        }
        return switch (reason) {
            case GAP -> Cause.GAP;
            case CROSSED -> Cause.CROSSED;
            case UNREPRESENTABLE -> Cause.UNREPRESENTABLE;
            case DISCONNECTED -> Cause.DISCONNECTED;
            case SILENT -> Cause.SILENT;
            case UNAVAILABLE -> Cause.UNAVAILABLE;
            case CLOSED -> Cause.CLOSED;
        };
    }
}
