package io.jaybit.client;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.DisconnectProtectionUpdate;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.Greeks;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.SpreadExecution;
import io.jaybit.account.SpreadOrderUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.client.internal.wire.AccountTopic;
import io.jaybit.client.internal.wire.AccountTopic.Family;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The streams of the own account, by name. Immutable; safe for any thread. The client needs {@link BybitBuilder#credentials}.
 *
 * <p>They tell what changes, from the moment they are live; none begins with how things stand. Listeners are called on the delivery
 * thread, see {@link MarketListener}: everything in order, and {@link io.jaybit.feed.Notice.Dropped} where something was too much. What
 * happens while a connection is down comes by no stream.
 *
 * <p>A stream that there is of one category, too, is wanted as a whole or by category. The venue refuses both at once, and so does this
 * client, until the others are closed.
 */
public final class OwnStreams {
    private final Bybit bybit;

    OwnStreams(Bybit bybit) {
        this.bybit = bybit;
    }

    /**
     * A private topic by its full name, for {@link Bybit#subscribe} and its like: several in one subscription keep their order among
     * each other.
     */
    public Topic topic(String name) {
        return Topic.of(Channel.PRIVATE, name);
    }

    /** Every change of every order, conditional ones too. */
    public Subscription orders(Consumer<? super OrderUpdate> listener) {
        return whole(Family.ORDER, OrderUpdate.class, listener);
    }

    /** Every change of the orders of one category; not of spreads, which have {@link #spreadOrders}. */
    public Subscription orders(Category category, Consumer<? super OrderUpdate> listener) {
        return part(Family.ORDER, category, OrderUpdate.class, listener);
    }

    /** Every fill, and what the venue books in the same way: funding, liquidation, delivery. */
    public Subscription executions(Consumer<? super Execution> listener) {
        return whole(Family.EXECUTION, Execution.class, listener);
    }

    /** Every fill in one category. */
    public Subscription executions(Category category, Consumer<? super Execution> listener) {
        return part(Family.EXECUTION, category, Execution.class, listener);
    }

    /** Every fill by trade, a little earlier and without its fee. The same fill comes by {@link #executions}, too: count it once. */
    public Subscription fastExecutions(Consumer<? super FastExecution> listener) {
        return whole(Family.FAST_EXECUTION, FastExecution.class, listener);
    }

    /** Every fill by trade in one category. */
    public Subscription fastExecutions(Category category, Consumer<? super FastExecution> listener) {
        return part(Family.FAST_EXECUTION, category, FastExecution.class, listener);
    }

    /** Positions whenever something was done to one or to an order on it; not when only the mark price moves. */
    public Subscription positions(Consumer<? super PositionUpdate> listener) {
        return whole(Family.POSITION, PositionUpdate.class, listener);
    }

    /** Positions of one category; there are none on spot. */
    public Subscription positions(Category category, Consumer<? super PositionUpdate> listener) {
        return part(Family.POSITION, category, PositionUpdate.class, listener);
    }

    /** Balances whenever one changes: the coins concerned, and the whole account's figures. */
    public Subscription wallet(Consumer<? super WalletUpdate> listener) {
        return whole(Family.WALLET, WalletUpdate.class, listener);
    }

    /** Sensitivities of the option positions by base coin. */
    public Subscription greeks(Consumer<? super Greeks> listener) {
        return whole(Family.GREEKS, Greeks.class, listener);
    }

    /**
     * Makes this connection one that disconnect protection watches: when all such are gone for the venue's time, it cancels the orders
     * of the product. The venue documents no events; should there be some, they come to the listener.
     *
     * @param product {@code future}, {@code spot} or {@code option}
     */
    public Subscription disconnectProtection(String product, Consumer<? super DisconnectProtectionUpdate> listener) {
        if (!Set.of("future", "spot", "option").contains(product)) {
            throw new IllegalArgumentException(
                    "no disconnect protection of \"" + product + "\"; there are future, spot and option");
        }
        return subscribe(
                Family.DISCONNECT_PROTECTION.text() + "." + product, DisconnectProtectionUpdate.class, listener);
    }

    /** Every change of spread orders and of their legs. */
    public Subscription spreadOrders(Consumer<? super SpreadOrderUpdate> listener) {
        return whole(Family.SPREAD_ORDER, SpreadOrderUpdate.class, listener);
    }

    /** Every fill of spread orders and of their legs; the legs' fills come by {@link #executions}, too. */
    public Subscription spreadExecutions(Consumer<? super SpreadExecution> listener) {
        return whole(Family.SPREAD_EXECUTION, SpreadExecution.class, listener);
    }

    private <E extends AccountEvent> Subscription whole(Family family, Class<E> kind, Consumer<? super E> listener) {
        return subscribe(family.text(), kind, listener);
    }

    private <E extends AccountEvent> Subscription part(
            Family family, Category category, Class<E> kind, Consumer<? super E> listener) {
        if (!family.categories().contains(category)) {
            throw new IllegalArgumentException("there is no " + family.text() + "." + category.text() + "; there are "
                    + family.categories().stream()
                            .map(one -> family.text() + "." + one.text())
                            .collect(Collectors.joining(", ")));
        }
        return subscribe(family.text() + "." + category.text(), kind, listener);
    }

    private <E extends AccountEvent> Subscription subscribe(String name, Class<E> kind, Consumer<? super E> listener) {
        return bybit.subscribe(List.of(topic(name)), new MarketListener() {
            @Override
            public void onAccount(AccountEvent event) {
                listener.accept(kind.cast(event));
            }
        });
    }

    /**
     * @param wanted topics of any channel
     * @param open private topics that others want
     * @throws IllegalArgumentException naming two topics that the venue would not serve at the same time
     */
    static void refuseConflicts(List<Topic> wanted, List<Topic> open) {
        List<Topic> ours = wanted.stream()
                .filter(topic -> topic.channel() == Channel.PRIVATE)
                .toList();
        for (Topic topic : ours) {
            for (List<Topic> others : List.of(ours, open)) {
                for (Topic other : others) {
                    if (conflict(topic, other)) {
                        throw new IllegalArgumentException("\"" + topic.name() + "\" and \"" + other.name()
                                + "\" cannot be subscribed at the same time: the venue takes the whole or categories of it, not both"
                                + (others == open ? "; close the subscription of \"" + other.name() + "\" first" : ""));
                    }
                }
            }
        }
    }

    private static boolean conflict(Topic one, Topic other) {
        AccountTopic first = AccountTopic.of(one.name());
        AccountTopic second = AccountTopic.of(other.name());
        return first != null && second != null && first.conflictsWith(second);
    }
}
