package io.jaybit.station.cli;

import io.jaybit.book.BookStatus;
import io.jaybit.feed.Notice;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Notices as sentences for standard error. */
final class NoticeText {
    private NoticeText() {}

    /** The sentence, or null for what nobody needs to be told. */
    static @Nullable String of(Notice notice) {
        if (notice instanceof Notice.Connected connected) {
            return "connected to " + connected.url();
        }
        if (notice instanceof Notice.Disconnected lost) {
            return "connection lost: " + lost.reason() + retry(lost.retryIn());
        }
        if (notice instanceof Notice.ConnectFailed failed) {
            return "no connection (attempt " + failed.attempt() + "): " + failed.reason() + retry(failed.retryIn());
        }
        if (notice instanceof Notice.TopicRefused refused) {
            return "refused: " + refused.topic() + ": " + refused.reason() + retry(refused.retryIn());
        }
        if (notice instanceof Notice.TopicSilent silent) {
            return "silent: " + silent.topic() + " for " + Durations.text(silent.silentFor());
        }
        if (notice instanceof Notice.Gap gap) {
            return "gap: " + gap.topic() + ": " + gap.found() + " came, not " + gap.expected();
        }
        if (notice instanceof Notice.SequenceUnverified unverified) {
            return unverified.topic() + " skips update ids: its books are shown as unverified";
        }
        if (notice instanceof Notice.BookStatusChanged changed) {
            return changed.status() == BookStatus.STALE ? changed.topic() + " is stale: " + changed.reason() : null;
        }
        if (notice instanceof Notice.Curing curing) {
            return healing(curing);
        }
        if (notice instanceof Notice.Dropped dropped) {
            return "too slow: " + dropped.count() + " events of " + dropped.topic() + " were dropped";
        }
        if (notice instanceof Notice.Unreadable unreadable) {
            return "unreadable frame: " + unreadable.complaint();
        }
        if (notice instanceof Notice.UnknownTopic unknown) {
            return "data of an unknown topic: " + unknown.topic();
        }
        if (notice instanceof Notice.CallbackFailed failed) {
            return "our own failure: " + failed.cause();
        }
        if (notice instanceof Notice.RestPaused paused) {
            return "no requests for " + Durations.text(paused.pause()) + ": the venue says: " + paused.reason();
        }
        if (notice instanceof Notice.LoginRefused login) {
            return "login refused: " + login.reason();
        }
        return notice instanceof Notice.Unexpected unexpected ? "unexpected: " + unexpected.text() : null;
    }

    private static String healing(Notice.Curing curing) {
        return switch (curing.rung()) {
            case "RESUBSCRIBE" -> "healing " + curing.topic() + ": subscribing it again";
            case "FRESH_CONNECTION" -> "healing " + curing.topic() + ": on a connection of its own";
            default -> "ALARM: " + curing.topic() + " cannot be healed for now; it is tried again after a pause";
        };
    }

    private static String retry(@Nullable Duration in) {
        return in == null ? "" : "; again in " + Durations.text(in);
    }
}
