package io.jaybit.orders;

import io.jaybit.account.CancelType;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.RejectReason;
import io.jaybit.market.Decimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What news of an order say, in plain words. */
final class PlainWords {
    private PlainWords() {}

    /** A picture of the order after another, or the first one. */
    static String of(@Nullable OrderUpdate before, OrderUpdate after) {
        List<String> words = new ArrayList<>();
        if (before == null) {
            words.add(after.side().text() + " " + after.qty()
                    + (UpdateOrder.isNothing(after.price()) ? "" : " at " + after.price())
                    + (UpdateOrder.isNothing(after.trigger().price())
                            ? ""
                            : " when " + after.trigger().price()));
        } else {
            change(words, "qty", before.qty(), after.qty());
            change(words, "price", before.price(), after.price());
            change(words, "trigger", before.trigger().price(), after.trigger().price());
            change(
                    words,
                    "take profit",
                    before.exits().takeProfit(),
                    after.exits().takeProfit());
            change(words, "stop loss", before.exits().stopLoss(), after.exits().stopLoss());
        }
        Decimal filled = after.progress().cumExecQty();
        if (before == null ? !filled.isZero() : !filled.equals(before.progress().cumExecQty())) {
            words.add("filled " + filled + " of " + after.qty());
        }
        if (UpdateOrder.tellsLateCancel(after)) {
            words.add("the cancel came too late");
        }
        if (after.cancelType().value() != CancelType.NONE) {
            words.add(after.cancelType().text());
        }
        if (after.rejectReason().value() != RejectReason.NONE) {
            words.add(after.rejectReason().text());
        }
        return words.isEmpty() ? "seen" : String.join(", ", words);
    }

    /** A fill that counts now. */
    static String of(OrderFill fill, FillTotals totals) {
        return "filled " + fill.qty() + " at " + fill.price() + ", "
                + totals.qty().toPlainString() + " by " + totals.count() + (totals.count() == 1 ? " fill" : " fills");
    }

    private static void change(List<String> words, String name, @Nullable Decimal before, @Nullable Decimal after) {
        if (!UpdateOrder.same(before, after)) {
            words.add(name + " " + (UpdateOrder.isNothing(before) ? "none" : before) + " → "
                    + (UpdateOrder.isNothing(after) ? "none" : after));
        }
    }
}
