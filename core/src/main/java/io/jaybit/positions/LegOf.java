package io.jaybit.positions;

import io.jaybit.market.Symbol;
import java.util.OptionalInt;

/** Knows of which leg an order is, in hedge mode; a fill does not say it. An order tracker does. */
@FunctionalInterface
public interface LegOf {
    /** Knows of none: fills that do not tell by their {@code closedSize} wait for the full execution. */
    LegOf NOBODY = (symbol, orderId) -> OptionalInt.empty();

    /** 1 or 2; empty if not known. */
    OptionalInt leg(Symbol symbol, String orderId);
}
