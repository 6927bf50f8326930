package io.jaybit.orders;

/** How far the commands of one kind have come for one order; of several the least certain counts. */
public enum CommandState {
    /** Nothing is under way: never asked, done, or refused. */
    NONE,
    /** Taken for processing, its effect not yet seen. */
    ACCEPTED,
    /** Sent, no answer yet. */
    SENT,
    /** No answer will come, or it said nothing: done or not, only the order itself can tell. */
    UNKNOWN
}
