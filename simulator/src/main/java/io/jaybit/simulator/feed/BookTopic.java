package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;

/**
 * One order book stream: looks at the book at its interval and sends what differs from the last frame.
 *
 * <p>With no subscribers it rests, and {@code u} with it; who comes next, or asks over REST, finds it one higher if the book has
 * changed since. Equal {@code u} therefore always means equal levels.
 */
final class BookTopic extends FeedTopic implements PublishedBook {
    private static final int REPEAT_MILLIS = 3_000;
    private static final byte[] TYPE_SNAPSHOT = FrameWriter.ascii(",\"type\":\"snapshot\"");
    private static final byte[] TYPE_DELTA = FrameWriter.ascii(",\"type\":\"delta\"");
    private static final byte[] TS = FrameWriter.ascii(",\"ts\":");
    private static final byte[] ASKS = FrameWriter.ascii("],\"a\":[");
    private static final byte[] U = FrameWriter.ascii("],\"u\":");
    private static final byte[] SEQ = FrameWriter.ascii(",\"seq\":");
    private static final byte[] CTS = FrameWriter.ascii("},\"cts\":");
    private static final byte[] OPEN = FrameWriter.ascii("[\"");
    private static final byte[] NEXT = FrameWriter.ascii(",[\"");
    private static final byte[] QUOTES = FrameWriter.ascii("\",\"");
    private static final byte[] CLOSE = FrameWriter.ascii("\"]");

    private final MarketFeed feed;
    private final Market market;
    private final BookKind kind;
    private final boolean typeFirst;
    private final byte[] head;
    private final byte[] id;
    private final byte[] data;
    private final Runnable push = this::push;
    private final Runnable repeat = this::repeat;

    private Ladder bids;
    private Ladder asks;
    private Ladder nextBids;
    private Ladder nextAsks;
    private long u;
    private long seq;
    private long seenSeq;
    private long matchEpochMillis;
    private long sentEpochMillis;
    private boolean pushing;
    private boolean repeating;
    private boolean restarted;
    private boolean hidden;

    BookTopic(String name, MarketFeed feed, BookKind kind) {
        super(name);
        this.feed = feed;
        this.market = feed.market();
        this.kind = kind;
        Category category = market.category();
        this.typeFirst = kind.typeFirst(category);
        String begin = "{\"topic\":\"" + name + '"';
        this.head = FrameWriter.ascii(typeFirst ? begin : begin + ",\"ts\":");
        this.id = FrameWriter.ascii(category == Category.OPTION ? ",\"id\":\"" + name + '-' : "");
        this.data = FrameWriter.ascii(",\"data\":{\"s\":\"" + market.symbol() + "\",\"b\":[");
        boolean retail = kind == BookKind.RPI;
        this.bids = new Ladder(Side.BUY, retail);
        this.asks = new Ladder(Side.SELL, retail);
        this.nextBids = new Ladder(Side.BUY, retail);
        this.nextAsks = new Ladder(Side.SELL, retail);
        // Each stream counts for itself, from somewhere; not from 1, which would tell of a restart.
        this.u = 40_000 + feed.beat().index() * 1_009L + kind.ordinal() * 200_003L;
    }

    BookKind kind() {
        return kind;
    }

    /** The book may have changed. */
    void bookChanged() {
        if (!pushing && hasSubscribers()) {
            pushing = true;
            feed.timeline().at(feed.beat().next(kind.intervalMillis()), push);
        }
    }

    /** Forgets what was published; the next frame begins at {@code u = 1}. */
    void restart() {
        restarted = true;
        u = 0;
        bids.clear();
        asks.clear();
        hidden = false;
        bookChanged();
    }

    /** Begins {@code orderbook.full} again. */
    void reset(FullBookReset reason) {
        hidden = reason.hides();
        if (reason == FullBookReset.RESTART) {
            restart();
            return;
        }
        take();
        swap();
        stamp();
        u = 1;
        restarted = false;
        publish(end(begin(TYPE_DELTA, seq).raw(ASKS)));
    }

    @Override
    void joined(Subscriber subscriber, boolean first) {
        if (restarted && !first) {
            pushNow();
            return;
        }
        if (first) {
            catchUp();
        }
        if (kind != BookKind.FULL) {
            subscriber.deliver(this, snapshot());
        }
        repeatLater();
    }

    /** What was published last; brought up to date first where nobody listens. */
    PublishedBook published() {
        if (!hasSubscribers()) {
            catchUp();
        } else if (restarted) {
            pushNow();
        }
        return this;
    }

    private void catchUp() {
        if (isSeen()) {
            return;
        }
        take();
        if (restarted || !nextBids.sameAs(bids) || !nextAsks.sameAs(asks)) {
            u++;
            stamp();
        }
        restarted = false;
        swap();
    }

    private void push() {
        pushing = false;
        if (hasSubscribers()) {
            pushNow();
        }
    }

