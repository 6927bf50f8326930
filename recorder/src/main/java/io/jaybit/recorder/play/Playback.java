package io.jaybit.recorder.play;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.AccountSink;
import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.Notice;
import io.jaybit.feed.ReplyDecoder;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.recorder.log.Loss;
import io.jaybit.recorder.log.RawRecordVisitor;
import io.jaybit.recorder.log.RecordDamage;
import io.jaybit.recorder.log.RecordKind;
import io.jaybit.recorder.log.RunStarted;
import io.jaybit.recorder.log.UncleanEnd;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a client took in, live or from a recording, and gives what the client gave: the same decoders, the same line, so the same
 * events, books and notices. Everything it gives is a function of what it takes; it knows no clock of its own. Confined to one thread.
 */
public final class Playback implements RawRecordVisitor {
    private static final int EXCERPT = 500;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Function<Channel, FrameDecoder> decoders;
    private final Function<AccountSink, FrameDecoder> ownDecoder;
    private final ReplyDecoder replies;
    private final PlaybackListener listener;
    private final @Nullable AccountPlayback account;
    private final MarketLine line;
    private final Map<Long, String> asked = new HashMap<>();
    private final Map<Channel, FrameDecoder> made = new EnumMap<>(Channel.class);
    private final Set<Topic> topics = new LinkedHashSet<>();
    private long frames;
    private long unreadable;
    private long unknown;
    private long lastEpochNanos;
    /** Whether a run of the process has taken in something of the own account. */
    private boolean own;

    /**
     * @param decoders makes a decoder of public frames
     * @param ownDecoder makes the one of private frames
     */
    public Playback(
            Function<Channel, FrameDecoder> decoders,
            Function<AccountSink, FrameDecoder> ownDecoder,
            PlaybackListener listener) {
        this(decoders, ownDecoder, ReplyDecoder.NONE, listener, null);
    }

    /** @param replies reads what the venue answered to requests */
    public Playback(
            Function<Channel, FrameDecoder> decoders,
            Function<AccountSink, FrameDecoder> ownDecoder,
            ReplyDecoder replies,
            PlaybackListener listener) {
        this(decoders, ownDecoder, replies, listener, null);
    }

    /** @param account is driven by what is played; null where nobody asks for it */
    public Playback(
            Function<Channel, FrameDecoder> decoders,
            Function<AccountSink, FrameDecoder> ownDecoder,
            PlaybackListener listener,
            @Nullable AccountPlayback account) {
        this(decoders, ownDecoder, ReplyDecoder.NONE, listener, account);
    }

    private Playback(
            Function<Channel, FrameDecoder> decoders,
            Function<AccountSink, FrameDecoder> ownDecoder,
            ReplyDecoder replies,
            PlaybackListener listener,
            @Nullable AccountPlayback account) {
        this.account = account;
        this.decoders = decoders;
        this.ownDecoder = ownDecoder;
        this.replies = replies;
        this.listener = listener;
        this.line = new MarketLine(listener);
        listener.begin(line);
    }

    /** Books and tickers as they are now. */
    public MarketLine line() {
        return line;
    }

    /** How many frames came in. */
    public long frames() {
        return frames;
    }

    /** How many of them could not be read. */
    public long unreadable() {
        return unreadable;
    }

    /** How many records only a newer version understands. */
    public long unknown() {
        return unknown;
    }

    /** Writes books, tickers and what else it holds, so that another can go on from there. The own account is not in it. */
    public void writeTo(StateWriter to) {
        to.writeText("playback").writeInt(1);
        line.writeTo(to);
        to.writeInt(asked.size());
        asked.forEach((id, request) -> to.writeLong(id).writeText(request));
        to.writeInt(topics.size());
        topics.forEach(to::writeTopic);
        to.writeLong(lastEpochNanos).writeBoolean(own);
    }

    /**
     * Becomes what another was, and says nothing to its listener; for one that has taken nothing yet. It counts its own frames.
     *
     * @throws IllegalArgumentException if {@code from} holds something else
     */
    public void restore(StateReader from) {
        from.expect("playback", 1);
        line.restore(from);
        for (int i = from.readInt(); i > 0; i--) {
            long id = from.readLong();
            asked.put(id, from.readText());
        }
        for (int i = from.readInt(); i > 0; i--) {
            topics.add(from.readTopic());
        }
        lastEpochNanos = from.readLong();
        own = from.readBoolean();
    }

    /** Whether the run of the process that is played has taken in something of the own account. */
    public boolean hasOwn() {
        return own;
    }

    private FrameDecoder decoder(Channel channel) {
        FrameDecoder known = made.get(channel);
        if (known == null) {
            known = channel == Channel.PRIVATE
                    ? ownDecoder.apply(account == null ? listener : new OwnEvents(listener, account))
                    : decoders.apply(channel);
            made.put(channel, known);
        }
        return known;
    }

