package io.jaybit.client.internal.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the answer to an order command says, on the trade socket or by REST. Immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/trade/guideline">Order entry</a>.
 *
 * @param code of the whole request; 0 does not mean that every leg succeeded
 * @param legs in the order of the request; empty where it names none, as refusals do
 * @param limitLeft how many more commands the venue takes in this window; empty where it did not say
 * @param limitResetEpochMillis when there are more, venue time; empty where it did not say
 * @param serverEpochMillis the venue's clock; empty where it did not say
 */
public record TradeReply(
        int code,
        String message,
        List<Leg> legs,
        OptionalInt limitLeft,
        OptionalLong limitResetEpochMillis,
        OptionalLong serverEpochMillis) {
    public TradeReply {
        legs = List.copyOf(legs);
    }

    /** What became of one command. Ids may be empty. */
    public record Leg(String orderId, String orderLinkId, int code, String message) {}

    /** Reads a frame of the trade socket. */
    static TradeReply ofFrame(Node frame) {
        OptionalInt left = OptionalInt.empty();
        OptionalLong reset = OptionalLong.empty();
        OptionalLong now = OptionalLong.empty();
        for (Map.Entry<String, Node> header : frame.get("header").fields().entrySet()) {
            OptionalLong number = whole(header.getValue());
            switch (header.getKey().toLowerCase(Locale.ROOT)) {
                case "x-bapi-limit-status" ->
                    left = number.isPresent() && number.getAsLong() == (int) number.getAsLong()
                            ? OptionalInt.of((int) number.getAsLong())
                            : OptionalInt.empty();
                case "x-bapi-limit-reset-timestamp" -> reset = number;
                case "timenow" -> now = number;
                default -> {
                    // of no use here
                }
            }
        }
        int code = (int) whole(frame.get("retCode")).orElse(-1);
        String message = frame.get("retMsg").textOrEmpty();
        return new TradeReply(
                code, message, legs(frame.get("data"), frame.get("retExtInfo"), code, message), left, reset, now);
    }

    /** Reads what REST answers, which has no headers in its body. */
    public static TradeReply ofAnswer(int code, String message, Node result, Node extra, long serverEpochMillis) {
        return new TradeReply(
                code,
                message,
                legs(result, extra, code, message),
                OptionalInt.empty(),
                OptionalLong.empty(),
                serverEpochMillis == 0 ? OptionalLong.empty() : OptionalLong.of(serverEpochMillis));
    }

    private static List<Leg> legs(Node data, Node extra, int code, String message) {
        List<Node> rows = data.get("list").items();
        if (rows == null || data.get("list").isNothing()) {
            boolean named = !data.get("orderId").textOrEmpty().isEmpty()
                    || !data.get("orderLinkId").textOrEmpty().isEmpty();
            return named ? List.of(leg(data, code, message)) : List.of();
        }
        List<Node> verdicts = extra.get("list").items();
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (verdicts == null || i >= verdicts.size()) {
                // Without a verdict of its own nothing is known of a leg.
                legs.add(leg(rows.get(i), code == 0 ? -1 : code, code == 0 ? "no verdict on this order" : message));
            } else {
                Node verdict = verdicts.get(i);
                legs.add(leg(
                        rows.get(i),
                        (int) whole(verdict.get("code")).orElse(-1),
                        verdict.get("msg").textOrEmpty()));
            }
        }
        return legs;
    }

    private static Leg leg(Node row, int code, String message) {
        return new Leg(row.get("orderId").textOrEmpty(), row.get("orderLinkId").textOrEmpty(), code, message);
    }

    private static OptionalLong whole(Node node) {
        var number = node.number();
        if (number == null || number.stripTrailingZeros().scale() > 0) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(number.longValueExact());
        } catch (ArithmeticException tooLarge) {
            return OptionalLong.empty();
        }
    }
}
