package io.jaybit.client.internal.rest;

import io.jaybit.client.internal.rest.RestClient.Answer;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.UnreadableFrame;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Coded;
import io.jaybit.market.Decimal;
import io.jaybit.market.FundingRate;
import io.jaybit.market.Instrument;
import io.jaybit.market.Kline;
import io.jaybit.market.OpenInterest;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.TickDirection;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code result} of market data answers. What an item must have and has not makes the whole answer unreadable; what the
 * venue adds is passed over. Stateless.
 */
final class MarketReader {
    private MarketReader() {}

    static List<Node> list(Answer answer) throws UnreadableFrame {
        Node list = answer.result().get("list");
        List<Node> items = list.items();
        if (items == null || list.isNothing()) {
            throw new UnreadableFrame("the answer has no list");
        }
        return items;
    }

    static List<Instrument> instruments(Answer answer, Category category) throws UnreadableFrame {
        List<Instrument> instruments = new ArrayList<>();
        for (Node row : list(answer)) {
            instruments.add(instrument(row, category));
        }
        return instruments;
    }

    private static Instrument instrument(Node row, Category category) throws UnreadableFrame {
        Node lot = row.get("lotSizeFilter");
        Node price = row.get("priceFilter");
        boolean spot = category == Category.SPOT;
        String quoteCoin = row.get("quoteCoin").textOrEmpty();
        Coded<Instrument.Kind> kind = spot
                ? new Coded<>(Instrument.Kind.SPOT, "")
                : Instrument.Kind.parse(
                        category == Category.OPTION
                                ? row.get("optionsType").textOrEmpty()
                                : row.get("contractType").textOrEmpty());
        return new Instrument(
                new Symbol(category, Texts.required(row, "symbol")),
                kind,
                Instrument.Status.parse(row.get("status").textOrEmpty()),
                row.get("baseCoin").textOrEmpty(),
                quoteCoin,
                spot ? quoteCoin : row.get("settleCoin").textOrEmpty(),
                Texts.decimal(price.get("tickSize")),
                Texts.decimal(lot.get(spot ? "basePrecision" : "qtyStep")),
                lot.get("minOrderQty").number(),
                first(lot.get(spot ? "maxLimitOrderQty" : "maxOrderQty").number(), lot.get("maxOrderQty")),
                lot.get(spot ? "maxMarketOrderQty" : "maxMktOrderQty").number(),
                lot.get(spot ? "minOrderAmt" : "minNotionalValue").number(),
                Texts.timeOrNone(row.get("launchTime")),
                Texts.timeOrNone(row.get("deliveryTime")),
                kind.value().isPerpetual() ? Texts.positiveInt(row.get("fundingInterval")) : OptionalInt.empty(),
                row.get("isPreListing").isTrue(),
                row.get("displayName").textOrEmpty());
    }

    private static @Nullable BigDecimal first(@Nullable BigDecimal number, Node otherwise) {
        return number != null ? number : otherwise.number();
    }

    /** A snapshot under the name of {@code topic}. */
    static BookUpdate book(Answer answer, Topic topic, Category category) throws UnreadableFrame {
        Node result = answer.result();
        BookUpdate update = new BookUpdate(topic, new Symbol(category, Texts.required(result, "s")));
        update.begin(topic, update.symbol(), answer.receivedEpochNanos());
        update.setSnapshot(true);
        update.setUpdateId(Texts.requiredLong(result, "u"));
        OptionalLong seq = Texts.optionalLong(result.get("seq"));
        if (seq.isPresent()) {
            update.setSeq(seq.getAsLong());
        }
        update.setPushedEpochMillis(Texts.longOr(result.get("ts"), answer.serverEpochMillis()));
        OptionalLong matched = Texts.optionalLong(result.get("cts"));
        if (matched.isPresent()) {
            update.setMatchedEpochMillis(matched.getAsLong());
        }
        side(result.get("b"), update, update.bids());
        side(result.get("a"), update, update.asks());
        return update;
    }

    private static void side(Node levels, BookUpdate update, BookUpdate.Levels into) throws UnreadableFrame {
        List<Node> items = levels.items();
        if (items == null) {
            throw new UnreadableFrame("the levels of a book must be a list but are " + levels.shown());
        }
        for (Node level : items) {
            List<Node> pair = level.items();
            if (pair == null
                    || pair.size() < 2
                    || pair.get(0).number() == null
                    || pair.get(1).number() == null) {
                throw new UnreadableFrame("a level must be price and size but is " + level.shown());
            }
            Decimal price = Texts.decimal(pair.get(0));
            Decimal size = Texts.decimal(pair.get(1));
            if (price == null || size == null) {
                update.setUnrepresentable();
            } else {
                into.add(price.mantissa(), price.scale(), size.mantissa(), size.scale());
            }
        }
    }

    /** Oldest first. */
    static List<Trade> trades(Answer answer, Category category) throws UnreadableFrame {
        List<Trade> trades = new ArrayList<>();
        for (Node row : list(answer)) {
            trades.add(trade(row, answer, category));
        }
        Collections.reverse(trades);
        return trades;
    }

