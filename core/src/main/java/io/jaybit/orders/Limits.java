package io.jaybit.orders;

import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What no order of ours may exceed. Immutable; what is not named is not limited.
 *
 * @param maxOrderValue by currency, as {@link io.jaybit.market.Notional} names it
 * @param maxPosition by symbol, the largest absolute position with all that could still be filled; base coin, USD on inverse
 * @param priceBandBasisPoints how far a price may be from the reference price on the wrong side: above it for buys, below it for sells
 * @param maxReferenceAge a reference price older than this is none
 * @param allowUnknownReference whether what needs a reference price is let through without one; else it is refused
 * @param killed why nothing may be sent that could make a position larger; null while trading is on
 */
public record Limits(
        Map<String, BigDecimal> maxOrderValue,
        Map<Symbol, BigDecimal> maxPosition,
        OptionalInt priceBandBasisPoints,
        Duration maxReferenceAge,
        boolean allowUnknownReference,
        @Nullable String killed) {
    /** Nothing but the venue's own rules; a reference price is good for ten seconds. */
    public static final Limits NONE =
            new Limits(Map.of(), Map.of(), OptionalInt.empty(), Duration.ofSeconds(10), false, null);

    public Limits {
        maxOrderValue = Map.copyOf(maxOrderValue);
        maxPosition = Map.copyOf(maxPosition);
        List<String> problems = new ArrayList<>();
        maxOrderValue.forEach((currency, value) -> {
            if (value.signum() < 0) {
                problems.add("the maximum order value in " + currency + " is negative: " + value);
            }
        });
        maxPosition.forEach((symbol, size) -> {
            if (size.signum() < 0) {
                problems.add("the maximum position of " + symbol + " is negative: " + size);
            }
        });
        if (priceBandBasisPoints.isPresent() && priceBandBasisPoints.getAsInt() < 0) {
            problems.add("the price band is negative: " + priceBandBasisPoints.getAsInt());
        }
        if (maxReferenceAge.isNegative()) {
            problems.add("the maximum age of a reference price is negative: " + maxReferenceAge);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    public Limits withMaxOrderValue(Map<String, BigDecimal> values) {
        return new Limits(values, maxPosition, priceBandBasisPoints, maxReferenceAge, allowUnknownReference, killed);
    }

    public Limits withMaxPosition(Map<Symbol, BigDecimal> sizes) {
        return new Limits(maxOrderValue, sizes, priceBandBasisPoints, maxReferenceAge, allowUnknownReference, killed);
    }

    public Limits withPriceBand(int basisPoints) {
        return new Limits(
                maxOrderValue,
                maxPosition,
                OptionalInt.of(basisPoints),
                maxReferenceAge,
                allowUnknownReference,
                killed);
    }

    public Limits withUnknownReferenceAllowed() {
        return new Limits(maxOrderValue, maxPosition, priceBandBasisPoints, maxReferenceAge, true, killed);
    }

    /** Stops everything but what makes positions smaller. */
    public Limits kill(String reason) {
        return new Limits(
                maxOrderValue, maxPosition, priceBandBasisPoints, maxReferenceAge, allowUnknownReference, reason);
    }
}
