package io.jaybit.client.internal.wire;

import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Decimal;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PositionSide;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.Symbol;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.TakerSide;
import io.jaybit.market.TickDirection;
import io.jaybit.market.TickerField;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads data frames of every kind from a tree: slower, and the one that decides. Key order never matters, unknown keys are
 * passed over, missing ones are complained of only if the event makes no sense without them. Confined to the thread that decodes.
 */
final class TreeReader {
    private final Names names;
    private final Events events;

    TreeReader(Names names, Events events) {
        this.names = names;
        this.events = events;
    }

    /** Reads a frame of a topic that is not {@code OTHER} into the events. */
    void read(Node frame, Names.Entry entry, long receivedEpochNanos) throws UnreadableFrame {
        Fields envelope = new Fields(entry.topic, frame);
        long pushed = envelope.integerOrEmpty("ts").orElse(0);
        events.pushedEpochMillis = pushed;
        Node data = frame.get("data");
        switch (entry.kind) {
            case ORDER_BOOK, FULL_ORDER_BOOK, RPI_ORDER_BOOK ->
                readBook(envelope, object(entry, data), entry, receivedEpochNanos);
            case TICKER -> readTicker(envelope, data, entry, receivedEpochNanos);
            case PRICE_LIMIT -> events.others.add(priceLimit(object(entry, data), entry, pushed, receivedEpochNanos));
            case TRADE, KLINE, LIQUIDATION, LEGACY_LIQUIDATION, INSURANCE, ADL_ALERT, SYSTEM_STATUS ->
                readList(data, entry, pushed, receivedEpochNanos);
            case OTHER -> throw new IllegalStateException("nothing is read of " + entry.topic);
        }
    }

    private void readList(Node data, Names.Entry entry, long pushed, long received) throws UnreadableFrame {
        // the venue's pages confuse lists and objects: both are taken
        List<Node> items = data.isObject() ? List.of(data) : data.items();
        if (items == null || data.isNull()) {
            throw Fields.complaint(entry.topic, "data", data, "is missing or no list");
        }
        for (int i = 0; i < items.size(); i++) {
            Fields item = object(entry, items.get(i));
            events.others.add(
                    switch (entry.kind) {
                        case TRADE -> trade(item, entry, pushed, received);
                        case KLINE -> kline(item, entry, pushed, received);
                        case LIQUIDATION -> liquidation(item, entry, i, pushed, received);
                        case LEGACY_LIQUIDATION -> legacyLiquidation(item, entry, i, pushed, received);
                        case INSURANCE -> insurancePool(item, entry, pushed, received);
                        case ADL_ALERT -> adlAlert(item, entry, pushed, received);
                        case SYSTEM_STATUS -> systemStatus(item, entry, pushed, received);
                        case ORDER_BOOK, FULL_ORDER_BOOK, RPI_ORDER_BOOK, TICKER, PRICE_LIMIT, OTHER ->
                            throw new IllegalStateException(entry.kind + " is not a list");
                    });
        }
    }

    private static Fields object(Names.Entry entry, Node node) throws UnreadableFrame {
        if (!node.isObject()) {
            throw Fields.complaint(entry.topic, "data", node, "is missing or no object");
        }
        return new Fields(entry.topic, node);
    }

    private static boolean isSnapshot(Fields envelope) {
        return envelope.node("type").textOrEmpty().equals("snapshot");
    }

    private void readBook(Fields envelope, Fields data, Names.Entry entry, long received) throws UnreadableFrame {
        BookUpdate book = events.book;
        book.begin(entry.topic, symbolOf(entry), received);
        book.setSnapshot(isSnapshot(envelope));
        book.setPushedEpochMillis(events.pushedEpochMillis);
        book.setUpdateId(data.integer("u"));
        data.integerOrEmpty("seq").ifPresent(book::setSeq);
        envelope.integerOrEmpty("cts").ifPresent(book::setMatchedEpochMillis);
        readSide(data, "b", entry.rpi, book.bids());
        readSide(data, "a", entry.rpi, book.asks());
    }

