package io.jaybit.client.internal.account;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.client.internal.rest.AccountAnswer;
import io.jaybit.client.internal.rest.AccountApi;
import io.jaybit.client.internal.rest.RestFailure;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Topic;
import io.jaybit.orders.AccountLine;
import io.jaybit.orders.AccountMemory;
import io.jaybit.orders.AccountNews;
import io.jaybit.orders.AccountPlan;
import io.jaybit.orders.AccountQuestion;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.Anomaly;
import io.jaybit.orders.Moment;
import io.jaybit.orders.OrderChange;
import io.jaybit.orders.OrderFill;
import io.jaybit.orders.OrderListener;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.OrderState;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.Reconciliation;
import io.jaybit.orders.Reconciliation.Cause;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The own account as one thing: the private streams, the questions and the commands around one {@link AccountLine}, and its memory. Confined
 * to the session's thread, without sockets, threads or clock of its own.
 *
 * <p>A command is kept before it leaves, so that no restart has forgotten it; one that cannot be kept is not sent. An order that changed is
 * kept at the end of the call that changed it; what a crash takes away of that is learned from the venue again.
 */
public final class AccountDesk {
    private final AccountLine line;
    private final AccountApi api;
    private final CommandRoute route;
    private final AccountLog log;
    private final AccountNews listener;
    private final AccountClock clock;
    private final Executor thread;
    private final StreamWatch watch;
    private final Set<OrderRef> changed = new LinkedHashSet<>();
    private boolean wasLive;
    private boolean everythingDue;

    /**
     * @param topics the private topics that must all live for the account to be in sync
     * @param thread where answers are wanted: the session's thread, and not before the call that asked has ended
     * @throws IllegalArgumentException if {@code memory} is of another version, or torn
     */
    public AccountDesk(
            AccountPlan plan,
            AccountMemory memory,
            Set<Topic> topics,
            AccountApi api,
            CommandRoute route,
            AccountLog log,
            AccountNews listener,
            AccountClock clock,
            Executor thread) {
        this.api = api;
        this.route = route;
        this.log = log;
        this.listener = listener;
        this.clock = clock;
        this.thread = thread;
        this.watch = new StreamWatch(topics);
        this.line =
                new AccountLine(plan, memory, new Changes(), listener, new Questions(), clock.nanos(), clock.moment());
    }

    /** What is known. */
    public AccountLine line() {
        return line;
    }

    /** Takes the private streams' events. */
    public void onEvent(AccountEvent event) {
        line.take(event, clock.nanos());
    }

    /** Takes every notice of the session. */
    public void onNotice(Notice notice) {
        watch.onNotice(notice);
        boolean live = watch.allLive();
        if (live && !wasLive) {
            line.streamsLive(clock.moment());
        } else if (!live && wasLive) {
            line.streamsLost(watch.why(), clock.moment());
        }
        wasLive = live;
    }

    /** A private frame could not be read: what it told no stream will tell again. */
    public void onUnreadable(String complaint) {
        line.want(Cause.DROPPED, "a frame that cannot be read: " + complaint, clock.moment());
    }

    /** The user wants to be sure. */
    public void reconcile() {
        line.want(Cause.ASKED, "asked for", clock.moment());
    }

    /**
     * Sends commands of one kind and category in one request.
     *
     * @param mid the middle of the book now, for creates; null where it is not known
     * @param to told once for each command, perhaps at once; after an unknown outcome perhaps once more
     */
    public void send(List<TradeCommand> together, @Nullable Decimal mid, CommandRoute.Results to) {
        Moment now = clock.moment();
        List<TradeCommand> wanted = together.stream().map(this::filtered).toList();
        for (TradeCommand command : wanted) {
            if (command instanceof TradeCommand.Create create) {
                line.orders().creating(create.id(), create.order(), now, mid);
            } else if (command instanceof TradeCommand.Amend amend) {
                line.orders().amending(amend.id(), amend.amendment(), now);
            } else if (command instanceof TradeCommand.Cancel cancel) {
                line.orders().cancelling(cancel.id(), cancel.order(), now);
            }
        }
        CommandRoute.Results results = (command, outcome) -> {
            line.orders().outcome(command.id(), outcome, clock.moment());
            to.onOutcome(command, outcome);
        };
        String failure = keep();
        if (failure.isEmpty()) {
            route.send(wanted, results, clock.nanos(), now);
        } else {
            Outcome refused = new Outcome.Rejected(0, "not sent: it cannot be kept for a restart: " + failure);
            wanted.forEach(command -> results.onOutcome(command, refused));
        }
        keep();
    }

