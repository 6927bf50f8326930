package io.jaybit.simulator.exchange;

import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * What can be traded, with the venue's rules for it. Immutable.
 *
 * <p>Prices and sizes of an instrument are counted in ticks and steps; this class turns them into text and money and back. Venue
 * page: <a href="https://bybit-exchange.github.io/docs/v5/market/instrument">Get Instruments Info</a>.
 *
 * @param symbol unique within its category
 * @param contractType {@code LinearPerpetual}, {@code LinearFutures}, {@code InversePerpetual}, {@code InverseFutures}; empty for
 *     spot, option and spread
 * @param settleCoin in which profit and fees are paid; the quote coin on spot
 * @param tickSize as the venue prints it: its scale is that of every price
 * @param qtyStep the same for sizes ({@code basePrecision} on spot); {@code 1} on inverse, in USD
 * @param minQty in steps
 * @param maxQty of a limit order, in steps
 * @param maxMarketQty of a market order, in steps
 * @param minNotional in the quote coin (USD on inverse)
 * @param minPrice in ticks
 * @param maxPrice in ticks
 * @param maxLeverage whole times
 * @param maintenanceRate share of the position's value that must stay, e.g. {@code 0.005}
 * @param takerFee share of the value, e.g. {@code 0.00055}
 * @param makerFee may be negative: a rebate
 * @param priceLimit how far above the mark one may buy and below it sell, as a share; e.g. {@code 0.05}
 * @param fundingMinutes between two payments; 0 where none are made
 * @param deliveryEpochMillis when it ends; 0 for a perpetual and for spot
 */
public record Instrument(
        Category category,
        String symbol,
        String contractType,
        String baseCoin,
        String quoteCoin,
        String settleCoin,
        Decimal tickSize,
        Decimal qtyStep,
        long minQty,
        long maxQty,
        long maxMarketQty,
        BigDecimal minNotional,
        long minPrice,
        long maxPrice,
        int maxLeverage,
        BigDecimal maintenanceRate,
        BigDecimal takerFee,
        BigDecimal makerFee,
        BigDecimal priceLimit,
        int fundingMinutes,
        long launchEpochMillis,
        long deliveryEpochMillis) {
    public Instrument {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(symbol, "symbol");
        if (tickSize.signum() <= 0 || qtyStep.signum() <= 0) {
            throw new IllegalArgumentException(symbol + ": tick " + tickSize + ", step " + qtyStep);
        }
        if (minQty <= 0 || maxQty < minQty) {
            throw new IllegalArgumentException(symbol + ": sizes from " + minQty + " to " + maxQty);
        }
    }

    public boolean isInverse() {
        return category == Category.INVERSE;
    }

    /** Whether it never ends. */
    public boolean isPerpetual() {
        return contractType.endsWith("Perpetual");
    }

    /** Appends a price as the venue sends it: with the tick's decimals. */
    public void appendPrice(long ticks, StringBuilder to) {
        Decimal.append(Math.multiplyExact(ticks, tickSize.mantissa()), tickSize.scale(), to);
    }

    public String price(long ticks) {
        StringBuilder text = new StringBuilder();
        appendPrice(ticks, text);
        return text.toString();
    }

    /** Appends a size as the venue sends it: with the step's decimals. */
    public void appendSize(long steps, StringBuilder to) {
        if (steps == 0) {
            to.append('0');
        } else {
            Decimal.append(Math.multiplyExact(steps, qtyStep.mantissa()), qtyStep.scale(), to);
        }
    }

    public String size(long steps) {
        StringBuilder text = new StringBuilder();
        appendSize(steps, text);
        return text.toString();
    }

    /** The price as a number of the quote coin. */
    public BigDecimal priceOf(long ticks) {
        return times(tickSize, ticks);
    }

    /** The size as a number: of the base coin; of USD on inverse. */
    public BigDecimal sizeOf(long steps) {
        return times(qtyStep, steps);
    }

    private static BigDecimal times(Decimal unit, long count) {
        long product = unit.mantissa() * count;
        return fits(unit.mantissa(), count)
                ? BigDecimal.valueOf(product, unit.scale())
                : unit.toBigDecimal().multiply(BigDecimal.valueOf(count));
    }

    private static boolean fits(long left, long right) {
        return Math.multiplyHigh(left, right) == (left * right) >> 63;
    }

    /**
     * What a size is worth at a price: in the settle coin (quote coin on spot). Exact but on inverse, where it is size / price
     * rounded half up to 8 decimals.
     */
    public BigDecimal value(long steps, long ticks) {
        if (isInverse()) {
            return sizeOf(steps).divide(priceOf(ticks), Money.SCALE, RoundingMode.HALF_UP);
        }
        // Of every fill and every order: made without the two factors where that is possible.
        long count = steps * ticks;
        long unit = tickSize.mantissa() * qtyStep.mantissa();
        return fits(steps, ticks) && fits(tickSize.mantissa(), qtyStep.mantissa()) && fits(count, unit)
                ? BigDecimal.valueOf(count * unit, tickSize.scale() + qtyStep.scale())
                : sizeOf(steps).multiply(priceOf(ticks));
    }

    /** The nearest whole number of ticks, at least one where prices are positive. */
    public long ticks(BigDecimal price) {
        return price.divide(tickSize.toBigDecimal(), 0, RoundingMode.HALF_EVEN).longValueExact();
    }

    /** As many whole steps as fit into a size. */
    public long steps(BigDecimal size) {
        return size.divide(qtyStep.toBigDecimal(), 0, RoundingMode.DOWN).longValueExact();
    }
}