    private static Trade trade(Node row, Answer answer, Category category) throws UnreadableFrame {
        String name = Texts.required(row, "symbol");
        String side = Texts.required(row, "side");
        TakerSide taker = switch (side) {
            case "Buy" -> TakerSide.BUY;
            case "Sell" -> TakerSide.SELL;
            default -> throw new UnreadableFrame("a trade's side is neither Buy nor Sell but " + side);
        };
        String stream = category == Category.OPTION ? name.substring(0, Math.max(1, name.indexOf('-'))) : name;
        Trade.OptionPrint option = category == Category.OPTION
                ? new Trade.OptionPrint(
                        Texts.decimal(row.get("mP")),
                        Texts.decimal(row.get("iP")),
                        Texts.decimal(row.get("mIv")),
                        Texts.decimal(row.get("iv")))
                : null;
        Coded<TickDirection> noDirection = null;
        return new Trade(
                Topic.of(Channel.of(category), "publicTrade." + stream),
                new Symbol(category, name),
                TradeId.of(Texts.required(row, "execId")),
                taker,
                Texts.requiredDecimal(row, "price"),
                Texts.requiredDecimal(row, "size"),
                noDirection,
                row.get("isBlockTrade").isTrue(),
                row.get("isRPITrade").isTrue(),
                Texts.optionalLong(row.get("seq")),
                option,
                Texts.requiredLong(row, "time"),
                answer.serverEpochMillis(),
                answer.receivedEpochNanos());
    }

    /** Oldest first. A candle that had not ended when the venue answered is not confirmed. */
    static List<Kline> klines(Answer answer, Symbol symbol, String interval) throws UnreadableFrame {
        Topic topic = Topic.of(Channel.of(symbol.category()), "kline." + interval + "." + symbol.name());
        List<Kline> klines = new ArrayList<>();
        for (Node row : list(answer)) {
            List<Node> cells = row.items();
            if (cells == null || cells.size() < 7) {
                throw new UnreadableFrame("a candle must have 7 values but is " + row.shown());
            }
            long start = Texts.longOr(cells.get(0), 0);
            long end = endOf(start, interval);
            long now = answer.serverEpochMillis();
            klines.add(new Kline(
                    topic,
                    symbol,
                    interval,
                    start,
                    end,
                    cell(cells, 1),
                    cell(cells, 2),
                    cell(cells, 3),
                    cell(cells, 4),
                    bigCell(cells, 5),
                    bigCell(cells, 6),
                    now == 0 || end < now,
                    now == 0 ? end : Math.min(end, now),
                    now,
                    answer.receivedEpochNanos()));
        }
        Collections.reverse(klines);
        return klines;
    }

    private static Decimal cell(List<Node> cells, int index) throws UnreadableFrame {
        Decimal number = Texts.decimal(cells.get(index));
        if (number == null) {
            throw new UnreadableFrame("a candle's price must be a decimal of at most 18 digits but is "
                    + cells.get(index).shown());
        }
        return number;
    }

    private static BigDecimal bigCell(List<Node> cells, int index) throws UnreadableFrame {
        BigDecimal number = cells.get(index).number();
        if (number == null) {
            throw new UnreadableFrame("a candle's volume must be a number but is "
                    + cells.get(index).shown());
        }
        return number;
    }

    /** Last millisecond of a candle; days, weeks and months begin at midnight UTC. */
    static long endOf(long startEpochMillis, String interval) {
        return switch (interval) {
            case "D" -> startEpochMillis + 86_400_000L - 1;
            case "W" -> startEpochMillis + 7 * 86_400_000L - 1;
            case "M" ->
                Instant.ofEpochMilli(startEpochMillis)
                                .atZone(ZoneOffset.UTC)
                                .plusMonths(1)
                                .toInstant()
                                .toEpochMilli()
                        - 1;
            default -> startEpochMillis + Integer.parseInt(interval) * 60_000L - 1;
        };
    }

    static List<Ticker> tickers(Answer answer, Category category) throws UnreadableFrame {
        List<Ticker> tickers = new ArrayList<>();
        for (Node row : list(answer)) {
            String name = Texts.required(row, "symbol");
            Topic topic = Topic.of(Channel.of(category), "tickers." + name);
            TickerUpdate update = new TickerUpdate(topic, new Symbol(category, name));
            update.begin(topic, update.symbol(), answer.receivedEpochNanos());
            update.setSnapshot(true);
            update.setPushedEpochMillis(answer.serverEpochMillis());
            for (TickerField field : TickerField.values()) {
                Node value = row.get(field.text());
                String text = value.text();
                if (!value.isNull() && text != null) {
                    update.set(field, text);
                }
            }
            Ticker ticker = update.mergeInto(null);
            if (ticker != null) {
                tickers.add(ticker);
            }
        }
        return tickers;
    }

    /** Oldest first. */
    static List<FundingRate> fundingRates(Answer answer, Category category) throws UnreadableFrame {
        List<FundingRate> rates = new ArrayList<>();
        for (Node row : list(answer)) {
            rates.add(new FundingRate(
                    new Symbol(category, Texts.required(row, "symbol")),
                    Texts.requiredDecimal(row, "fundingRate"),
                    Texts.requiredLong(row, "fundingRateTimestamp")));
        }
        Collections.reverse(rates);
        return rates;
    }

    /** Oldest first. */
    static List<OpenInterest> openInterest(Answer answer, Symbol symbol) throws UnreadableFrame {
        List<OpenInterest> open = new ArrayList<>();
        for (Node row : list(answer)) {
            open.add(new OpenInterest(
                    symbol, Texts.requiredNumber(row, "openInterest"), Texts.requiredLong(row, "timestamp")));
        }
        Collections.reverse(open);
        return open;
    }
}
