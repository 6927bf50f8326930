package io.jaybit.client.internal.session;

/** Where a topic stands with the venue. */
public enum TopicState {
    /** Wanted, not asked for: its connection is not ready, or its turn has not come. */
    WAITING,
    /** Asked for and not answered. */
    REQUESTED,
    /** Accepted, or proven by data. */
    LIVE,
    /** To be unsubscribed, or unsubscribed without an answer yet; if it is still wanted, it is subscribed again afterwards. */
    LEAVING,
    /** Refused or never answered; asked for again later. Data would prove it live all the same. */
    QUARANTINED,
    /** Over: unsubscribed, or refused for good. */
    CLOSED;

    /** Whether the one may follow directly on the other. */
    boolean mayBecome(TopicState next) {
        return switch (this) {
            case WAITING -> next == REQUESTED || next == CLOSED;
            case REQUESTED ->
                next == LIVE || next == WAITING || next == LEAVING || next == QUARANTINED || next == CLOSED;
            case LIVE -> next == LEAVING || next == WAITING || next == QUARANTINED || next == CLOSED;
            case LEAVING -> next == WAITING || next == CLOSED;
            case QUARANTINED -> next == WAITING || next == LIVE || next == CLOSED;
            case CLOSED -> false;
        };
    }
}
