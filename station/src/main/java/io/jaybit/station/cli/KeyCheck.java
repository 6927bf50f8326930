package io.jaybit.station.cli;

import io.jaybit.account.AccountInfo;
import io.jaybit.account.DisconnectProtectionSetting;
import io.jaybit.account.KeyInfo;
import io.jaybit.client.Account;
import io.jaybit.client.Bybit;
import io.jaybit.client.BybitBuilder;
import io.jaybit.client.Credentials;
import io.jaybit.client.Exchange;
import io.jaybit.client.RestException;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountPlan;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.ReconciliationPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a key may do, and whether the account can be followed and traded on with it. Places nothing and changes nothing; it does not
 * subscribe disconnect protection either, which by its end would leave the account's orders to the venue. Confined to the main thread.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/user/apikey-info">Get API Key Information</a>.
 */
final class KeyCheck {
    private static final Duration SOON = Duration.ofDays(14);
    private static final Symbol MODE_OF = new Symbol(Category.LINEAR, "BTCUSDT");

    private final Exchange exchange;
    private final Credentials credentials;
    private final @Nullable Path ca;
    private final Duration patience;
    private final Findings findings;
    private final Map<Channel, String> refusals = new ConcurrentHashMap<>();

    KeyCheck(Exchange exchange, Credentials credentials, @Nullable Path ca, Duration patience, Findings findings) {
        this.exchange = exchange;
        this.credentials = credentials;
        this.ca = ca;
        this.patience = patience;
        this.findings = findings;
    }

    void run() throws InterruptedException {
        findings.section("key " + credentials.keyTail());
        BybitBuilder builder =
                Bybit.builder().exchange(exchange).credentials(credentials).onNotice(this::onNotice);
        if (ca != null) {
            builder.caFile(ca);
        }
        try (Bybit bybit = builder.build()) {
            KeyInfo key = key(bybit);
            if (key != null) {
                permissions(key);
                account(bybit);
                follow(bybit, key);
            }
        } catch (IOException impossible) {
            // There is no memory that could fail.
            findings.wrong("the account cannot be followed: " + impossible.getMessage());
        }
    }

    private void onNotice(Notice notice) {
        if (notice instanceof Notice.LoginRefused refused) {
            refusals.put(Channel.PRIVATE, refused.reason());
        } else if (notice instanceof Notice.TopicRefused refused) {
            refusals.put(refused.topic().channel(), refused.topic().name() + " refused: " + refused.reason());
        }
    }

    /** Null where nothing more can be asked. */
    private @Nullable KeyInfo key(Bybit bybit) throws InterruptedException {
        try {
            return ask(bybit.accountRequests().keyInfo());
        } catch (RestException refused) {
            findings.wrong("not accepted by " + exchange + ": " + refused.getMessage());
            return null;
        }
    }

    /** What it may do, from where and for how long. */
    void permissions(KeyInfo key) {
        findings.fine("known at " + exchange + ", account " + (key.userId().isEmpty() ? "(not told)" : key.userId()));
        String words = new TreeMap<>(key.permissions())
                .entrySet().stream()
                        .map(group -> group.getKey() + " " + String.join("+", group.getValue()))
                        .collect(Collectors.joining(", "));
        findings.note(
                (key.readOnly() ? "read-only" : "may trade") + "; permissions: " + (words.isEmpty() ? "none" : words));
        if (key.mayWithdraw()) {
            findings.warn(
                    "the key may withdraw: who gets hold of it can empty the account; make one without that right");
        }
        if (!key.isBoundToAddresses()) {
            findings.warn("the key works from every address: bind it to this computer's");
        } else {
            findings.fine("bound to " + String.join(", ", key.ips()));
        }
        Instant expires = key.expires();
        if (expires == null) {
            findings.note("does not expire, or the venue did not say");
        } else {
            Duration left = Duration.between(Instant.now(), expires);
            String when = expires + ", in " + left.toDays() + " days";
            if (left.isNegative()) {
                findings.wrong("expired at " + expires);
            } else if (left.compareTo(SOON) < 0) {
                findings.warn("expires at " + when);
            } else {
                findings.fine("expires at " + when);
            }
        }
    }

