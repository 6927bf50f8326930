package io.jaybit.station.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A symbol one can choose: listed by the venue, or found in a file. Immutable.
 *
 * @param baseCoin empty where it is not known
 * @param quoteCoin empty where it is not known
 * @param turnover24h of the last 24 hours, in the quote coin (base coin on inverse); null where it is not known
 */
public record Listed(
        String name,
        String baseCoin,
        String quoteCoin,
        @Nullable BigDecimal turnover24h) {
    /** A name of which nothing else is known. */
    public static Listed named(String name) {
        return new Listed(name, "", "", null);
    }

    /** Those of {@code names} that are not listed any more; none where nothing at all is listed, which is no answer. */
    public static Set<String> missing(Set<String> names, List<Listed> listed) {
        Set<String> missing = new TreeSet<>(names);
        listed.forEach(one -> missing.remove(one.name()));
        return listed.isEmpty() ? Set.of() : missing;
    }
}
