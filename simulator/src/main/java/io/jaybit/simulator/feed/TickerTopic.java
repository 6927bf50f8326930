package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A market's ticker: of futures a snapshot and then what changes, of all else always the whole. */
final class TickerTopic extends BeatTopic {
    private static final Set<String> ONLY_REST = Set.of("bid1Price", "bid1Size", "ask1Price", "ask1Size");
    private static final List<List<String>> TOGETHER =
            List.of(List.of("bid1Price", "bid1Size"), List.of("ask1Price", "ask1Size"));

    private final MarketFeed feed;
    private final Category category;
    private final Ticker ticker;
    private Map<String, String> published = Map.of();
    private long publishedSeq;
    private boolean watching;

    TickerTopic(MarketFeed feed, Ticker ticker) {
        super("tickers." + feed.market().symbol(), feed.beat(), feed.market().category() == Category.SPOT ? 50 : 100);
        this.feed = feed;
        this.category = feed.market().category();
        this.ticker = ticker;
    }

    @Override
    void joined(Subscriber subscriber, boolean first) {
        if (first) {
            published = read();
            publishedSeq = feed.market().seq();
        }
        subscriber.deliver(this, frame("snapshot", published));
        watch();
    }

    /** The windows of 24 hours and of one slide from minute to minute, whether anything happens or not. */
    private void watch() {
        if (!watching && hasSubscribers()) {
            watching = true;
            feed.timeline().at(Interval.M1.next(Interval.M1.start(now())), this::minute);
        }
    }

    private void minute() {
        watching = false;
        changed();
        watch();
    }

    @Override
    void look() {
        Map<String, String> now = read();
        if (now.equals(published)) {
            return;
        }
        Map<String, String> before = published;
        published = now;
        publishedSeq = feed.market().seq();
        boolean whole = category != Category.LINEAR && category != Category.INVERSE;
        publish(whole ? frame("snapshot", now) : frame("delta", changes(before, now)));
    }

    private Map<String, String> read() {
        Map<String, String> figures = ticker.read();
        if (category == Category.SPOT) {
            figures.keySet().removeAll(ONLY_REST);
        }
        return figures;
    }

    /** Price and size of one side are told together. */
    private static Map<String, String> changes(Map<String, String> before, Map<String, String> now) {
        Map<String, String> changes = new LinkedHashMap<>();
        now.forEach((name, value) -> {
            boolean changed = name.equals("symbol") || !value.equals(before.get(name));
            for (List<String> pair : TOGETHER) {
                changed |= pair.contains(name)
                        && pair.stream()
                                .anyMatch(other -> !now.getOrDefault(other, "").equals(before.get(other)));
            }
            if (changed) {
                changes.put(name, value);
            }
        });
        return changes;
    }

    private byte[] frame(String type, Map<String, String> figures) {
        FrameWriter to = feed.writer().clear().raw("{\"topic\":\"").raw(name()).raw('"');
        return switch (category) {
            case LINEAR, INVERSE -> {
                to.raw(",\"type\":\"").raw(type).raw("\",\"data\":");
                write(figures, to);
                yield to.raw(",\"cs\":")
                        .number(publishedSeq)
                        .raw(",\"ts\":")
                        .number(now())
                        .raw('}')
                        .frame();
            }
            case SPOT -> {
                to.raw(",\"ts\":")
                        .number(now())
                        .raw(",\"type\":\"snapshot\",\"cs\":")
                        .number(publishedSeq);
                write(figures, to.raw(",\"data\":"));
                yield to.raw('}').frame();
            }
            case OPTION -> {
                to.raw(",\"ts\":")
                        .number(now())
                        .raw(",\"type\":\"snapshot\",\"id\":\"")
                        .raw(name());
                to.raw('-').number(publishedSeq).raw('-').number(now());
                write(figures, to.raw("\",\"data\":"));
                yield to.raw('}').frame();
            }
            case SPREAD -> {
                write(figures, to.raw(",\"ts\":").number(now()).raw(",\"type\":\"snapshot\",\"data\":"));
                yield to.raw('}').frame();
            }
        };
    }

    private static void write(Map<String, String> figures, FrameWriter to) {
        char before = '{';
        for (Map.Entry<String, String> figure : figures.entrySet()) {
            to.raw(before)
                    .raw('"')
                    .raw(figure.getKey())
                    .raw("\":\"")
                    .raw(figure.getValue())
                    .raw('"');
            before = ',';
        }
        to.raw('}');
    }
}
