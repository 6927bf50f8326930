package io.jaybit.orders;

import io.jaybit.account.OrderUpdate;
import java.util.List;

/**
 * What became of cancelling everything. Immutable.
 *
 * @param accepted for how many orders the venue took the cancellation
 * @param residue what the venue still called open when it was asked last
 * @param troubles requests of it that failed, in words
 */
public record CancelReport(int accepted, List<OrderUpdate> residue, List<String> troubles) {
    public CancelReport {
        residue = List.copyOf(residue);
        troubles = List.copyOf(troubles);
    }

    /** Whether the venue has nothing open any more. */
    public boolean isClean() {
        return residue.isEmpty();
    }
}
