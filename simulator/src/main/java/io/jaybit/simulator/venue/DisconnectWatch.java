package io.jaybit.simulator.venue;

import io.jaybit.simulator.desk.DisconnectProtection;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.feed.Subscriber;
import io.jaybit.simulator.feed.Topic;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches the connections that have subscribed to {@code dcp.future}, {@code dcp.spot} or {@code dcp.option}; the topics themselves
 * say nothing.
 *
 * <p>When all of an account's are dead, its clock begins to run; whoever unsubscribes is not dead and does not count any more. A new
 * subscription stops the clock, where the venue waits for its ping as well. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/private/dcp">DCP</a>.
 */
final class DisconnectWatch {
    private final Timeline timeline;
    private final DisconnectProtection protection;
    private final Map<Account, Map<DisconnectProtection.Product, Watch>> watches = new LinkedHashMap<>();

    DisconnectWatch(Timeline timeline, DisconnectProtection protection) {
        this.timeline = timeline;
        this.protection = protection;
    }

    @Nullable
    Topic find(Account account, String name) {
        DisconnectProtection.Product product =
                DisconnectProtection.Product.ofTopic(name).orElse(null);
        return product == null
                ? null
                : watches.computeIfAbsent(account, key -> new LinkedHashMap<>())
                        .computeIfAbsent(product, key -> new Watch(account, product));
    }

    /** The connections that protect one product of one account. */
    private final class Watch implements Topic {
        private final Account account;
        private final DisconnectProtection.Product product;
        private final Set<Subscriber> alive = new LinkedHashSet<>();
        private Timeline.@Nullable Timer alarm;

        private Watch(Account account, DisconnectProtection.Product product) {
            this.account = account;
            this.product = product;
        }

        @Override
        public String name() {
            return product.topic();
        }

        @Override
        public void join(Subscriber subscriber) {
            alive.add(subscriber);
            if (alarm != null) {
                alarm.cancel();
                alarm = null;
            }
        }

        @Override
        public void leave(Subscriber subscriber) {
            alive.remove(subscriber);
        }

        @Override
        public void lost(Subscriber subscriber) {
            if (alive.remove(subscriber) && alive.isEmpty()) {
                long millis = protection.windowSeconds(account, product) * 1_000L;
                alarm = timeline.after(millis, () -> {
                    alarm = null;
                    protection.fire(account, product);
                });
            }
        }
    }
}