    @Override
    public void onFrame(Frame frame) {
        frames++;
        own |= frame.channel() == Channel.PRIVATE || frame.channel() == Channel.TRADE;
        if (account != null && frame.channel() == Channel.TRADE) {
            account.onTradeFrame(frame);
        }
        FrameDecoder decoder = decoder(frame.channel());
        switch (decoder.decode(frame, line)) {
            case DATA, UNKNOWN_TOPIC -> {
                Topic topic = decoder.lastTopic();
                if (topic != null) {
                    topics.add(topic);
                }
                listener.onFrame(frame, topic);
            }
            case CONTROL -> listener.onFrame(frame, null);
            case UNREADABLE -> {
                unreadable++;
                if (account != null && frame.channel() == Channel.PRIVATE) {
                    account.onUnreadable(decoder.complaint());
                }
                String excerpt = new String(
                        frame.bytes(), frame.offset(), Math.min(frame.length(), EXCERPT), StandardCharsets.UTF_8);
                listener.onNotice(new Notice.Unreadable(
                        frame.connectionId(), decoder.complaint(), excerpt, frame.receivedEpochNanos()));
                listener.onFrame(frame, null);
            }
        }
    }

    /** What the run before knew is over. */
    @Override
    public void onStarted(RunStarted run, long epochNanos, long nanos) {
        topics.forEach(line::forget);
        topics.clear();
        asked.clear();
        own = false;
        if (account != null) {
            account.onStarted(epochNanos, nanos);
        }
        listener.onRun(epochNanos);
    }

    @Override
    public void onUncleanEnd(UncleanEnd end) {
        // The next run says that it begins, and that is the end of this one.
        listener.onHole("the process that recorded ended without a word", end.fromEpochNanos(), end.toEpochNanos());
    }

    @Override
    public void onClosed(long epochNanos, long nanos) {
        if (account != null) {
            account.onClosed();
        }
        listener.onEnd(epochNanos);
    }

    @Override
    public void onLost(Loss loss, long epochNanos, long nanos) {
        listener.onHole(
                loss.count() + " inputs were not recorded: " + loss.reason(),
                loss.fromEpochNanos(),
                loss.toEpochNanos());
        lost(loss.count(), loss.fromEpochNanos(), loss.toEpochNanos());
    }

    @Override
    public void onDamage(RecordDamage damage) {
        long from = damage.fromEpochNanos().orElse(lastEpochNanos);
        long to = Math.max(damage.toEpochNanos().orElse(lastEpochNanos), lastEpochNanos);
        listener.onHole(damage.records() + " records cannot be read: " + damage.damage(), from, to);
        lost(damage.records(), from, to);
    }

    @Override
    public void onUnknown(long sequence, String problem) {
        unknown++;
    }

    @Override
    public void onRecord(long sequence, RecordKind kind, long epochNanos, long nanos) {
        lastEpochNanos = epochNanos;
        if (account != null) {
            account.onRecord(epochNanos, nanos);
        }
        listener.onRecord(sequence, epochNanos);
    }

    /** Of every topic something may be missing, and what is built from all of them cannot be believed. */
    private void lost(long count, long fromEpochNanos, long toEpochNanos) {
        if (account != null) {
            account.onUnreadable(count + " inputs are not in the recording");
        }
        for (Topic topic : List.copyOf(topics)) {
            line.invalidate(topic, StaleReason.GAP, toEpochNanos);
            listener.onNotice(new Notice.Dropped(
                    topic, count, fromEpochNanos / NANOS_PER_MILLI, toEpochNanos / NANOS_PER_MILLI, toEpochNanos));
        }
    }

    @Override
    public void onNotice(Notice notice, long nanos) {
        if (account != null) {
            account.onNotice(notice);
        }
        listener.onNotice(notice);
    }

    @Override
    public void onInvalidated(Topic topic, StaleReason reason, long epochNanos, long nanos) {
        line.invalidate(topic, reason, epochNanos);
    }

    @Override
    public void onForgotten(Topic topic, long epochNanos, long nanos) {
        line.forget(topic);
    }

    @Override
    public void onTimer(long epochNanos, long nanos) {
        line.doWork(epochNanos);
        listener.onTime(epochNanos);
    }

    @Override
    public void onClock(long offsetNanos, long errorNanos, long epochNanos, long nanos) {
        if (account != null) {
            account.onClock(offsetNanos);
        }
        listener.onClock(offsetNanos, errorNanos, epochNanos);
    }

    @Override
    public void onFullSnapshot(BookUpdate snapshot, long epochNanos, long nanos) {
        line.onFullSnapshot(snapshot);
    }

    @Override
    public void onFullSnapshotFailed(Topic topic, long epochNanos, long nanos) {
        line.onFullSnapshotFailed(topic);
    }

    /** What was sent explains the rest, and changes nothing but the own account. */
    @Override
    public void onSent(int connectionId, Channel channel, String text, long epochNanos, long nanos) {
        if (account != null) {
            account.onSent(connectionId, channel, text);
        }
    }

    @Override
    public void onRequest(long id, String request, long epochNanos, long nanos) {
        asked.put(id, request);
        if (account != null) {
            account.onRequest(id, request);
        }
    }

    @Override
    public void onReply(long id, int status, String text, long epochNanos, long nanos) {
        String request = asked.remove(id);
        if (request != null) {
            replies.decode(request, status, text, epochNanos, listener);
        }
        if (account != null) {
            account.onReply(id, status, text);
        }
    }
}
