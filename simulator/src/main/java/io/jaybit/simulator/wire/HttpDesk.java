package io.jaybit.simulator.wire;

import org.jspecify.annotations.Nullable;

/** Answers some REST paths. */
public interface HttpDesk {
    /** The answer; null where the path is not this desk's. */
    @Nullable
    HttpAnswer answer(HttpQuestion question);
}
