package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The book of one topic, kept exact from snapshots and deltas.
 *
 * <p>One thread writes ({@link #apply}, {@link #invalidate}) and may read everything; any other thread may call {@link #top} and
 * {@link #copy} at any time, and {@link #counters}. The writer never waits for a reader, and allocates nothing once its arrays
 * have grown to the book.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook">Orderbook</a>. A snapshot, or any
 * frame with {@code u == 1}, replaces the book. A delta with the next {@code u} is applied, one with the same {@code u} is a
 * repeat and ignored, any other is a gap: the book is stale, and deltas are ignored, until the next snapshot. A size of zero
 * removes its level. Best bid at or above best ask after a whole frame makes the book stale as well.
 *
 * <p>Design note: readers on other threads read without locks and find out by a version number whether the writer was at work
 * meanwhile; the top has a version of its own, as it is written in nanoseconds.
 */
public final class OrderBook implements BookView {
    /** What became of a frame. */
    public enum Outcome {
        /** The book was replaced. */
        SNAPSHOT,
        /** The book was replaced by a snapshot with the {@code u} of the frame before: on level 1 a sign of life. */
        REPEATED_SNAPSHOT,
        /** The book was replaced by a frame with {@code u == 1} after others: the venue's service was restarted. */
        RESTARTED,
        /** The delta was applied. */
        APPLIED,
        /** The delta was applied although ids are missing, for the first time; see {@link BookView#sequenceUnverified}. */
        SEQUENCE_UNVERIFIED,
        /** A delta with the {@code u} of the frame before; ignored. */
        REPEAT,
        /** A delta before any snapshot, or while the book was stale already; ignored. */
        IGNORED,
        /** Ids are missing: the book is stale. */
        GAP,
        /** Best bid is at or above best ask: the frame was applied, and the book is stale. */
        CROSSED,
        /** A number does not fit: nothing of the frame was applied, and the book is stale. */
        UNREPRESENTABLE;

        /** Whether the book is live after the frame and shows it. */
        public boolean isApplied() {
            return switch (this) {
                case SNAPSHOT, REPEATED_SNAPSHOT, RESTARTED, APPLIED, SEQUENCE_UNVERIFIED -> true;
                case REPEAT, IGNORED, GAP, CROSSED, UNREPRESENTABLE -> false;
            };
        }

        /** Whether the frame made a live book stale. */
        public boolean isSick() {
            return this == GAP || this == CROSSED || this == UNREPRESENTABLE;
        }
    }

    private static final int FIRST_CAPACITY = 128;
    private final Topic topic;
    private final Symbol symbol;
    private final int window;
    private final boolean sequencePromised;
    private final Ladder bids = new Ladder(BookSide.BID, FIRST_CAPACITY);
    private final Ladder asks = new Ladder(BookSide.ASK, FIRST_CAPACITY);
    private final Prices prices = new Prices();
    private final SequenceTrust trust = new SequenceTrust();
    private final BookTally tally = new BookTally();
    private final TopCell top = new TopCell();
    private final CopyDesk desk = new CopyDesk(this::racingCopy);

    private BookStatus status = BookStatus.AWAITING_SNAPSHOT;
    private @Nullable StaleReason staleReason;
    private boolean mayCross;
    private boolean hasUpdateId;
    private long updateId;
    private boolean hasSeq;
    private long seq;
    private long exchangeEpochMillis;
    private long receivedEpochNanos;
    private long snapshotEpochNanos;
    private int priceScale;

    public OrderBook(Topic topic, Symbol symbol) {
        this(topic, symbol, false);
    }

    private OrderBook(Topic topic, Symbol symbol, boolean sequencePromised) {
        this.topic = topic;
        this.symbol = symbol;
        this.window = windowOf(topic);
        this.sequencePromised = sequencePromised;
    }

    /** A book of a topic whose ids are promised to rise by one, so that a break is one however often it comes. */
    static OrderBook withPromisedSequence(Topic topic, Symbol symbol) {
        return new OrderBook(topic, symbol, true);
    }

    /** Levels a side at most, by the topic's name; 0 where it does not tell. */
    private static int windowOf(Topic topic) {
        String depth = topic.argument();
        return !depth.isEmpty() && depth.length() <= 6 && depth.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(depth)
                : 0;
    }

    /**
     * Whether best bid may be at or above best ask, as with RPI orders and before the end of a pre-market auction. False at first.
     */
    public void setMayCross(boolean allowed) {
        mayCross = allowed;
    }

    /** Takes one frame. Called by the writer. A frame with a scale out of range throws and leaves the book stale. */
    public Outcome apply(BookUpdate update) {
        boolean replaces = update.isSnapshot() || update.updateId() == 1;
        tally.count(BookTally.FRAMES);
        tally.count(replaces ? BookTally.SNAPSHOTS : BookTally.DELTAS);
        try {
            return replaces ? replace(update) : change(update);
        } catch (RuntimeException e) {
            // a bug of ours: nobody shall believe what it left behind, or wait for it
            desk.resume();
            moveTo(BookStatus.STALE, StaleReason.UNREPRESENTABLE);
            desk.end();
            throw e;
        } finally {
            publish();
        }
    }

    /**
     * Declares the book not to be believed until the next snapshot. A book that still waits for its first goes on waiting, unless it
     * is closed or there is none. Called by the writer.
     */
    public void invalidate(StaleReason reason) {
        boolean endsWaiting = reason == StaleReason.CLOSED || reason == StaleReason.UNAVAILABLE;
        if (reason == StaleReason.CLOSED || reason == StaleReason.DISCONNECTED) {
            trust.restore();
        }
        if (status != BookStatus.AWAITING_SNAPSHOT || endsWaiting) {
            desk.begin();
            moveTo(BookStatus.STALE, reason);
            desk.end();
            publish();
        }
    }

    /** Forgets everything, as if no frame had come yet. */
    void clear() {
        desk.begin();
        bids.clear();
        asks.clear();
        hasUpdateId = false;
        moveTo(BookStatus.AWAITING_SNAPSHOT, null);
        desk.end();
        publish();
    }

    private Outcome replace(BookUpdate update) {
        boolean repeats = hasUpdateId && update.updateId() == updateId;
        boolean restarts = hasUpdateId && update.updateId() == 1 && !repeats;
        if (repeats) {
            tally.count(BookTally.REPEATS);
        }
        if (restarts) {
            tally.count(BookTally.RESTARTS);
        }
        int scale = scaleOf(update);
        if (scale < 0) {
            return sicken(StaleReason.UNREPRESENTABLE, Outcome.UNREPRESENTABLE);
        }
        desk.begin();
        bids.replace(prices.bids(update, scale));
        asks.replace(prices.asks(update, scale));
        priceScale = scale;
        snapshotEpochNanos = update.receivedEpochNanos();
        stamp(update);
        if (isCrossed()) {
            tally.count(BookTally.CROSSINGS);
            moveTo(BookStatus.STALE, StaleReason.CROSSED);
        } else {
            moveTo(BookStatus.LIVE, null);
        }
        desk.end();
        if (status == BookStatus.STALE) {
            return Outcome.CROSSED;
        }
        return repeats ? Outcome.REPEATED_SNAPSHOT : restarts ? Outcome.RESTARTED : Outcome.SNAPSHOT;
    }

    /** The scale for a new book, its prices aligned to it; -1 if there is none. */
    private int scaleOf(BookUpdate update) {
        if (update.isUnrepresentable()) {
            return -1;
        }
        int finest = Prices.finestScale(update);
        if (prices.align(update, finest)) {
            return finest;
        }
        int needed = Prices.neededScale(update);
        return prices.align(update, needed) ? needed : -1;
    }

    private Outcome change(BookUpdate update) {
        if (status != BookStatus.LIVE) {
            tally.count(BookTally.IGNORED);
            return Outcome.IGNORED;
        }
        long u = update.updateId();
        boolean skips = u != updateId + 1;
        if (skips) {
            if (u == updateId) {
                tally.count(BookTally.REPEATS);
                tally.count(BookTally.IGNORED);
                return Outcome.REPEAT;
            }
            tally.count(BookTally.GAPS);
            if (u < updateId
                    || sequencePromised
                    || !trust.goesOnAfterSkip(update.receivedEpochNanos(), snapshotEpochNanos)) {
                tally.count(BookTally.IGNORED);
                return sicken(StaleReason.GAP, Outcome.GAP);
            }
        }
        if (trust.isRegained(update.receivedEpochNanos())) {
            // What was lost while ids were not believed is still missing: only a snapshot brings it back.
            tally.count(BookTally.GAPS);
            tally.count(BookTally.IGNORED);
            return sicken(StaleReason.GAP, Outcome.GAP);
        }
        if (!align(update)) {
            tally.count(BookTally.IGNORED);
            return sicken(StaleReason.UNREPRESENTABLE, Outcome.UNREPRESENTABLE);
        }
        desk.begin();
        int unknown = bids.apply(prices.bids(update, priceScale)) + asks.apply(prices.asks(update, priceScale));
        stamp(update);
        Outcome outcome = Outcome.APPLIED;
        if (isCrossed()) {
            tally.count(BookTally.CROSSINGS);
            trust.restore();
            moveTo(BookStatus.STALE, StaleReason.CROSSED);
            outcome = Outcome.CROSSED;
        } else if (skips || trust.isUnverified()) {
            outcome = judgeUnverified(skips && unknown > 0);
        }
        desk.end();
        return outcome;
    }

    /** Without proof by the sequence the levels have to speak for themselves. */
    private Outcome judgeUnverified(boolean deletedUnknownLevels) {
        boolean overfull = window > 0 && (bids.count() > window || asks.count() > window);
        if (deletedUnknownLevels || overfull) {
            trust.restore();
            moveTo(BookStatus.STALE, StaleReason.GAP);
            return Outcome.GAP;
        }
        if (trust.isUnverified()) {
            return Outcome.APPLIED;
        }
        trust.giveUp();
        return Outcome.SEQUENCE_UNVERIFIED;
    }

    /** Aligns a delta's prices to the book's scale, raising that if need be; false if that is impossible. */
    private boolean align(BookUpdate update) {
        if (update.isUnrepresentable()) {
            return false;
        }
        int finest = Prices.finestScale(update);
        if (finest <= priceScale) {
            return prices.align(update, priceScale);
        }
        if (canRaiseTo(finest) && prices.align(update, finest)) {
            raiseTo(finest);
            return true;
        }
        int needed = Math.max(priceScale, Prices.neededScale(update));
        if (canRaiseTo(needed) && prices.align(update, needed)) {
            raiseTo(needed);
            return true;
        }
        return false;
    }

    private boolean canRaiseTo(int scale) {
        return bids.canRaise(scale - priceScale) && asks.canRaise(scale - priceScale);
    }

    private void raiseTo(int scale) {
        if (scale > priceScale) {
            desk.begin();
            bids.raise(scale - priceScale);
            asks.raise(scale - priceScale);
            priceScale = scale;
            desk.end();
        }
    }

    private boolean isCrossed() {
        return !mayCross && bids.count() > 0 && asks.count() > 0 && bids.price(0) >= asks.price(0);
    }

    private void stamp(BookUpdate update) {
        hasUpdateId = true;
        updateId = update.updateId();
        hasSeq = update.hasSeq();
        seq = hasSeq ? update.seq() : 0;
        exchangeEpochMillis = update.exchangeEpochMillis();
        receivedEpochNanos = update.receivedEpochNanos();
    }

    private Outcome sicken(StaleReason reason, Outcome outcome) {
        if (reason == StaleReason.UNREPRESENTABLE) {
            tally.count(BookTally.UNREPRESENTABLE);
        }
        if (trust.isUnverified()) {
            trust.restore();
        }
        desk.begin();
        moveTo(BookStatus.STALE, reason);
        desk.end();
        return outcome;
    }

    private void moveTo(BookStatus next, @Nullable StaleReason reason) {
        // a reference is stored only where it changes: in an old object the collector makes each such store dear
        if (status != next || staleReason != reason) {
            status = next;
            staleReason = reason;
        }
    }

    private void publish() {
        top.publish(this, bids, asks);
        desk.pause();
    }

    private BookCopy racingCopy() {
        return new BookCopy(this, updateId, bids.copy(), asks.copy());
    }

    /**
     * Reads the best levels and the status, all of one moment. For any thread; takes no lock and allocates nothing.
     *
     * @param into filled in any case
     * @return whether the book is live
     */
    public boolean top(TopOfBook into) {
        top.read(into);
        return into.isLive();
    }

    /**
     * The whole book of one moment, not older than the call. For any thread; takes no lock. Where frames come so thick that no
     * copy can be taken between them, the writer hands one out with its next.
     */
    public BookCopy copy() {
        return desk.copy();
    }

    /** Writes all that it is, so that another can go on from there. Called by the writer. */
    public void writeTo(StateWriter to) {
        to.writeText(status.name()).writeOptionalText(staleReason == null ? null : staleReason.name());
        to.writeBoolean(mayCross).writeBoolean(hasUpdateId).writeLong(updateId);
        to.writeBoolean(hasSeq).writeLong(seq);
        to.writeLong(exchangeEpochMillis).writeLong(receivedEpochNanos).writeLong(snapshotEpochNanos);
        to.writeInt(priceScale);
        bids.writeTo(to);
        asks.writeTo(to);
        trust.writeTo(to);
        tally.writeTo(to);
    }

    /**
     * Becomes what another book of the same topic was. Called by the writer.
     *
     * @throws IllegalArgumentException if there is something else in {@code from}
     */
    public void restore(StateReader from) {
        desk.begin();
        status = BookStatus.valueOf(from.readText());
        String reason = from.readOptionalText();
        staleReason = reason == null ? null : StaleReason.valueOf(reason);
        mayCross = from.readBoolean();
        hasUpdateId = from.readBoolean();
        updateId = from.readLong();
        hasSeq = from.readBoolean();
        seq = from.readLong();
        exchangeEpochMillis = from.readLong();
        receivedEpochNanos = from.readLong();
        snapshotEpochNanos = from.readLong();
        priceScale = from.readInt();
        bids.restore(from);
        asks.restore(from);
        trust.restore(from);
        tally.restore(from);
        desk.end();
        publish();
    }

    /** What this book has been through. For any thread. */
    public BookCounters counters() {
        return tally.counters();
    }

    @Override
    public Topic topic() {
        return topic;
    }

    @Override
    public Symbol symbol() {
        return symbol;
    }

    @Override
    public BookStatus status() {
        return status;
    }

    @Override
    public @Nullable StaleReason staleReason() {
        return staleReason;
    }

    @Override
    public boolean sequenceUnverified() {
        return trust.isUnverified();
    }

    @Override
    public boolean hasUpdateId() {
        return hasUpdateId;
    }

    @Override
    public long updateId() {
        if (!hasUpdateId) {
            throw new IllegalStateException("no frame has been applied to " + topic);
        }
        return updateId;
    }

    @Override
    public OptionalLong seq() {
        return hasSeq ? OptionalLong.of(seq) : OptionalLong.empty();
    }

    @Override
    public long exchangeEpochMillis() {
        return exchangeEpochMillis;
    }

    @Override
    public long receivedEpochNanos() {
        return receivedEpochNanos;
    }

    @Override
    public int levels(BookSide side) {
        return ladder(side).count();
    }

    @Override
    public int priceScale() {
        return priceScale;
    }

    @Override
    public long priceMantissa(BookSide side, int level) {
        return ladder(side).price(level);
    }

    @Override
    public long sizeMantissa(BookSide side, int level) {
        return ladder(side).size(level);
    }

    @Override
    public int sizeScale(BookSide side, int level) {
        return ladder(side).sizeScale(level);
    }

    private Ladder ladder(BookSide side) {
        return side == BookSide.BID ? bids : asks;
    }

    /** Status and best levels, for people. */
    @Override
    public String toString() {
        return BookText.describe(this);
    }
}
