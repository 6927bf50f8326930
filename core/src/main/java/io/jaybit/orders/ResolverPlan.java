package io.jaybit.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * When the venue is asked about single orders, and how often. Immutable.
 *
 * @param patience how long news are waited for that a stream should bring: the first update after an ack, a fill the order tells of
 * @param apart least time between two searches that find nothing, before they count as the venue not knowing the order
 * @param atOnce most questions without an answer
 * @param retryFirst rest after a question that failed, or that settled nothing, doubled each time up to {@code retryLongest}
 */
public record ResolverPlan(Duration patience, Duration apart, int atOnce, Duration retryFirst, Duration retryLongest) {
    public ResolverPlan {
        List<String> problems = new ArrayList<>();
        Map.of("patience", patience, "apart", apart, "retryFirst", retryFirst).forEach((name, value) -> {
            if (value.isNegative() || value.isZero()) {
                problems.add(name + " must be positive, is " + value);
            }
        });
        if (atOnce < 1) {
            problems.add("atOnce must be at least 1, is " + atOnce);
        }
        if (retryLongest.compareTo(retryFirst) < 0) {
            problems.add("retryLongest must be at least retryFirst, is " + retryLongest + " against " + retryFirst);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** Three seconds of patience, searches five seconds apart, two questions at once, rests from half a second to ten seconds. */
    public static ResolverPlan usual() {
        return new ResolverPlan(
                Duration.ofSeconds(3), Duration.ofSeconds(5), 2, Duration.ofMillis(500), Duration.ofSeconds(10));
    }
}
