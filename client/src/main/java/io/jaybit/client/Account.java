package io.jaybit.client;

import io.jaybit.account.DisconnectProtection;
import io.jaybit.account.OrderSide;
import io.jaybit.client.internal.account.CommandRoute;
import io.jaybit.client.internal.account.TradeCommand;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Instrument;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.orders.AccountLine;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.GroupTotals;
import io.jaybit.orders.Holding;
import io.jaybit.orders.Limits;
import io.jaybit.orders.MoneyAtRisk;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderFill;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.Reconciliation;
import io.jaybit.positions.Exposure;
import io.jaybit.positions.NetPosition;
import io.jaybit.positions.Position;
import io.jaybit.positions.PositionStanding;
import io.jaybit.positions.WalletTracker;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The own account as one can rely on it: every order over its whole life, every fill once, after any disconnect and any restart, and what is
 * uncertain called so. Safe for any thread.
 *
 * <p>It is {@linkplain AccountStatus#IN_SYNC in sync} when all private streams live and, since they do, the venue was asked for everything
 * once; {@link #status} says what it is and {@link #reason} why. What changes is told to {@link AccountListener}s.
 *
 * <p>Commands complete with what became of them: {@link Outcome.Accepted taken for processing}, {@link Outcome.Rejected refused}, or {@link
 * Outcome.Unknown unknown}, which is never the same as refused: the venue is asked until it says, and the order's record and the listeners
 * tell. A command that cannot go at once, because the trade socket is not logged in or the venue's limit is used up, is refused with code 0
 * and never queued.
 *
 * <p>Reading waits for the I/O thread, up to two seconds; in a callback of that thread it does not wait.
 */
public final class Account implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 2_000;

    /** What it needs of the client. */
    interface Client {
        /** Runs a task on the account's I/O thread; false if there is none any more. */
        boolean run(Runnable task);

        boolean isIoThread();

        Registration listen(AccountListener listener);

        CompletableFuture<Optional<Instrument>> instrument(Symbol symbol);

        CompletableFuture<Optional<Ticker>> ticker(Symbol symbol);

        Subscription tickers(Symbol symbol, InlineListener listener);

        void close();
    }

    private final Client client;
    private final AccountEngine engine;
    private final LinkIds ids;

    Account(Client client, AccountEngine engine, LinkIds ids) {
        this.client = client;
        this.engine = engine;
        this.ids = ids;
    }

    /** Calls a listener with what changes from now on. */
    public Registration listen(AccountListener listener) {
        return client.listen(listener);
    }

    /** How much what is known can be trusted. */
    public AccountStatus status() {
        return read(AccountLine::status);
    }

    /** Why the status is what it is. */
    public String reason() {
        return read(AccountLine::reason);
    }

    /** Whether a command could go now, as far as the connection is concerned. */
    public boolean isReadyForCommands() {
        return read(line -> engine.isReadyForCommands());
    }

    /** The last time the venue was asked for everything; empty before. */
    public Optional<Reconciliation> lastReconciliation() {
        return Optional.ofNullable(
                read(line -> Holder.of(line.lastReconciliation())).value());
    }

    /** An order by either id; empty where none is known. */
    public Optional<OrderRecord> order(OrderRef order) {
        return Optional.ofNullable(
                read(line -> Holder.of(line.orders().find(order))).value());
    }

    /** The fills of an order in the order they came to be known; empty where none is known. */
    public List<OrderFill> fills(OrderRef order) {
        return read(line -> line.orders().fills(order));
    }

    /** Every order that is known, closed ones as long as they are remembered, in the order they came to be known. */
    public List<OrderRecord> orders() {
        return read(line -> line.orders().all());
    }

    /** Those that have not ended, as far as is known; uncertain ones too. */
    public List<OrderRecord> openOrders() {
        return read(line -> line.orders().open());
    }

    /** Those of which something is to be learned yet: their fate, a command's effect, fills. */
    public List<OrderRecord> unsettledOrders() {
        return read(line -> line.orders().unsettled());
    }

    /** What could stand at the venue because of orders that are uncertain, by symbol; empty when nothing is. */
    public List<MoneyAtRisk> moneyAtRisk() {
        return read(line -> line.orders().atRisk());
    }

    /** What the orders of a group came to, by symbol; a group is what stands before the last dash of an {@code orderLinkId}. */
    public List<GroupTotals> group(String name) {
        return read(line -> line.orders().group(name));
    }

    /** Every position the venue told of, flat ones too, each leg by itself; marks are as old as they say. */
    public List<Position> positions() {
        return read(line -> line.positions().positions(System.nanoTime()));
    }

    /** The legs of one symbol together, signed; see {@link NetPosition#standing} for how much it can be trusted. */
    public NetPosition position(Symbol symbol) {
        return read(line -> line.positions().net(symbol, System.nanoTime()));
    }

    /** What is held of a symbol and what its open orders could still fill, uncertain ones too. Of spot only the orders are known. */
    public Holding holding(Symbol symbol) {
        return read(line -> {
            BigDecimal buys = BigDecimal.ZERO;
            BigDecimal sells = BigDecimal.ZERO;
            boolean known = symbol.category() != Category.SPOT;
            for (OrderRecord open : line.orders().open()) {
                if (open.symbol().equals(symbol)) {
                    BigDecimal rest = open.remaining();
                    known &= rest != null && open.side() != null;
                    if (rest != null && open.side() == OrderSide.BUY) {
                        buys = buys.add(rest);
                    } else if (rest != null) {
                        sells = sells.add(rest);
                    }
                }
            }
            NetPosition position = line.positions().net(symbol, System.nanoTime());
            return new Holding(position.net(), buys, sells, known && position.standing() != PositionStanding.UNKNOWN);
        });
    }

    /** Orders that are looked at before they are sent. */
    public CheckedOrders checked(Limits limits) {
        return new CheckedOrders(this, client, limits);
    }

    /** All positions together, by currency. */
    public Exposure exposure() {
        return read(line -> line.positions().exposure(System.nanoTime()));
    }

    /** Balances by account type. */
    public List<WalletTracker.Wallet> wallets() {
        return read(line -> line.wallet().wallets());
    }

    /**
     * Whether the venue would cancel orders if this process vanished now, for each product that {@link
     * AccountSettings#withDisconnectProtection} names, and why it is not proven where it is not. Changes are told to listeners.
     */
    public List<DisconnectProtection> disconnectProtection() {
        return read(line -> engine.protection().standing());
    }

    /** Asks the venue for everything now. */
    public void reconcile() {
        client.run(() -> engine.desk().reconcile());
    }

    /** An order with an {@code orderLinkId}: its own, or one that is made here and never used twice. */
    public NewOrder named(NewOrder order) {
        return order.orderLinkId().isEmpty() ? order.withLinkId(ids.next()) : order;
    }

    /** Places an order; see {@link #named} for its id. */
    public CompletableFuture<Outcome> place(NewOrder order) {
        return place(order, null);
    }

    /** @param mid the middle of the book now, against which slippage is measured; null where it is not known */
    public CompletableFuture<Outcome> place(NewOrder order, @Nullable Decimal mid) {
        return send(List.of(new TradeCommand.Create(ids.next(), named(order))), mid)
                .get(0);
    }

    /**
     * Places several orders in one request, each with its own outcome.
     *
     * @param orders of one category, at most {@value io.jaybit.client.internal.account.CommandRoute#MOST_TOGETHER}
     */
    public List<CompletableFuture<Outcome>> placeAll(List<NewOrder> orders) {
        return send(
                orders.stream()
                        .<TradeCommand>map(order -> new TradeCommand.Create(ids.next(), named(order)))
                        .toList(),
                null);
    }

    /** Changes an open order. */
    public CompletableFuture<Outcome> amend(Amendment amendment) {
        return send(List.of(new TradeCommand.Amend(ids.next(), amendment)), null)
                .get(0);
    }

    /** Changes several open orders of one category in one request. */
    public List<CompletableFuture<Outcome>> amendAll(List<Amendment> amendments) {
        return send(
                amendments.stream()
                        .<TradeCommand>map(amendment -> new TradeCommand.Amend(ids.next(), amendment))
                        .toList(),
                null);
    }

    /** Takes an order back. */
    public CompletableFuture<Outcome> cancel(OrderRef order) {
        return send(List.of(cancelling(order)), null).get(0);
    }

    /** Takes several orders of one category back in one request. */
    public List<CompletableFuture<Outcome>> cancelAll(List<OrderRef> orders) {
        return send(orders.stream().map(this::cancelling).toList(), null);
    }

    private TradeCommand cancelling(OrderRef order) {
        return new TradeCommand.Cancel(ids.next(), order, "");
    }

    private List<CompletableFuture<Outcome>> send(List<TradeCommand> together, @Nullable Decimal mid) {
        check(together);
        Map<String, CompletableFuture<Outcome>> futures = new HashMap<>();
        List<CompletableFuture<Outcome>> inOrder = new ArrayList<>();
        for (TradeCommand command : together) {
            CompletableFuture<Outcome> future = new CompletableFuture<>();
            futures.put(command.id(), future);
            inOrder.add(future);
        }
        CommandRoute.Results results = (command, outcome) -> {
            CompletableFuture<Outcome> future = futures.get(command.id());
            if (future != null) {
                // Not on the I/O thread: what hangs on it is the user's.
                future.completeAsync(() -> outcome);
            }
        };
        Runnable sending = () -> {
            try {
                engine.send(together, mid, results);
            } catch (RuntimeException bug) {
                // Some of them may have left: nobody waits for ever.
                futures.values()
                        .forEach(future -> future.completeAsync(() -> new Outcome.Unknown("a bug of ours: " + bug)));
                throw bug;
            }
        };
        if (!client.run(sending)) {
            Outcome refused = new Outcome.Rejected(0, "not sent: the client is closed");
            futures.values().forEach(future -> future.complete(refused));
        }
        return inOrder;
    }

    private static void check(List<TradeCommand> together) {
        if (together.isEmpty() || together.size() > CommandRoute.MOST_TOGETHER) {
            throw new IllegalArgumentException(
                    "1 to " + CommandRoute.MOST_TOGETHER + " orders go in one request, not " + together.size());
        }
        long categories = together.stream()
                .map(command -> command.symbol().category())
                .distinct()
                .count();
        if (categories > 1) {
            throw new IllegalArgumentException("the orders of one request must be of one category");
        }
    }

    /** May be null, which what {@link #read} gives may not. */
    private record Holder<T>(@Nullable T value) {
        static <T> Holder<T> of(@Nullable T value) {
            return new Holder<>(value);
        }
    }

    private <T> T read(Function<AccountLine, T> what) {
        if (client.isIoThread()) {
            return what.apply(engine.desk().line());
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!client.run(() -> {
            try {
                answer.complete(what.apply(engine.desk().line()));
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        })) {
            throw new IllegalStateException("the client is closed");
        }
        try {
            return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the account was read", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the I/O thread did not answer within " + PATIENCE_MILLIS + " ms", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the account cannot be read", e.getCause());
        }
    }

    /** Follows the account no longer; its memory is closed. Idempotent. */
    @Override
    public void close() {
        client.close();
    }
}
