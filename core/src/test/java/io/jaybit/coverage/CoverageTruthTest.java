package io.jaybit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.BookStatus;
import io.jaybit.book.StaleReason;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What happened at a venue in virtual time, against what the ledger calls seen: nothing of which a part never came. */
class CoverageTruthTest {
    private static final Topic TRADES = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");
    private static final Topic LIQUIDATIONS = Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT");
    private static final Topic BOOK = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");
    private static final Topic TICKER = Topic.of(Channel.LINEAR, "tickers.BTCUSDT");
    private static final List<Topic> TOPICS = List.of(TRADES, LIQUIDATIONS, BOOK, TICKER);
    private static final int LENGTH = 60_000;

    @Test
    void aTradeLostOnItsWayWithTheConnectionIsNeverInsideAStretchThatWasSeen() {
        Seeds.each(random -> new Life(random).loseConnections());
    }

    @Test
    void aTradeLostOnItsWayWhenItsTopicFellSilentIsNeverInsideAStretchThatWasSeen() {
        Seeds.each(random -> new Life(random).fallSilent());
    }

    @Test
    void aTradeOnItsWayWhenItsTopicWasClosedIsNeverInsideAStretchThatWasSeen() {
        Seeds.each(random -> new Life(random).close());
    }

    @Test
    void mostOfWhatCameIsInsideAStretchThatWasSeen() {
        Seeds.each(random -> {
            Life life = new Life(random);
            life.loseConnections();

            List<Sent> came = life.sent.stream()
                    .filter(frame -> frame.topic == TRADES && frame.came)
                    .toList();
            CoverageTrack track = life.ledger.track(TRADES, 0, LENGTH);
            long seen = came.stream()
                    .filter(frame -> Life.isSeen(track, frame.happened))
                    .count();
            assertThat(seen).as("of %d trades that came", came.size()).isGreaterThan(came.size() / 2);
        });
    }

    /** One frame with one thing that happened. */
    private static final class Sent {
        final Topic topic;
        final long happened;
        final long pushed;
        long received;
        boolean came;

        Sent(Topic topic, long happened, long pushed) {
            this.topic = topic;
            this.happened = happened;
            this.pushed = pushed;
        }

        @Override
        public String toString() {
            return topic.name() + " of " + happened + ", pushed at " + pushed + ", at us at " + received;
        }
    }

    /** A minute of one venue, and of a link to it that holds frames up. Milliseconds of the venue. */
    private static final class Life {
        private final Random random;
        private final CoverageLedger ledger = new CoverageLedger();
        private final List<Sent> sent = new ArrayList<>();
        private final long transit;
        private final long skew;
        private final Map<Topic, Long> lastHeard = new HashMap<>();
        private boolean bookIsLive;
        private int connection;
        private long heard;
        private long now;
        private long silentFrom = Long.MAX_VALUE;

        Life(Random random) {
            this.random = random;
            transit = 1 + random.nextInt(80);
            skew = random.nextInt(100_000) - 50_000;
            long error = random.nextInt(4);
            ledger.clock(-(transit + skew) * 1_000_000L, error * 1_000_000L);
            trades();
            liquidations();
            for (long at = 20; at < LENGTH; at += 20) {
                sent.add(new Sent(BOOK, at - random.nextInt(20), at));
            }
            for (long at = 100; at < LENGTH; at += 100) {
                sent.add(new Sent(TICKER, at, at));
            }
            sent.sort(Comparator.comparingLong(frame -> frame.pushed));
            carry();
        }

        /** A busy venue pushes ever later, and catches up when it is calm again. */
        private void trades() {
            long at = random.nextInt(1_000);
            long late = 1;
            boolean busy = false;
            while (at < LENGTH) {
                if (random.nextInt(60) == 0) {
                    busy = !busy;
                }
                late = busy ? Math.min(600, late + random.nextInt(20)) : Math.max(1, late - random.nextInt(40));
                sent.add(new Sent(TRADES, at, at + late));
                at += random.nextInt(busy ? 30 : 150);
            }
        }

        private void liquidations() {
            for (long at = random.nextInt(1_000); at < LENGTH; at += random.nextInt(300)) {
                sent.add(new Sent(LIQUIDATIONS, at, at - at % 500 + 500 + random.nextInt(3)));
            }
        }

        /** In order, never quicker than the quickest, at times held up altogether. */
        private void carry() {
            long free = 0;
            long last = 0;
            for (Sent frame : sent) {
                if (random.nextInt(2_000) == 0) {
                    free = frame.pushed + random.nextInt(3_000);
                }
                last = Math.max(last, Math.max(free, frame.pushed + transit + random.nextInt(30)));
                frame.received = last;
            }
        }

