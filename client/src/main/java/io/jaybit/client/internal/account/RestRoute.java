package io.jaybit.client.internal.account;

import io.jaybit.client.internal.account.AccountTransport.Reply;
import io.jaybit.client.internal.account.AccountTransport.Request;
import io.jaybit.client.internal.wire.TradeReply;
import io.jaybit.orders.Moment;
import io.jaybit.orders.Outcome;
import java.util.List;
import java.util.Locale;

/** Order commands by REST: where there is no trade socket, as on demo trading. Confined to its transport's thread. */
public final class RestRoute implements CommandRoute {
    private final AccountTransport transport;

    public RestRoute(AccountTransport transport) {
        this.transport = transport;
    }

    @Override
    public void send(List<TradeCommand> together, Results to, long nowNanos, Moment now) {
        List<TradeCommand> commands = List.copyOf(together);
        String path = "/v5/order/" + commands.get(0).kind().name().toLowerCase(Locale.ROOT)
                + (commands.size() > 1 ? "-batch" : "");
        transport.send(Request.post(path, OrderBodies.of(commands)), reply -> {
            if (reply instanceof Reply.Answer answer) {
                Replies.tell(
                        commands,
                        TradeReply.ofAnswer(
                                answer.code(),
                                answer.message(),
                                answer.result(),
                                answer.extra(),
                                answer.serverEpochMillis()),
                        to);
            } else if (reply instanceof Reply.Failure failure) {
                Replies.tellAll(
                        commands,
                        failure.notDone()
                                ? new Outcome.Rejected(0, "not sent: " + failure.reason())
                                : new Outcome.Unknown(failure.reason()),
                        to);
            }
        });
    }
}
