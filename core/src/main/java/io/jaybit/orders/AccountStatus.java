package io.jaybit.orders;

/** How much what is known of the account can be trusted. */
public enum AccountStatus {
    /** The private streams do not all live: anything may have happened that is not known. */
    UNSYNCHRONISED,
    /** The streams live, and the venue is being asked for what happened before. */
    SYNCHRONISING,
    /** The streams live, and since they do, everything was asked once and answered. */
    IN_SYNC;

    boolean mayBecome(AccountStatus next) {
        return switch (this) {
            case UNSYNCHRONISED -> next == SYNCHRONISING;
            case SYNCHRONISING -> next == IN_SYNC || next == UNSYNCHRONISED;
            case IN_SYNC -> next == SYNCHRONISING || next == UNSYNCHRONISED;
        };
    }
}
