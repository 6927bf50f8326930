package io.jaybit.coverage;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a comparison with many seeds; a failure names its seed. */
public final class Seeds {
    private Seeds() {}

    public static void each(Consumer<Random> comparison) {
        int count = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;
        for (int seed = 0; seed < count; seed++) {
            try {
                comparison.accept(new Random(seed));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("seed " + seed + " of " + count + ": " + failure.getMessage(), failure);
            }
        }
    }
}
