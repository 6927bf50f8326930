package io.jaybit.book;

/** Why a book is {@link BookStatus#STALE}. */
public enum StaleReason {
    /** An update id was skipped or ran backwards: something is missing. */
    GAP,
    /** Best bid at or above best ask after a whole frame. */
    CROSSED,
    /** A number has more digits than this library holds exactly. */
    UNREPRESENTABLE,
    /** The connection that fed it is gone. */
    DISCONNECTED,
    /** Its topic has been silent for longer than its own rhythm allows. */
    SILENT,
    /** The venue says there is no book: delisted, or before the end of a pre-market auction. */
    UNAVAILABLE,
    /** The user unsubscribed its topic. */
    CLOSED
}