    private void pushNow() {
        if (isSeen()) {
            return;
        }
        take();
        if (kind.snapshotsOnly() || (restarted && kind != BookKind.FULL)) {
            boolean changed = restarted || !nextBids.sameAs(bids) || !nextAsks.sameAs(asks);
            swap();
            if (changed) {
                count();
                send(snapshot());
            }
            return;
        }
        FrameWriter to = begin(TYPE_DELTA, market.seq());
        boolean changed = writeChanges(bids, nextBids, to);
        to.raw(ASKS);
        changed |= writeChanges(asks, nextAsks, to);
        swap();
        if (changed || restarted) {
            count();
            send(end(to));
        }
    }

    /** Retail quotes change without the engine's knowing. */
    private boolean isSeen() {
        return market.seq() == seenSeq && !restarted && kind != BookKind.RPI;
    }

    private void count() {
        u++;
        restarted = false;
        stamp();
    }

    private void stamp() {
        seq = market.seq();
        matchEpochMillis = market.matchEpochMillis();
    }

    private void send(byte[] frame) {
        sentEpochMillis = feed.timeline().now();
        publish(frame);
        repeatLater();
    }

    private void repeatLater() {
        if (kind.snapshotsOnly() && !repeating) {
            repeating = true;
            sentEpochMillis = feed.timeline().now();
            feed.timeline().after(REPEAT_MILLIS, repeat);
        }
    }

    private void repeat() {
        repeating = false;
        if (!hasSubscribers()) {
            return;
        }
        long now = feed.timeline().now();
        if (now - sentEpochMillis >= REPEAT_MILLIS) {
            pushNow();
        }
        if (now - sentEpochMillis >= REPEAT_MILLIS) {
            // The levels are the same, and so is u; the engine may have done something behind them.
            stamp();
            sentEpochMillis = now;
            publish(snapshot());
        }
        repeating = true;
        feed.timeline().at(sentEpochMillis + REPEAT_MILLIS, repeat);
    }

    private void take() {
        if (hidden) {
            nextBids.clear();
            nextAsks.clear();
        } else if (kind == BookKind.RPI) {
            feed.retailBids().merge(market.bids(), market.asks(), kind.depth(), nextBids);
            feed.retailAsks().merge(market.asks(), market.bids(), kind.depth(), nextAsks);
        } else {
            nextBids.take(market.bids(), kind.depth());
            nextAsks.take(market.asks(), kind.depth());
        }
    }

    private void swap() {
        Ladder oldBids = bids;
        Ladder oldAsks = asks;
        bids = nextBids;
        asks = nextAsks;
        nextBids = oldBids;
        nextAsks = oldAsks;
        seenSeq = market.seq();
    }

    private byte[] snapshot() {
        FrameWriter to = begin(TYPE_SNAPSHOT, seq);
        writeAll(bids, to);
        to.raw(ASKS);
        writeAll(asks, to);
        return end(to);
    }

    private FrameWriter begin(byte[] type, long idSeq) {
        long now = feed.timeline().now();
        FrameWriter to = feed.writer().clear().raw(head);
        if (typeFirst) {
            to.raw(type).raw(TS).number(now);
        } else {
            to.number(now).raw(type);
        }
        if (id.length > 0) {
            to.raw(id).number(idSeq).raw('-').number(now).raw('"');
        }
        return to.raw(data);
    }

    private byte[] end(FrameWriter to) {
        return to.raw(U)
                .number(u)
                .raw(SEQ)
                .number(seq)
                .raw(CTS)
                .number(matchEpochMillis)
                .raw('}')
                .frame();
    }

    private void writeAll(Ladder side, FrameWriter to) {
        for (int i = 0; i < side.count(); i++) {
            writeLevel(i == 0, side.price(i), side.size(i), side.retailSize(i), to);
        }
    }

    /** Writes the levels that are new, gone ({@code "0"}) or of another size, from the best price on. */
    private boolean writeChanges(Ladder before, Ladder after, FrameWriter to) {
        int was = 0;
        int is = 0;
        boolean none = true;
        while (was < before.count() || is < after.count()) {
            if (is == after.count() || (was < before.count() && before.isBetter(before.price(was), after.price(is)))) {
                writeLevel(none, before.price(was), 0, 0, to);
                none = false;
                was++;
                continue;
            }
            boolean kept = was < before.count() && before.price(was) == after.price(is);
            if (!kept || before.size(was) != after.size(is) || before.retailSize(was) != after.retailSize(is)) {
                writeLevel(none, after.price(is), after.size(is), after.retailSize(is), to);
                none = false;
            }
            was += kept ? 1 : 0;
            is++;
        }
        return !none;
    }

    private void writeLevel(boolean first, long price, long size, long retailSize, FrameWriter to) {
        Figures figures = feed.figures();
        to.raw(first ? OPEN : NEXT);
        figures.price(price, to);
        to.raw(QUOTES);
        figures.size(size, to);
        if (kind == BookKind.RPI) {
            to.raw(QUOTES);
            figures.size(retailSize, to);
        }
        to.raw(CLOSE);
    }

    @Override
    public Ladder bids() {
        return bids;
    }

    @Override
    public Ladder asks() {
        return asks;
    }

    @Override
    public long u() {
        return u;
    }

    @Override
    public long seq() {
        return seq;
    }

    @Override
    public long matchEpochMillis() {
        return matchEpochMillis;
    }
}
