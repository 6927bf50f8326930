package io.jaybit.client.internal.orders;

import io.jaybit.client.internal.orders.Command.Op;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.VenueCodes;
import io.jaybit.market.Category;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commands that go to the venue in one request: one, or several of the same kind and category. Confined to the I/O thread.
 *
 * @param done takes an outcome for each command; called again if the venue answers after they were told as unknown
 */
record Parcel(List<Command> commands, Consumer<List<Outcome>> done) {
    Parcel {
        commands = List.copyOf(commands);
    }

    Op op() {
        return commands.get(0).op();
    }

    Category category() {
        return commands.get(0).order().symbol().category();
    }

    boolean isBatch() {
        return commands.size() > 1;
    }

    /** {@code create}, {@code cancel-batch} and their like. */
    String word() {
        return op().word(isBatch());
    }

    String path() {
        return "/v5/order/" + word();
    }

    /** What the venue counts its rate limit by, on both ways. */
    String bucket() {
        return path() + " " + category().text();
    }

    String body() {
        return isBatch() ? CommandText.batch(category(), commands) : CommandText.single(commands.get(0));
    }

    void tellAll(Outcome outcome) {
        done.accept(Collections.nCopies(commands.size(), outcome));
    }

    /**
     * The venue has answered.
     *
     * @param code of the whole request
     * @param result {@code data} or {@code result}
     * @param extra {@code retExtInfo}
     */
    void answered(int code, String text, Node result, Node extra) {
        if (code != 0) {
            tellAll(refused(code, text));
        } else if (isBatch()) {
            done.accept(legs(result.get("list"), extra.get("list")));
        } else {
            tellAll(accepted(commands.get(0), result));
        }
    }

    private List<Outcome> legs(Node rows, Node verdicts) {
        List<Node> ids = rows.items();
        List<Node> codes = verdicts.items();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            Node verdict = codes == null || i >= codes.size() ? null : codes.get(i);
            Integer code = verdict == null ? null : whole(verdict.get("code"));
            if (verdict == null || code == null) {
                outcomes.add(new Outcome.Unknown("the venue's answer says nothing of this part of the batch"));
            } else if (code != 0) {
                outcomes.add(refused(code, verdict.get("msg").textOrEmpty()));
            } else {
                outcomes.add(accepted(commands.get(i), ids == null || i >= ids.size() ? rows : ids.get(i)));
            }
        }
        return outcomes;
    }

    private static Outcome accepted(Command command, Node ids) {
        OrderRef order = command.order();
        String orderId = ids.get("orderId").textOrEmpty();
        String linkId = ids.get("orderLinkId").textOrEmpty();
        return new Outcome.Accepted(new OrderRef(
                order.symbol(),
                orderId.isEmpty() ? order.orderId() : orderId,
                linkId.isEmpty() ? order.orderLinkId() : linkId));
    }

    static Outcome refused(int code, String text) {
        return VenueCodes.isAmbiguous(code)
                ? new Outcome.Unknown("the venue answered " + code + (text.isEmpty() ? "" : " (" + text + ")"))
                : new Outcome.Rejected(code, VenueCodes.explained(code, text));
    }

    private static @Nullable Integer whole(Node node) {
        BigDecimal number = node.number();
        return number == null || number.scale() > 0 || number.precision() > 9 ? null : number.intValueExact();
    }
}
