package io.jaybit.feed;

import io.jaybit.market.Channel;
import java.nio.charset.StandardCharsets;

/**
 * One text frame as it came from the wire or a file, with where and when. Mutable and reused by its source: valid during the call
 * in which it is handed over, on the thread that hands it over.
 */
public final class Frame {
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;
    private Channel channel = Channel.LINEAR;
    private int connectionId;
    private long sequence;
    private long receivedEpochNanos;
    private long receivedNanos;

    /**
     * Points this frame at new content.
     *
     * @param connectionId which connection of the client, from 1; 0 for a file
     * @param sequence place in the one order of everything this client took in, from 1
     * @param receivedEpochNanos wall clock at receipt
     * @param receivedNanos monotonic clock at receipt, comparable only with itself
     */
    public Frame set(
            byte[] bytes,
            int offset,
            int length,
            Channel channel,
            int connectionId,
            long sequence,
            long receivedEpochNanos,
            long receivedNanos) {
        // mostly the same ones again, and in an old object the collector makes storing a reference dear
        if (this.bytes != bytes || this.channel != channel) {
            this.bytes = bytes;
            this.channel = channel;
        }
        this.offset = offset;
        this.length = length;
        this.connectionId = connectionId;
        this.sequence = sequence;
        this.receivedEpochNanos = receivedEpochNanos;
        this.receivedNanos = receivedNanos;
        return this;
    }

    /** The buffer the frame lies in; not to be changed or kept. */
    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    public Channel channel() {
        return channel;
    }

    public int connectionId() {
        return connectionId;
    }

    public long sequence() {
        return sequence;
    }

    public long receivedEpochNanos() {
        return receivedEpochNanos;
    }

    public long receivedNanos() {
        return receivedNanos;
    }

    /** A copy of the content. */
    public byte[] toByteArray() {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        return copy;
    }

    /** The content, as text. */
    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
