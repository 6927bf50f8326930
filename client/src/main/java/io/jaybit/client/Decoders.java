package io.jaybit.client;

import io.jaybit.client.internal.account.ReplayedAccount;
import io.jaybit.client.internal.rest.RecordedReplies;
import io.jaybit.client.internal.wire.WireDecoder;
import io.jaybit.feed.AccountSink;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.ReplyDecoder;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.orders.AccountMemory;
import io.jaybit.orders.AccountNews;
import io.jaybit.orders.AccountPlan;
import io.jaybit.orders.RecordedAccount;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads frames that did not come over a socket of this client: those of a recording or a file. Safe for any thread. */
public final class Decoders {
    private Decoders() {}

    /** A decoder for one channel, to be used by one thread; acks and pongs among the frames are passed over. */
    public static FrameDecoder decoder(Channel channel) {
        return new WireDecoder(channel, control -> {});
    }

    /** The same for the private channel, where {@code sink} takes what frames tell of the account. */
    public static FrameDecoder decoder(AccountSink sink) {
        return new WireDecoder(Channel.PRIVATE, control -> {}, sink);
    }

    /** Reads answers to requests for recent trades and candles; safe for any thread. */
    public static ReplyDecoder replies() {
        return new RecordedReplies();
    }

    /**
     * The own account again as a client knew it, from what that client took in and sent; see {@link RecordedAccount}. It goes by the {@linkplain
     * AccountSettings#usual usual} patience for answers, and by all private topics but fast executions.
     *
     * @throws IllegalArgumentException if {@code memory} is of another version, or torn
     */
    public static RecordedAccount account(
            AccountPlan plan, AccountMemory memory, AccountNews news, long epochNanos, long nanos) {
        AccountSettings usual = AccountSettings.usual();
        Set<Topic> topics = Accounts.STREAMS.stream()
                .map(name -> Topic.of(Channel.PRIVATE, name))
                .collect(Collectors.toSet());
        return new ReplayedAccount(
                plan, memory, topics, usual.answerWithin(), usual.receiveWindow(), news, epochNanos, nanos);
    }
}
