package io.jaybit.client.internal.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Header values that more than one protocol needs. */
public final class HttpWords {
    private HttpWords() {}

    /** Reads {@code Retry-After} in its form of seconds; null where it is absent, a date, or nonsense. */
    public static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null || header.isBlank() || header.length() > 9) {
            return null;
        }
        try {
            long seconds = Long.parseLong(header.strip());
            return seconds < 0 ? null : Duration.ofSeconds(seconds);
        } catch (NumberFormatException date) {
            return null;
        }
    }
}
