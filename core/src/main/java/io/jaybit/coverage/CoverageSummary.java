package io.jaybit.coverage;

import io.jaybit.market.Quotient;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of a window was seen: the {@code coverage} of an output line. Immutable.
 *
 * @param windowMs length of the window in milliseconds
 * @param seenMs how much of it was seen, verified, audited or recovered
 * @param verifiedMs how much of it is proven complete: verified or audited
 * @param gaps how many gaps; the end of a running window that nothing has been heard of yet is none
 * @param causes of the gaps, in the order of the enum
 */
public record CoverageSummary(long windowMs, long seenMs, long verifiedMs, int gaps, List<Cause> causes) {
    public CoverageSummary {
        causes = List.copyOf(causes);
    }

    /** Seen part of the window; null where the window has no length: a share of nothing is not 1. */
    public @Nullable Quotient seenShare() {
        return share(seenMs);
    }

    /** Proven part of the window; null where the window has no length. */
    public @Nullable Quotient verifiedShare() {
        return share(verifiedMs);
    }

    private @Nullable Quotient share(long part) {
        return windowMs == 0 ? null : new Quotient(BigDecimal.valueOf(part), BigDecimal.valueOf(windowMs));
    }

    /** For people: {@code seen 3540 s of 3600 s, 2 gaps [DISCONNECTED]}. */
    @Override
    public String toString() {
        String seen = "seen " + seconds(seenMs) + " s of " + seconds(windowMs) + " s";
        return gaps == 0 ? seen : seen + ", " + gaps + (gaps == 1 ? " gap " : " gaps ") + causes;
    }

    private static String seconds(long millis) {
        BigDecimal exact = BigDecimal.valueOf(millis, 3).stripTrailingZeros();
        return exact.toPlainString();
    }
}
