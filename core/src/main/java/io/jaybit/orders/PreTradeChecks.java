package io.jaybit.orders;

import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderType;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Instrument;
import io.jaybit.market.Notional;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an order before it is sent: the venue's rules for the symbol and limits of our own. It finds everything that is wrong at once. A rule
 * the venue does not state, and a limit that is not set, are not checked. Immutable.
 *
 * <p>A market order is valued at the worse of the touch and the mark price, moved by the price band where one is set, as it may be filled
 * as far away as that. What only makes a position smaller ({@code reduceOnly}, {@code closeOnTrigger}) is free of the limits of value and
 * position, of the least notional, and of the kill switch.
 */
public final class PreTradeChecks {
    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

    private final Limits limits;

    public PreTradeChecks(Limits limits) {
        this.limits = limits;
    }

    public Limits limits() {
        return limits;
    }

    /** @param instrument the rules of the order's symbol */
    public Verdict check(NewOrder order, Instrument instrument, Holding holding, MarketView market) {
        if (!order.symbol().equals(instrument.symbol())) {
            throw new IllegalArgumentException(
                    "rules of " + instrument.symbol() + " for an order of " + order.symbol());
        }
        return new Sheet(
                        instrument,
                        order.side(),
                        order.type(),
                        order.price(),
                        order.trigger() == null ? null : order.trigger().price(),
                        order.qty(),
                        order.options().marketUnit().equals("quoteCoin") || isQuoteByDefault(order),
                        order.reduceOnly() || order.closeOnTrigger(),
                        market)
                .verdict(holding, BigDecimal.ZERO);
    }

    /** The venue takes the quantity of a market buy on spot in the quote coin unless told otherwise. */
    private static boolean isQuoteByDefault(NewOrder order) {
        return order.symbol().category() == Category.SPOT
                && order.type() == OrderType.MARKET
                && order.side() == OrderSide.BUY
                && order.options().marketUnit().isEmpty();
    }

    /**
     * A change to an open order.
     *
     * @param open the order as it was placed
     * @param filled how much of it is filled
     * @param holding with the open order in it
     */
    public Verdict check(
            Amendment change,
            NewOrder open,
            BigDecimal filled,
            Instrument instrument,
            Holding holding,
            MarketView market) {
        Decimal qty = change.qty() == null ? open.qty() : change.qty();
        Decimal price = change.price() == null ? open.price() : change.price();
        Decimal trigger = change.triggerPrice();
        if (trigger == null && open.trigger() != null) {
            trigger = open.trigger().price();
        }
        Sheet sheet = new Sheet(
                instrument,
                open.side(),
                open.type(),
                price,
                trigger,
                qty,
                false,
                open.reduceOnly() || open.closeOnTrigger(),
                market);
        if (change.qty() != null && change.qty().toBigDecimal().compareTo(filled) <= 0) {
            sheet.problems.add(
                    "the new quantity " + change.qty() + " is not more than what is filled, " + filled.toPlainString());
        }
        // What is filled is in the position, what is left is among the open orders already.
        return sheet.verdict(holding, open.qty().toBigDecimal().max(filled));
    }

    /** One order with everything it is looked at with. */
    private final class Sheet {
        private final Instrument rules;
        private final Symbol symbol;
        private final boolean buys;
        private final boolean market;
        private final @Nullable Decimal price;
        private final @Nullable Decimal trigger;
        private final Decimal qty;
        private final boolean qtyIsValue;
        private final boolean reduces;
        private final MarketView view;
        private final boolean fresh;
        private final List<String> problems = new ArrayList<>();

        private Sheet(
                Instrument rules,
                OrderSide side,
                OrderType type,
                @Nullable Decimal price,
                @Nullable Decimal trigger,
                Decimal qty,
                boolean qtyIsValue,
                boolean reduces,
                MarketView view) {
            this.rules = rules;
            this.symbol = rules.symbol();
            this.buys = side == OrderSide.BUY;
            this.market = type == OrderType.MARKET;
            this.price = price;
            this.trigger = trigger;
            this.qty = qty;
            this.qtyIsValue = qtyIsValue;
            this.reduces = reduces;
            this.view = view;
            this.fresh = view.age().compareTo(limits.maxReferenceAge()) <= 0;
        }

        /** @param already how much of the quantity is in the holding */
        private Verdict verdict(Holding holding, BigDecimal already) {
            if (limits.killed() != null && !reduces) {
                problems.add("trading is switched off: " + limits.killed());
            }
            if (!rules.isTrading()) {
                problems.add(symbol + " is not trading, its status is " + rules.status());
            }
            checkMultiple("price", price, rules.tickSize(), "tick size");
            checkMultiple("trigger price", trigger, rules.tickSize(), "tick size");
            if (!qtyIsValue) {
                checkQty();
            }
            checkBand();
            checkValue();
            if (!reduces && !qtyIsValue) {
                checkPosition(holding, already);
            }
            return new Verdict(problems);
        }

        private void checkMultiple(String what, @Nullable Decimal value, @Nullable Decimal step, String name) {
            if (value == null || step == null || step.signum() <= 0) {
                return;
            }
            if (value.signum() <= 0) {
                problems.add("the " + what + " " + value + " is not positive");
            } else if (value.toBigDecimal().remainder(step.toBigDecimal()).signum() != 0) {
                problems.add("the " + what + " " + value + " is no multiple of the " + name + " " + step);
            }
        }