    private void readSide(Fields data, String name, boolean rpi, BookUpdate.Levels side) throws UnreadableFrame {
        Node list = data.node(name);
        List<Node> levels = list.items();
        if (levels == null) {
            throw data.complaint(name, list, "is not a list: " + list.shown());
        }
        for (Node level : levels) {
            List<Node> parts = level.items();
            if (parts == null || parts.size() < (rpi ? 3 : 2)) {
                throw data.complaint(name, level, "has a level that is not a list of " + (rpi ? 3 : 2));
            }
            Decimal price = part(data, name, parts.get(0));
            Decimal size = part(data, name, parts.get(1));
            Decimal rpiSize = rpi ? part(data, name, parts.get(2)) : Decimal.ZERO;
            if (price == null || size == null || rpiSize == null) {
                events.book.setUnrepresentable();
            } else if (rpi) {
                side.add(
                        price.mantissa(),
                        price.scale(),
                        size.mantissa(),
                        size.scale(),
                        rpiSize.mantissa(),
                        rpiSize.scale());
            } else {
                side.add(price.mantissa(), price.scale(), size.mantissa(), size.scale());
            }
        }
    }

    /** Null for a number of too many digits. */
    private static @Nullable Decimal part(Fields data, String name, Node part) throws UnreadableFrame {
        if (!part.looksLikeANumber()) {
            throw data.complaint(name, part, "has a level with " + part.shown() + " for a number");
        }
        return Fields.toDecimal(part);
    }

    private void readTicker(Fields envelope, Node data, Names.Entry entry, long received) throws UnreadableFrame {
        Fields fields = object(entry, data);
        events.ticker.begin(entry.topic, symbolOf(entry), received);
        events.ticker.setSnapshot(isSnapshot(envelope));
        events.ticker.setPushedEpochMillis(events.pushedEpochMillis);
        envelope.integerOrEmpty("cs").ifPresent(events.ticker::setCrossSequence);
        for (TickerField field : TickerField.values()) {
            if (!data.get(field.text()).isNull()) {
                events.ticker.set(field, fields.textOrEmpty(field.text()));
            }
        }
    }

    private Trade trade(Fields item, Names.Entry entry, long pushed, long received) throws UnreadableFrame {
        String direction = item.textOrEmpty("L");
        Decimal markPrice = item.decimalOrNull("mP");
        Decimal indexPrice = item.decimalOrNull("iP");
        Decimal markVolatility = item.decimalOrNull("mIv");
        Decimal tradeVolatility = item.decimalOrNull("iv");
        boolean option = markPrice != null || indexPrice != null || markVolatility != null || tradeVolatility != null;
        return new Trade(
                entry.topic,
                symbol(item, "s", entry),
                TradeId.of(item.text("i")),
                takerSide(item, "S"),
                item.decimal("p"),
                item.decimal("v"),
                direction.isEmpty() ? null : TickDirection.parse(direction),
                item.isTrue("BT"),
                item.isTrue("RPI"),
                item.integerOrEmpty("seq"),
                option ? new Trade.OptionPrint(markPrice, indexPrice, markVolatility, tradeVolatility) : null,
                item.integer("T"),
                pushed,
                received);
    }

    private static TakerSide takerSide(Fields item, String name) throws UnreadableFrame {
        String side = item.text(name);
        for (TakerSide each : TakerSide.values()) {
            if (each.text().equals(side)) {
                return each;
            }
        }
        throw item.complaint(
                name,
                item.node(name),
                "is neither Buy nor Sell: " + item.node(name).shown());
    }

    /** {@code Buy} means that a long was liquidated. */
    private static PositionSide liquidatedSide(Fields item, String name) throws UnreadableFrame {
        return takerSide(item, name) == TakerSide.BUY ? PositionSide.LONG : PositionSide.SHORT;
    }

    private Liquidation liquidation(Fields item, Names.Entry entry, int index, long pushed, long received)
            throws UnreadableFrame {
        return new Liquidation(
                entry.topic,
                symbol(item, "s", entry),
                liquidatedSide(item, "S"),
                item.decimal("p"),
                item.decimal("v"),
                index,
                false,
                item.integer("T"),
                pushed,
                received);
    }

