package io.jaybit.station.pipeline;

import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the venue for what was missed: when trades or candles are heard again after a loss, for the last trades, and for the candles since the loss.
 * What comes of it is found in what is recorded, where the answers stand, too. Liquidations cannot be asked for. Safe for any thread; it has none of
 * its own.
 *
 * <p>Venue pages: <a href="https://bybit-exchange.github.io/docs/v5/market/recent-trade">Get recent public trades</a>, of which it gives 1,000, on spot
 * 60; <a href="https://bybit-exchange.github.io/docs/v5/market/kline">Get kline</a>.
 */
public final class Backfill {
    /** So that the answer knows of what happened before the stream began again. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private static final long AGAIN_NANOS = 5_000_000_000L;
    private static final int MOST_TRIES = 4;
    private static final int TRADES = 1_000;
    private static final int SPOT_TRADES = 60;
    private static final long MINUTE_MILLIS = 60_000;

    /** What can be asked. */
    public interface Questions {
        CompletableFuture<?> recentTrades(Symbol symbol, int limit);

        /** Candles that begin within a time. */
        CompletableFuture<?> klines(Symbol symbol, String interval, Instant from, Instant to);
    }

    private record Wanted(Topic topic, long lostSinceNanos, long dueNanos, int tries) {}

    private final Questions questions;
    private final Consumer<String> messages;
    private final long beforeNanos;
    private final Map<Topic, Integer> connections = new HashMap<>();
    private final Map<Topic, Long> lost = new HashMap<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private long asked;
    private long failed;

    /**
     * @param continuesFromEpochNanos how far a recording goes that is gone on with; everything since is lost
     * @param messages is told what could not be had
     */
    public Backfill(Questions questions, OptionalLong continuesFromEpochNanos, Consumer<String> messages) {
        this.questions = questions;
        this.messages = messages;
        this.beforeNanos = continuesFromEpochNanos.orElse(Long.MIN_VALUE);
    }

    /** How many questions were asked. */
    public synchronized long asked() {
        return asked;
    }

    /** How many were given up. */
    public synchronized long failed() {
        return failed;
    }

    /** Takes what happens to the streams, in order. */
    public synchronized void onNotice(Notice notice) {
        if (notice instanceof Notice.Disconnected gone) {
            connections.forEach((topic, connection) -> {
                if (connection == gone.connectionId()) {
                    lost.merge(topic, gone.lastHeardEpochNanos(), Math::min);
                }
            });
        } else if (notice instanceof Notice.TopicSilent silent && isWanted(silent.topic())) {
            lost.merge(silent.topic(), silent.lastHeardEpochNanos(), Math::min);
        } else if (notice instanceof Notice.TopicLive live) {
            onLive(live.topic(), live.connectionId(), live.epochNanos());
        } else if (notice instanceof Notice.FirstData first) {
            onLive(first.topic(), first.connectionId(), first.epochNanos());
        } else if (notice instanceof Notice.TopicClosed closed) {
            connections.remove(closed.topic());
            lost.remove(closed.topic());
        }
    }

    private void onLive(Topic topic, int connectionId, long epochNanos) {
        if (!isWanted(topic)) {
            return;
        }
        boolean first = connections.put(topic, connectionId) == null;
        Long since = lost.remove(topic);
        if (since == null && first && beforeNanos != Long.MIN_VALUE) {
            since = beforeNanos;
        }
        if (since != null) {
            wanted.add(new Wanted(topic, since, epochNanos + PATIENCE_NANOS, 0));
        }
    }

    private static boolean isWanted(Topic topic) {
        Category category = topic.channel().category();
        return category != null
                && category != Category.OPTION
                && category != Category.SPREAD
                && (topic.kind() == TopicKind.TRADE || topic.kind() == TopicKind.KLINE);
    }

    /**
     * Asks what is due; to be called a few times a second.
     *
     * @param epochNanos the wall clock
     */
    public void onTime(long epochNanos) {
        List<Wanted> due = new ArrayList<>();
        synchronized (this) {
            for (Iterator<Wanted> waiting = wanted.iterator(); waiting.hasNext(); ) {
                Wanted next = waiting.next();
                if (next.dueNanos() <= epochNanos) {
                    waiting.remove();
                    due.add(next);
                    asked++;
                }
            }
        }
        for (Wanted next : due) {
            ask(next, epochNanos).whenComplete((answer, failure) -> {
                if (failure != null) {
                    refused(next, epochNanos, failure);
                }
            });
        }
    }

    private CompletableFuture<?> ask(Wanted next, long epochNanos) {
        Topic topic = next.topic();
        Category category = topic.channel().category();
        if (category == null) {
            throw new IllegalStateException(topic + " has no category");
        }
        Symbol symbol = new Symbol(category, topic.target());
        if (topic.kind() == TopicKind.TRADE) {
            return questions.recentTrades(symbol, category == Category.SPOT ? SPOT_TRADES : TRADES);
        }
        // A minute to spare: what the clocks differ by, and the candle in which it was lost.
        long from = Math.floorDiv(next.lostSinceNanos() / 1_000_000, MINUTE_MILLIS) * MINUTE_MILLIS - MINUTE_MILLIS;
        long to = epochNanos / 1_000_000 + MINUTE_MILLIS;
        return questions.klines(symbol, topic.argument(), Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
    }

    private void refused(Wanted next, long epochNanos, Throwable failure) {
        @Nullable String text = null;
        synchronized (this) {
            if (next.tries() + 1 < MOST_TRIES) {
                wanted.add(new Wanted(next.topic(), next.lostSinceNanos(), epochNanos + AGAIN_NANOS, next.tries() + 1));
            } else {
                failed++;
                text = "what was missed of " + next.topic() + " is not to be had: " + failure.getMessage();
            }
        }
        if (text != null) {
            messages.accept(text);
        }
    }
}