        private void checkQty() {
            if (qty.isZero()) {
                if (!reduces) {
                    problems.add("the quantity is 0");
                }
                return; // the venue takes 0 as "all of the position"
            }
            checkMultiple("quantity", qty, rules.sizeStep(), "size step");
            BigDecimal size = qty.toBigDecimal();
            BigDecimal least = rules.minSize();
            if (least != null && size.compareTo(least) < 0) {
                problems.add("the quantity " + qty + " is less than the minimum " + least.toPlainString());
            }
            BigDecimal most = market ? rules.maxMarketSize() : rules.maxSize();
            if (most != null && most.signum() > 0 && size.compareTo(most) > 0) {
                problems.add("the quantity " + qty + " is more than the maximum " + most.toPlainString() + " of a "
                        + (market ? "market" : "limit") + " order");
            }
        }

        private void checkBand() {
            if (limits.priceBandBasisPoints().isEmpty() || market || price == null) {
                return;
            }
            int band = limits.priceBandBasisPoints().getAsInt();
            Decimal reference = trigger != null ? trigger : freshReference();
            if (reference == null) {
                missing("the price band");
                return;
            }
            BigDecimal edge = moved(reference.toBigDecimal(), band);
            int beyond = price.toBigDecimal().compareTo(edge);
            if (buys ? beyond > 0 : beyond < 0) {
                problems.add("the price " + price + " is " + (buys ? "above " : "below ") + plain(edge) + ", which is "
                        + band + " basis points from the reference price " + reference);
            }
        }

        private BigDecimal moved(BigDecimal from, int basisPoints) {
            BigDecimal factor = BASIS_POINTS.add(BigDecimal.valueOf(buys ? basisPoints : -basisPoints));
            return from.multiply(factor).movePointLeft(4);
        }

        private @Nullable Decimal freshReference() {
            return fresh ? view.reference(buys) : null;
        }

        private void missing(String what) {
            if (!limits.allowUnknownReference()) {
                problems.add(
                        fresh
                                ? what + " cannot be checked: no reference price is known for " + symbol
                                : what + " cannot be checked: the reference price of " + symbol + " is "
                                        + view.age().toMillis() + " ms old, allowed are "
                                        + limits.maxReferenceAge().toMillis());
            }
        }

        private void checkValue() {
            if (reduces) {
                return;
            }
            Notional value = value();
            // Of options the least is one of premium, which is not the notional.
            BigDecimal least = symbol.category() == Category.OPTION ? null : rules.minNotional();
            if (value != null && least != null && value.amount().compareTo(least) < 0) {
                problems.add("the order value " + plain(value.amount()) + " " + value.currency()
                        + " is less than the minimum " + plain(least));
            }
            if (!limits.maxOrderValue().isEmpty()) {
                checkLargestValue(value);
            }
        }

        private void checkLargestValue(@Nullable Notional value) {
            if (value == null) {
                missing("the order value");
                return;
            }
            BigDecimal most = limits.maxOrderValue().get(value.currency());
            if (most == null) {
                problems.add("no maximum order value is set in " + value.currency() + ", only in "
                        + String.join(
                                ", ",
                                limits.maxOrderValue().keySet().stream()
                                        .sorted()
                                        .toList()));
            } else if (value.amount().compareTo(most) > 0) {
                problems.add("the order value " + plain(value.amount()) + " " + value.currency()
                        + " is more than the maximum " + plain(most));
            }
        }

        private @Nullable Notional value() {
            if (qtyIsValue) {
                return new Notional(qty.toBigDecimal(), rules.quoteCoin());
            }
            Decimal at = market || price == null ? null : price;
            BigDecimal worst = at == null ? worstPrice() : at.toBigDecimal();
            return switch (symbol.category()) {
                case INVERSE -> new Notional(qty.toBigDecimal(), "USD");
                case OPTION ->
                    view.index() == null || !fresh
                            ? null
                            : new Notional(view.index().times(qty), rules.settleCoin());
                case LINEAR, SPOT, SPREAD ->
                    worst == null ? null : new Notional(worst.multiply(qty.toBigDecimal()), rules.settleCoin());
            };
        }

        /** The larger of what is known: a value must not be taken for too small. */
        private @Nullable BigDecimal worstPrice() {
            if (trigger != null) {
                return moved(
                        trigger.toBigDecimal(),
                        buys ? limits.priceBandBasisPoints().orElse(0) : 0);
            }
            Decimal reference = freshReference();
            Decimal touch = fresh ? view.touch(buys) : null;
            if (reference == null && touch == null) {
                return null;
            }
            BigDecimal larger = reference == null ? BigDecimal.ZERO : reference.toBigDecimal();
            larger = touch == null ? larger : larger.max(touch.toBigDecimal());
            return buys ? moved(larger, limits.priceBandBasisPoints().orElse(0)) : larger;
        }

        private void checkPosition(Holding holding, BigDecimal already) {
            BigDecimal most = limits.maxPosition().get(symbol);
            if (most == null) {
                return;
            }
            if (!holding.known()) {
                problems.add("the position of " + symbol + " is not known, so that its maximum " + plain(most)
                        + " cannot be checked");
                return;
            }
            BigDecimal added = qty.toBigDecimal().subtract(already);
            BigDecimal reached = buys
                    ? holding.position().add(holding.openBuys()).add(added)
                    : holding.position().subtract(holding.openSells()).subtract(added);
            boolean grows = buys ? reached.signum() > 0 : reached.signum() < 0;
            if (grows && reached.abs().compareTo(most) > 0) {
                problems.add("the position could become " + plain(reached) + " with all open orders, the maximum is "
                        + plain(most));
            }
        }

        private static String plain(BigDecimal value) {
            BigDecimal stripped = value.stripTrailingZeros();
            return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
        }
    }
}
