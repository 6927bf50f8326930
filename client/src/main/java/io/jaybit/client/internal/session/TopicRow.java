package io.jaybit.client.internal.session;

import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One topic in {@link SessionHealth}. Immutable.
 *
 * @param connectionId of the socket that carries it; 0 while there is none
 * @param wanted false while only the venue's answer to the unsubscribe is missing
 * @param frames data frames
 * @param gaps how often its book was reported sick
 * @param silences how often it was silent for longer than its rhythm allows
 * @param cures how often a rung of the cure was taken
 * @param cure the rung it stands on; null when it is well
 * @param refusals by the venue
 * @param subscribes requests it was part of
 * @param lastReceiptEpochNanos of a data frame; empty before the first
 * @param allowedSilence how long it may be silent now; null where it is not judged
 * @param lastTrouble the venue's text of the last refusal, else what was cured last; empty if nothing ever was
 */
public record TopicRow(
        Topic topic,
        TopicState state,
        int connectionId,
        boolean wanted,
        long frames,
        int gaps,
        int silences,
        int cures,
        @Nullable Rung cure,
        int refusals,
        int subscribes,
        OptionalLong lastReceiptEpochNanos,
        @Nullable Duration allowedSilence,
        String lastTrouble) {}
