package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a systematic executor plans and what it has done so far: the truth that a detector of such flow is measured against. Sizes in
 * steps, prices in ticks of the market. Changed by its executor alone.
 */
public final class Schedule {
    private final String name;
    private final Market market;
    private final Kind kind;
    private final Side side;
    private final long total;
    private final long startEpochMillis;
    private final long endEpochMillis;
    private final long intervalMillis;
    private final boolean random;
    private final boolean pegged;
    private final List<Child> children = new ArrayList<>();
    private boolean done;

    /** How the whole is cut up. */
    public enum Kind {
        /** One child each interval. */
        TWAP,
        /** The same, but the moments wander within their intervals. */
        RANDOM_TWAP,
        /** A limit order of which only a part is ever shown; the next part follows when one is filled. */
        ICEBERG,
        /** Equal sizes at moments without a rhythm. */
        REPEATED_CLIPS
    }

    /**
     * One order of it. Immutable.
     *
     * @param orderId empty where the venue did not take it
     * @param executed what it filled; a limit order's is known when the next child comes
     */
    public record Child(long epochMillis, String orderId, long size, long executed) {}

    Schedule(
            String name,
            Market market,
            Kind kind,
            Side side,
            long total,
            long startEpochMillis,
            long endEpochMillis,
            long intervalMillis,
            boolean random,
            boolean pegged) {
        this.name = name;
        this.market = market;
        this.kind = kind;
        this.side = side;
        this.total = total;
        this.startEpochMillis = startEpochMillis;
        this.endEpochMillis = endEpochMillis;
        this.intervalMillis = intervalMillis;
        this.random = random;
        this.pegged = pegged;
    }

    /** Unique among all. */
    public String name() {
        return name;
    }

    public Market market() {
        return market;
    }

    public Kind kind() {
        return kind;
    }

    public Side side() {
        return side;
    }

    /** What is to be executed in all. */
    public long total() {
        return total;
    }

    public long startEpochMillis() {
        return startEpochMillis;
    }

    /** When it gives up, or would have to be done. */
    public long endEpochMillis() {
        return endEpochMillis;
    }

    /** Between two children; the mean where there is no rhythm, 0 of an iceberg. */
    public long intervalMillis() {
        return intervalMillis;
    }

    /** Whether sizes vary by up to a fifth. */
    public boolean isRandom() {
        return random;
    }

    /** Whether children are limit orders at the best price and not market orders. */
    public boolean isPegged() {
        return pegged;
    }

    /** What it did so far, oldest first. */
    public List<Child> children() {
        return Collections.unmodifiableList(children);
    }

    /** Filled so far. */
    public long executed() {
        return children.stream().mapToLong(Child::executed).sum();
    }

    /** Whether nothing more will come. */
    public boolean isDone() {
        return done;
    }

    void add(Child child) {
        children.add(child);
    }

    /** What the last child has filled meanwhile. */
    void lastExecuted(long executed) {
        Child last = children.get(children.size() - 1);
        children.set(children.size() - 1, new Child(last.epochMillis(), last.orderId(), last.size(), executed));
    }

    void finish() {
        done = true;
    }
}
