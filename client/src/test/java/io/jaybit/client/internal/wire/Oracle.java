package io.jaybit.client.internal.wire;

import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
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
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says, slowly and from maps and lists, what a frame means: the second opinion on the decoder. */
final class Oracle {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** The frame does not say what its topic must say. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        Wrong(String what) {
            super(what);
        }
    }

    private final Channel channel;

    /** The book of the last frame that had one. */
    @Nullable
    BookUpdate lastBook;

    Oracle(Channel channel) {
        this.channel = channel;
    }

    /** The verdict and the events, each in a line, as {@link Reading} writes them; control messages are left out. */
    String outcome(byte[] content) {
        lastBook = null;
        Map<String, @Nullable Object> frame = JsonText.parse(content);
        if (frame == null) {
            return "UNREADABLE\n";
        }
        if (frame.get("topic") == null) {
            return "CONTROL\n";
        }
        try {
            Topic topic = Topic.of(channel, text(frame, "topic"));
            if (topic.kind() == TopicKind.OTHER) {
                return "UNKNOWN_TOPIC\n";
            }
            return "DATA\n" + String.join("\n", events(topic, frame));
        } catch (Wrong | IllegalArgumentException wrong) {
            return "UNREADABLE\n";
        }
    }

    private List<String> events(Topic topic, Map<String, @Nullable Object> frame) {
        long ts = integer(frame, "ts").orElse(0);
        Object data = frame.get("data");
        boolean snapshot = "snapshot".equals(frame.get("type"));
        if (topic.kind().isBook()) {
            return List.of(book(topic, frame, object(data), snapshot, ts));
        }
        if (topic.kind() == TopicKind.TICKER) {
            return List.of(ticker(topic, frame, object(data), snapshot, ts));
        }
        if (topic.kind() == TopicKind.PRICE_LIMIT) {
            Map<String, @Nullable Object> limit = object(data);
            return List.of(new PriceLimit(
                            topic,
                            symbol(topic.target()),
                            decimal(limit, "buyLmt"),
                            decimal(limit, "sellLmt"),
                            ts,
                            ts,
                            Reading.RECEIVED)
                    .toString());
        }
        List<?> items = data instanceof Map ? List.of(data) : list(data);
        List<String> events = new ArrayList<>();
        for (Object item : items) {
            events.add(event(topic, object(item), events.size(), ts).toString());
        }
        return events;
    }

    private Object event(Topic topic, Map<String, @Nullable Object> item, int index, long ts) {
        long received = Reading.RECEIVED;
        return switch (topic.kind()) {
            case TRADE -> trade(topic, item, ts);
            case KLINE ->
                new Kline(
                        topic,
                        symbol(topic.target()),
                        or(text(item, "interval"), topic.argument()),
                        must(integer(item, "start")),
                        must(integer(item, "end")),
                        decimal(item, "open"),
                        decimal(item, "high"),
                        decimal(item, "low"),
                        decimal(item, "close"),
                        must(number(item, "volume")),
                        must(number(item, "turnover")),
                        isTrue(item, "confirm"),
                        integer(item, "timestamp").orElse(ts),
                        ts,
                        received);
            case LIQUIDATION ->
                new Liquidation(
                        topic,
                        symbol(or(text(item, "s"), topic.target())),
                        side(item, "S") == TakerSide.BUY ? PositionSide.LONG : PositionSide.SHORT,
                        decimal(item, "p"),
                        decimal(item, "v"),
                        index,
                        false,
                        must(integer(item, "T")),
                        ts,
                        received);
            case LEGACY_LIQUIDATION ->
                new Liquidation(
                        topic,
                        symbol(or(text(item, "symbol"), topic.target())),
                        side(item, "side") == TakerSide.BUY ? PositionSide.LONG : PositionSide.SHORT,
                        decimal(item, "price"),
                        decimal(item, "size"),
                        index,
                        true,
                        integer(item, "updatedTime").orElse(ts),
                        ts,
                        received);
            case INSURANCE ->
                new InsurancePool(
                        topic,
                        or(text(item, "coin"), topic.target()),
                        Pattern.compile(",")
                                .splitAsStream(text(item, "symbols"))
                                .map(String::trim)
                                .filter(name -> !name.isEmpty())
                                .collect(Collectors.toList()),
                        must(number(item, "balance")),
                        integer(item, "updateTime").orElse(ts),
                        ts,
                        received);
            case ADL_ALERT ->
                new AdlAlert(
                        topic,
                        or(text(item, "c"), topic.target()),
                        must(text(item, "s")),
                        number(item, "b").orElse(null),
                        number(item, "i_pr").orElse(null),
                        number(item, "pr").orElse(null),
                        number(item, "adl_tt").orElse(null),
                        number(item, "adl_sr").orElse(null),
                        ts,
                        ts,
                        received);
            case SYSTEM_STATUS ->
                new SystemStatus(
                        topic,
                        must(text(item, "id")),
                        text(item, "title"),
                        SystemStatus.State.parse(text(item, "state")),
                        must(integer(item, "begin")),
                        integer(item, "end"),
                        text(item, "href"),
                        integers(item, "serviceTypes"),
                        integers(item, "product"),
                        integers(item, "uidSuffix"),
                        text(item, "maintainType"),
                        text(item, "env"),
                        ts,
                        ts,
                        received);
            default -> throw new IllegalStateException("not a list: " + topic);
        };
    }

    private Trade trade(Topic topic, Map<String, @Nullable Object> item, long ts) {
        String name = text(item, "s");
        boolean named = channel == Channel.OPTION;
        Decimal[] prices = new Decimal[4];
        String[] names = {"mP", "iP", "mIv", "iv"};
        boolean option = false;
        for (int i = 0; i < prices.length; i++) {
            prices[i] = isNothing(item.get(names[i])) ? null : decimal(item, names[i]);
            option |= prices[i] != null;
        }
        String direction = text(item, "L");
        return new Trade(
                topic,
                symbol(named ? must(name) : or(name, topic.target())),
                TradeId.of(must(text(item, "i"))),
                side(item, "S"),
                decimal(item, "p"),
                decimal(item, "v"),
                direction.isEmpty() ? null : TickDirection.parse(direction),
                isTrue(item, "BT"),
                isTrue(item, "RPI"),
                integer(item, "seq"),
                option ? new Trade.OptionPrint(prices[0], prices[1], prices[2], prices[3]) : null,
                must(integer(item, "T")),
                ts,
                Reading.RECEIVED);
    }

    private String book(
            Topic topic,
            Map<String, @Nullable Object> frame,
            Map<String, @Nullable Object> data,
            boolean snapshot,
            long ts) {
        BookUpdate update = new BookUpdate(topic, symbol(topic.target()));
        update.begin(topic, symbol(topic.target()), Reading.RECEIVED);
        update.setSnapshot(snapshot);
        update.setUpdateId(must(integer(data, "u")));
        integer(data, "seq").ifPresent(update::setSeq);
        update.setPushedEpochMillis(ts);
        integer(frame, "cts").ifPresent(update::setMatchedEpochMillis);
        levels(data.get("b"), update, update.bids());
        levels(data.get("a"), update, update.asks());
        lastBook = update;
        return Reading.line(update);
    }

    /** Adds the levels that can be represented. */
    private static void levels(@Nullable Object side, BookUpdate update, BookUpdate.Levels to) {
        if (side == null) {
            return;
        }
        boolean rpi = update.topic().kind() == TopicKind.RPI_ORDER_BOOK;
        for (Object level : list(side)) {
            List<?> numbers = list(level);
            if (numbers.size() < (rpi ? 3 : 2)) {
                throw new Wrong("level");
            }
            List<Optional<Decimal>> parts =
                    numbers.subList(0, rpi ? 3 : 2).stream().map(Oracle::part).toList();
            if (parts.stream().anyMatch(Optional::isEmpty)) {
                update.setUnrepresentable();
                continue;
            }
            Decimal price = parts.get(0).orElseThrow();
            Decimal size = parts.get(1).orElseThrow();
            if (rpi) {
                Decimal rpiSize = parts.get(2).orElseThrow();
                to.add(
                        price.mantissa(),
                        price.scale(),
                        size.mantissa(),
                        size.scale(),
                        rpiSize.mantissa(),
                        rpiSize.scale());
            } else {
                to.add(price.mantissa(), price.scale(), size.mantissa(), size.scale());
            }
        }
    }

    private static Optional<Decimal> part(@Nullable Object part) {
        if (!NUMBER.matcher(scalar(part)).matches()) {
            throw new Wrong("level");
        }
        return decimal(scalar(part));
    }

    private String ticker(
            Topic topic,
            Map<String, @Nullable Object> frame,
            Map<String, @Nullable Object> data,
            boolean snapshot,
            long ts) {
        StringBuilder line = new StringBuilder(
                "ticker " + topic + " " + symbol(topic.target()) + (snapshot ? " snapshot" : " delta") + " ts=" + ts);
        integer(frame, "cs").ifPresent(cs -> line.append(" cs=").append(cs));
        for (TickerField field : TickerField.values()) {
            if (data.get(field.text()) != null) {
                line.append(" " + field.text() + "='" + text(data, field.text()) + "'");
            }
        }
        return line.toString();
    }

    private Symbol symbol(String name) {
        return new Symbol(Objects.requireNonNull(channel.category()), name);
    }

    private static TakerSide side(Map<String, @Nullable Object> item, String name) {
        return switch (text(item, name)) {
            case "Buy" -> TakerSide.BUY;
            case "Sell" -> TakerSide.SELL;
            default -> throw new Wrong(name);
        };
    }

    private static boolean isTrue(Map<String, @Nullable Object> item, String name) {
        return String.valueOf(item.get(name)).equals("true");
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null || value.equals("");
    }

    private static String scalar(@Nullable Object value) {
        if (value instanceof Map || value instanceof List) {
            throw new Wrong("text");
        }
        return value == null ? "" : value instanceof JsonText.Number number ? number.text() : value.toString();
    }

    private static String text(Map<String, @Nullable Object> item, String name) {
        return scalar(item.get(name));
    }

    private static OptionalLong integer(Map<String, @Nullable Object> item, String name) {
        Optional<BigDecimal> number = number(item, name);
        try {
            return number.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(number.get().longValueExact());
        } catch (ArithmeticException notALong) {
            throw new Wrong(name);
        }
    }

    private static List<Integer> integers(Map<String, @Nullable Object> item, String name) {
        if (isNothing(item.get(name))) {
            return List.of();
        }
        List<Integer> integers = new ArrayList<>();
        for (Object each : list(item.get(name))) {
            long value = must(integer(Collections.singletonMap("", each), ""));
            if (value != (int) value) {
                throw new Wrong(name);
            }
            integers.add((int) value);
        }
        return integers;
    }

    private static Optional<BigDecimal> number(Map<String, @Nullable Object> item, String name) {
        if (isNothing(item.get(name))) {
            return Optional.empty();
        }
        if (item.get(name) instanceof Boolean) {
            throw new Wrong(name);
        }
        BigDecimal number = bigDecimal(scalar(item.get(name))).orElseThrow(() -> new Wrong(name));
        return Optional.of(number.scale() < 0 ? number.setScale(0) : number);
    }

    private static Optional<BigDecimal> bigDecimal(String text) {
        if (!NUMBER.matcher(text).matches() || text.length() > 64) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > 64 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private static Decimal decimal(Map<String, @Nullable Object> item, String name) {
        return decimal(text(item, name)).orElseThrow(() -> new Wrong(name));
    }

    /** Through the text that {@link Decimal} reads, not through its parts. */
    private static Optional<Decimal> decimal(String text) {
        try {
            return bigDecimal(text).map(number -> Decimal.parse(number.toPlainString()));
        } catch (NumberFormatException tooManyDigits) {
            return Optional.empty();
        }
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static String must(String text) {
        return text.isEmpty() ? wrong("nothing") : text;
    }

    private static long must(OptionalLong number) {
        return number.orElseThrow(() -> new Wrong("nothing"));
    }

    private static BigDecimal must(Optional<BigDecimal> number) {
        return number.orElseThrow(() -> new Wrong("nothing"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map ? (Map<String, @Nullable Object>) value : wrong("object");
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : wrong("list");
    }

    private static <T> T wrong(String what) {
        throw new Wrong(what);
    }
}
