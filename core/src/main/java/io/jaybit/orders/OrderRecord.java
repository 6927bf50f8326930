package io.jaybit.orders;

import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderType;
import io.jaybit.account.OrderUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one order at one moment. Immutable.
 *
 * @param number of the record within its tracker; stays the same over the order's life
 * @param ref with both ids as soon as they are known
 * @param external not created here: by hand, by another program, or by the venue
 * @param group by its {@code orderLinkId}; empty for none
 * @param create how far our commands to create it have come, as long as the venue has told nothing of the order itself
 * @param amend how far those of our amends have come whose effect is still open, like {@code cancel}
 * @param asked what we wanted; null for external orders
 * @param shown the latest picture the venue gave; null before the first
 * @param refusal the last word against one of our commands; null without
 * @param midAtSending the middle of the book when the first create was sent; null where it was not known
 * @param side null as long as only commands by id are known
 * @param fills what the executions add up to; what the order itself says is in {@code shown}
 * @param spent time in the states before this one, by our clock
 * @param sinceEpochNanos since when the record is in its state, by our clock
 * @param newsEpochNanos our clock when the venue last told something of it; empty if it never did
 * @param transitions what became of it, oldest first
 * @param transitionsLeftOut how many are missing in their middle
 */
public record OrderRecord(
        long number,
        OrderRef ref,
        OrderState state,
        boolean external,
        String group,
        CommandState create,
        CommandState amend,
        CommandState cancel,
        @Nullable NewOrder asked,
        @Nullable OrderUpdate shown,
        Outcome.@Nullable Rejected refusal,
        @Nullable Decimal midAtSending,
        @Nullable OrderSide side,
        FillTotals fills,
        Map<OrderState, Duration> spent,
        long sinceEpochNanos,
        OptionalLong newsEpochNanos,
        List<Transition> transitions,
        int transitionsLeftOut) {
    public OrderRecord {
        spent = Map.copyOf(spent);
        transitions = List.copyOf(transitions);
    }

    public Symbol symbol() {
        return ref.symbol();
    }

    /** The quantity as last told, or else as asked; null where neither is known. See {@link #isSizedInQuote}. */
    public @Nullable Decimal qty() {
        return shown != null ? shown.qty() : asked != null ? asked.qty() : null;
    }

    /** The limit as last told, or else as asked; of market orders nothing, or the protection price. */
    public @Nullable Decimal price() {
        return shown != null ? shown.price() : asked != null ? asked.price() : null;
    }

    /** Whether {@link #qty} is an amount of quote coin: market buys on spot, unless they said otherwise. */
    public boolean isSizedInQuote() {
        if (symbol().category() != Category.SPOT || side != OrderSide.BUY) {
            return false;
        }
        if (shown != null) {
            return shown.orderType().value() == OrderType.MARKET
                    && !shown.details().marketUnit().equals("baseCoin");
        }
        return asked != null
                && asked.type() == OrderType.MARKET
                && !asked.options().marketUnit().equals("baseCoin");
    }

    /** What the order itself says is filled: base coin, USD on inverse. Zero before its first picture. */
    public BigDecimal filledAsTold() {
        return shown == null ? BigDecimal.ZERO : shown.progress().cumExecQty().toBigDecimal();
    }

    /** The most that is known to be filled, by the order's own word or by the sum of its fills. */
    public BigDecimal filled() {
        return filledAsTold().max(fills.qty());
    }

    /** Whether the order's own word and the sum of its fills are the same. */
    public boolean fillsAgree() {
        return filledAsTold().compareTo(fills.qty()) == 0;
    }

    /** What is not filled, whether it still may be or not; null where the quantity is unknown or in quote coin. */
    public @Nullable BigDecimal unfilled() {
        Decimal qty = qty();
        return qty == null || isSizedInQuote()
                ? null
                : qty.toBigDecimal().subtract(filled()).max(BigDecimal.ZERO);
    }

    /** What may still be filled: nothing once it is closed; null where that is unknown. */
    public @Nullable BigDecimal remaining() {
        return state.isClosed() ? BigDecimal.ZERO : unfilled();
    }

    /** Exact, by the fills if none of them is missing, otherwise by the order's own word; null without fills. */
    public @Nullable Quotient averagePrice() {
        if (shown == null || filledAsTold().compareTo(fills.qty()) <= 0) {
            return fills.averagePrice();
        }
        OrderUpdate.Progress progress = shown.progress();
        BigDecimal filled = progress.cumExecQty().toBigDecimal();
        BigDecimal value = progress.cumExecValue();
        Category category = symbol().category();
        if (value != null && value.signum() > 0 && category != Category.OPTION) {
            return category == Category.INVERSE ? new Quotient(filled, value) : new Quotient(value, filled);
        }
        BigDecimal average = progress.averagePrice();
        return average == null ? null : new Quotient(average, BigDecimal.ONE);
    }

    /** By currency, positive is cost: by the fills if all of them told theirs, otherwise by the order's own word if it gave one. */
    public Map<String, BigDecimal> fees() {
        boolean complete = fills.withoutFee() == 0 && filledAsTold().compareTo(fills.qty()) <= 0;
        if (complete || shown == null || shown.progress().cumFees().isEmpty()) {
            return fills.fees();
        }
        return shown.progress().cumFees();
    }

    /** What was lost against the mid when it was sent; null without fills or mid. */
    public @Nullable Slippage slippage() {
        Quotient average = averagePrice();
        return average == null || midAtSending == null || midAtSending.signum() <= 0 || side == null
                ? null
                : Slippage.of(side, average, midAtSending);
    }

    /** Time in each state until now, by our clock. */
    public Map<OrderState, Duration> timeInStates(long epochNanos) {
        Map<OrderState, Duration> all = new EnumMap<>(OrderState.class);
        all.putAll(spent);
        all.merge(state, Duration.ofNanos(Math.max(0, epochNanos - sinceEpochNanos)), Duration::plus);
        return all;
    }

    /** Whether a command of ours may be under way: what it does to the order is not known yet. */
    public boolean isCommandOpen() {
        return create != CommandState.NONE || amend != CommandState.NONE || cancel != CommandState.NONE;
    }

    /** {@code linear:BTCUSDT twap-7 Buy 1 at 65010 PartiallyFilled}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(ref.toString());
        if (side != null) {
            text.append(' ').append(side.text());
        }
        Decimal qty = qty();
        if (qty != null) {
            text.append(' ').append(qty);
        }
        Decimal price = price();
        if (price != null && !price.isZero()) {
            text.append(" at ").append(price);
        }
        return text.append(' ').append(state.text()).toString();
    }
}
