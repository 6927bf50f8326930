package io.jaybit.orders;

import io.jaybit.account.OrderStatus;

/**
 * Where an order stands: a status of the venue, or, as long as the venue has told none, what we know ourselves. Silence is never a
 * refusal: {@link #UNKNOWN} ends by the venue's word only, or when it has been asked everywhere and knew nothing.
 */
public enum OrderState {
    /** Ours: sent, nothing heard. */
    IN_FLIGHT("in flight", Phase.UNSURE),
    /** Ours: taken for processing, its first update still to come. */
    ACKNOWLEDGED("acknowledged", Phase.UNSURE),
    /** Ours: it may have been placed or not. */
    UNKNOWN("unknown", Phase.UNSURE),
    /** Ours: a fill proves that it was placed; whether it still stands is not told yet. */
    PLACED("placed", Phase.UNSURE),
    /** The venue's, of before 2024. */
    CREATED("Created", Phase.LIVE),
    NEW("New", Phase.LIVE),
    PARTIALLY_FILLED("PartiallyFilled", Phase.LIVE),
    UNTRIGGERED("Untriggered", Phase.LIVE),
    TRIGGERED("Triggered", Phase.LIVE),
    /** The venue's, of before 2024. */
    ACTIVE("Active", Phase.LIVE),
    /** The venue's, a word that is new to us: taken for live. */
    UNRECOGNISED("unrecognised", Phase.LIVE),
    FILLED("Filled", Phase.CLOSED),
    CANCELLED("Cancelled", Phase.CLOSED),
    PARTIALLY_FILLED_CANCELED("PartiallyFilledCanceled", Phase.CLOSED),
    REJECTED("Rejected", Phase.CLOSED),
    DEACTIVATED("Deactivated", Phase.CLOSED),
    /** Ours: the venue refused the command, or our own checks did; there never was an order. */
    REFUSED("refused", Phase.CLOSED),
    /** Ours: its fate was unknown, and the venue, asked everywhere, knows no such order. */
    NOT_PLACED("not placed", Phase.CLOSED),
    /** Ours: it did exist; the venue no longer lists it anywhere and its end is not to be had. */
    GONE("gone", Phase.CLOSED);

    private enum Phase {
        UNSURE,
        LIVE,
        CLOSED
    }

    private final String text;
    private final Phase phase;

    OrderState(String text, Phase phase) {
        this.text = text;
        this.phase = phase;
    }

    /** The venue's word, or ours in small letters. */
    public String text() {
        return text;
    }

    /** Nothing follows but late facts. */
    public boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** The venue told that it stands. */
    public boolean isLive() {
        return phase == Phase.LIVE;
    }

    /** The venue has not told yet where it stands. */
    public boolean isUnsure() {
        return phase == Phase.UNSURE;
    }

    static OrderState of(OrderStatus status) {
        return switch (status) {
            case CREATED -> CREATED;
            case NEW -> NEW;
            case PARTIALLY_FILLED -> PARTIALLY_FILLED;
            case UNTRIGGERED -> UNTRIGGERED;
            case TRIGGERED -> TRIGGERED;
            case ACTIVE -> ACTIVE;
            case FILLED -> FILLED;
            case CANCELLED -> CANCELLED;
            case PARTIALLY_FILLED_CANCELED -> PARTIALLY_FILLED_CANCELED;
            case REJECTED -> REJECTED;
            case DEACTIVATED -> DEACTIVATED;
            case UNRECOGNISED -> UNRECOGNISED;
        };
    }
}
