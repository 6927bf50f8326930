package io.jaybit.positions;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of a few fills make up a sum. */
final class Subsets {
    /** Of more, only the first are tried: {@code 2^10} sums. */
    private static final int MOST = 10;

    private Subsets() {}

    /** Some whose quantities make {@code sum}, at least one; null if none do. */
    static @Nullable List<Fill> withSum(List<Fill> fills, BigDecimal sum) {
        int count = Math.min(fills.size(), MOST);
        for (int bits = 1; bits < 1 << count; bits++) {
            BigDecimal found = BigDecimal.ZERO;
            for (int i = 0; i < count; i++) {
                if ((bits & 1 << i) != 0) {
                    found = found.add(fills.get(i).qty());
                }
            }
            if (found.compareTo(sum) == 0) {
                return chosen(fills, bits);
            }
        }
        return null;
    }

    private static List<Fill> chosen(List<Fill> fills, int bits) {
        List<Fill> chosen = new ArrayList<>();
        for (int i = 0; i < Math.min(fills.size(), MOST); i++) {
            if ((bits & 1 << i) != 0) {
                chosen.add(fills.get(i));
            }
        }
        return chosen;
    }
}
