package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Amendment;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.TriggerBy;
import java.math.BigDecimal;

/**
 * A take-profit or a stop-loss as a request words it. Immutable.
 *
 * @param trigger in ticks; 0 = none, or to be taken away; {@link Amendment#LEAVE} = it is not spoken of
 * @param by {@code NONE} = it is not spoken of
 * @param limit in ticks; 0 = by market; {@link Amendment#LEAVE} = it is not spoken of
 */
record Tpsl(long trigger, TriggerBy by, long limit) {
    private static final TriggerBy[] PRICES = {TriggerBy.LAST_PRICE, TriggerBy.MARK_PRICE, TriggerBy.INDEX_PRICE};

    /** Which of the two, and how its fields begin. */
    enum Kind {
        TAKE_PROFIT("takeProfit", "tp"),
        STOP_LOSS("stopLoss", "sl");

        private final String field;
        private final String prefix;

        Kind(String field, String prefix) {
            this.field = field;
            this.prefix = prefix;
        }
    }

    /** Whether {@code tpslMode} is {@code Partial}; {@code Full} is the default. */
    static boolean isPartial(Fields fields) throws Refusal {
        return switch (fields.text("tpslMode")) {
            case "", "Full" -> false;
            case "Partial" -> true;
            default -> throw Fields.invalid("tpslMode");
        };
    }

    /**
     * That of a new order, or of a position. On derivatives only a partial one may be a limit order; a limit order must say its
     * price.
     */
    static Tpsl asked(Fields fields, Instrument instrument, Kind kind, boolean partial) throws Refusal {
        String typeField = kind.prefix + "OrderType";
        String limitField = kind.prefix + "LimitPrice";
        String orderType = fields.text(typeField);
        boolean limited = orderType.equals("Limit");
        if (!limited && !orderType.isEmpty() && !orderType.equals("Market")) {
            throw Fields.invalid(typeField);
        }
        if (limited && !partial && instrument.category() != Category.SPOT) {
            throw new Refusal(10001, "params error: " + typeField + " Limit needs tpslMode Partial");
        }
        Tpsl said = changed(fields, instrument, kind);
        if (limited && said.trigger > 0 && said.limit <= 0) {
            throw Fields.missing(limitField);
        }
        return new Tpsl(
                said.trigger,
                said.by == TriggerBy.NONE ? TriggerBy.LAST_PRICE : said.by,
                limited ? Math.max(0, said.limit) : 0);
    }

    /** That of an amendment: what is not spoken of stays. */
    static Tpsl changed(Fields fields, Instrument instrument, Kind kind) throws Refusal {
        String limitField = kind.prefix + "LimitPrice";
        BigDecimal trigger = fields.amount(kind.field);
        BigDecimal limit = fields.amount(limitField);
        return new Tpsl(
                trigger == null ? Amendment.LEAVE : Amounts.ticks(instrument, trigger, kind.field),
                fields.oneOf(kind.prefix + "TriggerBy", PRICES, TriggerBy::text, TriggerBy.NONE),
                limit == null ? Amendment.LEAVE : Amounts.ticks(instrument, limit, limitField));
    }
}
