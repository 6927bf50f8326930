package io.jaybit.station.cli;

import io.jaybit.client.Account;
import io.jaybit.client.Bybit;
import io.jaybit.client.Credentials;
import io.jaybit.client.RestException;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Instrument;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.orders.AccountPlan;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.ReconciliationPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An account in sync that a command can trade on. Confined to the main thread. */
final class Trading implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long TURN_MILLIS = 20;

    private final Bybit bybit;
    private final Account account;
    private final FirstContact contact;
    private final AccountSettings settings;

    private Trading(Bybit bybit, Account account, FirstContact contact, AccountSettings settings) {
        this.bybit = bybit;
        this.account = account;
        this.contact = contact;
        this.settings = settings;
    }

    /**
     * Connects and waits until everything about the account is known.
     *
     * @throws Exit if that does not come to be
     */
    static Trading open(AccountSettings settings, Set<Category> categories) {
        Credentials credentials = credentials(settings);
        FirstContact contact = new FirstContact();
        Bybit bybit = FirstContact.build(
                settings.stream(), Bybit.builder().credentials(credentials).onNotice(notice -> tell(contact, notice)));
        boolean done = false;
        try {
            AccountPlan plan = AccountPlan.usual().withReconciling(ReconciliationPlan.of(categories));
            Account account =
                    bybit.account(io.jaybit.client.AccountSettings.usual().withPlan(plan));
            Trading trading = new Trading(bybit, account, contact, settings);
            trading.awaitSync();
            done = true;
            return trading;
        } catch (IOException impossible) {
            // There is no memory that could fail.
            throw Exit.connection(String.valueOf(impossible.getMessage()));
        } finally {
            if (!done) {
                bybit.close();
            }
        }
    }

    private static Credentials credentials(AccountSettings settings) {
        return Objects.requireNonNull(settings.credentials(), "options with problems were used");
    }

    private static void tell(FirstContact contact, Notice notice) {
        contact.onNotice(notice);
        String text = NoticeText.of(notice);
        if (text != null) {
            Messages.say(text);
        }
    }

    private void awaitSync() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (account.status() != AccountStatus.IN_SYNC || !account.isReadyForCommands()) {
            contact.check(settings.stream().exchange());
            if (System.nanoTime() - end > 0) {
                throw Exit.connection(
                        "the account is not known after " + PATIENCE.toSeconds() + " s: " + account.reason());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Exit.connection("interrupted");
        }
    }

    Account account() {
        return account;
    }

    Bybit bybit() {
        return bybit;
    }

    /** {@code testnet, key …x7Q2, account 24600000}. */
    String where() {
        String user = ask(bybit.accountRequests().keyInfo()).userId();
        return settings.stream().exchange() + ", key " + credentials(settings).keyTail() + ", account "
                + (user.isEmpty() ? "(not told)" : user);
    }

    /** @throws Exit if there is no such symbol */
    Instrument instrument(Symbol symbol) {
        Optional<Instrument> found = ask(bybit.rest().instrument(symbol.category(), symbol.name()));
        if (found.isEmpty()) {
            throw Exit.refused(List.of("no symbol \"" + symbol.name() + "\" in "
                    + symbol.category().text() + "; see: jaybit symbols " + symbol.name()));
        }
        return found.get();
    }

    @Nullable
    Ticker ticker(Symbol symbol) {
        return ask(bybit.rest().ticker(symbol.category(), symbol.name())).orElse(null);
    }

    /** @throws Exit if it fails */
    <T> T ask(CompletableFuture<T> question) {
        try {
            return question.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Exit.connection("interrupted");
        } catch (TimeoutException e) {
            throw Exit.connection("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof RestException refused && refused.retCode() != 0
                    ? Exit.refused(List.of(String.valueOf(refused.getMessage())))
                    : Exit.connection(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
        }
    }

    /** Waits until an order's record is as wanted; gives the last one when it takes too long. */
    @Nullable
    OrderRecord await(OrderRef order, Duration patience, Predicate<OrderRecord> wanted) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            OrderRecord record = account.order(order).orElse(null);
            if ((record != null && wanted.test(record)) || System.nanoTime() - end > 0) {
                return record;
            }
            pause();
        }
    }

    /** @throws Exit if the command was refused; an unknown outcome is given */
    Outcome outcome(CompletableFuture<Outcome> future) {
        Outcome outcome = ask(future);
        if (outcome instanceof Outcome.Rejected rejected) {
            throw Exit.refused(List.of("refused: " + rejected.text()
                    + (rejected.code() == 0 ? "" : " (retCode " + rejected.code() + ")")));
        }
        return outcome;
    }

    @Override
    public void close() {
        bybit.close();
    }
}