    private void account(Bybit bybit) throws InterruptedException {
        tell("account", bybit.accountRequests().accountInfo(), this::accountInfo);
        tell(
                "position mode",
                bybit.accountRequests().isHedged(MODE_OF),
                hedged -> findings.fine("position mode of " + MODE_OF.name() + ": "
                        + (hedged ? "hedge, one position for each side" : "one-way, one position a symbol")));
        tell("disconnect protection", bybit.accountRequests().disconnectProtection(), this::protection);
    }

    private void accountInfo(AccountInfo info) {
        boolean unified = info.unifiedMarginStatus() >= 3;
        String text = (unified ? "unified account" : "classic account") + " (" + info.unifiedMarginStatus() + "), "
                + info.marginMode();
        if (unified) {
            findings.fine(text);
        } else {
            findings.wrong(text + ": this interface is for unified accounts");
        }
    }

    private void protection(List<DisconnectProtectionSetting> settings) {
        if (settings.isEmpty()) {
            findings.note("disconnect protection: not available for this account");
            return;
        }
        findings.note("disconnect protection: "
                + settings.stream()
                        .map(one -> one.product() + (one.on() ? " on, " + one.windowSeconds() + " s" : " off"))
                        .collect(Collectors.joining(", "))
                + "; armed only while an account watches it");
    }

    /** Private streams, the trade socket and every question that is asked when an account is followed. */
    private void follow(Bybit bybit, KeyInfo key) throws InterruptedException, IOException {
        AccountPlan plan = AccountPlan.usual()
                .withReconciling(ReconciliationPlan.of(
                        EnumSet.of(Category.LINEAR, Category.INVERSE, Category.SPOT, Category.OPTION)));
        io.jaybit.client.AccountSettings settings =
                io.jaybit.client.AccountSettings.usual().withPlan(plan);
        long start = System.nanoTime();
        try (Account account = bybit.account(key.readOnly() ? settings.withoutCommands() : settings)) {
            boolean known = await(() -> account.status() == AccountStatus.IN_SYNC);
            long took = (System.nanoTime() - start) / 1_000_000;
            if (known) {
                findings.fine("private streams live and everything asked for after " + took + " ms: "
                        + account.openOrders().size() + " open orders, "
                        + account.positions().stream()
                                .filter(position -> position.net().signum() != 0)
                                .count()
                        + " positions, "
                        + account.wallets().stream()
                                .mapToInt(wallet -> wallet.coins().size())
                                .sum()
                        + " coins");
            } else {
                findings.wrong("the account is not known after " + took + " ms: " + account.reason()
                        + refusals.values().stream().map(text -> "; " + text).collect(Collectors.joining()));
            }
            if (key.readOnly()) {
                findings.note("trade socket not tried: the key is read-only");
            } else if (!exchange.orderEntry()) {
                findings.note("there is no trade socket here: orders go by REST");
            } else if (await(account::isReadyForCommands)) {
                findings.fine("trade socket logged in");
            } else {
                findings.wrong("trade socket: not logged in after " + patience.toSeconds() + " s"
                        + refusals.values().stream().map(text -> "; " + text).collect(Collectors.joining()));
            }
        }
    }

    private boolean await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    private <T> void tell(String what, CompletableFuture<T> question, Consumer<T> told) throws InterruptedException {
        try {
            told.accept(ask(question));
        } catch (RestException refused) {
            findings.wrong(what + ": " + refused.getMessage());
        }
    }

    /** @throws RestException also where no answer came in time */
    private <T> T ask(CompletableFuture<T> question) throws InterruptedException {
        try {
            return question.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RestException refused) {
                throw refused;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }
}
