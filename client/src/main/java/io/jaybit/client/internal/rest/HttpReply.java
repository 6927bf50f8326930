package io.jaybit.client.internal.rest;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer as far as the venue's rules need it. Immutable, but for the body, which belongs to who gets it.
 *
 * @param retryAfter the server's wish; null where it has none
 * @param limitLeft requests left in the venue's window for this endpoint; empty where it did not say
 * @param limitResetEpochMillis when there are some again, on the venue's clock
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too big to copy
record HttpReply(
        int status,
        byte[] body,
        @Nullable Duration retryAfter,
        OptionalInt limitLeft,
        OptionalLong limitResetEpochMillis) {}
