package io.jaybit.orders;

import io.jaybit.account.OrderUpdate;
import io.jaybit.market.Decimal;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Takes our commands and what became of them. Confined to one thread. */
final class CommandDesk {
    private static final int MOST_EARLY = 1_000;

    /** An answer that came before its command. */
    private record Early(Outcome outcome, Moment at) {}

    private final TrackerSettings settings;
    private final OrderStore store;
    private final Remembered<String, Early> early = new Remembered<>(MOST_EARLY);

    CommandDesk(TrackerSettings settings, OrderStore store) {
        this.settings = settings;
        this.store = store;
    }

    void creating(String commandId, NewOrder order, Moment sent, @Nullable Decimal mid) {
        if (order.orderLinkId().isEmpty()) {
            throw new IllegalArgumentException("an order needs an orderLinkId before it is sent: " + order);
        }
        if (store.commandOwners.contains(commandId)) {
            return;
        }
        OrderEntry held = store.index.byLinkId(order.symbol(), order.orderLinkId());
        OrderEntry entry = held != null && isOfBefore(held, sent)
                ? store.renamed(held, sent)
                : store.locate(order.symbol(), "", order.orderLinkId(), sent);
        if (entry.record() != null && entry.isExternal()) {
            store.tally.external--;
        }
        if (entry.asked == null || entry.state() == OrderState.REFUSED || entry.verdict == OrderState.NOT_PLACED) {
            entry.asked = order;
            entry.mid = mid;
            entry.side = order.side();
        }
        if (entry.verdict == OrderState.NOT_PLACED) {
            entry.verdict = null;
        }
        Command command = new Command(OrderCommand.CREATE, commandId, sent, null, false);
        entry.commands.add(command);
        String price = order.price() == null ? "" : " at " + order.price();
        sent(entry, command, "create sent: " + order.side().text() + " " + order.qty() + price);
    }

    /** Whether an order with the same id of ours ended, and was made long before this command. */
    private boolean isOfBefore(OrderEntry held, Moment sent) {
        OrderUpdate shown = held.shown;
        return shown != null
                && held.isClosed()
                && shown.createdEpochMillis()
                        < sent.venueEpochMillis() - settings.grace().toMillis();
    }

    void sending(OrderCommand kind, String commandId, OrderRef ref, @Nullable Amendment amendment, Moment sent) {
        if (store.commandOwners.contains(commandId)) {
            return;
        }
        OrderEntry entry = store.locate(ref.symbol(), ref.orderId(), ref.orderLinkId(), sent);
        OrderUpdate shown = entry.shown;
        boolean shownBefore = shown != null && amendment != null && Command.shows(shown, amendment);
        Command command = new Command(kind, commandId, sent, amendment, shownBefore);
        entry.commands.add(command);
        if (shown != null) {
            entry.commands.settleShown(shown);
        }
        sent(entry, command, command.words() + " sent");
    }

    private void sent(OrderEntry entry, Command command, String text) {
        store.commandOwners.put(command.id, entry.number);
        store.changed(
                entry,
                Teller.OURSELVES,
                text,
                OptionalLong.of(command.sent.venueEpochMillis()),
                command.sent.epochNanos());
        Early answer = early.remove(command.id);
        if (answer != null) {
            outcome(command.id, answer.outcome, answer.at);
        }
    }

    void outcome(String commandId, Outcome outcome, Moment at) {
        Long owner = store.commandOwners.get(commandId);
        if (owner == null) {
            early.put(commandId, new Early(outcome, at));
            store.tally.strayOutcomes++;
            return;
        }
        OrderEntry entry = store.index.byNumber(owner);
        Command command = entry == null ? null : entry.commands.find(commandId);
        if (entry == null || command == null) {
            store.tally.strayOutcomes++;
            return;
        }
        if (outcome instanceof Outcome.Accepted accepted) {
            accepted(entry, command, accepted, at);
        } else if (outcome instanceof Outcome.Rejected rejected) {
            rejected(entry, command, rejected, at);
        } else if (outcome instanceof Outcome.Unknown unknown) {
            unknown(entry, command, unknown.reason(), at);
        }
    }

    private void accepted(OrderEntry entry, Command command, Outcome.Accepted accepted, Moment at) {
        if (command.stage == Command.Stage.ACCEPTED) {
            store.tally.strayOutcomes++;
            return;
        }
        moveTo(command, Command.Stage.ACCEPTED, at);
        OrderRef ref = accepted.order();
        boolean other = !ref.orderId().isEmpty()
                && !entry.orderId.isEmpty()
                && !ref.orderId().equals(entry.orderId);
        OrderEntry kept = other ? entry : store.identify(entry, ref, at);
        kept.newsEpochNanos = Math.max(kept.newsEpochNanos, at.epochNanos());
        answered(kept, command.words() + " accepted", at);
        if (other) {
            store.anomaly(
                    kept,
                    Anomaly.Kind.LINK_ID_REUSED,
                    command.words() + " was accepted as order " + ref.orderId() + ", not " + kept.orderId,
                    OptionalLong.empty(),
                    at.epochNanos());
            store.doubt(kept, at.epochNanos());
        }
    }

    private void rejected(OrderEntry entry, Command command, Outcome.Rejected rejected, Moment at) {
        if (command.stage == Command.Stage.ACCEPTED || command.stage == Command.Stage.REFUSED) {
            store.tally.strayOutcomes++;
            return;
        }
        // Code 0 is a refusal of our own: nothing left.
        VenueCodes.Fate fate =
                rejected.code() == 0 ? VenueCodes.Fate.REFUSED : VenueCodes.fate(command.kind, rejected.code());
        String why = rejected.code() == 0 ? rejected.text() : rejected.code() + " " + rejected.text();
        switch (fate) {
            case UNKNOWN, ACCEPTED -> unknown(entry, command, why, at);
            case DUPLICATE -> unknown(entry, command, "an earlier one has arrived: " + why, at);
            case REFUSED, GONE -> {
                boolean existed = command.kind == OrderCommand.CREATE && exists(entry);
                moveTo(command, Command.Stage.REFUSED, at);
                entry.refusal = rejected;
                entry.commands.settle(pending -> pending == command);
                answered(entry, command.words() + " refused: " + why, at);
                if (existed && entry.commands.stateByCreates() == OrderState.REFUSED) {
                    store.anomaly(
                            entry,
                            Anomaly.Kind.REFUSED_BUT_ALIVE,
                            "its create was refused: " + why,
                            OptionalLong.empty(),
                            at.epochNanos());
                }
                if (fate == VenueCodes.Fate.GONE && !entry.isClosed()) {
                    store.doubt(entry, at.epochNanos());
                }
            }
        }
    }

    private static boolean exists(OrderEntry entry) {
        return entry.shown != null || entry.fills.totals().count() > 0;
    }

    private void unknown(OrderEntry entry, Command command, String why, Moment at) {
        if (command.stage != Command.Stage.SENT) {
            store.tally.strayOutcomes++;
            return;
        }
        moveTo(command, Command.Stage.UNKNOWN, at);
        answered(entry, command.words() + ": outcome unknown: " + why, at);
    }

    private static void moveTo(Command command, Command.Stage stage, Moment at) {
        command.stage = stage;
        command.stageEpochNanos = at.epochNanos();
    }

    private void answered(OrderEntry entry, String text, Moment at) {
        store.changed(entry, Teller.ACK, text, OptionalLong.empty(), at.epochNanos());
    }
}
