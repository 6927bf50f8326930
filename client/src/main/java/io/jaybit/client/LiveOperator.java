package io.jaybit.client;

import io.jaybit.analytics.Operator;
import io.jaybit.client.internal.session.ClockEstimate;
import io.jaybit.client.internal.session.ConnectionRow;
import io.jaybit.client.internal.session.SessionHealth;
import io.jaybit.client.internal.session.TopicRow;
import io.jaybit.client.internal.session.TopicState;
import io.jaybit.coverage.CoverageLedger;
import io.jaybit.coverage.FeedGap;
import io.jaybit.feed.Notice;
import io.jaybit.market.Liquidation;
import io.jaybit.market.MarketEvent;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs an operator on a live stream and keeps the coverage of its topics. Fed with the events of one subscription, in their places
 * with what is missing, and with the venue's clock in between. Confined to the delivery thread.
 *
 * @param <E> what the operator takes
 * @param <O> what it tells
 */
final class LiveOperator<E extends MarketEvent, O> implements MarketListener {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Class<E> kind;
    private final CoverageLedger ledger;
    private final Operator<E, O> operator;
    private final Consumer<? super O> listener;
    private final Set<Topic> attached = new HashSet<>();
    private Consumer<Throwable> failures = thrown -> {};

    /** @param ledger knows every topic of the subscription, by {@link CoverageLedger#expect} */
    LiveOperator(Class<E> kind, CoverageLedger ledger, Operator<E, O> operator, Consumer<? super O> listener) {
        this.kind = kind;
        this.ledger = ledger;
        this.operator = operator;
        this.listener = listener;
    }

    /** @param reporter told of everything the listener throws */
    void reportFailures(Consumer<Throwable> reporter) {
        failures = reporter;
    }

    @Override
    public void onTrade(Trade trade) {
        onEvent(trade);
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        onEvent(liquidation);
    }

    private void onEvent(MarketEvent event) {
        ledger.heard(
                event.topic(),
                event.exchangeEpochMillis(),
                event.pushedEpochMillis(),
                event.receivedEpochNanos(),
                this::missing);
        operator.onEvent(kind.cast(event), this::tell);
    }

    @Override
    public void onNotice(Notice notice) {
        if (notice instanceof Notice.TopicLive live) {
            attached.add(live.topic());
        }
        ledger.onNotice(notice, this::missing);
    }

    /** How things stood on the I/O thread, after all events handed over before. */
    void onPulse(SessionHealth health, long epochNanos) {
        long offsetNanos = 0;
        ClockEstimate clock = health.clock();
        if (clock != null) {
            offsetNanos = clock.offsetNanos();
            ledger.clock(offsetNanos, clock.errorNanos());
        }
        for (TopicRow row : health.topics()) {
            // Whoever comes after another subscription of the topic is not told that it is live.
            if (row.state() == TopicState.LIVE && ledger.knows(row.topic()) && attached.add(row.topic())) {
                ledger.onNotice(new Notice.TopicLive(row.topic(), row.connectionId(), epochNanos), this::missing);
            }
        }
        for (ConnectionRow row : health.connections()) {
            row.lastHeardEpochNanos().ifPresent(heard -> ledger.heard(row.connectionId(), heard));
        }
        operator.onTime(Math.floorDiv(epochNanos + offsetNanos, NANOS_PER_MILLI), this::tell);
    }

    private void missing(FeedGap gap) {
        operator.onGap(gap, this::tell);
    }

    /** The operator must not be torn out of its work by what the listener throws. */
    private void tell(O told) {
        try {
            listener.accept(told);
        } catch (Throwable thrown) {
            failures.accept(thrown);
        }
    }
}
