package io.jaybit.orders;

import io.jaybit.account.CancelType;
import io.jaybit.account.OrderStatus;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.RejectReason;
import io.jaybit.market.Decimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of two updates of one order is the later one: by the venue's time of the change, then by what is filled, then by how far the
 * status has come. Of two that are equal in all of it and differ elsewhere (two amends in one millisecond) the one that comes later.
 */
final class UpdateOrder {
    /** What an update is to the one before it. */
    enum News {
        /** Says more, or something later. */
        NEWER,
        /** Says the same. */
        REPEATED,
        /** Was true once. */
        STALE,
        /** The cancel came too late: the order was filled before. Nothing else changes. */
        LATE_CANCEL,
        /** Is newer and differs from a final state. */
        CHANGED_AFTER_END,
        /** Is newer and goes back. */
        WENT_BACK
    }

    private UpdateOrder() {}

    static News compare(OrderUpdate known, OrderUpdate news) {
        OrderStatus before = known.status().value();
        OrderStatus after = news.status().value();
        if (before == OrderStatus.FILLED && after == OrderStatus.FILLED) {
            if (tellsLateCancel(news)) {
                return tellsLateCancel(known) ? News.REPEATED : News.LATE_CANCEL;
            }
            if (tellsLateCancel(known)) {
                return News.REPEATED;
            }
        }
        if (sameFacts(known, news)) {
            return known.updatedEpochMillis() >= news.updatedEpochMillis() ? News.REPEATED : News.NEWER;
        }
        int order = Long.compare(news.updatedEpochMillis(), known.updatedEpochMillis());
        int filled = news.progress().cumExecQty().compareTo(known.progress().cumExecQty());
        if (order < 0) {
            // Nothing follows an end, whatever the venue's clocks say.
            return after.isFinal() && !before.isFinal() && filled >= 0 ? News.NEWER : News.STALE;
        }
        if (order == 0) {
            int rank = Integer.compare(rank(after), rank(before));
            if (filled < 0 || (filled == 0 && rank < 0)) {
                return News.STALE;
            }
        }
        if (before.isFinal() && after != before) {
            return News.CHANGED_AFTER_END;
        }
        return filled < 0 || goesBack(before, after) ? News.WENT_BACK : News.NEWER;
    }

    /** The second {@code Filled} of a cancel that lost its race. */
    static boolean tellsLateCancel(OrderUpdate update) {
        RejectReason reason = update.rejectReason().value();
        return update.status().value() == OrderStatus.FILLED
                && (update.cancelType().value() == CancelType.CANCEL_BY_USER
                        || reason == RejectReason.ORIG_CL_ORD_ID_DOES_NOT_EXIST
                        || reason == RejectReason.TOO_LATE_TO_CANCEL);
    }

    /** From the book back to waiting for a trigger. */
    private static boolean goesBack(OrderStatus before, OrderStatus after) {
        boolean resting = before == OrderStatus.NEW || before == OrderStatus.PARTIALLY_FILLED;
        return resting && (after == OrderStatus.UNTRIGGERED || after == OrderStatus.CREATED);
    }

    private static int rank(OrderStatus status) {
        return switch (status) {
            case CREATED -> 0;
            case UNTRIGGERED -> 1;
            case TRIGGERED, ACTIVE -> 2;
            case NEW, UNRECOGNISED -> 3;
            case PARTIALLY_FILLED -> 4;
            case FILLED, CANCELLED, PARTIALLY_FILLED_CANCELED, REJECTED, DEACTIVATED -> 5;
        };
    }

    private static boolean sameFacts(OrderUpdate one, OrderUpdate other) {
        return one.status().equals(other.status())
                && one.progress().cumExecQty().equals(other.progress().cumExecQty())
                && one.qty().equals(other.qty())
                && same(one.price(), other.price())
                && same(one.trigger().price(), other.trigger().price())
                && same(one.exits().takeProfit(), other.exits().takeProfit())
                && same(one.exits().stopLoss(), other.exits().stopLoss())
                && one.cancelType().value() == other.cancelType().value()
                && one.rejectReason().value() == other.rejectReason().value();
    }

    /** Queries write 0 where pushes write nothing. */
    static boolean same(@Nullable Decimal one, @Nullable Decimal other) {
        return isNothing(one) ? isNothing(other) : Objects.equals(one, other);
    }

    static boolean isNothing(@Nullable Decimal value) {
        return value == null || value.isZero();
    }
}
