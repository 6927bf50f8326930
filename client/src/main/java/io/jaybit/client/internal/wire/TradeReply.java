package io.jaybit.client.internal.wire;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The trade socket's answer to a command. Immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/trade/guideline">Order entry</a>.
 *
 * @param requestId of the command it answers
 * @param code {@code retCode}; empty where it has none
 * @param data what REST calls {@code result}
 * @param extra {@code retExtInfo}
 * @param limitLeft commands that are left in the venue's window; empty where it did not say
 * @param limitResetEpochMillis when there are more, on the venue's clock
 * @param venueEpochMillis the venue's clock when it answered; 0 where it did not say
 */
public record TradeReply(
        String requestId,
        OptionalInt code,
        String message,
        Node data,
        Node extra,
        OptionalInt limitLeft,
        OptionalLong limitResetEpochMillis,
        long venueEpochMillis) {

    static TradeReply read(Node frame, Control control, String requestId) {
        Node header = frame.get("header");
        long left = whole(header, "X-Bapi-Limit-Status").orElse(-1);
        return new TradeReply(
                requestId,
                control.code(),
                control.message(),
                frame.get("data"),
                frame.get("retExtInfo"),
                left < 0 || left > Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) left),
                whole(header, "X-Bapi-Limit-Reset-Timestamp"),
                whole(header, "Timenow").orElse(0));
    }

    /** The venue's pages and its answers spell these names in different cases. */
    private static OptionalLong whole(Node header, String name) {
        for (Map.Entry<String, Node> field : header.fields().entrySet()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                BigDecimal number = field.getValue().number();
                return number == null || number.scale() > 0 || number.precision() > 18
                        ? OptionalLong.empty()
                        : OptionalLong.of(number.longValueExact());
            }
        }
        return OptionalLong.empty();
    }
}
