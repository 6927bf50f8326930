package io.jaybit.client;

import io.jaybit.account.AccountEvent;
import io.jaybit.client.internal.account.AccountClock;
import io.jaybit.client.internal.account.AccountDesk;
import io.jaybit.client.internal.account.AccountLog;
import io.jaybit.client.internal.account.CommandRoute;
import io.jaybit.client.internal.account.ProtectionDesk;
import io.jaybit.client.internal.account.RestRoute;
import io.jaybit.client.internal.account.TradeCommand;
import io.jaybit.client.internal.account.TradeDesk;
import io.jaybit.client.internal.rest.AccountApi;
import io.jaybit.client.internal.rest.Requester;
import io.jaybit.client.internal.wire.Control;
import io.jaybit.feed.Notice;
import io.jaybit.market.Decimal;
import io.jaybit.market.Topic;
import io.jaybit.orders.AccountMemory;
import io.jaybit.orders.AccountNews;
import io.jaybit.orders.Outcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The own account on the I/O thread: hands to the desk what the engine meets, and time. Confined to that thread. */
final class AccountEngine {
    /** What the engine it lives on lends it. */
    interface Host extends AccountClock, TradeDesk.Port {}

    private final Host host;
    private final AccountDesk desk;
    private final @Nullable TradeDesk trade;
    private final ProtectionDesk protection;

    /** @param bySocket whether commands go by the trade socket; else by REST */
    AccountEngine(
            AccountSettings settings,
            AccountMemory memory,
            Set<Topic> topics,
            Requester requester,
            Executor thread,
            boolean bySocket,
            AccountLog log,
            AccountNews listener,
            ProtectionDesk protection,
            Host host) {
        this.host = host;
        this.protection = protection;
        this.trade = bySocket
                ? new TradeDesk(host, settings.answerWithin(), settings.receiveWindow(), settings.referer())
                : null;
        CommandRoute byRest = settings.commands()
                ? new RestRoute(requester, thread)
                : (together, to, nowNanos, now) -> together.forEach(command ->
                        to.onOutcome(command, new Outcome.Rejected(0, "not sent: this account is only looked at")));
        CommandRoute route = trade == null ? byRest : trade;
        this.desk = new AccountDesk(
                settings.plan(),
                memory,
                topics,
                new AccountApi(requester, WallClock::epochNanos),
                route,
                log,
                listener,
                host,
                thread);
    }

    AccountDesk desk() {
        return desk;
    }

    ProtectionDesk protection() {
        return protection;
    }

    boolean isReadyForCommands() {
        return trade == null || host.connection() != 0;
    }

    void onEvent(AccountEvent event) {
        desk.onEvent(event);
    }

    void onNotice(Notice notice) {
        desk.onNotice(notice);
        protection.onNotice(notice);
        if (trade != null && notice instanceof Notice.Disconnected gone) {
            trade.onLost(gone.connectionId(), gone.reason());
        }
    }

    void onControl(int connectionId, Control control) {
        if (trade != null) {
            trade.onControl(connectionId, control, host.nanos());
        }
    }

    void onUnreadable(String complaint) {
        desk.onUnreadable(complaint);
    }

    void send(List<TradeCommand> together, @Nullable Decimal mid, CommandRoute.Results to) {
        desk.send(together, mid, to);
    }

    /** @return when to come back at the latest, monotonic; {@link Long#MAX_VALUE} for never */
    long doWork() {
        long next = Math.min(desk.doWork(), protection.doWork(host.nanos()));
        return trade == null ? next : Math.min(next, trade.doWork(host.nanos()));
    }

    /** What was not answered will not be told any more: it is unknown, and kept so. */
    void close(String reason) {
        if (trade != null) {
            trade.close(reason);
        }
        desk.close();
    }
}
