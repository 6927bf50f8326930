package io.jaybit.client.internal.account;

import io.jaybit.account.DisconnectProtection;
import io.jaybit.account.DisconnectProtectionSetting;
import io.jaybit.account.ProtectedProduct;
import io.jaybit.client.internal.rest.RestFailure;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the venue's disconnect protection would act for us, by product: puts together the venue's setting, the acknowledged topics and the
 * private connections that are known. Confined to the session's thread; no clock.
 */
public final class ProtectionDesk {
    /** A setting may be changed elsewhere at any time. */
    private static final long ASK_NANOS = Duration.ofMinutes(1).toNanos();

    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();
    /** What the venue answers where it does not offer it: no permission, not in this country, not for this kind of account. */
    private static final Set<Integer> NOT_OFFERED = Set.of(10005, 10024, 10028);

    private final Set<ProtectedProduct> products;
    private final Supplier<CompletableFuture<List<DisconnectProtectionSetting>>> settings;
    private final IntSupplier known;
    private final Executor thread;
    private final Consumer<DisconnectProtection> changed;
    private final Map<ProtectedProduct, Integer> live = new EnumMap<>(ProtectedProduct.class);
    private final Map<ProtectedProduct, String> lost = new EnumMap<>(ProtectedProduct.class);
    private final Map<ProtectedProduct, DisconnectProtection> told = new EnumMap<>(ProtectedProduct.class);
    private final Map<ProtectedProduct, DisconnectProtectionSetting> venue = new EnumMap<>(ProtectedProduct.class);
    private String venueUnknown = "the venue has not said yet whether it is on";
    private boolean asking;
    private boolean asked;
    private long askNanos;

    /**
     * @param products that are to be protected
     * @param settings asks the venue
     * @param known how many private connections of the same key this process has open, in all clients
     * @param thread where answers are wanted
     * @param changed told when a product's standing is another
     */
    public ProtectionDesk(
            Collection<ProtectedProduct> products,
            Supplier<CompletableFuture<List<DisconnectProtectionSetting>>> settings,
            IntSupplier known,
            Executor thread,
            Consumer<DisconnectProtection> changed) {
        this.products = products.isEmpty() ? EnumSet.noneOf(ProtectedProduct.class) : EnumSet.copyOf(products);
        this.settings = settings;
        this.known = known;
        this.thread = thread;
        this.changed = changed;
        this.products.forEach(product -> lost.put(product, product.topic() + " is not subscribed yet"));
    }

    /** The topics that must be subscribed for it. */
    public List<Topic> topics() {
        return products.stream()
                .map(product -> Topic.of(Channel.PRIVATE, product.topic()))
                .toList();
    }

    /** Takes every notice of the session. */
    public void onNotice(Notice notice) {
        if (notice instanceof Notice.TopicLive on) {
            ProtectedProduct product = of(on.topic());
            if (product != null) {
                live.put(product, on.connectionId());
            }
        } else if (notice instanceof Notice.TopicRefused refused) {
            lose(of(refused.topic()), refused.topic().name() + " was refused: " + refused.reason());
        } else if (notice instanceof Notice.TopicClosed closed) {
            lose(of(closed.topic()), closed.topic().name() + " was closed");
        } else if (notice instanceof Notice.Disconnected gone) {
            Map<ProtectedProduct, Integer> before = new HashMap<>(live);
            before.forEach((product, connection) -> {
                if (connection == gone.connectionId()) {
                    lose(product, "the connection of " + product.topic() + " is lost: " + gone.reason());
                }
            });
        }
    }

    private @Nullable ProtectedProduct of(Topic topic) {
        return topic.channel() != Channel.PRIVATE
                ? null
                : products.stream()
                        .filter(product -> product.topic().equals(topic.name()))
                        .findAny()
                        .orElse(null);
    }

    private void lose(@Nullable ProtectedProduct product, String why) {
        if (product != null) {
            live.remove(product);
            lost.put(product, why);
        }
    }

    /**
     * Asks the venue when that is due, and tells what has changed.
     *
     * @return when to come back at the latest, monotonic; {@link Long#MAX_VALUE} for never
     */
    public long doWork(long nowNanos) {
        if (products.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!asking && (!asked || nowNanos - askNanos >= 0)) {
            asking = true;
            asked = true;
            askNanos = nowNanos + ASK_NANOS;
            long again = nowNanos + ASK_AGAIN_NANOS;
            settings.get().whenCompleteAsync((rows, failure) -> answered(rows, failure, again), thread);
        }
        for (ProtectedProduct product : products) {
            DisconnectProtection now = standing(product);
            if (!now.equals(told.put(product, now))) {
                changed.accept(now);
            }
        }
        return askNanos;
    }

    private void answered(
            @Nullable List<DisconnectProtectionSetting> rows, @Nullable Throwable failure, long askAgainNanos) {
        asking = false;
        if (rows == null) {
            venue.clear();
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof RestFailure refused && NOT_OFFERED.contains(refused.retCode())) {
                venueUnknown = "not available for this account: " + refused.reason();
                return;
            }
            venueUnknown = "whether the venue's setting is on could not be asked: "
                    + (cause instanceof RestFailure refused ? refused.reason() : String.valueOf(cause));
            askNanos = askAgainNanos;
            return;
        }
        venue.clear();
        rows.forEach(row -> ProtectedProduct.of(row.product()).ifPresent(product -> venue.put(product, row)));
        venueUnknown = rows.isEmpty()
                ? "not available for this account: the venue names no setting"
                : "the venue names no setting for it";
    }

    /** How it stands with each product that is to be protected. */
    public List<DisconnectProtection> standing() {
        List<DisconnectProtection> all = new ArrayList<>();
        products.forEach(product -> all.add(standing(product)));
        return all;
    }

    private DisconnectProtection standing(ProtectedProduct product) {
        DisconnectProtectionSetting setting = venue.get(product);
        int window = setting == null ? 0 : setting.windowSeconds();
        String reason = "";
        if (setting == null) {
            reason = venueUnknown;
        } else if (!setting.on()) {
            reason = "the venue's setting is off";
        } else if (!live.containsKey(product)) {
            reason = lost.getOrDefault(product, "");
        } else {
            // One of those that are known is that of our topic.
            int others = known.getAsInt() - 1;
            if (others > 0) {
                reason = others + (others == 1 ? " other private connection" : " other private connections")
                        + " of this key is known here: the venue acts only when every one is gone that watches";
            }
        }
        return new DisconnectProtection(product, reason.isEmpty(), window, reason);
    }
}