    /** On spot the venue finds a conditional order by its filter only. */
    private TradeCommand filtered(TradeCommand command) {
        if (!(command instanceof TradeCommand.Cancel cancel)
                || cancel.symbol().category() != Category.SPOT
                || !cancel.orderFilter().isEmpty()) {
            return command;
        }
        OrderRecord known = line.orders().find(cancel.order());
        OrderUpdate shown = known == null ? null : known.shown();
        if (known == null || shown == null || known.state() != OrderState.UNTRIGGERED) {
            return command;
        }
        String filter = switch (shown.trigger().stopOrderType().value()) {
            case TPSL_ORDER -> "tpslOrder";
            case OCO_ORDER -> "OcoOrder";
            case BIDIRECTIONAL_TPSL_ORDER -> "BidirectionalTpslOrder";
            default -> "StopOrder";
        };
        return new TradeCommand.Cancel(cancel.id(), cancel.order(), filter);
    }

    /**
     * Does what is due, and keeps what changed.
     *
     * @return when to come back at the latest, monotonic; {@link Long#MAX_VALUE} for never
     */
    public long doWork() {
        long next = line.doWork(clock.nanos(), clock.moment());
        keep();
        return next;
    }

    /** Keeps what changed, and asks nothing more. */
    public void close() {
        keep();
    }

    /** @return why it failed; empty if it did not */
    private String keep() {
        try {
            if (everythingDue) {
                log.everything(line.toBytes());
                everythingDue = false;
                changed.clear();
            }
            for (OrderRef order : List.copyOf(changed)) {
                if (line.orders().find(order) != null) {
                    log.order(line.orders().orderToBytes(order));
                }
                changed.remove(order);
            }
            return "";
        } catch (IOException failure) {
            String reason = String.valueOf(failure.getMessage());
            listener.onMemoryFailed(reason, clock.moment().epochNanos());
            return reason;
        }
    }

    private final class Changes implements OrderListener {
        @Override
        public void onChange(OrderChange change) {
            changed.add(change.after().ref());
            listener.onChange(change);
        }

        @Override
        public void onFill(OrderRecord order, OrderFill fill) {
            changed.add(order.ref());
            listener.onFill(order, fill);
        }

        @Override
        public void onMerged(OrderRecord gone, OrderRecord kept) {
            // Of the one that is gone nothing may be left.
            everythingDue = true;
            listener.onMerged(gone, kept);
        }

        @Override
        public void onAnomaly(Anomaly anomaly) {
            listener.onAnomaly(anomaly);
        }
    }

    private final class Questions implements AccountLine.Port {
        @Override
        public void ask(AccountQuestion question) {
            Moment asked = clock.moment();
            api.ask(question).whenCompleteAsync((answer, failure) -> told(question, asked, answer, failure), thread);
        }

        private void told(
                AccountQuestion question, Moment asked, @Nullable AccountAnswer answer, @Nullable Throwable failure) {
            if (answer != null) {
                line.answered(question, answer.rows(), asked, clock.nanos(), clock.moment());
            } else {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                String reason = cause instanceof RestFailure refused
                        ? refused.reason() + (refused.retCode() == 0 ? "" : " (retCode " + refused.retCode() + ")")
                        : String.valueOf(cause);
                line.failed(question, reason, clock.nanos(), clock.moment());
            }
        }

        @Override
        public void onWallet(WalletUpdate update, List<String> changedCoins) {
            listener.onWallet(update, changedCoins);
        }

        @Override
        public void onStatus(AccountStatus status, String reason, long epochNanos) {
            listener.onStatus(status, reason, epochNanos);
        }

        @Override
        public void onReconciled(Reconciliation report) {
            everythingDue = true;
            listener.onReconciled(report);
        }
    }
}
