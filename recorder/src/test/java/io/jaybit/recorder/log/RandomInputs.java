package io.jaybit.recorder.log;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Frame;
import io.jaybit.feed.InputSink;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Inputs of every kind, the same for the same seed. */
final class RandomInputs {
    private static final String[] PIECES = {
        "{\"topic\":\"orderbook.50.BTCUSDT\",\"data\":",
        "1",
        "Ω",
        "\t",
        "\n",
        "\r",
        "\\",
        "\\N",
        "\\t",
        "",
        "😀",
        "\"",
        " "
    };

    private final Random random;
    private final Frame frame = new Frame();
    private long epochNanos = 1_790_000_000_000_000_000L;
    private long nanos = 5;

    RandomInputs(long seed) {
        random = new Random(seed);
    }

    /** Hands one input, the same, to each sink. */
    void next(InputSink... sinks) {
        epochNanos += random.nextInt(200_000_000);
        nanos += random.nextInt(200_000_000);
        int kind = random.nextInt(14);
        long id = random.nextLong();
        int number = random.nextInt();
        Channel channel = channel();
        Topic topic = topic();
        String text = text();
        BookUpdate book = book();
        StaleReason reason = StaleReason.values()[random.nextInt(StaleReason.values().length)];
        List<Notice> notices = notices();
        Notice notice = notices.get(random.nextInt(notices.size()));
        for (InputSink sink : sinks) {
            switch (kind) {
                case 0 -> sink.onSent(number, channel, text, epochNanos, nanos);
                case 1 -> sink.onNotice(notice, nanos);
                case 2 -> sink.onInvalidated(topic, reason, epochNanos, nanos);
                case 3 -> sink.onForgotten(topic, epochNanos, nanos);
                case 4 -> sink.onTimer(epochNanos, nanos);
                case 5 -> sink.onFullSnapshot(book, epochNanos, nanos);
                case 6 -> sink.onFullSnapshotFailed(topic, epochNanos, nanos);
                case 7 -> sink.onRequest(id, text, epochNanos, nanos);
                case 8 -> sink.onReply(id, number, text, epochNanos, nanos);
                case 9 -> sink.onClock(id, number, epochNanos, nanos);
                default -> sink.onFrame(frame(number, channel, text));
            }
        }
    }

    private Frame frame(int connection, Channel channel, String text) {
        byte[] bytes = ("xx" + text + "yyy").getBytes(StandardCharsets.UTF_8);
        return frame.set(bytes, 2, bytes.length - 5, channel, connection, 77, epochNanos, nanos);
    }

    private Channel channel() {
        return Channel.values()[random.nextInt(Channel.values().length)];
    }

    private Topic topic() {
        return Topic.of(channel(), random.nextBoolean() ? "orderbook.50.BTCUSDT" : "tickers.X" + random.nextInt(9));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(20) == 0 ? 900 : random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private Duration durationOrNull() {
        return random.nextBoolean() ? null : Duration.ofNanos(random.nextLong());
    }

    private BookUpdate book() {
        Category category = Category.values()[random.nextInt(Category.values().length)];
        BookUpdate book = new BookUpdate(topic(), new Symbol(category, "BTC-25SEP26-90000-C"));
        book.begin(topic(), new Symbol(category, "BTCUSDT"), random.nextBoolean() ? 0 : epochNanos);
        book.setSnapshot(random.nextBoolean());
        if (random.nextInt(4) == 0) {
            book.setUnrepresentable();
        }
        book.setUpdateId(random.nextLong());
        if (random.nextBoolean()) {
            book.setSeq(random.nextLong());
        }
        if (random.nextBoolean()) {
            book.setMatchedEpochMillis(random.nextLong());
        }
        book.setPushedEpochMillis(random.nextInt());
        fill(book.bids());
        fill(book.asks());
        return book;
    }

    private void fill(BookUpdate.Levels levels) {
        int count = random.nextInt(80);
        boolean rpi = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            if (rpi) {
                levels.add(mantissa(), scale(), mantissa(), scale(), mantissa(), scale());
            } else {
                levels.add(mantissa(), scale(), mantissa(), scale());
            }
        }
    }

    private long mantissa() {
        long digits = random.nextInt(5) == 0 ? 999_999_999_999_999_999L : 1_000_000L;
        return random.nextInt(6) == 0 ? 0 : random.nextLong(-digits, digits + 1);
    }

    private int scale() {
        return random.nextInt(19);
    }

    /** One of each kind that is recorded. */
    List<Notice> notices() {
        int c = random.nextInt();
        long n = random.nextLong();
        long at = epochNanos;
        return List.of(
                new Notice.Connected(c, text(), at),
                new Notice.Disconnected(c, text(), n, durationOrNull(), at),
                new Notice.ConnectFailed(c, text(), random.nextInt(), durationOrNull(), at),
                new Notice.TopicLive(topic(), c, at),
                new Notice.FirstData(topic(), c, at),
                new Notice.TopicRefused(topic(), text(), durationOrNull(), at),
                new Notice.TopicClosed(topic(), at),
                new Notice.TopicSilent(topic(), Duration.ofNanos(random.nextLong()), Duration.ofSeconds(c), n, at),
                new Notice.Curing(topic(), text(), c, at),
                new Notice.Dropped(topic(), n, random.nextLong(), random.nextLong(), at),
                new Notice.Unreadable(c, text(), text(), at),
                new Notice.UnknownTopic(topic(), at),
                new Notice.PongMissed(c, random.nextInt(), at),
                new Notice.LoginRefused(c, text(), at),
                new Notice.Unexpected(c, text(), at),
                new Notice.RestPaused(Duration.ofMillis(random.nextInt()), text(), at));
    }
}
