package io.jaybit.analytics;

import io.jaybit.coverage.FeedGap;
import java.util.function.Consumer;

/**
 * One computation over the events of one key (a symbol, a topic, a currency), in the venue's time. Confined to one thread.
 *
 * <p>A host feeds it events, gaps and time, each as it comes; what it has to say goes to {@code out}, during the call. How often
 * the host calls {@link #onTime} changes when something is said, never what. {@link Keyed} is the host inside this process; a stream processor
 * keeps {@link #snapshot} as the state of a key and sets its event-time timer to {@link #nextTimerEpochMillis}.
 *
 * @param <E> what goes in
 * @param <O> what comes out
 */
public interface Operator<E, O> {
    /** Takes one event. Events may come somewhat out of order; each operator says how it deals with that. */
    void onEvent(E event, Consumer<? super O> out);

    /** Takes notice that something is missing here. */
    void onGap(FeedGap gap, Consumer<? super O> out);

    /**
     * The venue's clock has come to this time (in a recording: the time of the next frame). Earlier times than the last are ignored;
     * {@code Long.MAX_VALUE} is the end of a recording.
     */
    void onTime(long exchangeEpochMillis, Consumer<? super O> out);

    /** The next time at which {@link #onTime} will do something; {@code Long.MAX_VALUE} where only an event can. */
    long nextTimerEpochMillis();

    /** The whole state. */
    byte[] snapshot();

    /**
     * Puts the state of a snapshot in the place of this one.
     *
     * @throws IllegalArgumentException if the bytes are no snapshot of an operator of this kind, version and key
     */
    void restore(byte[] snapshot);
}
