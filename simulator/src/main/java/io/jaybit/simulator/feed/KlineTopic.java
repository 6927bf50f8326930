package io.jaybit.simulator.feed;

/**
 * The candles of one length: the running one each second in which it has changed, and at its end once more, final, together with the
 * next.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/kline">Kline</a>. {@code timestamp} is the time of
 * the push, as in captures of 2026.
 */
final class KlineTopic extends BeatTopic {
    private static final int PUSH_MILLIS = 1_000;

    private final MarketFeed feed;
    private final Interval interval;
    private long sentStart;
    private long sentClose;
    private long sentHigh;
    private long sentLow;
    private long sentVolume;

    KlineTopic(MarketFeed feed, Interval interval) {
        super("kline." + interval.text() + '.' + feed.market().symbol(), feed.beat(), PUSH_MILLIS);
        this.feed = feed;
        this.interval = interval;
    }

    @Override
    void joined(Subscriber subscriber, boolean first) {
        CandleSeries candles = candles();
        if (candles.count() > 0) {
            if (first) {
                remember(candles);
            }
            subscriber.deliver(this, frame(candles, false));
        }
        changed();
    }

    @Override
    void look() {
        // A candle ends whether anybody trades or not.
        changed();
        CandleSeries candles = candles();
        if (candles.count() == 0) {
            return;
        }
        boolean ended = candles.count() > 1 && candles.start(1) == sentStart;
        boolean changed = candles.start(0) != sentStart
                || candles.close(0) != sentClose
                || candles.high(0) != sentHigh
                || candles.low(0) != sentLow
                || candles.volume(0) != sentVolume;
        if (changed) {
            remember(candles);
            publish(frame(candles, ended));
        }
    }

    private CandleSeries candles() {
        return feed.history().candles(interval, now());
    }

    private void remember(CandleSeries candles) {
        sentStart = candles.start(0);
        sentClose = candles.close(0);
        sentHigh = candles.high(0);
        sentLow = candles.low(0);
        sentVolume = candles.volume(0);
    }

    private byte[] frame(CandleSeries candles, boolean withLast) {
        FrameWriter to = feed.writer().clear().raw("{\"topic\":\"").raw(name()).raw("\",\"data\":[");
        if (withLast) {
            write(candles, 1, to);
            to.raw(',');
        }
        write(candles, 0, to);
        return to.raw("],\"ts\":").number(now()).raw(",\"type\":\"snapshot\"}").frame();
    }

    private void write(CandleSeries candles, int age, FrameWriter to) {
        Figures figures = feed.figures();
        to.raw("{\"start\":").number(candles.start(age));
        to.raw(",\"end\":").number(interval.next(candles.start(age)) - 1);
        to.raw(",\"interval\":\"").raw(interval.text());
        to.raw("\",\"open\":\"");
        figures.shortPrice(candles.open(age), to);
        to.raw("\",\"close\":\"");
        figures.shortPrice(candles.close(age), to);
        to.raw("\",\"high\":\"");
        figures.shortPrice(candles.high(age), to);
        to.raw("\",\"low\":\"");
        figures.shortPrice(candles.low(age), to);
        to.raw("\",\"volume\":\"");
        figures.shortSize(candles.volume(age), to);
        to.raw("\",\"turnover\":\"").raw(feed.history().turnoverText(candles.turnover(age)));
        to.raw("\",\"confirm\":").raw(Boolean.toString(age > 0));
        to.raw(",\"timestamp\":").number(now()).raw('}');
    }
}
