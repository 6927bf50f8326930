package io.jaybit.client.internal.session;

/** The rungs of the cure of a sick topic, in the order in which they are tried. */
public enum Rung {
    /** Unsubscribe and subscribe again on the same connection: the venue sends a fresh snapshot. */
    RESUBSCRIBE,
    /** Subscribe it alone on a new connection. */
    FRESH_CONNECTION,
    /** Raise the alarm and leave it alone for a while; then from the beginning. */
    REST
}
