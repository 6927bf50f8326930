package io.jaybit.client;

import io.jaybit.client.internal.rest.RecordedReplies;
import io.jaybit.client.internal.wire.WireDecoder;
import io.jaybit.feed.AccountSink;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.ReplyDecoder;
import io.jaybit.market.Channel;

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
}
