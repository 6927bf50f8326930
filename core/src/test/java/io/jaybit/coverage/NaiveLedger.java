package io.jaybit.coverage;

import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The specification of one topic's time line: an array cell per millisecond, nothing clever. */
final class NaiveLedger {
    private static final Map<TopicKind, Integer> LEAST = Map.of(
            TopicKind.TRADE, 0,
            TopicKind.LIQUIDATION, 500,
            TopicKind.LEGACY_LIQUIDATION, 1_000,
            TopicKind.ORDER_BOOK, 10);

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
    private int since = Integer.MIN_VALUE;
    private boolean unverified;
    private boolean closed;
    private int lastFrame = Integer.MIN_VALUE;
    private int told = Integer.MIN_VALUE;
    private int toldBefore = Integer.MIN_VALUE;
    private final List<Integer> pushLags = new ArrayList<>();
    private final Map<Integer, List<Integer>> delays;
    private long lastFrameNanos = Long.MIN_VALUE;
    private long lostNanos = Long.MIN_VALUE;
    int connection = -1;
    private int connectionHeard = Integer.MIN_VALUE;

    /** @param delays by connection, how late each of its frames was */
    NaiveLedger(Topic topic, int size, Map<Integer, List<Integer>> delays) {
        this.delays = delays;
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
        int usual = isSequenced() ? 200 : LEAST.get(topic.kind());
        int push = pushLags.stream().reduce(usual, Math::max);
        return push + 100 + delays.getOrDefault(connection, List.of()).stream().reduce(0, Math::max);
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

    void heard(int happened, int pushed, long nanos, int earliest, int latest) {
        if (topic.kind() == TopicKind.TRADE || topic.kind() == TopicKind.LIQUIDATION) {
            pushLags.add(pushed - happened);
        }
        if (connection >= 0) {
            delays.computeIfAbsent(connection, absent -> new ArrayList<>()).add(earliest - pushed);
        }
        tells(isSequenced() ? happened : earliest - lag(), nanos, earliest, latest);
    }

    void heard(long nanos, int earliest, int latest) {
        tells(earliest - lag(), nanos, earliest, latest);
    }

    private void tells(int through, long nanos, int earliest, int latest) {
        if (nanos != lastFrameNanos) {
            toldBefore = told;
            lastFrameNanos = nanos;
        }
        told = Math.max(told, through);
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
        told = Math.max(told, at - lag());
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

    int toldBefore(long nanos, int otherwise) {
        int frame = lastFrameNanos >= nanos ? toldBefore : told;
        return frame == Integer.MIN_VALUE ? otherwise : frame;
    }

    void unverified() {
        if (trusted && !unverified) {
            int proven = Math.max(trustedSince, told);
            for (int i = Math.max(0, trustedSince); i < Math.min(size, proven); i++) {
                writeTrusted(i, base, causes);
            }
            trustedSince = proven;
            since = proven;
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
        } else if (isSequenced() && !unverified && i < told) {
            states[i] = CoverageState.VERIFIED;
        } else {
            states[i] = CoverageState.SEEN;
        }
    }

    private int seenThrough() {
        int heard = Math.max(lastFrame, connection < 0 ? Integer.MIN_VALUE : connectionHeard);
        return heard == Integer.MIN_VALUE ? since : Math.max(since, throughWhenHeard(heard));
    }

    int throughWhenHeard(int heard) {
        return isSequenced() && !unverified ? Math.max(told, heard - lag()) : heard - lag();
    }
}
