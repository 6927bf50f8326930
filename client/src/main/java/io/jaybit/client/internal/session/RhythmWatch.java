package io.jaybit.client.internal.session;

import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import java.time.Duration;

/**
 * Knows how long one topic may be silent: a multiple of the longest pause it made lately. Confined to the session's thread; no
 * allocation after its construction.
 *
 * <p>Pauses are learned in two turns of at least 32 frames and 5 minutes each; the longest of both counts. A level-1 book is known
 * to repeat itself after 3 s (venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook">Orderbook</a>). Liquidations, insurance, ADL alerts,
 * status, option trades and topics nobody knows are never judged; trades only once their rhythm is known.
 */
final class RhythmWatch {
    private static final int TURN_FRAMES = 32;
    private static final long TURN_NANOS = Duration.ofMinutes(5).toNanos();
    /** Pauses of a steady random stream exceed four times the longest of 32 less than once in a million. */
    private static final int FACTOR = 4;

    private static final int MOST_PATIENCE = 6;
    /** So many frames after a cure show that it was one: the topic had stalled and flows again. */
    private static final int FLOWS_AGAIN = 8;

    private final boolean judged;
    private final boolean beginsWithData;
    private final long floor;
    private final long ceiling;
    private final long unlearned;
    private final long firstFrame;

    private long last = World.NEVER;
    private boolean heard;
    private long longest;
    private long previousLongest;
    private int pauses;
    private boolean learned;
    private long turnBegan;
    private int patience;
    private boolean cured;
    private int framesSinceCure;

    RhythmWatch(Topic topic, SessionConfig.Silence config) {
        TopicKind kind = topic.kind();
        Channel channel = topic.channel();
        boolean slowChannel = channel == Channel.OPTION || channel == Channel.SPREAD;
        boolean levelOne = kind == TopicKind.ORDER_BOOK && topic.argument().equals("1");
        judged = !kind.mayBeQuiet()
                && !channel.needsLogin()
                && !(kind == TopicKind.TRADE && slowChannel)
                && channel.category() != null;
        beginsWithData = kind == TopicKind.ORDER_BOOK || kind == TopicKind.RPI_ORDER_BOOK || kind == TopicKind.TICKER;
        long least = config.floor().toNanos();
        long most = config.ceiling().toNanos();
        firstFrame = beginsWithData ? config.firstFrame().toNanos() : World.NEVER;
        switch (kind) {
            case ORDER_BOOK, RPI_ORDER_BOOK, FULL_ORDER_BOOK -> {
                floor = slowChannel ? least * 3 : least;
                ceiling = levelOne ? least * 3 : most;
                unlearned = levelOne ? least : slowChannel ? most : least * 12;
            }
            case TICKER -> {
                floor = slowChannel ? least * 3 : least;
                ceiling = most;
                unlearned = slowChannel ? most : least * 6;
            }
            case KLINE -> {
                floor = least * 9;
                ceiling = most;
                unlearned = least * 18;
            }
            case PRICE_LIMIT -> {
                floor = least * 3;
                ceiling = most;
                unlearned = least * 12;
            }
            default -> {
                // Trades: no first frame, no promise at all; what is usual must be learned.
                floor = least * 6;
                ceiling = most * 36;
                unlearned = World.NEVER;
            }
        }
    }

    /** Subscribed: from here on it is expected to speak. What was learned before stays. */
    void start(long now) {
        last = now;
        heard = false;
    }

    /** Not subscribed: nothing is expected. */
    void stop() {
        last = World.NEVER;
        heard = false;
    }

    void data(long now) {
        long pause = now - last;
        last = now;
        framesSinceCure++;
        if (!heard) {
            heard = true;
            return;
        }
        if (pause > longest) {
            longest = pause;
        }
        if (++pauses >= TURN_FRAMES && now - turnBegan >= TURN_NANOS) {
            turn(now);
        }
    }

    /** When its silence becomes remarkable; {@link World#NEVER} where it is not judged or not subscribed. */
    long deadline() {
        if (!judged || last == World.NEVER) {
            return World.NEVER;
        }
        long allowed = allowed();
        return allowed == World.NEVER ? World.NEVER : last + allowed;
    }

    /** How long it may be silent now; {@link World#NEVER} where it is not judged. */
    long allowed() {
        if (!judged) {
            return World.NEVER;
        }
        if (!heard && beginsWithData) {
            return firstFrame;
        }
        if (!learned && pauses < TURN_FRAMES) {
            return unlearned == World.NEVER ? World.NEVER : unlearned << patience;
        }
        long usual = Math.max(longest, previousLongest);
        return Math.max(floor, Math.min(usual * FACTOR, ceiling)) << patience;
    }

    /** Since when it has been silent. */
    long last() {
        return last;
    }

    /** Whether the venue sends something as soon as it is subscribed, so that data proves a cure. */
    boolean beginsWithData() {
        return beginsWithData;
    }

    /**
     * It is found silent. If it had hardly spoken since it was cured of that last time, there was nothing to cure (a market that is
     * closed, say), and from now on it is given twice as long, up to 64 times.
     */
    void isSilent() {
        if (cured && framesSinceCure < FLOWS_AGAIN && patience < MOST_PATIENCE) {
            patience++;
        }
    }

    /** It was silent and is well again. */
    void isCured() {
        cured = true;
        framesSinceCure = 0;
    }

    private void turn(long now) {
        learned = true;
        previousLongest = longest;
        longest = 0;
        pauses = 0;
        turnBegan = now;
        if (patience > 0) {
            patience--;
        }
    }
}
