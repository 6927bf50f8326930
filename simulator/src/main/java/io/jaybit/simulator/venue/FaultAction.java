package io.jaybit.simulator.venue;

import java.util.Optional;

/** What can go wrong. */
public enum FaultAction {
    /** Frames are not sent; they count as if they had never been. */
    DROP("drop", Value.NONE, "*", false),
    /** Frames are sent twice. */
    DUPLICATE("duplicate", Value.NONE, "*", false),
    /** A frame is sent after the next one of its topic; or a second later, where none comes. */
    REORDER("reorder", Value.NONE, "*", false),
    /** Frames are sent later; those of one topic stay in order. */
    DELAY("delay", Value.DURATION, "*", false),
    /** Deltas of books are not sent, so that {@code u} jumps. */
    SKIP_U("skip-u", Value.NONE, "orderbook.*", false),
    /** Nothing is sent at all, and the connection stays: no data, no answer, no pong. */
    SILENCE("silence", Value.NONE, "*", true),
    /** Every book begins anew at {@code u = 1}. */
    RESTART("restart", Value.NONE, "*", false),
    /** Connections are cut without a word. */
    RESET("reset", Value.NONE, "*", false),
    /** Connections are ended by the closing handshake with this code. */
    CLOSE("close", Value.NUMBER, "*", false),
    /** Upgrades are answered with this HTTP status. */
    REFUSE_UPGRADE("refuse-upgrade", Value.NUMBER, "*", true),
    /** Topics are unknown. */
    REFUSE_TOPIC("refuse-topic", Value.NONE, "*", true),
    /** Requests are answered with this code and not carried out. */
    ANSWER("answer", Value.NUMBER, "answer.order.*", false),
    /** Requests are carried out and answered with this code. */
    ANSWER_EXECUTED("answer-executed", Value.NUMBER, "answer.order.*", false),
    /** The venue's clock is wrong by so much: in pongs, logins and time windows. */
    SKEW("skew", Value.DURATION, "*", true),
    /** The venue says that it is being maintained and takes no orders. */
    MAINTENANCE("maintenance", Value.NONE, "*", true),
    /** Of the paths that are meant, no more connections than this are let in at a time. */
    CONNECTION_LIMIT("connection-limit", Value.NUMBER, "*", true),
    /** Ends all faults that are going on. */
    CLEAR("clear", Value.NONE, "*", false);

    /** What an action needs to be told. */
    enum Value {
        NONE,
        DURATION,
        NUMBER
    }

    private final String text;
    private final Value value;
    private final String usualTarget;
    private final boolean span;

    FaultAction(String text, Value value, String usualTarget, boolean span) {
        this.text = text;
        this.value = value;
        this.usualTarget = usualTarget;
        this.span = span;
    }

    /** As in a script. */
    public String text() {
        return text;
    }

    Value value() {
        return value;
    }

    String usualTarget() {
        return usualTarget;
    }

    /** Whether it goes on until it is ended, and does not strike a number of times. */
    boolean isSpan() {
        return span;
    }

    static Optional<FaultAction> parse(String text) {
        for (FaultAction action : values()) {
            if (action.text.equals(text)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