    private Liquidation legacyLiquidation(Fields item, Names.Entry entry, int index, long pushed, long received)
            throws UnreadableFrame {
        return new Liquidation(
                entry.topic,
                symbol(item, "symbol", entry),
                liquidatedSide(item, "side"),
                item.decimal("price"),
                item.decimal("size"),
                index,
                true,
                item.integerOrEmpty("updatedTime").orElse(pushed),
                pushed,
                received);
    }

    private static Kline kline(Fields item, Names.Entry entry, long pushed, long received) throws UnreadableFrame {
        String interval = item.textOrEmpty("interval");
        return new Kline(
                entry.topic,
                symbolOf(entry),
                interval.isEmpty() ? entry.topic.argument() : interval,
                item.integer("start"),
                item.integer("end"),
                item.decimal("open"),
                item.decimal("high"),
                item.decimal("low"),
                item.decimal("close"),
                item.number("volume"),
                item.number("turnover"),
                item.isTrue("confirm"),
                item.integerOrEmpty("timestamp").orElse(pushed),
                pushed,
                received);
    }

    private static PriceLimit priceLimit(Fields data, Names.Entry entry, long pushed, long received)
            throws UnreadableFrame {
        return new PriceLimit(
                entry.topic,
                symbolOf(entry),
                data.decimal("buyLmt"),
                data.decimal("sellLmt"),
                pushed,
                pushed,
                received);
    }

    private static InsurancePool insurancePool(Fields item, Names.Entry entry, long pushed, long received)
            throws UnreadableFrame {
        String coin = item.textOrEmpty("coin");
        List<String> symbols = Arrays.stream(item.textOrEmpty("symbols").split(","))
                .map(String::trim)
                .filter(symbol -> !symbol.isEmpty())
                .toList();
        return new InsurancePool(
                entry.topic,
                coin.isEmpty() ? entry.topic.target() : coin,
                symbols,
                item.number("balance"),
                item.integerOrEmpty("updateTime").orElse(pushed),
                pushed,
                received);
    }

    private static AdlAlert adlAlert(Fields item, Names.Entry entry, long pushed, long received)
            throws UnreadableFrame {
        String coin = item.textOrEmpty("c");
        return new AdlAlert(
                entry.topic,
                coin.isEmpty() ? entry.topic.target() : coin,
                item.text("s"),
                item.numberOrNull("b"),
                item.numberOrNull("i_pr"),
                item.numberOrNull("pr"),
                item.numberOrNull("adl_tt"),
                item.numberOrNull("adl_sr"),
                pushed,
                pushed,
                received);
    }

    private static SystemStatus systemStatus(Fields item, Names.Entry entry, long pushed, long received)
            throws UnreadableFrame {
        OptionalLong end = item.integerOrEmpty("end");
        return new SystemStatus(
                entry.topic,
                item.text("id"),
                item.textOrEmpty("title"),
                SystemStatus.State.parse(item.textOrEmpty("state")),
                item.integer("begin"),
                end,
                item.textOrEmpty("href"),
                item.integers("serviceTypes"),
                item.integers("product"),
                item.integers("uidSuffix"),
                item.textOrEmpty("maintainType"),
                item.textOrEmpty("env"),
                pushed,
                pushed,
                received);
    }

    /** The symbol an item names, or its topic's. */
    private Symbol symbol(Fields item, String name, Names.Entry entry) throws UnreadableFrame {
        Symbol ofTopic = entry.symbol;
        String text = item.textOrEmpty(name);
        if (text.isEmpty()) {
            if (ofTopic == null) {
                throw item.complaint(name, item.node(name), "is missing or empty");
            }
            return ofTopic;
        }
        return ofTopic != null && ofTopic.name().equals(text) ? ofTopic : names.symbol(text);
    }

    private static Symbol symbolOf(Names.Entry entry) {
        Symbol symbol = entry.symbol;
        if (symbol == null) {
            throw new IllegalStateException(entry.topic + " has no symbol");
        }
        return symbol;
    }
}
