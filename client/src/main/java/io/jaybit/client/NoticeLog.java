package io.jaybit.client;

import io.jaybit.feed.Notice;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes notices that nobody listens to: trouble as warnings, the rest at debug level. A flood of one kind is cut off and counted.
 * Safe for any thread.
 */
final class NoticeLog {
    private static final System.Logger LOG = System.getLogger("io.jaybit.client");
    private static final int MOST_OF_A_KIND = 10;
    private static final long WINDOW_NANOS = 10_000_000_000L;

    /** How much of one kind was written lately. */
    private static final class Flood {
        private long sinceNanos = System.nanoTime();
        private long count;

        /** @return lines that were left out before this one, which is to be written; -1 if it is to be left out */
        long next() {
            long now = System.nanoTime();
            long left = 0;
            if (now - sinceNanos > WINDOW_NANOS) {
                left = Math.max(0, count - MOST_OF_A_KIND);
                sinceNanos = now;
                count = 0;
            }
            count++;
            return count > MOST_OF_A_KIND ? -1 : left;
        }
    }

    private final Map<Class<?>, Flood> floods = new HashMap<>();

    void tell(Notice notice) {
        if (!isTrouble(notice)) {
            LOG.log(Level.DEBUG, notice::toString);
            return;
        }
        long left = leftOut(notice.getClass());
        if (left < 0) {
            return;
        }
        if (notice instanceof Notice.CallbackFailed failed) {
            LOG.log(Level.ERROR, "a callback threw topic=" + failed.topic() + leftOut(left), failed.cause());
        } else {
            LOG.log(Level.WARNING, notice + leftOut(left));
        }
    }

    /** A failure there is no notice of. */
    void tell(String what, Throwable thrown) {
        long left = leftOut(thrown.getClass());
        if (left >= 0) {
            LOG.log(Level.ERROR, what + leftOut(left), thrown);
        }
    }

    private synchronized long leftOut(Class<?> kind) {
        return floods.computeIfAbsent(kind, first -> new Flood()).next();
    }

    private static String leftOut(long lines) {
        return lines == 0 ? "" : " (" + lines + " more of this kind were not written)";
    }

    private static boolean isTrouble(Notice notice) {
        return notice instanceof Notice.CallbackFailed
                || notice instanceof Notice.TopicRefused
                || notice instanceof Notice.LoginRefused
                || notice instanceof Notice.ConnectFailed
                || notice instanceof Notice.Dropped
                || notice instanceof Notice.Unreadable
                || notice instanceof Notice.RestPaused
                || (notice instanceof Notice.Disconnected gone && gone.retryIn() != null);
    }
}
