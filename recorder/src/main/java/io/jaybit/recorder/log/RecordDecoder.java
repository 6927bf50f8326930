package io.jaybit.recorder.log;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Frame;
import io.jaybit.market.Channel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** From bytes to calls. Confined to one thread. */
final class RecordDecoder {
    /** Connection and channel behind the head. */
    static final int FRAME_HEAD = Chunk.HEAD + Integer.BYTES + 1;

    private final Frame frame = new Frame();
    /** One for all frames, so that a frame allocates nothing. */
    private final Call toFrame = visitor -> visitor.onFrame(frame);

    /** Makes the call for one record. */
    void decode(long sequence, ByteBuffer record, RawRecordVisitor visitor) {
        int start = record.position();
        RecordKind kind = record.hasRemaining() ? RecordKind.of(record.get(start)) : null;
        if (kind == null || record.remaining() < Chunk.HEAD) {
            visitor.onUnknown(
                    sequence,
                    record.hasRemaining() ? "a record of the kind " + record.get(start) : "a record without content");
            return;
        }
        long epochNanos = record.getLong(start + 1);
        long nanos = record.getLong(start + 1 + Long.BYTES);
        record.position(start + Chunk.HEAD);
        Call call;
        try {
            call = read(kind, sequence, record, epochNanos, nanos);
        } catch (RuntimeException e) {
            visitor.onUnknown(sequence, kind + " cannot be read: " + e.getMessage());
            return;
        }
        visitor.onRecord(sequence, kind, epochNanos, nanos);
        call.make(visitor);
    }

    /** A record as the call that it becomes; reading it and making it are apart, as the visitor's exceptions are its own. */
    private interface Call {
        void make(RawRecordVisitor visitor);
    }

    private Call read(RecordKind kind, long sequence, ByteBuffer record, long at, long nanos) {
        return switch (kind) {
            case FRAME -> {
                int connection = record.getInt();
                Channel channel = ChannelCode.channel(record.get());
                frame.set(
                        record.array(),
                        record.arrayOffset() + record.position(),
                        record.remaining(),
                        channel,
                        connection,
                        sequence,
                        at,
                        nanos);
                yield toFrame;
            }
            case SENT -> {
                int connection = record.getInt();
                Channel channel = ChannelCode.channel(record.get());
                String text = text(record);
                yield visitor -> visitor.onSent(connection, channel, text, at, nanos);
            }
            case NOTICE -> {
                var notice = NoticeText.read(text(record), at);
                yield visitor -> visitor.onNotice(notice, nanos);
            }
            case INVALIDATED -> {
                Fields fields = Fields.of(text(record));
                var topic = fields.topic();
                StaleReason reason = StaleReason.valueOf(fields.text());
                yield visitor -> visitor.onInvalidated(topic, reason, at, nanos);
            }
            case FORGOTTEN -> {
                var topic = Fields.of(text(record)).topic();
                yield visitor -> visitor.onForgotten(topic, at, nanos);
            }
            case TIMER -> visitor -> visitor.onTimer(at, nanos);
            case CLOCK -> {
                long offset = record.getLong();
                long error = record.getLong();
                yield visitor -> visitor.onClock(offset, error, at, nanos);
            }
            case FULL_SNAPSHOT -> {
                var book = SnapshotText.read(text(record));
                yield visitor -> visitor.onFullSnapshot(book, at, nanos);
            }
            case FULL_SNAPSHOT_FAILED -> {
                var topic = Fields.of(text(record)).topic();
                yield visitor -> visitor.onFullSnapshotFailed(topic, at, nanos);
            }
            case REQUEST -> {
                long id = record.getLong();
                String text = text(record);
                yield visitor -> visitor.onRequest(id, text, at, nanos);
            }
            case REPLY -> {
                long id = record.getLong();
                int status = record.getInt();
                String text = text(record);
                yield visitor -> visitor.onReply(id, status, text, at, nanos);
            }
            case STARTED -> {
                RunStarted run = RunStarted.parse(text(record));
                yield visitor -> visitor.onStarted(run, at, nanos);
            }
            case LOST -> {
                Loss loss = new Loss(record.getLong(), record.getLong(), record.getLong(), text(record));
                yield visitor -> visitor.onLost(loss, at, nanos);
            }
            case CLOSED -> visitor -> visitor.onClosed(at, nanos);
        };
    }

    private static String text(ByteBuffer record) {
        return StandardCharsets.UTF_8.decode(record).toString();
    }
}
