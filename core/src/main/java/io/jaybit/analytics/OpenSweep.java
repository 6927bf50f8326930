package io.jaybit.analytics;

import io.jaybit.market.Category;
import io.jaybit.market.Currencies;
import io.jaybit.market.Decimal;
import io.jaybit.market.Notional;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A sweep that may still grow: sums, not prints, so that its size does not matter. Confined to its joiner's thread. */
final class OpenSweep {
    private final TakerSide side;
    private final long firstMillis;
    private final Decimal firstPrice;
    /** Size by price. */
    private final TreeMap<Decimal, BigDecimal> levels = new TreeMap<>();

    private long lastMillis;
    private Decimal lastPrice;
    private int prints;
    private int rpiPrints;
    private @Nullable BigDecimal notional = BigDecimal.ZERO;
    private OptionalLong seq;
    private boolean sameSeq = true;

    OpenSweep(Print first) {
        this.side = first.side();
        this.firstMillis = first.millis();
        this.firstPrice = first.price();
        this.lastPrice = first.price();
        this.seq = first.seq();
        add(first);
    }

    TakerSide side() {
        return side;
    }

    long firstMillis() {
        return firstMillis;
    }

    long lastMillis() {
        return lastMillis;
    }

    void add(Print print) {
        sameSeq &= prints == 0 || (seq.isPresent() && seq.equals(print.seq()));
        prints++;
        rpiPrints += print.rpi() ? 1 : 0;
        lastMillis = print.millis();
        lastPrice = print.price();
        levels.merge(print.price(), print.size().toBigDecimal(), BigDecimal::add);
        BigDecimal sum = notional;
        BigDecimal more = print.notional();
        notional = sum == null || more == null ? null : sum.add(more);
    }

    Sweep close(Symbol symbol, boolean cut, boolean late) {
        BigDecimal size = BigDecimal.ZERO;
        for (BigDecimal part : levels.values()) {
            size = size.add(part);
        }
        BigDecimal amount = notional;
        String currency = Currencies.notionalCurrency(symbol);
        return new Sweep(
                symbol,
                side,
                firstMillis,
                lastMillis,
                prints,
                rpiPrints,
                size,
                amount == null || currency == null ? null : new Notional(amount, currency),
                symbol.category() == Category.INVERSE ? harmonicPrice(size) : meanPrice(size),
                firstPrice,
                lastPrice,
                levels.size(),
                sameSeq ? Sweep.Evidence.SAME_MATCH : Sweep.Evidence.BURST,
                cut,
                late);
    }

    private @Nullable Quotient meanPrice(BigDecimal size) {
        BigDecimal value = BigDecimal.ZERO;
        for (Map.Entry<Decimal, BigDecimal> level : levels.entrySet()) {
            value = value.add(level.getKey().toBigDecimal().multiply(level.getValue()));
        }
        return size.signum() > 0 ? new Quotient(value, size) : null;
    }

    /** Dollars over coins; the coins are a sum of fractions, kept as one. */
    private @Nullable Quotient harmonicPrice(BigDecimal size) {
        BigInteger above = BigInteger.ZERO;
        BigInteger below = BigInteger.ONE;
        for (Map.Entry<Decimal, BigDecimal> level : levels.entrySet()) {
            if (level.getKey().signum() <= 0) {
                return null;
            }
            BigDecimal coins = level.getValue();
            BigDecimal price = level.getKey().toBigDecimal();
            int scale = Math.max(coins.scale(), price.scale());
            BigInteger partAbove = coins.setScale(scale).unscaledValue();
            BigInteger partBelow = price.setScale(scale).unscaledValue();
            above = above.multiply(partBelow).add(partAbove.multiply(below));
            below = below.multiply(partBelow);
            BigInteger divisor = above.gcd(below);
            above = above.divide(divisor);
            below = below.divide(divisor);
        }
        return above.signum() > 0 ? new Quotient(size.multiply(new BigDecimal(below)), new BigDecimal(above)) : null;
    }

    void write(StateWriter to) {
        to.writeBoolean(side == TakerSide.BUY).writeLong(firstMillis).writeDecimal(firstPrice);
        to.writeLong(lastMillis).writeDecimal(lastPrice).writeInt(prints).writeInt(rpiPrints);
        to.writeBoolean(notional != null);
        if (notional != null) {
            to.writeBigDecimal(notional);
        }
        to.writeBoolean(seq.isPresent())
                .writeLong(seq.orElse(0))
                .writeBoolean(sameSeq)
                .writeInt(levels.size());
        levels.forEach((price, size) -> to.writeDecimal(price).writeBigDecimal(size));
    }

    static OpenSweep read(StateReader from) {
        TakerSide side = from.readBoolean() ? TakerSide.BUY : TakerSide.SELL;
        OpenSweep sweep = new OpenSweep(side, from.readLong(), from.readDecimal());
        sweep.lastMillis = from.readLong();
        sweep.lastPrice = from.readDecimal();
        sweep.prints = from.readInt();
        sweep.rpiPrints = from.readInt();
        sweep.notional = from.readBoolean() ? from.readBigDecimal() : null;
        boolean hasSeq = from.readBoolean();
        long seq = from.readLong();
        sweep.seq = hasSeq ? OptionalLong.of(seq) : OptionalLong.empty();
        sweep.sameSeq = from.readBoolean();
        int count = from.readInt();
        for (int i = 0; i < count; i++) {
            Decimal price = from.readDecimal();
            sweep.levels.put(price, from.readBigDecimal());
        }
        return sweep;
    }

    private OpenSweep(TakerSide side, long firstMillis, Decimal firstPrice) {
        this.side = side;
        this.firstMillis = firstMillis;
        this.firstPrice = firstPrice;
        this.lastPrice = firstPrice;
        this.seq = OptionalLong.empty();
    }
}
