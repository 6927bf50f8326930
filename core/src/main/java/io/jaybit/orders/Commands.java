package io.jaybit.orders;

import io.jaybit.account.OrderUpdate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What we asked of one order: all attempts to create it, and the amends and cancels whose effect is still open. Confined to one thread. */
final class Commands {
    private final List<Command> creates = new ArrayList<>(1);
    private final List<Command> pending = new ArrayList<>(2);

    void add(Command command) {
        (command.kind == OrderCommand.CREATE ? creates : pending).add(command);
    }

    void addAll(Commands others) {
        creates.addAll(others.creates);
        pending.addAll(others.pending);
    }

    List<Command> creates() {
        return creates;
    }

    List<Command> pending() {
        return pending;
    }

    @Nullable
    Command find(String id) {
        for (Command command : creates) {
            if (command.id.equals(id)) {
                return command;
            }
        }
        for (Command command : pending) {
            if (command.id.equals(id)) {
                return command;
            }
        }
        return null;
    }

    /** The state of the commands of one kind; of an order's create only as long as it is open. */
    CommandState state(OrderCommand kind) {
        CommandState state = CommandState.NONE;
        for (Command command : kind == OrderCommand.CREATE ? creates : pending) {
            if (command.kind == kind) {
                CommandState one = switch (command.stage) {
                    case SENT -> CommandState.SENT;
                    case ACCEPTED -> CommandState.ACCEPTED;
                    case UNKNOWN -> CommandState.UNKNOWN;
                    case REFUSED -> CommandState.NONE;
                };
                state = one.compareTo(state) > 0 ? one : state;
            }
        }
        return state;
    }

    /** Where the attempts to create it leave an order the venue has told nothing else of. */
    OrderState stateByCreates() {
        boolean sent = false;
        boolean unknown = creates.isEmpty();
        for (Command create : creates) {
            switch (create.stage) {
                case ACCEPTED -> {
                    return OrderState.ACKNOWLEDGED;
                }
                case SENT -> sent = true;
                case UNKNOWN -> unknown = true;
                case REFUSED -> {}
            }
        }
        return unknown ? OrderState.UNKNOWN : sent ? OrderState.IN_FLIGHT : OrderState.REFUSED;
    }

    boolean accepted() {
        return creates.stream().anyMatch(create -> create.stage == Command.Stage.ACCEPTED);
    }

    /** When the latest command that may still be under way was sent; null where there is none. */
    @Nullable
    Moment latestOpen() {
        Moment latest = null;
        for (Command command : pending) {
            latest = later(latest, command.sent);
        }
        for (Command create : creates) {
            if (create.stage != Command.Stage.REFUSED) {
                latest = later(latest, create.sent);
            }
        }
        return latest;
    }

    private static Moment later(@Nullable Moment one, Moment other) {
        return one == null || other.epochNanos() > one.epochNanos() ? other : one;
    }

    /**
     * Takes out the amends the order shows to be done. One that another, which may still be on its way, could have overtaken or may yet
     * undo is left in: requests have no order among each other, unless the first was accepted before the second was sent.
     */
    List<Command> settleShown(OrderUpdate shown) {
        List<Command> done = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            Command command = pending.get(i);
            if (command.isShownBy(shown) && isAlone(i)) {
                done.add(command);
            }
        }
        for (Command command : pending) {
            boolean overtaken = command.amendment != null && done.stream().anyMatch(command::isDoneBefore);
            if (overtaken && !done.contains(command)) {
                done.add(command);
            }
        }
        pending.removeAll(done);
        return done;
    }

    /** Whether no amend before it that may still be on its way changes the same. */
    private boolean isAlone(int at) {
        Command command = pending.get(at);
        return pending.subList(0, at).stream()
                .noneMatch(earlier -> earlier.changesSameAs(command) && !earlier.isDoneBefore(command));
    }

    /** Takes out what {@code done} holds for. */
    List<Command> settle(Predicate<Command> done) {
        List<Command> settled = new ArrayList<>();
        for (Iterator<Command> all = pending.iterator(); all.hasNext(); ) {
            Command command = all.next();
            if (done.test(command)) {
                settled.add(command);
                all.remove();
            }
        }
        return settled;
    }

    /** Commands without an answer will get none; returns what they were, in words, empty for none. */
    String giveUpSent(long epochNanos) {
        List<String> words = new ArrayList<>();
        for (List<Command> commands : List.of(creates, pending)) {
            for (Command command : commands) {
                if (command.stage == Command.Stage.SENT) {
                    command.stage = Command.Stage.UNKNOWN;
                    command.stageEpochNanos = epochNanos;
                    words.add(command.words());
                }
            }
        }
        return String.join(", ", words);
    }
}
