package io.jaybit.client.internal.account;

import io.jaybit.client.internal.wire.TradeReply;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.VenueCodes;
import java.util.List;

/** What an answer of the venue means for the commands it answers. */
final class Replies {
    private Replies() {}

    /** Tells each command what became of it. */
    static void tell(List<TradeCommand> together, TradeReply reply, CommandRoute.Results to) {
        for (int i = 0; i < together.size(); i++) {
            TradeCommand command = together.get(i);
            to.onOutcome(command, outcome(command, reply, i, together.size()));
        }
    }

    private static Outcome outcome(TradeCommand command, TradeReply reply, int index, int of) {
        if (reply.code() != 0) {
            return VenueCodes.outcome(command.kind(), reply.code(), reply.message());
        }
        boolean named = reply.legs().size() == of;
        if (!named) {
            return of == 1
                    ? new Outcome.Accepted(reference(command))
                    : new Outcome.Unknown("the answer to " + of + " orders names "
                            + reply.legs().size());
        }
        TradeReply.Leg leg = reply.legs().get(index);
        if (leg.code() != 0) {
            return VenueCodes.outcome(command.kind(), leg.code(), leg.message());
        }
        OrderRef asked = reference(command);
        return new Outcome.Accepted(new OrderRef(
                asked.symbol(),
                leg.orderId().isEmpty() ? asked.orderId() : leg.orderId(),
                leg.orderLinkId().isEmpty() ? asked.orderLinkId() : leg.orderLinkId()));
    }

    /** The order a command is about, by what is known without an answer. */
    static OrderRef reference(TradeCommand command) {
        if (command instanceof TradeCommand.Create create) {
            return OrderRef.byLinkId(create.symbol(), create.order().orderLinkId());
        }
        return command instanceof TradeCommand.Amend amend
                ? amend.amendment().order()
                : ((TradeCommand.Cancel) command).order();
    }

    static void tellAll(List<TradeCommand> together, Outcome outcome, CommandRoute.Results to) {
        together.forEach(command -> to.onOutcome(command, outcome));
    }
}
