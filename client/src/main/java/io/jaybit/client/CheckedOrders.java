package io.jaybit.client;

import io.jaybit.market.Instrument;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.Limits;
import io.jaybit.orders.MarketView;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.PreTradeChecks;
import io.jaybit.orders.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Orders that are looked at before they are sent: by the venue's rules for the symbol and by limits of one's own, against what is held and
 * open and a reference price that is fresh. What does not pass is rejected with code 0 and every reason; see {@link PreTradeChecks}. Safe for
 * any thread.
 *
 * <p>The rules of a symbol are asked for with its first order and kept for the life of this object; its price comes from its ticker from then
 * on. Two orders that are sent at the same moment do not see each other.
 */
public final class CheckedOrders implements AutoCloseable {
    private final Account account;
    private final Account.Client client;
    private final ConcurrentHashMap<Symbol, CompletableFuture<Rules>> rules = new ConcurrentHashMap<>();
    private volatile PreTradeChecks checks;

    CheckedOrders(Account account, Account.Client client, Limits limits) {
        this.account = account;
        this.client = client;
        this.checks = new PreTradeChecks(limits);
    }

    /** What a symbol's orders are looked at with. */
    private static final class Rules implements InlineListener {
        private final Instrument instrument;
        private volatile @Nullable Seen seen;
        private volatile @Nullable Subscription subscription;

        private Rules(Instrument instrument) {
            this.instrument = instrument;
        }

        @Override
        public void onTicker(Ticker ticker) {
            seen = new Seen(ticker, System.nanoTime());
        }

        private MarketView view() {
            Seen last = seen;
            return last == null
                    ? MarketView.UNKNOWN
                    : MarketView.of(last.ticker, Duration.ofNanos(System.nanoTime() - last.nanos));
        }

        private void end() {
            Subscription open = subscription;
            if (open != null) {
                open.close();
            }
        }
    }

    private record Seen(Ticker ticker, long nanos) {}

    public Limits limits() {
        return checks.limits();
    }

    /** Other limits from now on. */
    public void limits(Limits limits) {
        checks = new PreTradeChecks(limits);
    }

    /** Switches trading off, but for what makes positions smaller, until other limits are set. */
    public void kill(String reason) {
        limits(limits().kill(reason));
    }

    /** Places an order if it passes. */
    public CompletableFuture<Outcome> place(NewOrder order) {
        return checked(
                order.symbol(),
                (found, view) -> checks.check(order, found.instrument, account.holding(order.symbol()), view),
                found -> account.place(order, found.view().mid()));
    }

    /** Changes an order, of one's own or another's, if the changed one passes. */
    public CompletableFuture<Outcome> amend(Amendment amendment) {
        Optional<OrderRecord> open = account.order(amendment.order());
        NewOrder asked = open.map(OrderRecord::asked).orElse(null);
        if (open.isEmpty() || asked == null) {
            return refused("an order that was not placed here cannot be checked: " + amendment.order());
        }
        Symbol symbol = asked.symbol();
        return checked(
                symbol,
                (found, view) -> checks.check(
                        amendment, asked, open.get().filled(), found.instrument, account.holding(symbol), view),
                found -> account.amend(amendment));
    }

    private CompletableFuture<Outcome> checked(
            Symbol symbol,
            BiFunction<Rules, MarketView, Verdict> check,
            Function<Rules, CompletableFuture<Outcome>> send) {
        return rules(symbol)
                .thenCompose(found -> {
                    Verdict verdict = check.apply(found, found.view());
                    return verdict.problems().isEmpty()
                            ? send.apply(found)
                            : refused(String.join("; ", verdict.problems()));
                })
                .exceptionally(failure -> {
                    rules.computeIfPresent(symbol, (same, loaded) -> loaded.isCompletedExceptionally() ? null : loaded);
                    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    return new Outcome.Rejected(
                            0, "not sent: it cannot be checked by the rules of " + symbol + ": " + cause.getMessage());
                });
    }

    private static CompletableFuture<Outcome> refused(String why) {
        return CompletableFuture.completedFuture(new Outcome.Rejected(0, "not sent: " + why));
    }

    private CompletableFuture<Rules> rules(Symbol symbol) {
        return rules.computeIfAbsent(symbol, this::load);
    }

    private CompletableFuture<Rules> load(Symbol symbol) {
        return client.instrument(symbol).thenCombine(client.ticker(symbol), (instrument, ticker) -> {
            Rules found =
                    new Rules(instrument.orElseThrow(() -> new IllegalArgumentException("the venue has no " + symbol)));
            ticker.ifPresent(found::onTicker);
            found.subscription = client.tickers(symbol, found);
            return found;
        });
    }

    /** Ends the tickers it has begun. */
    @Override
    public void close() {
        rules.values().stream()
                .filter(Future::isDone)
                .filter(loaded -> !loaded.isCompletedExceptionally())
                .forEach(loaded -> loaded.join().end());
        rules.clear();
    }
}
