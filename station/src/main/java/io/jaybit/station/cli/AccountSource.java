package io.jaybit.station.cli;

import io.jaybit.account.OrderUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.client.Account;
import io.jaybit.client.AccountListener;
import io.jaybit.client.Bybit;
import io.jaybit.client.MarketListener;
import io.jaybit.market.Category;
import io.jaybit.market.Topic;
import io.jaybit.orders.AccountPlan;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.Anomaly;
import io.jaybit.orders.OrderChange;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.Reconciliation;
import io.jaybit.orders.ReconciliationPlan;
import io.jaybit.positions.Drift;
import io.jaybit.positions.Mark;
import io.jaybit.positions.Position;
import io.jaybit.positions.PositionStanding;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a command has the account's events from. */
@FunctionalInterface
interface AccountSource {
    /** Hears what comes; several threads, one at a time. */
    interface Listener extends MarketListener {
        void onPosition(Position position);
    }

    /**
     * What was opened.
     *
     * @param topics what it needs; it is useless when the venue refuses all of them
     * @param everyTwoSeconds tells what no event tells of
     */
    record Opened(List<Topic> topics, Runnable everyTwoSeconds) {}

    /** Brings events and notices from now on, on the client's delivery thread. */
    Opened open(Bybit bybit, Listener to);

    /** What a private stream pushes, as it comes. */
    static AccountSource stream(String family, @Nullable Category category) {
        return (bybit, to) -> {
            List<Topic> topics = List.of(bybit.own().topic(category == null ? family : family + "." + category.text()));
            bybit.subscribe(topics, to);
            return new Opened(topics, () -> {});
        };
    }

    /**
     * What is known of the account: how it stands first, as the venue answered, then every change, whether a stream told it or a query after
     * a loss.
     *
     * @param categories whose orders and positions are asked for
     */
    static AccountSource tracked(Set<Category> categories, Kind kind) {
        return (bybit, to) -> {
            AccountPlan plan = AccountPlan.usual().withReconciling(ReconciliationPlan.of(categories));
            Account account;
            try {
                account = bybit.account(
                        io.jaybit.client.AccountSettings.usual().withPlan(plan).withoutCommands());
            } catch (IOException impossible) {
                throw new IllegalStateException("an account without a memory cannot fail to open it", impossible);
            }
            account.listen(new Tracked(kind, to));
            List<Topic> topics = Stream.of("order", "execution", "position", "wallet")
                    .map(bybit.own()::topic)
                    .toList();
            return new Opened(topics, kind == Kind.POSITIONS ? new Marks(account, to) : () -> {});
        };
    }

    /** Tells of open positions whose mark price is another one now. */
    final class Marks implements Runnable {
        private final Account account;
        private final Listener to;
        private final Map<String, BigDecimal> told = new HashMap<>();

        private Marks(Account account, Listener to) {
            this.account = account;
            this.to = to;
        }

        @Override
        public void run() {
            for (Position position : account.positions()) {
                Mark mark = position.mark();
                if (mark != null && !position.isFlat()) {
                    String leg = position.symbol() + " " + position.positionIdx();
                    BigDecimal before = told.put(leg, mark.price());
                    if (before == null || before.compareTo(mark.price()) != 0) {
                        to.onPosition(position);
                    }
                }
            }
        }
    }

    /** What is wanted of an account. */
    enum Kind {
        ORDERS,
        POSITIONS,
        WALLET
    }

    /** Passes on what changed, and says when it is not to be relied on. */
    final class Tracked implements AccountListener {
        private final Kind kind;
        private final Listener to;

        private Tracked(Kind kind, Listener to) {
            this.kind = kind;
            this.to = to;
        }

        @Override
        public void onChange(OrderChange change) {
            OrderUpdate shown = change.after().shown();
            OrderRecord before = change.before();
            boolean news = before == null || !Objects.equals(before.shown(), shown);
            if (kind == Kind.ORDERS && shown != null && news) {
                to.onAccount(shown);
            }
        }

        @Override
        public void onPosition(Position position) {
            if (kind == Kind.POSITIONS
                    && position.row() != null
                    && position.standing() != PositionStanding.FILLS_AHEAD) {
                to.onPosition(position);
            }
        }

        @Override
        public void onWallet(WalletUpdate update, List<String> changedCoins) {
            if (kind == Kind.WALLET) {
                to.onAccount(update);
            }
        }

        @Override
        public void onStatus(AccountStatus status, String reason, long epochNanos) {
            switch (status) {
                case UNSYNCHRONISED -> Messages.say("NOT TO BE RELIED ON: " + reason);
                case SYNCHRONISING -> Messages.say(reason);
                case IN_SYNC -> Messages.say("in sync");
            }
        }

        @Override
        public void onReconciled(Reconciliation report) {
            if (!report.foundNothing() && !report.causes().contains(Reconciliation.Cause.START)) {
                report.details().forEach(detail -> Messages.say("missed and repaired: " + detail));
            }
        }

        @Override
        public void onAnomaly(Anomaly anomaly) {
            Messages.say("contradiction: " + anomaly.order() + ": " + anomaly.text());
        }

        @Override
        public void onDrift(Drift drift) {
            Messages.say("DRIFT: " + drift);
        }
    }
}
