package io.jaybit.client;

import io.jaybit.book.BookStatus;
import io.jaybit.book.StaleReason;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How one topic does. Immutable; counts are since it was first subscribed.
 *
 * @param connectionId of the socket that carries it; 0 while there is none
 * @param subscriptions how many of the user's want it
 * @param frames data frames
 * @param gaps breaks of the sequence, or other findings that made its book stale
 * @param silences how often it was silent for longer than its own rhythm allows
 * @param cures how often it was resubscribed, or moved, to heal it
 * @param cure what was done last to heal it; null while it is well
 * @param refusals how often the venue refused it
 * @param merges newest-wins deliveries: updates that a newer one overtook before the listener was called; no loss
 * @param dropped events thrown away because listeners were too slow
 * @param bookStatus null where it is no book, or none has come yet
 * @param staleReason null unless the book is stale
 * @param lastReceiptEpochNanos when its last frame arrived, our wall clock; empty before the first
 * @param allowedSilence how long it may be silent now; null where silence means nothing
 * @param lastTrouble what went wrong last, for people; empty if nothing ever did
 */
public record TopicHealth(
        Topic topic,
        State state,
        int connectionId,
        int subscriptions,
        long frames,
        long gaps,
        long silences,
        long cures,
        @Nullable Cure cure,
        long refusals,
        long merges,
        long dropped,
        @Nullable BookStatus bookStatus,
        @Nullable StaleReason staleReason,
        OptionalLong lastReceiptEpochNanos,
        @Nullable Duration allowedSilence,
        String lastTrouble) {
    /** How a sick topic is healed; each is tried if the one before did not help. */
    public enum Cure {
        /** Unsubscribed and subscribed again. */
        RESUBSCRIBE,
        /** Subscribed alone on a new connection. */
        FRESH_CONNECTION,
        /** Nothing helped: the alarm stands, and all is tried again after a pause, at most five minutes. */
        REST
    }

    /** Where a topic stands with the venue. */
    public enum State {
        /** Wanted, not asked for: its connection is not ready, or its turn has not come. */
        WAITING,
        /** Asked for and not answered. */
        REQUESTED,
        /** Accepted, or proven by data. */
        LIVE,
        /** Being unsubscribed. */
        LEAVING,
        /** Refused; asked for again later. */
        QUARANTINED,
        /** Over. */
        CLOSED
    }
}
