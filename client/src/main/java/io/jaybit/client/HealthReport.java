package io.jaybit.client;

import io.jaybit.book.BookStatus;
import io.jaybit.book.OrderBook;
import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.session.ClockEstimate;
import io.jaybit.client.internal.session.ConnectionRow;
import io.jaybit.client.internal.session.Rung;
import io.jaybit.client.internal.session.SessionHealth;
import io.jaybit.client.internal.session.TopicRow;
import io.jaybit.feed.MarketLine;
import io.jaybit.market.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts {@link Health} together from the parts of each I/O thread. Confined to one thread at a time. */
final class HealthReport {
    private final List<ConnectionHealth> connections = new ArrayList<>();
    private final List<TopicHealth> topics = new ArrayList<>();
    private final List<Health.UnreadableFrame> unreadableFrames = new ArrayList<>();
    private final List<Topic> unknownTopics = new ArrayList<>();
    private long frames;
    private long reconnects;
    private long unexpected;
    private long unreadable;
    private long merges;
    private long dropped;
    private Health.@Nullable ClockOffset clock;

    void add(SessionHealth session, Routes routes, MarketLine line, Curiosities curiosities) {
        for (ConnectionRow row : session.connections()) {
            connections.add(connection(row));
            frames += row.frames();
        }
        Map<Topic, Route> byTopic = new HashMap<>();
        for (Route route : routes.all()) {
            byTopic.put(route.topic, route);
            merges += route.merges();
            dropped += route.dropped();
        }
        for (TopicRow row : session.topics()) {
            topics.add(topic(row, byTopic.get(row.topic()), line));
        }
        reconnects += session.reconnects();
        unexpected += session.unexpected();
        unreadable += session.unreadable();
        unreadableFrames.addAll(curiosities.frames());
        unknownTopics.addAll(curiosities.topics());
        ClockEstimate estimate = session.clock();
        if (estimate != null && (clock == null || estimate.errorNanos() < clock.errorNanos())) {
            clock = new Health.ClockOffset(estimate.offsetNanos(), estimate.errorNanos());
        }
    }

    private static ConnectionHealth connection(ConnectionRow row) {
        return new ConnectionHealth(
                row.connectionId(),
                row.channel(),
                ConnectionHealth.State.valueOf(row.state().name()),
                row.url(),
                row.topics(),
                row.frames(),
                row.opened(),
                row.attempts(),
                row.missedPongs(),
                row.roundTripNanos(),
                row.openedEpochNanos(),
                row.lastHeardEpochNanos(),
                row.lastTrouble());
    }

    private static TopicHealth topic(TopicRow row, @Nullable Route route, MarketLine line) {
        BookStatus status = null;
        StaleReason reason = null;
        long gaps = row.gaps();
        if (route != null && route.topic.kind().isBook()) {
            OrderBook book = line.book(route.topic);
            status = book.status();
            reason = book.staleReason();
            gaps = book.counters().gaps();
        }
        return new TopicHealth(
                row.topic(),
                TopicHealth.State.valueOf(row.state().name()),
                row.connectionId(),
                route == null ? 0 : route.subscriptions().size(),
                row.frames(),
                gaps,
                row.silences(),
                row.cures(),
                cure(row.cure()),
                row.refusals(),
                route == null ? 0 : route.merges(),
                route == null ? 0 : route.dropped(),
                status,
                reason,
                row.lastReceiptEpochNanos(),
                row.allowedSilence(),
                row.lastTrouble());
    }

    private static TopicHealth.@Nullable Cure cure(@Nullable Rung rung) {
        return rung == null ? null : TopicHealth.Cure.valueOf(rung.name());
    }

    List<TopicHealth> topics() {
        return topics;
    }

    Health health(
            long epochNanos,
            boolean closed,
            String transport,
            DeliveryQueue queue,
            long delivered,
            long callbackFailures) {
        return new Health(
                epochNanos,
                closed,
                transport,
                connections,
                topics,
                frames,
                reconnects,
                unexpected,
                unreadable,
                unreadableFrames,
                unknownTopics,
                clock,
                new Health.DeliveryHealth(
                        queue.queued(),
                        queue.capacity(),
                        queue.mostQueued(),
                        delivered,
                        merges,
                        dropped,
                        queue.noticesDropped(),
                        callbackFailures));
    }
}