        void loseConnections() {
            long up = 0;
            while (up < LENGTH) {
                long from = up;
                long down = from + 200 + random.nextInt(12_000);
                connect(from + transit);
                listen(frame -> frame.pushed >= from && frame.received > from + transit && frame.received < down);
                now = Math.max(now, down) + random.nextInt(2_000);
                nothingMissedIsSeen();
                notice(new Notice.Disconnected(connection, "reset by peer", nanos(heard), null, nanos(now)));
                bookIsLive = false;
                notice(new Notice.BookStatusChanged(
                        BOOK, BookStatus.LIVE, BookStatus.STALE, StaleReason.DISCONNECTED, nanos(now)));
                nothingMissedIsSeen();
                up = now + random.nextInt(1_000);
            }
        }

        void fallSilent() {
            connect(transit);
            silentFrom = 5_000 + random.nextInt(20_000);
            long speech = silentFrom + 5_000 + random.nextInt(5_000);
            listen(frame -> frame.received < speech && (frame.topic != TRADES || frame.pushed < silentFrom));
            now = speech;
            long last = Objects.requireNonNull(lastHeard.get(TRADES));
            notice(new Notice.TopicSilent(
                    TRADES, Duration.ofSeconds(4), Duration.ofSeconds(1), nanos(last), nanos(now)));
            nothingMissedIsSeen();
            silentFrom = Long.MAX_VALUE;
            listen(frame -> frame.received >= speech);
            nothingMissedIsSeen();
        }

        void close() {
            connect(transit);
            long end = 5_000 + random.nextInt(20_000);
            listen(frame -> frame.received < end);
            for (Topic topic : TOPICS) {
                notice(new Notice.TopicClosed(topic, nanos(end)));
            }
            nothingMissedIsSeen();
        }

        private void connect(long at) {
            now = Math.max(now, at);
            heard = now;
            connection++;
            for (Topic topic : TOPICS) {
                notice(new Notice.TopicLive(topic, connection, nanos(now)));
            }
        }

        private void listen(Predicate<Sent> comes) {
            for (int i = 0; i < sent.size(); i++) {
                Sent frame = sent.get(i);
                if (!comes.test(frame)) {
                    continue;
                }
                now = frame.received;
                heard = now;
                frame.came = true;
                lastHeard.put(frame.topic, now);
                if (frame.topic == BOOK && !bookIsLive) {
                    bookIsLive = true;
                    notice(new Notice.BookStatusChanged(
                            BOOK, BookStatus.AWAITING_SNAPSHOT, BookStatus.LIVE, null, nanos(now)));
                }
                ledger.heard(frame.topic, frame.happened, frame.pushed, nanos(now), gap -> {});
                if (random.nextInt(50) == 0) {
                    ledger.heard(connection, nanos(now)); // a pong
                }
                if (random.nextInt(300) == 0) {
                    nothingToComeIsSeen(i);
                }
            }
        }

        /** While it goes on. That a topic is silent is known only when that has lasted. */
        private void nothingToComeIsSeen(int last) {
            for (Sent frame : sent.subList(last + 1, Math.min(sent.size(), last + 300))) {
                if (frame.topic != TRADES || frame.pushed < silentFrom) {
                    assertThat(isSeen(ledger.track(frame.topic, 0, LENGTH), frame.happened))
                            .as("%s is seen after %s", frame, sent.get(last))
                            .isFalse();
                }
            }
        }

        private void nothingMissedIsSeen() {
            for (Topic topic : TOPICS) {
                CoverageTrack track = ledger.track(topic, 0, LENGTH);
                for (Sent frame : sent) {
                    if (frame.topic == topic && !frame.came) {
                        assertThat(isSeen(track, frame.happened))
                                .as("%s never came, and is seen in %s", frame, track.intervals())
                                .isFalse();
                    }
                }
            }
        }

        private static boolean isSeen(CoverageTrack track, long at) {
            return track.intervals().stream()
                    .anyMatch(interval -> at >= interval.fromEpochMillis()
                            && at < interval.toEpochMillis()
                            && interval.state().isSeen());
        }

        private void notice(Notice notice) {
            ledger.onNotice(notice, gap -> {});
        }

        /** Our wall clock. */
        private long nanos(long millis) {
            return (millis + skew) * 1_000_000L + 250_000;
        }
    }
}
