package io.jaybit.client;

import io.jaybit.account.ProtectedProduct;
import io.jaybit.orders.AccountPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the own account is followed. Immutable.
 *
 * @param plan what is tracked, how often the venue is asked, and how long what is remembered
 * @param memory a folder of its own where the account's state is kept over restarts; null keeps none, so that a restart has forgotten which
 *     commands were under way
 * @param commands whether commands will be given; if not, no trade socket is kept and every command is refused
 * @param fastExecutions whether fills are taken from {@code execution.fast}, too: earlier, and without their fees, which follow; not there on
 *     demo trading
 * @param forced whether a command waits until the disk has it, which a power cut, but no killed process, makes a difference for
 * @param linkIdPrefix what the {@code orderLinkId}s begin with that are made here
 * @param answerWithin how long an answer to a command is waited for before its outcome counts as unknown; more than {@code receiveWindow}
 * @param receiveWindow how old a request may be when the venue reads it
 * @param referer a broker's id; empty for none
 * @param protection of what the venue is to cancel the orders when this process is gone; see {@link Account#disconnectProtection}
 */
public record AccountSettings(
        AccountPlan plan,
        @Nullable Path memory,
        boolean commands,
        boolean fastExecutions,
        boolean forced,
        String linkIdPrefix,
        Duration answerWithin,
        Duration receiveWindow,
        String referer,
        Set<ProtectedProduct> protection) {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{1,16}");

    public AccountSettings {
        protection = Set.copyOf(protection);
        if (!PREFIX.matcher(linkIdPrefix).matches()) {
            throw new IllegalArgumentException(
                    "linkIdPrefix must be 1 to 16 letters, digits, '-' or '_', is \"" + linkIdPrefix + "\"");
        }
        if (answerWithin.compareTo(receiveWindow) <= 0) {
            throw new IllegalArgumentException(
                    "answerWithin must be longer than the receive window of " + receiveWindow + ", is " + answerWithin);
        }
    }

    /** Everything as usual, without memory. */
    public static AccountSettings usual() {
        return new AccountSettings(
                AccountPlan.usual(),
                null,
                true,
                false,
                false,
                "jaybit-",
                Duration.ofSeconds(8),
                Duration.ofSeconds(5),
                "",
                Set.of());
    }

    /** The same with a memory. */
    public AccountSettings withMemory(Path folder) {
        return new AccountSettings(
                plan,
                folder,
                commands,
                fastExecutions,
                forced,
                linkIdPrefix,
                answerWithin,
                receiveWindow,
                referer,
                protection);
    }

    /** The same with another plan. */
    public AccountSettings withPlan(AccountPlan other) {
        return new AccountSettings(
                other,
                memory,
                commands,
                fastExecutions,
                forced,
                linkIdPrefix,
                answerWithin,
                receiveWindow,
                referer,
                protection);
    }

    /** The same with another beginning of ids. */
    public AccountSettings withLinkIdPrefix(String prefix) {
        return new AccountSettings(
                plan,
                memory,
                commands,
                fastExecutions,
                forced,
                prefix,
                answerWithin,
                receiveWindow,
                referer,
                protection);
    }

    /** The same for looking on only. */
    public AccountSettings withoutCommands() {
        return new AccountSettings(
                plan,
                memory,
                false,
                fastExecutions,
                forced,
                linkIdPrefix,
                answerWithin,
                receiveWindow,
                referer,
                protection);
    }

    /** The same with fills from the fast stream, too. */
    public AccountSettings withFastExecutions() {
        return new AccountSettings(
                plan, memory, commands, true, forced, linkIdPrefix, answerWithin, receiveWindow, referer, protection);
    }

    /**
     * The same with disconnect protection: the account's connection is one that the venue watches. Its setting must be on, too, see {@link
     * AccountRequests#setDisconnectProtection}.
     */
    public AccountSettings withDisconnectProtection(ProtectedProduct... products) {
        return new AccountSettings(
                plan,
                memory,
                commands,
                fastExecutions,
                forced,
                linkIdPrefix,
                answerWithin,
                receiveWindow,
                referer,
                Set.of(products));
    }
}
