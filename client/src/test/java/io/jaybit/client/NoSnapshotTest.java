package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.BookCopy;
import io.jaybit.book.BookStatus;
import io.jaybit.book.StaleReason;
import io.jaybit.client.internal.session.SessionConfig;
import io.jaybit.client.testing.Frames;
import io.jaybit.client.testing.Peer;
import io.jaybit.client.testing.ScriptedVenue;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that loses a delta and then sends no snapshot, however often it is asked: real sockets, real book. */
@Timeout(60)
class NoSnapshotTest {
    private static final Topic BOOK = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");

    private final BlockingQueue<String> rungs = new LinkedBlockingQueue<>();
    private final List<BookCopy> shown = new CopyOnWriteArrayList<>();

    @Test
    void theBookStaysStaleWhileEveryCureIsTriedAndHealthSaysSo() throws Exception {
        SessionConfig.Silence silence = SessionConfig.Silence.defaults();
        SessionConfig quick = SessionConfig.defaults()
                .withSilence(new SessionConfig.Silence(
                        silence.floor(), silence.ceiling(), silence.firstFrame(), Duration.ofMillis(200)));
        try (ScriptedVenue venue = ScriptedVenue.start();
                Bybit bybit = Bybit.builder()
                        .exchange(Exchange.at(venue.url()))
                        .budgets(new Budgets())
                        .session(quick)
                        .onNotice(this::hear)
                        .build()) {
            bybit.linear().trades("ETHUSDT", trade -> {});
            Peer first = venue.acceptUpgraded();
            first.ack();
            bybit.linear().book("BTCUSDT", 50, shown::add);
            first.ack();
            first.send(Frames.bookSnapshot("BTCUSDT", 1));
            first.send(Frames.bookDelta("BTCUSDT", 2, 101, "5"));

            first.send(Frames.bookDelta("BTCUSDT", 4, 101, "6"));
            assertThat(first.ack()).contains("unsubscribe", BOOK.name());
            assertThat(first.ack()).contains("subscribe", BOOK.name());
            first.send(Frames.bookDelta("BTCUSDT", 5, 101, "7"));
            assertThat(rungs.poll(10, TimeUnit.SECONDS)).isEqualTo("RESUBSCRIBE");
            assertStale(bybit, TopicHealth.Cure.RESUBSCRIBE);

            Thread acks = acknowledge(first);
            Peer second = venue.acceptUpgraded();
            assertThat(second.ack()).contains("subscribe", BOOK.name());
            second.send(Frames.bookDelta("BTCUSDT", 6, 101, "8"));
            assertThat(rungs.poll(10, TimeUnit.SECONDS)).isEqualTo("FRESH_CONNECTION");
            assertThat(rungs.poll(10, TimeUnit.SECONDS)).isEqualTo("REST");
            assertStale(bybit, TopicHealth.Cure.REST);
            assertThat(bybit.health().connections()).hasSize(2);

            second.send(Frames.bookSnapshot("BTCUSDT", 7));
            await(() -> shown.get(shown.size() - 1).status() == BookStatus.LIVE);
            assertThat(health(bybit).cure()).isNull();
            acks.interrupt();
        }
        assertThat(shown)
                .filteredOn(book -> book.status() == BookStatus.LIVE)
                .allSatisfy(book -> assertThat(book.updateId()).isIn(1L, 2L, 7L));
    }

    private static void assertStale(Bybit bybit, TopicHealth.Cure cure) {
        TopicHealth health = health(bybit);
        assertThat(health.bookStatus()).isEqualTo(BookStatus.STALE);
        assertThat(health.staleReason()).isEqualTo(StaleReason.GAP);
        assertThat(health.gaps()).isEqualTo(1);
        assertThat(health.cure()).isEqualTo(cure);
        assertThat(health.lastTrouble()).isEqualTo("curing GAP by " + cure);
    }

    private static TopicHealth health(Bybit bybit) {
        return bybit.health().topic(BOOK).orElseThrow();
    }

    private void hear(Notice notice) {
        if (notice instanceof Notice.Curing curing) {
            rungs.add(curing.rung());
        }
    }

    /** Answers whatever is still asked on a socket, until it is closed. */
    private static Thread acknowledge(Peer peer) {
        Thread thread = new Thread(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    peer.ack();
                }
            } catch (IOException closed) {
                // the end of the test
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
