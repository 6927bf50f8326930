package io.jaybit.simulator.exchange;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Accounts by the price that endangers them, so that a move of the price costs only those that it reaches. Confined to the exchange's
 * thread.
 */
final class PriceAlarms {
    private final TreeSet<Alarm> lows = new TreeSet<>(
            Comparator.<Alarm>comparingLong(alarm -> alarm.low).reversed().thenComparingLong(PriceAlarms::number));
    private final TreeSet<Alarm> highs =
            new TreeSet<>(Comparator.<Alarm>comparingLong(alarm -> alarm.high).thenComparingLong(PriceAlarms::number));

    private static long number(Alarm alarm) {
        return alarm.account.number();
    }

    /**
     * Sets an alarm, in ticks. One that would ring earlier anyway is left as it is: ringing too early costs one look, and most fills
     * move the bounds only a little.
     */
    void set(Alarm alarm, long low, long high, long priceNow) {
        boolean earlier = alarm.low >= low && alarm.high <= high && alarm.low < priceNow && priceNow < alarm.high;
        if (earlier) {
            return;
        }
        clear(alarm);
        alarm.low = low;
        alarm.high = high;
        if (low != Alarm.NEVER_BELOW) {
            lows.add(alarm);
        }
        if (high != Alarm.NEVER_ABOVE) {
            highs.add(alarm);
        }
    }

    void clear(Alarm alarm) {
        if (alarm.low != Alarm.NEVER_BELOW) {
            lows.remove(alarm);
            alarm.low = Alarm.NEVER_BELOW;
        }
        if (alarm.high != Alarm.NEVER_ABOVE) {
            highs.remove(alarm);
            alarm.high = Alarm.NEVER_ABOVE;
        }
    }

    /** Takes out all alarms that a price has reached, the farthest first. */
    void reach(long price, Consumer<Account> to) {
        while (!lows.isEmpty() && lows.first().low >= price) {
            ring(lows.first(), to);
        }
        while (!highs.isEmpty() && highs.first().high <= price) {
            ring(highs.first(), to);
        }
    }

    private void ring(Alarm alarm, Consumer<Account> to) {
        clear(alarm);
        to.accept(alarm.account);
    }
}
