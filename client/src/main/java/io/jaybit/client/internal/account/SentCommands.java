package io.jaybit.client.internal.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderType;
import io.jaybit.account.TimeInForce;
import io.jaybit.account.TriggerBy;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.UnreadableFrame;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads commands out of what was sent: the other way round of {@link OrderBodies}. Stateless. */
final class SentCommands {
    /**
     * What went in one request.
     *
     * @param venueEpochMillis the moment it carries; empty where it carries none
     */
    record Sent(List<TradeCommand> commands, OptionalLong venueEpochMillis) {}

    private SentCommands() {}

    /**
     * A frame of the trade socket.
     *
     * @return null if it is no command
     * @throws UnreadableFrame if it is one that cannot be read
     */
    static @Nullable Sent ofFrame(String text) throws UnreadableFrame {
        Node frame = parse(text);
        String operation = frame.get("op").textOrEmpty();
        if (!operation.startsWith("order.")) {
            return null;
        }
        List<Node> arguments = frame.get("args").items();
        if (arguments == null || arguments.size() != 1) {
            throw new UnreadableFrame("a command without arguments");
        }
        String time = frame.get("header").get("X-BAPI-TIMESTAMP").textOrEmpty();
        return new Sent(
                commands(
                        operation.substring("order.".length()),
                        frame.get("reqId").textOrEmpty(),
                        arguments.get(0)),
                time.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(time)) : OptionalLong.empty());
    }

    /**
     * The body of a POST.
     *
     * @param word the end of its path, as {@code create-batch}
     * @param id for the command
     */
    static Sent ofBody(String word, String id, String body) throws UnreadableFrame {
        return new Sent(commands(word, id, parse(body)), OptionalLong.empty());
    }

    private static Node parse(String text) throws UnreadableFrame {
        byte[] bytes = text.getBytes(UTF_8);
        return Node.parse(bytes, 0, bytes.length);
    }

    private static List<TradeCommand> commands(String word, String id, Node body) throws UnreadableFrame {
        Category category = Category.parse(body.get("category").textOrEmpty())
                .orElseThrow(() -> new UnreadableFrame("a command without category"));
        List<TradeCommand> commands = new ArrayList<>();
        try {
            if (word.endsWith("-batch")) {
                String kind = word.substring(0, word.length() - "-batch".length());
                List<Node> parts = body.get("request").items();
                for (Node part : parts == null ? List.<Node>of() : parts) {
                    // Only the first one's id is sent.
                    commands.add(command(kind, commands.isEmpty() ? id : id + "." + commands.size(), category, part));
                }
            } else {
                commands.add(command(word, id, category, body));
            }
        } catch (IllegalArgumentException impossible) {
            throw new UnreadableFrame("a command that makes no sense: " + impossible.getMessage());
        }
        if (commands.isEmpty()) {
            throw new UnreadableFrame("a batch of nothing");
        }
        return commands;
    }

    private static TradeCommand command(String kind, String id, Category category, Node part) throws UnreadableFrame {
        Symbol symbol = new Symbol(category, part.get("symbol").textOrEmpty());
        return switch (kind) {
            case "create" -> new TradeCommand.Create(id, order(symbol, part));
            case "amend" -> new TradeCommand.Amend(id, amendment(symbol, part));
            case "cancel" ->
                new TradeCommand.Cancel(
                        id, reference(symbol, part), part.get("orderFilter").textOrEmpty());
            default -> throw new UnreadableFrame("a command that is new to us: " + kind);
        };
    }

    private static OrderRef reference(Symbol symbol, Node part) {
        return new OrderRef(
                symbol,
                part.get("orderId").textOrEmpty(),
                part.get("orderLinkId").textOrEmpty());
    }

    private static NewOrder order(Symbol symbol, Node part) throws UnreadableFrame {
        OrderType type = OrderType.parse(part.get("orderType").textOrEmpty()).value();
        String time = part.get("timeInForce").textOrEmpty();
        Decimal trigger = decimal(part, "triggerPrice");
        boolean exits = !part.get("tpslMode").isNothing();
        return new NewOrder(
                symbol,
                part.get("orderLinkId").textOrEmpty(),
                OrderSide.parse(part.get("side").textOrEmpty())
                        .orElseThrow(() -> new UnreadableFrame("an order without side")),
                type,
                time.isEmpty() ? TimeInForce.IOC : TimeInForce.parse(time).value(),
                required(part, "qty"),
                decimal(part, "price"),
                whole(part, "positionIdx"),
                part.get("reduceOnly").isTrue(),
                part.get("closeOnTrigger").isTrue(),
                trigger == null
                        ? null
                        : new NewOrder.Trigger(
                                trigger,
                                whole(part, "triggerDirection"),
                                by(part, "triggerBy"),
                                part.get("orderFilter").textOrEmpty()),
                exits ? exits(part) : null,
                options(part));
    }

    private static NewOrder.Exits exits(Node part) throws UnreadableFrame {
        return new NewOrder.Exits(
                decimal(part, "takeProfit"),
                decimal(part, "stopLoss"),
                decimal(part, "tpLimitPrice"),
                decimal(part, "slLimitPrice"),
                by(part, "tpTriggerBy"),
                by(part, "slTriggerBy"),
                part.get("tpslMode").textOrEmpty().equals("Partial"));
    }

    private static NewOrder.Options options(Node part) throws UnreadableFrame {
        NewOrder.Options options = new NewOrder.Options(
                part.get("marketUnit").textOrEmpty(),
                part.get("isLeverage").textOrEmpty().equals("1"),
                part.get("smpType").textOrEmpty(),
                part.get("slippageToleranceType").textOrEmpty(),
                part.get("slippageTolerance").textOrEmpty(),
                part.get("bboSideType").textOrEmpty(),
                whole(part, "bboLevel"),
                decimal(part, "orderIv"),
                part.get("mmp").isTrue(),
                part.get("rpiTakerAccess").isTrue());
        return options.equals(NewOrder.Options.NONE) ? NewOrder.Options.NONE : options;
    }

    private static Amendment amendment(Symbol symbol, Node part) throws UnreadableFrame {
        Node mode = part.get("tpslMode");
        return new Amendment(
                reference(symbol, part),
                decimal(part, "qty"),
                decimal(part, "price"),
                decimal(part, "triggerPrice"),
                decimal(part, "takeProfit"),
                decimal(part, "stopLoss"),
                new Amendment.Details(
                        byOrNull(part, "triggerBy"),
                        byOrNull(part, "tpTriggerBy"),
                        byOrNull(part, "slTriggerBy"),
                        decimal(part, "tpLimitPrice"),
                        decimal(part, "slLimitPrice"),
                        mode.isNothing() ? null : mode.textOrEmpty().equals("Partial"),
                        decimal(part, "orderIv")));
    }

    private static TriggerBy by(Node part, String name) {
        return TriggerBy.parse(part.get(name).textOrEmpty()).value();
    }

    private static @Nullable TriggerBy byOrNull(Node part, String name) {
        return part.get(name).isNothing() ? null : by(part, name);
    }

    private static int whole(Node part, String name) throws UnreadableFrame {
        String text = part.get(name).textOrEmpty();
        if (!text.matches("\\d{0,6}")) {
            throw new UnreadableFrame("\"" + name + "\" is " + part.get(name).shown());
        }
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static Decimal required(Node part, String name) throws UnreadableFrame {
        Decimal value = decimal(part, name);
        if (value == null) {
            throw new UnreadableFrame("a command without \"" + name + "\"");
        }
        return value;
    }

    private static @Nullable Decimal decimal(Node part, String name) throws UnreadableFrame {
        String text = part.get(name).textOrEmpty();
        try {
            return text.isEmpty() ? null : Decimal.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableFrame("\"" + name + "\" is " + part.get(name).shown());
        }
    }
}
