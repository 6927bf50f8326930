package io.jaybit.recorder.feed;

import io.jaybit.market.Category;
import io.jaybit.market.Kline;
import io.jaybit.market.Symbol;
import io.jaybit.market.Trade;
import io.jaybit.recorder.database.MinuteAudit;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * The trades of one symbol and minute, added up by kind, and the venue's candle. Which kinds the venue's candles count is written nowhere: it is found
 * out by what adds up. Confined to one thread.
 */
final class MinuteSums {
    private static final int BLOCK = 1;
    private static final int RPI = 2;
    /** Kinds that may be left out, all kept first. */
    private static final int[] LEFT_OUT = {0, BLOCK, RPI, BLOCK | RPI};

    private static final String[] COUNTED = {"all", "without block", "without rpi", "without block and rpi"};

    private final BigDecimal[] volumes = {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
    private final BigDecimal[] turnovers = {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
    private final long[] counts = new long[4];
    private MinuteAudit.@Nullable Sums candle;

    void add(Trade trade) {
        int kind = (trade.block() ? BLOCK : 0) | (trade.rpi() ? RPI : 0);
        BigDecimal size = trade.size().toBigDecimal();
        BigDecimal price = trade.price().toBigDecimal();
        volumes[kind] = volumes[kind].add(size);
        turnovers[kind] = turnovers[kind].add(
                isInverse(trade.symbol().category())
                        ? size.divide(price, MathContext.DECIMAL128)
                        : size.multiply(price));
        counts[kind]++;
    }

    void candle(Kline confirmed) {
        candle = new MinuteAudit.Sums(confirmed.volume(), confirmed.turnover());
    }

    boolean hasCandle() {
        return candle != null;
    }

    /**
     * Compares; only with a candle.
     *
     * @param startEpochMillis begin of the minute
     * @param seenMillis how much of the minute is called seen
     */
    MinuteAudit judge(Symbol symbol, long startEpochMillis, long seenMillis) {
        MinuteAudit.Sums told = candle;
        if (told == null) {
            throw new IllegalStateException("no candle");
        }
        MinuteAudit.Sums all = without(0);
        String counted = "";
        for (int i = 0; i < LEFT_OUT.length && counted.isEmpty(); i++) {
            MinuteAudit.Sums sums = without(LEFT_OUT[i]);
            if (agrees(sums, told, isInverse(symbol.category()))) {
                counted = COUNTED[i];
            }
        }
        return new MinuteAudit(
                symbol,
                startEpochMillis,
                counts[0] + counts[BLOCK] + counts[RPI] + counts[BLOCK | RPI],
                all,
                told,
                counted,
                seenMillis);
    }

    void writeTo(StateWriter to) {
        for (int kind = 0; kind < counts.length; kind++) {
            to.writeLong(counts[kind]).writeBigDecimal(volumes[kind]).writeBigDecimal(turnovers[kind]);
        }
        MinuteAudit.Sums told = candle;
        to.writeBoolean(told != null);
        if (told != null) {
            to.writeBigDecimal(told.volume()).writeBigDecimal(told.turnover());
        }
    }

    static MinuteSums read(StateReader from) {
        MinuteSums sums = new MinuteSums();
        for (int kind = 0; kind < sums.counts.length; kind++) {
            sums.counts[kind] = from.readLong();
            sums.volumes[kind] = from.readBigDecimal();
            sums.turnovers[kind] = from.readBigDecimal();
        }
        if (from.readBoolean()) {
            BigDecimal volume = from.readBigDecimal();
            sums.candle = new MinuteAudit.Sums(volume, from.readBigDecimal());
        }
        return sums;
    }

    private MinuteAudit.Sums without(int kinds) {
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal turnover = BigDecimal.ZERO;
        for (int kind = 0; kind < volumes.length; kind++) {
            if ((kind & kinds) == 0) {
                volume = volume.add(volumes[kind]);
                turnover = turnover.add(turnovers[kind]);
            }
        }
        return new MinuteAudit.Sums(volume, turnover);
    }

    /**
     * Volume to the last digit. Turnover, which the venue rounds, to less than one of its own last digit; on inverse not at all, as each trade's part is
     * rounded there before it is added.
     */
    private static boolean agrees(MinuteAudit.Sums sums, MinuteAudit.Sums candle, boolean inverse) {
        if (sums.volume().compareTo(candle.volume()) != 0) {
            return false;
        }
        BigDecimal lastDigit =
                BigDecimal.ONE.movePointLeft(Math.max(0, candle.turnover().scale()));
        return inverse || sums.turnover().subtract(candle.turnover()).abs().compareTo(lastDigit) < 0;
    }

    private static boolean isInverse(Category category) {
        return category == Category.INVERSE;
    }
}
