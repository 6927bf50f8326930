package io.jaybit.coverage;

import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import java.util.ArrayList;
import java.util.List;

/** The specification of one topic's time line: an array cell per millisecond, nothing clever. */
final class NaiveLedger {
    private final Topic topic;
    private final int size;
    private final CoverageState[] base;
    private final int[] causes;
    private final CoverageState[] scar;
    private final int[] scarCauses;
    private final CoverageState[] raised;

    private boolean trusted;
    private boolean everTrusted;
    private int trustedSince;
    private int provenUntil;
    private int since = Integer.MIN_VALUE;
    private boolean unverified;
    private boolean closed;
    private int lastFrame = Integer.MIN_VALUE;
    private int frameBefore = Integer.MIN_VALUE;
    private long lastFrameNanos = Long.MIN_VALUE;
    private long lostNanos = Long.MIN_VALUE;
    int connection = -1;
    private int connectionHeard = Integer.MIN_VALUE;

    NaiveLedger(Topic topic, int size) {
        this.topic = topic;
        this.size = size;
        base = new CoverageState[size];
        causes = new int[size];
        scar = new CoverageState[size];
        scarCauses = new int[size];
        raised = new CoverageState[size];
        for (int i = 0; i < size; i++) {
            base[i] = CoverageState.UNSEEN;
            causes[i] = Cause.NOT_SUBSCRIBED.bit();
            scar[i] = CoverageState.VERIFIED;
            raised[i] = CoverageState.UNSEEN;
        }
    }

    int lag() {
        return topic.kind() == TopicKind.LIQUIDATION ? 500 : 0;
    }

    boolean isSequenced() {
        return topic.kind() == TopicKind.ORDER_BOOK && !topic.argument().equals("1");
    }

    void live(int connectionId, int heardBefore, int earliest, int latest) {
        connection = connectionId;
        connectionHeard = Math.max(heardBefore, earliest);
        reopen();
        if (!topic.kind().isBook()) {
            trust(latest);
        }
    }

    private void reopen() {
        if (closed) {
            closed = false;
            unverified = false;
        }
    }

    void connectionHeard(int earliest) {
        connectionHeard = Math.max(connectionHeard, earliest);
    }

    int connectionHeard() {
        return connectionHeard;
    }

    void heard(long nanos, int earliest, int latest) {
        if (nanos != lastFrameNanos) {
            frameBefore = lastFrame;
            lastFrameNanos = nanos;
        }
        lastFrame = Math.max(lastFrame, earliest);
        if (connection >= 0) {
            connectionHeard(earliest);
        }
        if (!trusted && !topic.kind().isBook() && !closed && nanos > lostNanos) {
            trust(latest);
        }
    }

    void trust(int at) {
        if (trusted) {
            return;
        }
        reopen();
        int start = since == Integer.MIN_VALUE ? at : Math.max(at, since + 1);
        trusted = true;
        everTrusted = true;
        trustedSince = start;
        provenUntil = Integer.MIN_VALUE;
        since = start;
    }

    void lose(int at, CoverageState state, Cause cause) {
        if (trusted) {
            int start = Math.max(since, Math.min(at, seenThrough()));
            for (int i = Math.max(0, trustedSince); i < Math.min(size, start); i++) {
                writeTrusted(i, base, causes);
            }
            trusted = false;
            since = start;
            for (int i = Math.max(0, start); i < size; i++) {
                base[i] = state;
                causes[i] = cause.bit();
            }
            return;
        }
        int start = everTrusted ? Math.max(at, trustedSince) : at;
        int open = Math.min(size - 1, Math.max(since, 0));
        boolean news = CoverageState.worse(base[open], state) != base[open] || (causes[open] & cause.bit()) == 0;
        for (int i = Math.max(0, start); i < size; i++) {
            base[i] = CoverageState.worse(base[i], state);
            causes[i] |= cause.bit();
        }
        if (at >= since && news) {
            since = at;
        }
    }

    void heardThrough(int at) {
        lastFrame = Math.max(lastFrame, at);
    }

    void closeTopic() {
        closed = true;
        connection = -1;
    }

    void detach(long lastHeardNanos) {
        connection = -1;
        lostNanos = Math.max(lostNanos, lastHeardNanos);
    }

    void lostNanos(long nanos) {
        lostNanos = Math.max(lostNanos, nanos);
    }

    int frameBefore(long nanos, int otherwise) {
        int frame = lastFrameNanos >= nanos ? frameBefore : lastFrame;
        return frame == Integer.MIN_VALUE ? otherwise : frame;
    }

    void unverified() {
        if (trusted && !unverified) {
            provenUntil = lastFrame;
        }
        unverified = true;
    }

    void scar(int from, int to, CoverageState state, Cause cause) {
        for (int i = Math.max(0, from); i < Math.min(size, to); i++) {
            scar[i] = CoverageState.worse(scar[i], state);
            scarCauses[i] |= cause.bit();
        }
    }

    void raise(int from, int to, CoverageState state) {
        for (int i = Math.max(0, from); i < Math.min(size, to); i++) {
            raised[i] = CoverageState.better(raised[i], state);
        }
    }

    /** State and causes of each millisecond, as text. */
    List<String> cells() {
        CoverageState[] states = base.clone();
        int[] whys = causes.clone();
        if (trusted) {
            for (int i = Math.max(0, trustedSince); i < size; i++) {
                if (i < seenThrough()) {
                    writeTrusted(i, states, whys);
                } else {
                    states[i] = CoverageState.UNSEEN;
                    whys[i] = Cause.PENDING.bit();
                }
            }
        }
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            CoverageState state = CoverageState.better(CoverageState.worse(states[i], scar[i]), raised[i]);
            cells.add(state + " " + Cause.setOf(whys[i] | scarCauses[i]));
        }
        return cells;
    }

    private void writeTrusted(int i, CoverageState[] states, int[] whys) {
        whys[i] = 0;
        if (topic.kind() == TopicKind.LEGACY_LIQUIDATION) {
            states[i] = CoverageState.SUSPECT;
            whys[i] = Cause.SAMPLED.bit();
        } else if (isSequenced() && i < (unverified ? provenUntil : lastFrame)) {
            states[i] = CoverageState.VERIFIED;
        } else {
            states[i] = CoverageState.SEEN;
        }
    }

    private int seenThrough() {
        int heard = Math.max(lastFrame, connection < 0 ? Integer.MIN_VALUE : connectionHeard);
        return Math.max(since, heard == Integer.MIN_VALUE ? heard : heard - lag());
    }
}
