package io.jaybit.client;

import io.jaybit.account.AccountEvent;
import io.jaybit.book.BookStatus;
import io.jaybit.book.OrderBook;
import io.jaybit.feed.Frame;
import io.jaybit.feed.LineListener;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.Notice;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.MarketEvent;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** From topics to who wants them: what comes out of the line is handed on here. Confined to the I/O thread. */
final class Routes implements LineListener {
    private final DeliveryQueue queue;
    private final Notices notices;
    private final Consumer<Runnable> ioThread;
    private final Consumer<Notice> published;
    private final BiConsumer<Topic, Long> fullSnapshotWanted;
    private final LongSupplier epochNanos;
    private final Map<Topic, Route> routes = new HashMap<>();
    private int fullBooks;
    private boolean silent;
    private @Nullable Route last;

    /**
     * @param ioThread runs a task on the I/O thread
     * @param published told of each notice of the line after it was published
     * @param epochNanos the wall clock of the frame in work
     */
    Routes(
            DeliveryQueue queue,
            Notices notices,
            Consumer<Runnable> ioThread,
            Consumer<Notice> published,
            BiConsumer<Topic, Long> fullSnapshotWanted,
            LongSupplier epochNanos) {
        this.queue = queue;
        this.notices = notices;
        this.ioThread = ioThread;
        this.published = published;
        this.fullSnapshotWanted = fullSnapshotWanted;
        this.epochNanos = epochNanos;
    }

    /** @return whether it is the first who wants the topic */
    boolean add(Topic topic, TopicSubscription subscription, MarketLine line) {
        Route known = routes.get(topic);
        Route route = known == null ? new Route(topic, this::inlineFailed) : known;
        Lane lane = lane(topic, subscription);
        route.add(subscription, lane);
        if (known == null) {
            routes.put(topic, route);
            fullBooks += topic.kind() == TopicKind.FULL_ORDER_BOOK ? 1 : 0;
        } else if (lane != null) {
            catchUp(topic, lane, line);
        }
        return known == null;
    }

    /** Who comes later is shown at once what is known. */
    private static void catchUp(Topic topic, Lane lane, MarketLine line) {
        if (topic.kind().isBook()) {
            OrderBook book = line.book(topic);
            if (book.hasUpdateId()) {
                lane.showBook(book);
            }
        } else if (topic.kind() == TopicKind.TICKER) {
            Ticker ticker = line.ticker(topic);
            if (ticker != null) {
                lane.onTicker(ticker);
            }
        }
    }

    private @Nullable Lane lane(Topic topic, TopicSubscription subscription) {
        MarketListener listener = subscription.listener();
        if (listener != null) {
            if (topic.kind().isBook()) {
                return new BookLane(subscription, queue, listener);
            }
            return topic.kind() == TopicKind.TICKER
                    ? new TickerLane(subscription, queue, listener)
                    : new EventLane(subscription, queue, topic, listener, this::dropped);
        }
        DeltaListener deltas = subscription.deltas();
        return deltas == null ? null : new DeltaLane(subscription, queue, topic, deltas, this::dropped, ioThread);
    }

    /** @return whether nobody wants the topic any more */
    boolean remove(Topic topic, TopicSubscription subscription) {
        Route route = routes.get(topic);
        if (route == null || !route.remove(subscription)) {
            return false;
        }
        routes.remove(topic);
        fullBooks -= topic.kind() == TopicKind.FULL_ORDER_BOOK ? 1 : 0;
        last = null;
        return true;
    }

    /** Whether some topic needs snapshots by REST. */
    boolean hasFullBooks() {
        return fullBooks > 0;
    }

    boolean wants(Topic topic) {
        return routes.containsKey(topic);
    }

    Collection<Route> all() {
        return routes.values();
    }

    @SuppressWarnings("ReferenceEquality") // a decoder hands out the same object for the same topic
    private @Nullable Route route(Topic topic) {
        Route route = last;
        if (route != null && route.topic == topic) {
            return route;
        }
        route = routes.get(topic);
        last = route;
        return route;
    }

    void showBook(Topic topic, MarketLine line) {
        Route route = routes.get(topic);
        if (route != null && topic.kind().isBook()) {
            route.showBook(line.book(topic));
        }
    }

