package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.BookSide;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.CreateType;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.OrderType;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.SlippageType;
import io.jaybit.simulator.exchange.SmpType;
import io.jaybit.simulator.exchange.StopOrderType;
import io.jaybit.simulator.exchange.TimeInForce;
import io.jaybit.simulator.exchange.TriggerBy;
import io.jaybit.simulator.wire.Json;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A new order as a client wrote it, read into what the exchange is asked. Nothing is changed by reading.
 *
 * <p>What is wrong with the text is refused here; what is wrong with the order (its size, its price, the account's money) is the
 * exchange's to refuse. Venue page: <a href="https://bybit-exchange.github.io/docs/v5/order/create-order">Place Order</a>.
 */
final class OrderForm {
    private static final Pattern LINK_ID = Pattern.compile("[A-Za-z0-9_-]{1,36}");
    private static final TriggerBy[] PRICES = {TriggerBy.LAST_PRICE, TriggerBy.MARK_PRICE, TriggerBy.INDEX_PRICE};

    private final Fields fields;
    private final Market market;
    private final Instrument instrument;
    private final boolean spot;

    private OrderForm(Fields fields, Market market) {
        this.fields = fields;
        this.market = market;
        this.instrument = market.instrument();
        this.spot = market.category() == Category.SPOT;
    }

    static OrderRequest read(Exchange exchange, Category category, Json body) throws Refusal {
        Fields fields = new Fields(body);
        return new OrderForm(fields, market(exchange, category, fields)).request();
    }

    /** The market that the field {@code symbol} names. */
    static Market market(Exchange exchange, Category category, Fields fields) throws Refusal {
        Market market = exchange.market(category, fields.required("symbol"));
        if (market == null) {
            throw category == Category.SPOT ? new Refusal(170121, "Invalid symbol.") : Fields.invalid("symbol");
        }
        return market;
    }

    private OrderRequest request() throws Refusal {
        Side side = required("side", fields.word("side", Side.values(), Side::text, Side.BUY), 170117, "Invalid side.");
        OrderType type = required(
                "orderType",
                fields.word("orderType", OrderType.values(), OrderType::text, OrderType.LIMIT),
                170116,
                "Invalid orderType.");
        BigDecimal size = fields.amount("qty");
        if (size == null) {
            throw Fields.missing("qty");
        }
        boolean quoted = type == OrderType.MARKET && isQuoted(side);
        long qty = quoted ? 0 : Amounts.steps(instrument, size);
        OrderRequest.Builder order = type == OrderType.MARKET
                ? OrderRequest.market(market, side, qty)
                : OrderRequest.limit(market, side, qty, limitPrice(side));
        if (quoted) {
            order.quoteAmount(Amounts.quote(size));
        }
        order.timeInForce(timeInForce()).orderLinkId(linkId());
        order.smpType(fields.oneOf("smpType", SmpType.values(), SmpType::text, SmpType.NONE));
        if (fields.has("bboSideType")) {
            order.createType(CreateType.BBO);
        }
        if (type == OrderType.MARKET) {
            slippage(order);
        }
        kind(order);
        trigger(order);
        tpsl(order);
        fields.flag("rpiTakerAccess");
        return order.build();
    }

    private <E> E required(String name, @Nullable E word, int spotCode, String spotText) throws Refusal {
        fields.required(name);
        if (word == null) {
            throw spot ? new Refusal(spotCode, spotText) : Fields.invalid(name);
        }
        return word;
    }

    /** Whether a market order's size is counted in the quote coin, as a spot buyer's is unless he says otherwise. */
    private boolean isQuoted(Side side) throws Refusal {
        if (!spot) {
            return false;
        }
        return switch (fields.text("marketUnit")) {
            case "" -> side == Side.BUY;
            case "quoteCoin" -> true;
            case "baseCoin" -> false;
            default -> throw new Refusal(170130, "Data sent for parameter 'marketUnit' is not valid.");
        };
    }

    private long limitPrice(Side side) throws Refusal {
        if (fields.has("bboSideType")) {
            return bookPrice(side);
        }
        BigDecimal price = fields.amount("price");
        if (price == null) {
            throw Fields.missing("price");
        }
        return Amounts.ticks(instrument, price, "price");
    }

    /** The price of a level of the book: of the own side in the queue, of the other as the counterparty. */
    private long bookPrice(Side side) throws Refusal {
        boolean queue = switch (fields.text("bboSideType")) {
            case "Queue" -> true;
            case "Counterparty" -> false;
            default -> throw Fields.invalid("bboSideType");
        };
        if (market.category() != Category.LINEAR && market.category() != Category.INVERSE) {
            throw Fields.invalid("bboSideType");
        }
        int level = fields.requiredWhole("bboLevel", 1, 5);
        BookSide levels = market.side(queue ? side : side.opposite());
        if (level > levels.size()) {
            throw new Refusal(10001, "params error: the book has no level " + level + " on that side");
        }
        return levels.price(level - 1);
    }

    private TimeInForce timeInForce() throws Refusal {
        TimeInForce word = fields.word("timeInForce", TimeInForce.values(), TimeInForce::text, TimeInForce.GTC);
        if (word == null) {
            throw spot ? new Refusal(170115, "Invalid timeInForce.") : Fields.invalid("timeInForce");
        }
        return word;
    }

    private String linkId() throws Refusal {
        String linkId = fields.text("orderLinkId");
        if (linkId.isEmpty()) {
            if (market.category() == Category.OPTION) {
                throw Fields.missing("orderLinkId");
            }
            return "";
        }
        if (!LINK_ID.matcher(linkId).matches()) {
            throw spot
                    ? new Refusal(170130, "Data sent for parameter 'orderLinkId' is not valid.")
                    : Fields.invalid("orderLinkId");
        }
        return linkId;
    }

    /** What depends on the product: margin on spot, positions elsewhere. */
    private void kind(OrderRequest.Builder order) throws Refusal {
        int leverage = fields.whole("isLeverage", 0, 0, 1);
        int positionIdx = fields.whole("positionIdx", 0, 0, 2);
        boolean reduceOnly = fields.flag("reduceOnly");
        boolean closeOnTrigger = fields.flag("closeOnTrigger");
        boolean mmp = fields.flag("mmp");
        if (spot) {
            order.margin(leverage == 1);
            return;
        }
        order.positionIdx(positionIdx).reduceOnly(reduceOnly);
        if (market.category() == Category.OPTION) {
            if (mmp) {
                throw new Refusal(10001, "params error: market maker protection is not enabled for this account");
            }
            if (fields.has("orderIv")) {
                throw new Refusal(10001, "params error: orderIv needs a volatility, and this market has none");
            }
        } else {
            order.closeOnTrigger(closeOnTrigger);
        }
    }

    /** How far a market order may slip; how much is allowed is the exchange's to say. */
    private void slippage(OrderRequest.Builder order) throws Refusal {
        SlippageType in =
                fields.oneOf("slippageToleranceType", SlippageType.values(), SlippageType::text, SlippageType.NONE);
        BigDecimal tolerance = fields.amount("slippageTolerance");
        if (in == SlippageType.NONE) {
            return;
        }
        if (tolerance == null) {
            throw Fields.missing("slippageTolerance");
        }
        order.slippage(in, tolerance);
    }

    private void trigger(OrderRequest.Builder order) throws Refusal {
        TriggerBy by = price("triggerBy");
        int direction = fields.whole("triggerDirection", 0, 0, 2);
        StopOrderType filter = spotFilter();
        BigDecimal trigger = fields.amount("triggerPrice");
        if (trigger == null || trigger.signum() == 0) {
            if (filter != StopOrderType.NONE) {
                throw new Refusal(170130, "Data sent for parameter 'triggerPrice' is not valid.");
            }
            return;
        }
        if (spot) {
            if (filter == StopOrderType.NONE) {
                throw new Refusal(170201, "Invalid orderFilter: a trigger price needs tpslOrder or StopOrder.");
            }
            order.stopOrderType(filter);
        } else if (market.category() == Category.OPTION) {
            throw Fields.invalid("triggerPrice");
        } else if (direction == 0) {
            throw Fields.missing("triggerDirection");
        }
        order.trigger(Amounts.ticks(instrument, trigger, "triggerPrice"), spot ? 0 : direction, by);
    }

    private StopOrderType spotFilter() throws Refusal {
        if (!spot) {
            return StopOrderType.NONE;
        }
        return switch (fields.text("orderFilter")) {
            case "", "Order" -> StopOrderType.NONE;
            case "StopOrder" -> StopOrderType.STOP;
            case "tpslOrder" -> StopOrderType.TPSL;
            default -> throw new Refusal(170201, "Invalid orderFilter.");
        };
    }

    private void tpsl(OrderRequest.Builder order) throws Refusal {
        boolean partial = Tpsl.isPartial(fields);
        Tpsl takeProfit = Tpsl.asked(fields, instrument, Tpsl.Kind.TAKE_PROFIT, partial);
        Tpsl stopLoss = Tpsl.asked(fields, instrument, Tpsl.Kind.STOP_LOSS, partial);
        if (takeProfit.trigger() > 0 || stopLoss.trigger() > 0) {
            if (market.category() == Category.OPTION) {
                throw Fields.invalid("tpslMode");
            }
            order.takeProfit(Math.max(0, takeProfit.trigger()), takeProfit.by(), takeProfit.limit());
            order.stopLoss(Math.max(0, stopLoss.trigger()), stopLoss.by(), stopLoss.limit());
            order.partialTpsl(partial);
        }
    }

    private TriggerBy price(String name) throws Refusal {
        return fields.oneOf(name, PRICES, TriggerBy::text, TriggerBy.LAST_PRICE);
    }
}
