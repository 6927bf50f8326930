package io.jaybit.orders;

import io.jaybit.account.OrderUpdate;
import io.jaybit.market.Decimal;
import org.jspecify.annotations.Nullable;

/** One command of ours to one order. Confined to one thread. */
final class Command {
    /** How it stands; a refused one is kept for what it says of a create. */
    enum Stage {
        SENT,
        ACCEPTED,
        UNKNOWN,
        REFUSED
    }

    final OrderCommand kind;
    final String id;
    final Moment sent;
    /** Of an amend; null otherwise. */
    final @Nullable Amendment amendment;
    /** An amend whose values the order showed already when it was sent: seeing them says nothing by itself. */
    final boolean shownBefore;

    Stage stage = Stage.SENT;
    /** Our clock when it came to its stage. */
    long stageEpochNanos;

    Command(OrderCommand kind, String id, Moment sent, @Nullable Amendment amendment, boolean shownBefore) {
        this.kind = kind;
        this.id = id;
        this.sent = sent;
        this.amendment = amendment;
        this.shownBefore = shownBefore;
        this.stageEpochNanos = sent.epochNanos();
    }

    /** What it does, or did: {@code amend price 101}. */
    String words() {
        Amendment change = amendment;
        if (change == null) {
            return kind == OrderCommand.CREATE ? "create" : "cancel";
        }
        StringBuilder words = new StringBuilder("amend");
        append(words, " qty ", change.qty());
        append(words, " price ", change.price());
        append(words, " trigger ", change.triggerPrice());
        append(words, " take profit ", change.takeProfit());
        append(words, " stop loss ", change.stopLoss());
        return words.toString();
    }

    /** Whether an amend's values are in a picture of the order that does not owe them to something before it. */
    boolean isShownBy(OrderUpdate shown) {
        return amendment != null
                && shows(shown, amendment)
                && (!shownBefore || shown.updatedEpochMillis() > sent.venueEpochMillis());
    }

    /** Whether it had been taken when {@code later} was sent. */
    boolean isDoneBefore(Command later) {
        return this != later && stage == Stage.ACCEPTED && stageEpochNanos <= later.sent.epochNanos();
    }

    boolean changesSameAs(Command other) {
        Amendment one = amendment;
        Amendment two = other.amendment;
        return one != null
                && two != null
                && ((one.qty() != null && two.qty() != null)
                        || (one.price() != null && two.price() != null)
                        || (one.triggerPrice() != null && two.triggerPrice() != null)
                        || (one.takeProfit() != null && two.takeProfit() != null)
                        || (one.stopLoss() != null && two.stopLoss() != null));
    }

    static boolean shows(OrderUpdate shown, Amendment wanted) {
        return is(shown.qty(), wanted.qty())
                && is(shown.price(), wanted.price())
                && is(shown.trigger().price(), wanted.triggerPrice())
                && is(shown.exits().takeProfit(), wanted.takeProfit())
                && is(shown.exits().stopLoss(), wanted.stopLoss());
    }

    private static boolean is(@Nullable Decimal shown, @Nullable Decimal wanted) {
        return wanted == null || UpdateOrder.same(shown, wanted);
    }

    private static void append(StringBuilder words, String name, @Nullable Decimal value) {
        if (value != null) {
            words.append(name).append(value);
        }
    }
}
