package io.jaybit.client;

import io.jaybit.client.internal.orders.Command;
import io.jaybit.client.internal.orders.CommandListener;
import io.jaybit.client.internal.orders.LinkIds;
import io.jaybit.client.internal.orders.OrderDesk;
import io.jaybit.client.internal.rest.RestClient;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes commands from any thread to the I/O thread, and outcomes from there to the common pool. */
final class LiveOrderEntry implements OrderEntry {
    private static final String CLOSED = "not sent: the client is closed";

    private final Engine engine;
    private final LinkIds ids;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    /** Set on the I/O thread, before any command comes there. */
    private @Nullable OrderDesk desk;

    /** @param listener called on the I/O thread */
    LiveOrderEntry(Engine engine, RestClient rest, LinkIds ids, CommandListener listener) {
        this.engine = engine;
        this.ids = ids;
        engine.tryRun(() ->
                desk = new OrderDesk(engine.openOrderWay(rest, () -> ready.completeAsync(() -> null)), listener));
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    @Override
    public CompletableFuture<Outcome> place(NewOrder order) {
        return one(() -> place(order, ids));
    }

    @Override
    public CompletableFuture<Outcome> amend(Amendment amendment) {
        return one(() -> new Command.Amend(amendment));
    }

    @Override
    public CompletableFuture<Outcome> cancel(OrderRef order, String orderFilter) {
        return one(() -> new Command.Cancel(order, orderFilter));
    }

    @Override
    public CompletableFuture<List<Outcome>> placeAll(List<NewOrder> orders) {
        List<NewOrder> all = List.copyOf(orders);
        return submit(
                all.size(),
                () -> all.stream().<Command>map(order -> place(order, ids)).toList());
    }

    @Override
    public CompletableFuture<List<Outcome>> amendAll(List<Amendment> amendments) {
        List<Command> all = amendments.stream().<Command>map(Command.Amend::new).toList();
        return submit(all.size(), () -> all);
    }

    @Override
    public CompletableFuture<List<Outcome>> cancelAll(List<OrderRef> orders) {
        List<Command> all = orders.stream()
                .<Command>map(order -> new Command.Cancel(order, ""))
                .toList();
        return submit(all.size(), () -> all);
    }

    private static Command place(NewOrder order, LinkIds ids) {
        return new Command.Place(order.orderLinkId().isEmpty() ? order.withLinkId(ids.next()) : order);
    }

    private CompletableFuture<Outcome> one(Supplier<Command> command) {
        return submit(1, () -> List.of(command.get())).thenApply(outcomes -> outcomes.get(0));
    }

    /** @param commands asked for on the I/O thread, where ids are made */
    private CompletableFuture<List<Outcome>> submit(int size, Supplier<List<Command>> commands) {
        CompletableFuture<List<Outcome>> future = new CompletableFuture<>();
        boolean taken = engine.tryRun(() -> {
            OrderDesk open = desk;
            if (open == null) {
                tell(future, Collections.nCopies(size, new Outcome.Rejected(0, CLOSED)));
            } else {
                open.submit(commands.get(), engine.nanosNow(), engine::epochNow, outcomes -> tell(future, outcomes));
            }
        });
        if (!taken) {
            tell(future, Collections.nCopies(size, new Outcome.Rejected(0, CLOSED)));
        }
        return future;
    }

    /** Not on the I/O thread: what a user does with an outcome must not hold up a socket. */
    private static void tell(CompletableFuture<List<Outcome>> future, List<Outcome> outcomes) {
        ForkJoinPool.commonPool().execute(() -> future.complete(outcomes));
    }
}
