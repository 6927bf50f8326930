package io.jaybit.station.cli;

import io.jaybit.book.BookView;
import io.jaybit.book.OrderBook;
import io.jaybit.client.Bybit;
import io.jaybit.client.Health;
import io.jaybit.client.InlineListener;
import io.jaybit.client.Subscription;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Liquidation;
import io.jaybit.market.TickDirection;
import io.jaybit.market.Ticker;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Subscribes one topic of every kind and looks at what comes. The I/O thread writes, the main thread reads at the end. */
final class TopicCheck implements InlineListener {
    private static final Pattern KEY = Pattern.compile("\"([A-Za-z0-9_]{1,40})\":");
    private static final int DELAYS = 4_096;

    /** What a topic did. */
    private static final class Seen {
        private volatile @Nullable String refusal;
        private volatile long liveNanos;
        private volatile long firstNanos;
        private final AtomicLong frames = new AtomicLong();
        private final AtomicLong gaps = new AtomicLong();
        private final AtomicLong steps = new AtomicLong();
        private volatile long lastUpdateId;
        private final long[] delays = new long[DELAYS];
        private volatile int delayCount;
        private final Set<String> unknownFields = ConcurrentHashMap.newKeySet();
        private final Set<String> unknownWords = ConcurrentHashMap.newKeySet();
    }

    private final ConcurrentMap<Topic, Seen> seen = new ConcurrentHashMap<>();
    private final List<Topic> topics;
    private final long startNanos = System.nanoTime();
    private volatile long pushed;

    TopicCheck(List<Topic> topics) {
        this.topics = List.copyOf(topics);
        topics.forEach(topic -> seen.put(topic, new Seen()));
    }

    /** Takes the client's own notices: acks and refusals. */
    void onClientNotice(Notice notice) {
        if (notice instanceof Notice.TopicLive live && seen.get(live.topic()) != null) {
            at(live.topic()).liveNanos = System.nanoTime();
        } else if (notice instanceof Notice.TopicRefused refused && seen.get(refused.topic()) != null) {
            at(refused.topic()).refusal = refused.reason();
        }
    }

    private Seen at(Topic topic) {
        return seen.computeIfAbsent(topic, added -> new Seen());
    }

    Subscription subscribe(Bybit bybit) {
        return bybit.subscribeInline(topics, this);
    }

    /** Whether every topic has been answered, and those that must speak have spoken. */
    boolean isComplete() {
        return topics.stream().allMatch(topic -> {
            Seen one = at(topic);
            return one.refusal != null || one.frames.get() > 0 || (one.liveNanos != 0 && isQuiet(topic));
        });
    }

    private static boolean isQuiet(Topic topic) {
        return topic.kind().mayBeQuiet()
                || topic.channel() == Channel.SPREAD
                || (topic.channel() == Channel.OPTION && topic.kind() == TopicKind.TRADE);
    }

    @Override
    public void onBook(BookView book, BookUpdate update, OrderBook.Outcome outcome) {
        pushed = update.pushedEpochMillis();
        Seen one = at(book.topic());
        if (outcome.isSick()) {
            one.gaps.incrementAndGet();
        }
        if (!update.isSnapshot() && one.lastUpdateId != 0 && update.updateId() == one.lastUpdateId + 1) {
            one.steps.incrementAndGet();
        }
        one.lastUpdateId = update.updateId();
    }

    @Override
    public void onTrade(Trade trade) {
        pushed = trade.pushedEpochMillis();
        if (trade.tickDirection() != null && trade.tickDirection().value() == TickDirection.UNRECOGNISED) {
            at(trade.topic()).unknownWords.add(trade.tickDirection().text());
        }
    }

    @Override
    public void onTicker(Ticker ticker) {
        pushed = ticker.pushedEpochMillis();
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        pushed = liquidation.pushedEpochMillis();
    }

    @Override
    public void onFrame(Frame frame, Topic topic) {
        Seen one = at(topic);
        if (one.frames.get() == 0) {
            one.firstNanos = System.nanoTime();
        }
        one.frames.incrementAndGet();
        int count = one.delayCount;
        if (pushed != 0 && count < DELAYS) {
            one.delays[count] = frame.receivedEpochNanos() / 1_000 - pushed * 1_000;
            one.delayCount = count + 1;
        }
        pushed = 0;
        if (one.frames.get() <= 20) {
            String text = new String(frame.bytes(), frame.offset(), frame.length(), StandardCharsets.UTF_8);
            Matcher keys = KEY.matcher(text);
            while (keys.find()) {
                if (!KnownFields.of(topic.kind()).contains(keys.group(1))) {
                    one.unknownFields.add(keys.group(1));
                }
            }
        }
    }

    /** Writes down what came. */
    void report(Findings findings, Health health) {
        Health.ClockOffset clock = health.clock();
        long offsetMicros = clock == null ? 0 : clock.offsetNanos() / 1_000;
        for (Topic topic : topics) {
            one(topic, at(topic), offsetMicros, findings);
        }
        Collection<Topic> others = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        others.addAll(health.unknownTopics());
        others.forEach(topic -> findings.note("data of a topic that is not read: " + topic));
        if (health.unreadable() > 0) {
            findings.wrong(health.unreadable() + " frames could not be read; last: "
                    + health.lastUnreadable().stream()
                            .map(Health.UnreadableFrame::complaint)
                            .reduce((first, last) -> last)
                            .orElse(""));
        }
        if (health.unexpected() > 0) {
            findings.note(health.unexpected() + " answers of the venue fit no request");
        }
    }

    private void one(Topic topic, Seen one, long offsetMicros, Findings findings) {
        String name = topic.toString();
        if (one.refusal != null) {
            findings.wrong(name + ": refused: " + one.refusal);
            return;
        }
        String ack = one.liveNanos == 0 ? "no ack" : "ack " + millis(one.liveNanos) + " ms";
        if (one.frames.get() == 0) {
            String text = name + ": " + ack + ", no data yet";
            if (one.liveNanos == 0 || !isQuiet(topic)) {
                findings.wrong(text);
            } else {
                findings.fine(text + "; this kind may be quiet");
            }
            return;
        }
        StringBuilder text = new StringBuilder(
                name + ": " + ack + ", first data " + millis(one.firstNanos) + " ms, " + one.frames + " frames");
        if (topic.kind().isBook()) {
            text.append(", u + 1: ").append(one.steps).append(", sick: ").append(one.gaps);
        }
        if (one.delayCount > 0) {
            long[] sorted = Arrays.copyOf(one.delays, one.delayCount);
            Arrays.sort(sorted);
            text.append(", delay ")
                    .append((sorted[sorted.length / 2] + offsetMicros) / 1_000)
                    .append(" ms");
        }
        if (one.gaps.get() > 0) {
            findings.wrong(text.toString());
        } else {
            findings.fine(text.toString());
        }
        if (!one.unknownFields.isEmpty()) {
            findings.note(name + ": fields that are new to this version: " + new TreeSet<>(one.unknownFields));
        }
        if (!one.unknownWords.isEmpty()) {
            findings.note(name + ": words that are new to this version: " + new TreeSet<>(one.unknownWords));
        }
    }

    private long millis(long nanos) {
        return (nanos - startNanos) / 1_000_000;
    }
}