    void onFrame(Topic topic, Frame frame) {
        Route route = route(topic);
        if (route != null) {
            route.onFrame(frame);
        }
    }

    @Override
    public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
        Route route = route(update.topic());
        if (route != null) {
            route.onBook(book, update, outcome);
        }
    }

    @Override
    public void onTicker(Ticker merged, TickerUpdate update) {
        Route route = route(update.topic());
        if (route != null) {
            route.onTicker(merged);
        }
    }

    @Override
    public void onTrade(Trade trade) {
        onEvent(trade);
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        onEvent(liquidation);
    }

    @Override
    public void onKline(Kline kline) {
        onEvent(kline);
    }

    @Override
    public void onPriceLimit(PriceLimit limit) {
        onEvent(limit);
    }

    @Override
    public void onInsurancePool(InsurancePool pool) {
        onEvent(pool);
    }

    @Override
    public void onAdlAlert(AdlAlert alert) {
        onEvent(alert);
    }

    @Override
    public void onSystemStatus(SystemStatus status) {
        onEvent(status);
    }

    private void onEvent(MarketEvent event) {
        Route route = route(event.topic());
        if (route != null) {
            route.onEvent(event);
        }
    }

    void onAccount(Topic topic, AccountEvent event) {
        Route route = route(topic);
        if (route != null) {
            route.onAccount(event);
        }
    }

    @Override
    public void onFullSnapshotWanted(Topic topic, long nowEpochNanos) {
        fullSnapshotWanted.accept(topic, nowEpochNanos);
    }

    /** From the line, in its place between the events. */
    @Override
    public void onNotice(Notice notice) {
        publish(notice);
        if (notice instanceof Notice.BookStatusChanged changed && changed.status() == BookStatus.LIVE) {
            Route route = routes.get(changed.topic());
            if (route != null) {
                route.subscriptions().forEach(TopicSubscription::bookIsLive);
            }
        }
        published.accept(notice);
    }

    /** From the session. */
    void onSessionNotice(Notice notice) {
        if (notice instanceof Notice.TopicLive live) {
            Route route = routes.get(live.topic());
            if (route != null) {
                route.accepted(live.connectionId());
            }
        } else if (notice instanceof Notice.TopicRefused refused) {
            Route route = routes.get(refused.topic());
            if (route != null) {
                route.refused(refused.reason());
            }
        } else if (notice instanceof Notice.Disconnected gone) {
            for (Route route : routes.values()) {
                if (route.connectionId() == gone.connectionId()) {
                    route.disconnected();
                }
            }
        }
        publish(notice);
    }

    private void publish(Notice notice) {
        if (!silent) {
            notices.publish(notice, concerned(notice));
        }
    }

    /** Ends all notices: the client is being closed. */
    void silence() {
        silent = true;
    }

    /** Whom a notice concerns; inline listeners among them are told here. */
    private Collection<TopicSubscription> concerned(Notice notice) {
        Topic topic = notice.topic();
        if (topic != null) {
            Route route = routes.get(topic);
            if (route == null) {
                return List.of();
            }
            route.onNoticeInline(notice);
            return route.subscriptions();
        }
        if (!(notice instanceof Notice.Disconnected gone)) {
            return List.of();
        }
        Set<TopicSubscription> concerned = new LinkedHashSet<>();
        for (Route route : routes.values()) {
            if (route.connectionId() == gone.connectionId()) {
                concerned.addAll(route.subscriptions());
            }
        }
        for (TopicSubscription subscription : new ArrayList<>(concerned)) {
            tellInline(subscription, notice);
        }
        return concerned;
    }

    private void tellInline(TopicSubscription subscription, Notice notice) {
        if (subscription.inline() != null) {
            try {
                subscription.notice(notice);
            } catch (Throwable thrown) {
                notices.noticeCallbackFailed(thrown);
            }
        }
    }

    private void inlineFailed(TopicSubscription subscription, Throwable thrown) {
        notices.callbackFailed(subscription, thrown, epochNanos.getAsLong());
    }

    /** On the delivery thread. */
    private Notice.Dropped dropped(Topic topic, long count, long fromEpochMillis, long toEpochMillis) {
        Notice.Dropped dropped =
                new Notice.Dropped(topic, count, fromEpochMillis, toEpochMillis, WallClock.epochNanos());
        notices.publish(dropped);
        return dropped;
    }
}
