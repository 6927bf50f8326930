package io.jaybit.simulator.venue;

/** What faults reach beyond the wire; whoever put the exchange together lends a hand. */
public interface FaultReach {
    /** Every book begins anew at {@code u = 1}. */
    void restartFeeds();

    /**
     * Says that the venue is being maintained, or no more.
     *
     * @param ongoing false = it is over
     */
    void announceMaintenance(boolean ongoing);
}
