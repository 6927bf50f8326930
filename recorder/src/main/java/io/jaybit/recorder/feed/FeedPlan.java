package io.jaybit.recorder.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of what comes is written as rows; the raw log has all of it. Immutable.
 *
 * @param tickers a symbol's ticker is written at most so often; zero writes each
 * @param wholeBooks every live book is written as a whole so often; zero never
 * @param deltas whether every change to a level is written
 * @param coverage how often coverage is written
 * @param saved how often what is known is saved, so that after a restart the log is read from there
 */
public record FeedPlan(Duration tickers, Duration wholeBooks, boolean deltas, Duration coverage, Duration saved) {
    public FeedPlan {
        List<String> problems = new ArrayList<>();
        if (tickers.isNegative()) {
            problems.add("tickers must not be negative, is " + tickers);
        }
        if (wholeBooks.isNegative()) {
            problems.add("wholeBooks must not be negative, is " + wholeBooks);
        }
        if (coverage.toMillis() < 1_000) {
            problems.add("coverage must be at least a second, is " + coverage);
        }
        if (saved.toMillis() < 1_000) {
            problems.add("saved must be at least a second, is " + saved);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** Tickers once a second, whole books once a minute, no deltas, coverage every ten seconds; saved once a minute. */
    public static FeedPlan usual() {
        return new FeedPlan(
                Duration.ofSeconds(1), Duration.ofMinutes(1), false, Duration.ofSeconds(10), Duration.ofMinutes(1));
    }

    /** The same with or without every change to a level. */
    public FeedPlan withDeltas(boolean wanted) {
        return new FeedPlan(tickers, wholeBooks, wanted, coverage, saved);
    }

    /** The same with tickers at another pace. */
    public FeedPlan withTickers(Duration pace) {
        return new FeedPlan(pace, wholeBooks, deltas, coverage, saved);
    }

    /** The same with whole books at another pace. */
    public FeedPlan withWholeBooks(Duration pace) {
        return new FeedPlan(tickers, pace, deltas, coverage, saved);
    }

    /** The same saved at another pace. */
    public FeedPlan withSaved(Duration pace) {
        return new FeedPlan(tickers, wholeBooks, deltas, coverage, pace);
    }
}
