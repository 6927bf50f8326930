package io.jaybit.station.cli;

import io.jaybit.book.BookStatus;
import io.jaybit.book.BookView;
import io.jaybit.book.OrderBook;
import io.jaybit.client.Bybit;
import io.jaybit.client.Health;
import io.jaybit.client.InlineListener;
import io.jaybit.client.Subscription;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Coded;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.MarketEvent;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.TickDirection;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
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
    private static final Pattern TYPE = Pattern.compile("\"type\":\"([^\"]{0,40})\"");
    private static final Set<String> TYPES = Set.of("snapshot", "delta");
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
        private volatile BookStatus book = BookStatus.AWAITING_SNAPSHOT;
        private final long[] delays = new long[DELAYS];
        private volatile int delayCount;
        private final Set<String> unknownFields = ConcurrentHashMap.newKeySet();
        private final Set<String> unknownWords = ConcurrentHashMap.newKeySet();
    }

    private final ConcurrentMap<Topic, Seen> seen = new ConcurrentHashMap<>();
    private final List<Topic> topics;
    private final long startNanos = System.nanoTime();
    /** The event that the frame to come brought; null where it brought none. Of the I/O thread. */
    private @Nullable Topic pushedTopic;

    private long pushedEpochMillis;

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
            boolean spoke = topic.kind().isBook() ? one.book == BookStatus.LIVE : one.frames.get() > 0;
            return one.refusal != null || spoke || (one.liveNanos != 0 && isQuiet(topic));
        });
    }

    private static boolean isQuiet(Topic topic) {
        return topic.kind().mayBeQuiet()
                || (topic.kind() == TopicKind.TRADE
                        && (topic.channel() == Channel.OPTION || topic.channel() == Channel.SPREAD));
    }

    /** No list tells which spreads there are, so that the symbol is a guess, and a wrong guess nobody's fault. */
    private static boolean isGuess(Topic topic) {
        return topic.channel() == Channel.SPREAD;
    }

    @Override
    public void onBook(BookView book, BookUpdate update, OrderBook.Outcome outcome) {
        pushed(book.topic(), update.pushedEpochMillis());
        Seen one = at(book.topic());
        one.book = book.status();
        if (outcome.isSick()) {
            one.gaps.incrementAndGet();
        }
        if (outcome.isApplied()) {
            if (!update.isSnapshot() && one.lastUpdateId != 0 && update.updateId() == one.lastUpdateId + 1) {
                one.steps.incrementAndGet();
            }
            one.lastUpdateId = update.updateId();
        }
    }

    @Override
    public void onTrade(Trade trade) {
        pushed(trade);
        direction(trade.topic(), trade.tickDirection());
    }

    @Override
    public void onTicker(Ticker ticker) {
        pushed(ticker);
        String text = ticker.text(TickerField.TICK_DIRECTION);
        direction(ticker.topic(), text == null || text.isEmpty() ? null : TickDirection.parse(text));
    }

    private void direction(Topic topic, @Nullable Coded<TickDirection> direction) {
        if (direction != null && direction.value() == TickDirection.UNRECOGNISED) {
            at(topic).unknownWords.add(direction.text());
        }
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        pushed(liquidation);
    }

    @Override
    public void onKline(Kline kline) {
        pushed(kline);
    }

    @Override
    public void onPriceLimit(PriceLimit limit) {
        pushed(limit);
    }

    @Override
    public void onInsurancePool(InsurancePool pool) {
        pushed(pool);
    }

    @Override
    public void onAdlAlert(AdlAlert alert) {
        pushed(alert);
    }

    @Override
    public void onSystemStatus(SystemStatus status) {
        pushed(status);
        if (status.state().value() == SystemStatus.State.UNRECOGNISED) {
            at(status.topic()).unknownWords.add(status.state().text());
        }
    }

    private void pushed(MarketEvent event) {
        pushed(event.topic(), event.pushedEpochMillis());
    }

    private void pushed(Topic topic, long epochMillis) {
        pushedTopic = topic;
        pushedEpochMillis = epochMillis;
    }

    @Override
    public void onFrame(Frame frame, Topic topic) {
        Seen one = at(topic);
        if (one.frames.get() == 0) {
            one.firstNanos = System.nanoTime();
        }
        one.frames.incrementAndGet();
        int count = one.delayCount;
        if (pushedTopic != null && pushedTopic.equals(topic) && count < DELAYS) {
            one.delays[count] = frame.receivedEpochNanos() / 1_000 - pushedEpochMillis * 1_000;
            one.delayCount = count + 1;
        }
        pushedTopic = null;
        if (one.frames.get() <= 20) {
            look(new String(frame.bytes(), frame.offset(), frame.length(), StandardCharsets.UTF_8), topic, one);
        }
    }

    private static void look(String text, Topic topic, Seen one) {
        Matcher keys = KEY.matcher(text);
        while (keys.find()) {
            if (!KnownFields.of(topic.kind()).contains(keys.group(1))) {
                one.unknownFields.add(keys.group(1));
            }
        }
        Matcher type = TYPE.matcher(text);
        if (type.find() && !TYPES.contains(type.group(1))) {
            one.unknownWords.add(type.group(1));
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
            if (isGuess(topic)) {
                findings.note(name + ": not tried: no such symbol (" + one.refusal + "); --spread names another");
            } else {
                findings.wrong(name + ": refused: " + one.refusal);
            }
        } else if (one.liveNanos == 0 && one.frames.get() == 0) {
            findings.wrong(name + ": no ack");
        } else if (one.frames.get() == 0) {
            nothing(topic, name + ": ack " + millis(one.liveNanos) + " ms", findings);
        } else {
            something(topic, one, offsetMicros, findings);
        }
    }

    private static void nothing(Topic topic, String acked, Findings findings) {
        if (isQuiet(topic)) {
            findings.fine(acked + ", acked, nothing happened: this kind may be quiet");
        } else if (isGuess(topic)) {
            findings.note(acked + ", no data: perhaps no such symbol; --spread names another");
        } else {
            findings.wrong(acked + ", no data yet");
        }
    }

    private void something(Topic topic, Seen one, long offsetMicros, Findings findings) {
        String name = topic.toString();
        StringBuilder text = new StringBuilder(name);
        text.append(one.liveNanos == 0 ? ": no ack" : ": ack " + millis(one.liveNanos) + " ms");
        text.append(", first data ").append(millis(one.firstNanos)).append(" ms, ");
        text.append(one.frames).append(" frames");
        if (topic.kind().isBook()) {
            text.append(", ").append(one.book);
            text.append(", u + 1: ").append(one.steps).append(", sick: ").append(one.gaps);
        }
        if (one.delayCount > 0) {
            long[] sorted = Arrays.copyOf(one.delays, one.delayCount);
            Arrays.sort(sorted);
            text.append(", delay ").append((sorted[sorted.length / 2] + offsetMicros) / 1_000);
            text.append(" ms, at most ").append((sorted[sorted.length - 1] + offsetMicros) / 1_000);
            text.append(" ms");
        }
        if (topic.kind() == TopicKind.FULL_ORDER_BOOK && one.book != BookStatus.LIVE) {
            findings.wrong(text + "; no snapshot by REST fits its deltas");
        } else if (one.gaps.get() > 0 || (topic.kind().isBook() && one.book != BookStatus.LIVE)) {
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
