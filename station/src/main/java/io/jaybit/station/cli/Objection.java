package io.jaybit.station.cli;

import io.jaybit.market.Symbol;
import org.jspecify.annotations.Nullable;

/** Why a symbol cannot be watched as it was asked for. */
@FunctionalInterface
interface Objection {
    /** There is none to any symbol. */
    Objection NONE = symbol -> null;

    /** A sentence for people; null if it can be watched. */
    @Nullable
    String to(Symbol symbol);
}
