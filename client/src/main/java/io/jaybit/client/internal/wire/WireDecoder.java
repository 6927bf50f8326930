package io.jaybit.client.internal.wire;

import io.jaybit.feed.AccountSink;
import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.MarketSink;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of one channel: data into events, the rest into {@link Control} messages. One for each thread and channel;
 * several connections of a channel may share it.
 *
 * <p>Books, trades, tickers and liquidations in the form the venue sends them are read from the bytes alone, books without
 * making any object. Everything else, and every frame that is unusual in any way, is read as a tree of strict JSON. Both ways give
 * the same events, and only the second one ever finds a frame unreadable.
 *
 * <p>What is read: keys in any order, the last one where a key repeats; unknown keys are passed over. A number may be a JSON
 * number or a string, plain or with an exponent; an empty string or null is no value. Without what an event must have (the price of a
 * trade, the {@code u} of a book) the whole frame is unreadable. A number of more than 18 digits makes a book update
 * {@linkplain io.jaybit.market.BookUpdate#isUnrepresentable unrepresentable}, and the frame of any other event unreadable.
 */
public final class WireDecoder implements FrameDecoder {
    private final Names names;
    private final ControlSink control;
    private final Events events = new Events();
    private final TreeReader trees;
    private final QuickReader quick;
    /** Null on public channels, and where nobody wants to know of the account. */
    private final @Nullable AccountFrames accounts;

    private final boolean trade;
    private boolean treesOnly;
    private @Nullable Topic lastTopic;
    private String complaint = "";

    /** @param control takes the frames without topic, during the call of {@link #decode} */
    public WireDecoder(Channel channel, ControlSink control) {
        this(channel, control, null);
    }

    /**
     * @param account takes what the frames of {@link Channel#PRIVATE} tell of the account, during the call of {@link #decode}; null to
     *     pass them over
     */
    public WireDecoder(Channel channel, ControlSink control, @Nullable AccountSink account) {
        this.names = new Names(channel);
        this.control = Objects.requireNonNull(control, "control");
        this.trade = channel == Channel.TRADE;
        this.trees = new TreeReader(names, events);
        this.quick = new QuickReader(names, events);
        this.accounts = account == null || channel != Channel.PRIVATE ? null : new AccountFrames(account);
    }

    /** For tests: a decoder that reads every frame as a tree. */
    WireDecoder withTreesOnly() {
        treesOnly = true;
        return this;
    }

    /**
     * Hands out this very object with the topic's frames, so that whoever keeps things by it need not compare names.
     *
     * @param topic of this decoder's channel
     */
    public void expect(Topic topic) {
        names.expect(topic);
    }

    @Override
    public Verdict decode(Frame frame, MarketSink sink) {
        if (!complaint.isEmpty()) {
            complaint = "";
        }
        events.clear();
        Names.@Nullable Entry entry = treesOnly ? null : quick.read(frame);
        if (entry != null) {
            lastTopic = entry.topic;
            events.emit(entry.kind, sink);
            return Verdict.DATA;
        }
        return decodeAsTree(frame, sink);
    }

    private Verdict decodeAsTree(Frame frame, MarketSink sink) {
        lastTopic = null;
        events.clear();
        Names.Entry entry;
        try {
            Node root = Node.parse(frame.bytes(), frame.offset(), frame.length());
            Node topic = root.get("topic");
            if (topic.isNull()) {
                decodeControl(root);
                return Verdict.CONTROL;
            }
            String name = topic.text();
            if (name == null) {
                throw new UnreadableFrame("the topic is not text but " + topic.shown());
            }
            entry = names.topic(name);
            lastTopic = entry.topic;
            if (entry.kind == TopicKind.OTHER) {
                return decodeAccount(root, entry.topic, frame.receivedEpochNanos());
            }
            trees.read(root, entry, frame.receivedEpochNanos());
        } catch (UnreadableFrame unreadable) {
            complaint = String.valueOf(unreadable.getMessage());
            return Verdict.UNREADABLE;
        }
        events.emit(entry.kind, sink);
        return Verdict.DATA;
    }

    private void decodeControl(Node root) {
        Control read = ControlReader.read(root);
        String id = read.requestId();
        boolean mayAnswerCommand = switch (read.kind()) {
            case TRADE_REPLY, REQUEST_ERROR, UNRECOGNISED -> true;
            case PONG, SUBSCRIBE_ACK, UNSUBSCRIBE_ACK, COMMAND_RESPONSE, LOGIN_REPLY -> false;
        };
        if (trade && mayAnswerCommand && id != null) {
            control.onTradeReply(TradeReply.read(root, read, id));
        }
        control.onControl(read);
    }

    private Verdict decodeAccount(Node root, Topic topic, long receivedEpochNanos) throws UnreadableFrame {
        AccountTopic known = accounts == null ? null : AccountTopic.of(topic.name());
        if (accounts == null || known == null) {
            return Verdict.UNKNOWN_TOPIC;
        }
        events.pushedEpochMillis = accounts.read(root, topic, known, receivedEpochNanos);
        accounts.emit();
        return Verdict.DATA;
    }

    @Override
    public String complaint() {
        return complaint;
    }

    @Override
    public @Nullable Topic lastTopic() {
        return lastTopic;
    }

    /** When the venue pushed the last data frame ({@code ts}, {@code creationTime}), epoch milliseconds; 0 if it did not say. */
    public long lastPushedEpochMillis() {
        return events.pushedEpochMillis;
    }
}
