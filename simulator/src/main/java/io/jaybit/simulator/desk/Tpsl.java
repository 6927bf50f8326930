package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.TriggerBy;
import java.math.BigDecimal;

/**
 * A take-profit or a stop-loss as a request words it. Immutable.
 *
 * @param given whether it was mentioned at all
 * @param trigger in ticks; 0 = none, or to be taken away
 * @param by {@code NONE} where nothing was said and nothing was mentioned
 * @param limit in ticks; 0 = by market
 */
record Tpsl(boolean given, long trigger, TriggerBy by, long limit) {
    private static final TriggerBy[] PRICES = {TriggerBy.LAST_PRICE, TriggerBy.MARK_PRICE, TriggerBy.INDEX_PRICE};

    /** Whether {@code tpslMode} is {@code Partial}; {@code Full} is the default. */
    static boolean isPartial(Fields fields) throws Refusal {
        return switch (fields.text("tpslMode")) {
            case "", "Full" -> false;
            case "Partial" -> true;
            default -> throw Fields.invalid("tpslMode");
        };
    }

    /**
     * Reads one of them. On derivatives only a partial one may be a limit order; a limit order must say its price.
     *
     * @param prefix {@code tp} or {@code sl}
     * @param name {@code takeProfit} or {@code stopLoss}
     */
    static Tpsl read(Fields fields, Instrument instrument, String prefix, String name, boolean partial) throws Refusal {
        String orderType = fields.text(prefix + "OrderType");
        boolean limited = orderType.equals("Limit");
        if (!limited && !orderType.isEmpty() && !orderType.equals("Market")) {
            throw Fields.invalid(prefix + "OrderType");
        }
        if (limited && !partial && instrument.category() != Category.SPOT) {
            throw new Refusal(10001, "params error: " + prefix + "OrderType Limit needs tpslMode Partial");
        }
        TriggerBy by = fields.oneOf(prefix + "TriggerBy", PRICES, TriggerBy::text, TriggerBy.LAST_PRICE);
        BigDecimal trigger = fields.amount(name);
        BigDecimal limit = fields.amount(prefix + "LimitPrice");
        if (limited && trigger != null && trigger.signum() > 0 && (limit == null || limit.signum() == 0)) {
            throw Fields.missing(prefix + "LimitPrice");
        }
        return new Tpsl(
                trigger != null,
                trigger == null ? 0 : Amounts.ticks(instrument, trigger, name),
                by,
                limited && limit != null ? Amounts.ticks(instrument, limit, prefix + "LimitPrice") : 0);
    }
}
