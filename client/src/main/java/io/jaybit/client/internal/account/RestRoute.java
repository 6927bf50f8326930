package io.jaybit.client.internal.account;

import io.jaybit.client.internal.rest.Requester;
import io.jaybit.client.internal.rest.RestClient.Answer;
import io.jaybit.client.internal.rest.RestFailure;
import io.jaybit.client.internal.rest.RestRequest;
import io.jaybit.client.internal.wire.TradeReply;
import io.jaybit.orders.Moment;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.VenueCodes;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Order commands by REST: where there is no trade socket, as on demo trading. Confined to the thread of its executor. */
public final class RestRoute implements CommandRoute {
    private final Requester requester;
    private final Executor thread;

    /** @param thread where outcomes are wanted */
    public RestRoute(Requester requester, Executor thread) {
        this.requester = requester;
        this.thread = thread;
    }

    @Override
    public void send(List<TradeCommand> together, Results to, long nowNanos, Moment now) {
        List<TradeCommand> commands = List.copyOf(together);
        TradeCommand first = commands.get(0);
        String path =
                "/v5/order/" + first.kind().name().toLowerCase(Locale.ROOT) + (commands.size() > 1 ? "-batch" : "");
        requester
                .ask(RestRequest.command(path, first.symbol().category().text(), OrderBodies.of(commands)))
                .whenCompleteAsync((answer, failure) -> tell(commands, answer, failure, to), thread);
    }

    private static void tell(
            List<TradeCommand> commands, @Nullable Answer answer, @Nullable Throwable failure, Results to) {
        if (answer != null) {
            Replies.tell(
                    commands,
                    TradeReply.ofAnswer(0, "OK", answer.result(), answer.extra(), answer.serverEpochMillis()),
                    to);
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof RestFailure refused)) {
            Replies.tellAll(commands, new Outcome.Unknown("the answer was lost: " + cause), to);
        } else if (refused.retCode() != 0) {
            for (TradeCommand command : commands) {
                to.onOutcome(command, VenueCodes.outcome(command.kind(), refused.retCode(), refused.reason()));
            }
        } else if (refused.isSurelyNotDone()) {
            Replies.tellAll(commands, new Outcome.Rejected(0, notSent(refused) + refused.reason()), to);
        } else {
            Replies.tellAll(commands, new Outcome.Unknown(refused.reason()), to);
        }
    }

    private static String notSent(RestFailure failure) {
        return failure.reason().startsWith("not sent") ? "" : "not sent: ";
    }
}
