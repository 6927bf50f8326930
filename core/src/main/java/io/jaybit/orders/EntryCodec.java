package io.jaybit.orders;

import io.jaybit.account.OrderSide;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** One order with all that is known of it as bytes. Safe for any thread, as far as the order is. */
final class EntryCodec {
    private EntryCodec() {}

    static void write(StateWriter out, OrderEntry entry) {
        out.writeLong(entry.number);
        Values.writeSymbol(out, entry.symbol);
        Values.writeMoment(out, entry.born);
        out.writeText(entry.orderId).writeText(entry.linkId);
        Values.writeNullable(out, entry.asked, OrderCodec::write);
        Values.writeDecimal(out, entry.mid);
        Values.writeNullable(out, entry.shown, OrderCodec::write);
        Values.writeNullable(out, entry.side, Values::writeEnum);
        Values.writeNullable(out, entry.refusal, EntryCodec::writeRefusal);
        Values.writeNullable(out, entry.verdict, Values::writeEnum);
        out.writeLong(entry.newsEpochNanos).writeLong(entry.doubtfulSince);
        Values.writeBig(out, entry.fillsGivenUpAt);
        Values.writeAll(out, entry.commands.creates(), EntryCodec::writeCommand);
        Values.writeAll(out, entry.commands.pending(), EntryCodec::writeCommand);
        Values.writeAll(out, entry.fills.all(), OrderCodec::write);
        Values.writeAll(out, entry.history.all(), EntryCodec::writeTransition);
        out.writeInt(entry.history.leftOut());
        Map<OrderState, Duration> spent = new EnumMap<>(OrderState.class);
        spent.putAll(entry.history.spent());
        Values.writeMap(out, spent, Values::writeEnum, (to, time) -> to.writeLong(time.toNanos()));
        out.writeLong(entry.history.sinceEpochNanos());
    }

    static OrderEntry read(StateReader in, int keepTransitions) {
        OrderEntry entry = new OrderEntry(in.readLong(), Values.readSymbol(in), Values.readMoment(in), keepTransitions);
        entry.orderId = in.readText();
        entry.linkId = in.readText();
        entry.asked = Values.readNullable(in, OrderCodec::readOrder);
        entry.mid = Values.readDecimal(in);
        entry.shown = Values.readNullable(in, OrderCodec::readUpdate);
        entry.side = Values.readNullable(in, from -> Values.readEnum(from, OrderSide.class));
        entry.refusal = Values.readNullable(in, from -> new Outcome.Rejected(from.readInt(), from.readText()));
        entry.verdict = Values.readNullable(in, from -> Values.readEnum(from, OrderState.class));
        entry.newsEpochNanos = in.readLong();
        entry.doubtfulSince = in.readLong();
        entry.fillsGivenUpAt = Values.readBig(in);
        Values.readAll(in, EntryCodec::readCommand).forEach(entry.commands::add);
        Values.readAll(in, EntryCodec::readCommand).forEach(entry.commands::add);
        Values.readAll(in, OrderCodec::readFill).forEach(entry.fills::add);
        List<Transition> transitions = Values.readAll(in, EntryCodec::readTransition);
        int leftOut = in.readInt();
        Map<OrderState, Duration> spent = Values.readMap(
                in, from -> Values.readEnum(from, OrderState.class), from -> Duration.ofNanos(from.readLong()));
        entry.history.restore(transitions, leftOut, spent, in.readLong());
        return entry;
    }

    private static void writeRefusal(StateWriter out, Outcome.Rejected refusal) {
        out.writeInt(refusal.code()).writeText(refusal.text());
    }

    private static void writeCommand(StateWriter out, Command command) {
        Values.writeEnum(out, command.kind);
        out.writeText(command.id);
        Values.writeMoment(out, command.sent);
        Values.writeNullable(out, command.amendment, OrderCodec::write);
        out.writeBoolean(command.shownBefore);
        Values.writeEnum(out, command.stage);
        out.writeLong(command.stageEpochNanos);
    }

    private static Command readCommand(StateReader in) {
        Command command = new Command(
                Values.readEnum(in, OrderCommand.class),
                in.readText(),
                Values.readMoment(in),
                Values.readNullable(in, OrderCodec::readAmendment),
                in.readBoolean());
        command.stage = Values.readEnum(in, Command.Stage.class);
        command.stageEpochNanos = in.readLong();
        return command;
    }

    private static void writeTransition(StateWriter out, Transition transition) {
        Values.writeEnum(out, transition.from());
        Values.writeEnum(out, transition.to());
        Values.writeEnum(out, transition.teller());
        out.writeText(transition.text());
        OptionalLong venue = transition.venueEpochMillis();
        out.writeBoolean(venue.isPresent()).writeLong(venue.orElse(0)).writeLong(transition.epochNanos());
    }

    private static Transition readTransition(StateReader in) {
        OrderState from = Values.readEnum(in, OrderState.class);
        OrderState to = Values.readEnum(in, OrderState.class);
        Teller teller = Values.readEnum(in, Teller.class);
        String text = in.readText();
        boolean told = in.readBoolean();
        long venue = in.readLong();
        return new Transition(
                from, to, teller, text, told ? OptionalLong.of(venue) : OptionalLong.empty(), in.readLong());
    }
}
