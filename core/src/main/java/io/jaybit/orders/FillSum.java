package io.jaybit.orders;

import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds fills of one category, or takes them out again. Confined to one thread. */
final class FillSum {
    private final boolean inverse;
    private BigDecimal qty = BigDecimal.ZERO;
    private BigDecimal makerQty = BigDecimal.ZERO;
    /** Of inverse contracts: their value, qty / price, has no end in decimals and is added up when it is asked for. */
    private final TreeMap<Decimal, BigDecimal> qtyByPrice = new TreeMap<>();

    private BigDecimal value = BigDecimal.ZERO;
    private final Map<String, BigDecimal> fees = new HashMap<>();
    private int count;
    private int withoutFee;
    private int provisional;
    private long lastEpochMillis = Long.MIN_VALUE;

    FillSum(Category category) {
        inverse = category == Category.INVERSE;
    }

    void add(OrderFill fill) {
        count(fill, 1);
        lastEpochMillis = Math.max(lastEpochMillis, fill.exchangeEpochMillis());
    }

    /** The latest time is kept: what takes its place is as late. */
    void remove(OrderFill fill) {
        count(fill, -1);
    }

    private void count(OrderFill fill, int sign) {
        BigDecimal factor = BigDecimal.valueOf(sign);
        BigDecimal size = fill.qty().toBigDecimal().multiply(factor);
        qty = qty.add(size);
        if (fill.maker()) {
            makerQty = makerQty.add(size);
        }
        if (inverse) {
            qtyByPrice.merge(fill.price(), size, FillSum::plus);
        } else {
            value = value.add(fill.price().times(fill.qty()).multiply(factor));
        }
        Map<String, BigDecimal> told = fill.fees();
        if (told == null) {
            withoutFee += sign;
        } else {
            told.forEach((coin, fee) -> fees.merge(coin, fee.multiply(factor), BigDecimal::add));
        }
        provisional += fill.provisional() ? sign : 0;
        count += sign;
    }

    private static @Nullable BigDecimal plus(BigDecimal one, BigDecimal other) {
        BigDecimal sum = one.add(other);
        return sum.signum() == 0 ? null : sum;
    }

    void write(StateWriter out) {
        out.writeBigDecimal(qty).writeBigDecimal(makerQty).writeBigDecimal(value);
        Values.writeMap(out, qtyByPrice, StateWriter::writeDecimal, StateWriter::writeBigDecimal);
        OrderCodec.writeFees(out, fees);
        out.writeInt(count).writeInt(withoutFee).writeInt(provisional).writeLong(lastEpochMillis);
    }

    /** Adds what was written to nothing. */
    void read(StateReader in) {
        qty = in.readBigDecimal();
        makerQty = in.readBigDecimal();
        value = in.readBigDecimal();
        qtyByPrice.putAll(Values.readMap(in, StateReader::readDecimal, StateReader::readBigDecimal));
        fees.putAll(OrderCodec.readFees(in));
        count = in.readInt();
        withoutFee = in.readInt();
        provisional = in.readInt();
        lastEpochMillis = in.readLong();
    }

    FillTotals totals() {
        if (count == 0) {
            return FillTotals.NONE;
        }
        Quotient worth = inverse ? inverseValue() : new Quotient(value, BigDecimal.ONE);
        BigDecimal numerator = worth.numerator();
        Quotient average = inverse
                ? numerator.signum() > 0 ? new Quotient(qty.multiply(worth.denominator()), numerator) : null
                : qty.signum() > 0 ? new Quotient(value, qty) : null;
        return new FillTotals(
                qty,
                worth,
                average,
                fees,
                count,
                withoutFee,
                provisional,
                makerQty,
                lastEpochMillis == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(lastEpochMillis));
    }

    private Quotient inverseValue() {
        List<Fraction> parts = new ArrayList<>();
        qtyByPrice.forEach((price, size) -> {
            if (price.signum() > 0) {
                parts.add(Fraction.of(size, price.toBigDecimal()));
            }
        });
        Fraction sum = Fraction.sum(parts);
        return new Quotient(new BigDecimal(sum.above), new BigDecimal(sum.below));
    }

    /** In lowest terms. */
    private record Fraction(BigInteger above, BigInteger below) {
        static Fraction of(BigDecimal top, BigDecimal bottom) {
            int scale = Math.max(top.scale(), bottom.scale());
            return reduced(
                    top.setScale(scale).unscaledValue(), bottom.setScale(scale).unscaledValue());
        }

        /** By halves, so that large numbers meet large ones only. */
        static Fraction sum(List<Fraction> parts) {
            if (parts.isEmpty()) {
                return new Fraction(BigInteger.ZERO, BigInteger.ONE);
            }
            if (parts.size() == 1) {
                return parts.get(0);
            }
            int half = parts.size() / 2;
            return sum(parts.subList(0, half)).plus(sum(parts.subList(half, parts.size())));
        }

        private Fraction plus(Fraction other) {
            return reduced(above.multiply(other.below).add(other.above.multiply(below)), below.multiply(other.below));
        }

        private static Fraction reduced(BigInteger above, BigInteger below) {
            BigInteger divisor = above.gcd(below);
            return new Fraction(above.divide(divisor), below.divide(divisor));
        }
    }
}
