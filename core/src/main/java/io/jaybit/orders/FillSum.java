package io.jaybit.orders;

import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Adds fills of one category, or takes them out again. Confined to one thread. */
final class FillSum {
    private final boolean inverse;
    private BigDecimal qty = BigDecimal.ZERO;
    private BigDecimal makerQty = BigDecimal.ZERO;
    /** The value as a fraction in lowest terms: of inverse contracts, qty / price has no end in decimals. */
    private BigInteger above = BigInteger.ZERO;

    private BigInteger below = BigInteger.ONE;
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
            addQuotient(size, fill.price());
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

    private void addQuotient(BigDecimal size, Decimal price) {
        int scale = Math.max(size.scale(), price.scale());
        BigInteger top = size.setScale(scale).unscaledValue();
        BigInteger bottom = price.toBigDecimal().setScale(scale).unscaledValue();
        if (bottom.signum() <= 0) {
            return;
        }
        above = above.multiply(bottom).add(top.multiply(below));
        below = below.multiply(bottom);
        BigInteger divisor = above.gcd(below);
        above = above.divide(divisor);
        below = below.divide(divisor);
    }

    void write(StateWriter out) {
        out.writeBigDecimal(qty)
                .writeBigDecimal(makerQty)
                .writeBytes(above.toByteArray())
                .writeBytes(below.toByteArray())
                .writeBigDecimal(value);
        OrderCodec.writeFees(out, fees);
        out.writeInt(count).writeInt(withoutFee).writeInt(provisional).writeLong(lastEpochMillis);
    }

    /** Adds what was written to nothing. */
    void read(StateReader in) {
        qty = in.readBigDecimal();
        makerQty = in.readBigDecimal();
        above = new BigInteger(in.readBytes());
        below = new BigInteger(in.readBytes());
        value = in.readBigDecimal();
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
        Quotient worth = inverse
                ? new Quotient(new BigDecimal(above), new BigDecimal(below))
                : new Quotient(value, BigDecimal.ONE);
        Quotient average = inverse ? inverseAverage() : qty.signum() > 0 ? new Quotient(value, qty) : null;
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

    private @Nullable Quotient inverseAverage() {
        return above.signum() > 0 ? new Quotient(qty.multiply(new BigDecimal(below)), new BigDecimal(above)) : null;
    }
}
