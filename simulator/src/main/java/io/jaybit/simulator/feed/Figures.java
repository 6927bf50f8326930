package io.jaybit.simulator.feed;

import io.jaybit.market.Decimal;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;

/**
 * How prices and sizes of an instrument look on the wire. Immutable.
 *
 * <p>Linear and inverse are sent with all decimals of tick and step ({@code 65010.10}); spot, option and spread without zeros at the
 * end ({@code 78715}), and so are all candles. Observed on captures of 2023 to 2026.
 */
final class Figures {
    private final long tick;
    private final int priceScale;
    private final long step;
    private final int sizeScale;
    private final boolean padded;

    Figures(Instrument instrument) {
        this.tick = instrument.tickSize().mantissa();
        this.priceScale = instrument.tickSize().scale();
        this.step = instrument.qtyStep().mantissa();
        this.sizeScale = instrument.qtyStep().scale();
        this.padded = instrument.category() == Category.LINEAR || instrument.category() == Category.INVERSE;
    }

    void price(long ticks, FrameWriter to) {
        if (padded) {
            to.decimal(ticks * tick, priceScale);
        } else {
            to.trimmed(ticks * tick, priceScale);
        }
    }

    /** A size; none at all is {@code 0}. */
    void size(long steps, FrameWriter to) {
        if (steps == 0) {
            to.raw('0');
        } else if (padded) {
            to.decimal(steps * step, sizeScale);
        } else {
            to.trimmed(steps * step, sizeScale);
        }
    }

    void shortPrice(long ticks, FrameWriter to) {
        to.trimmed(ticks * tick, priceScale);
    }

    void shortSize(long steps, FrameWriter to) {
        to.trimmed(steps * step, sizeScale);
    }

    String price(long ticks) {
        return padded ? text(ticks * tick, priceScale, false) : text(ticks * tick, priceScale, true);
    }

    String size(long steps) {
        return steps == 0 ? "0" : text(steps * step, sizeScale, !padded);
    }

    String shortPrice(long ticks) {
        return text(ticks * tick, priceScale, true);
    }

    String shortSize(long steps) {
        return text(steps * step, sizeScale, true);
    }

    private static String text(long mantissa, int scale, boolean trimmed) {
        long value = mantissa;
        int decimals = scale;
        while (trimmed && decimals > 0 && value % 10 == 0) {
            value /= 10;
            decimals--;
        }
        StringBuilder text = new StringBuilder(20);
        Decimal.append(value, decimals, text);
        return text.toString();
    }
}
