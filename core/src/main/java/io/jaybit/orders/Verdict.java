package io.jaybit.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PreTradeChecks} found. Immutable.
 *
 * @param problems each in words, with both numbers; empty if it may be sent
 */
public record Verdict(List<String> problems) {
    public Verdict {
        problems = List.copyOf(problems);
    }

    public boolean mayBeSent() {
        return problems.isEmpty();
    }

    /** The refusal with code 0, as nothing was sent; null if it may be sent. */
    public Outcome.@Nullable Rejected rejection() {
        return problems.isEmpty() ? null : new Outcome.Rejected(0, String.join("; ", problems));
    }
}
