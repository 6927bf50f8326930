package io.jaybit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.BookStatus;
import io.jaybit.book.StaleReason;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ledger against an array with a cell per millisecond, fed with the same random life. */
class CoverageSeedsTest {
    private static final int SIZE = 4_000;
    private static final List<Topic> TOPICS = List.of(
            Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT"),
            Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT"),
            Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT"),
            Topic.of(Channel.LINEAR, "orderbook.1.BTCUSDT"),
            Topic.of(Channel.LINEAR, "liquidation.BTCUSDT"));

    @Test
    void everyMillisecondIsWhatTheArraySays() {
        Seeds.each(random -> {
            World world = new World(random);

            world.live(60);

            for (Topic topic : TOPICS) {
                assertThat(firstDifference(
                                cells(world.ledger.track(topic, 0, SIZE)),
                                world.naive(topic).cells()))
                        .as(topic + " after " + world.story)
                        .isEmpty();
            }
        });
    }

    @Test
    void figuresOfAnyWindowAreCountedRight() {
        Seeds.each(random -> {
            World world = new World(random);
            world.live(50);
            int from = random.nextInt(SIZE);
            int to = from + random.nextInt(SIZE - from + 1);
            Topic topic = TOPICS.get(random.nextInt(TOPICS.size()));

            CoverageSummary summary = world.ledger.summary(topic, from, to);

            List<String> cells = world.naive(topic).cells().subList(from, to);
            assertThat(summary.windowMs()).isEqualTo(to - from);
            assertThat(summary.seenMs()).isEqualTo(count(cells, "SEEN", "RECOVERED", "AUDITED", "VERIFIED"));
            assertThat(summary.verifiedMs()).isEqualTo(count(cells, "AUDITED", "VERIFIED"));
            assertThat(summary.gaps()).isEqualTo(runs(cells));
            assertThat(summary.seenShare() == null).isEqualTo(from == to);
        });
    }

    @Test
    void ofTwoFeedsTheBetterCountsAndOfTwoTopicsTheWorse() {
        Seeds.each(random -> {
            World world = new World(random);
            world.live(60);
            Topic one = TOPICS.get(random.nextInt(TOPICS.size()));
            Topic two = TOPICS.get(random.nextInt(TOPICS.size()));
            CoverageTrack left = world.ledger.track(one, 0, SIZE);
            CoverageTrack right = world.ledger.track(two, 0, SIZE);

            List<String> best = states(left.best(right));
            List<String> worst = states(CoverageTrack.together(List.of(left, right)));

            List<String> leftStates = states(left);
            List<String> rightStates = states(right);
            for (int i = 0; i < SIZE; i++) {
                CoverageState a = CoverageState.valueOf(leftStates.get(i));
                CoverageState b = CoverageState.valueOf(rightStates.get(i));
                assertThat(best.get(i)).isEqualTo(CoverageState.better(a, b).name());
                assertThat(worst.get(i)).isEqualTo(CoverageState.worse(a, b).name());
            }
        });
    }

    @Test
    void aGapIsToldToTheStreamWhenItOpensAndWhole() {
        Seeds.each(random -> {
            World world = new World(random);

            world.live(60);

            assertThat(world.gaps)
                    .allSatisfy(gap -> assertThat(gap.fromEpochMillis()).isLessThan(gap.toEpochMillis()));
            for (Topic topic : TOPICS) {
                for (CoverageGap gap : world.ledger.track(topic, 0, SIZE).gaps()) {
                    if (!gap.causes().contains(Cause.NOT_SUBSCRIBED)
                            && !gap.causes().contains(Cause.SAMPLED)
                            && !world.raised) {
                        assertThat(world.gaps)
                                .as("told of " + topic + ": " + gap)
                                .anySatisfy(told -> assertThat(told.topic()).isEqualTo(topic));
                    }
                }
            }
        });
    }

    private static String firstDifference(List<String> found, List<String> expected) {
        for (int i = 0; i < SIZE; i++) {
            if (!found.get(i).equals(expected.get(i))) {
                return i + ": found " + found.get(i) + ", expected " + expected.get(i);
            }
        }
        return "";
    }

    private static List<String> cells(CoverageTrack track) {
        List<String> cells = new ArrayList<>();
        for (CoverageInterval interval : track.intervals()) {
            for (long i = interval.fromEpochMillis(); i < interval.toEpochMillis(); i++) {
                cells.add(interval.state() + " " + interval.causes());
            }
        }
        return cells;
    }

    private static List<String> states(CoverageTrack track) {
        return cells(track).stream().map(cell -> cell.split(" ", 2)[0]).toList();
    }

    private static long count(List<String> cells, String... states) {
        return cells.stream()
                .filter(cell -> Arrays.asList(states).contains(cell.split(" ", 2)[0]))
                .count();
    }

    private static int runs(List<String> cells) {
        int runs = 0;
        boolean inGap = false;
        for (String cell : cells) {
            boolean bad = (cell.startsWith("UNSEEN") || cell.startsWith("SUSPECT")) && !cell.equals("UNSEEN [PENDING]");
            runs += bad && !inGap ? 1 : 0;
            inGap = bad;
        }
        return runs;
    }

    /** Makes things happen to a ledger and to the arrays alike. */
    private static final class World {
        private final Random random;
        private final CoverageLedger ledger = new CoverageLedger();
        private final List<NaiveLedger> naive = new ArrayList<>();
        private final Map<Integer, List<Integer>> delays = new HashMap<>();
        private final int[] heard = new int[100];
        private final List<FeedGap> gaps = new ArrayList<>();
        private final List<String> story = new ArrayList<>();
        private final long offset;
        private final long error;
        private boolean raised;
        private int connection = 1;
        private int time = 100;

        World(Random random) {
            this.random = random;
            this.offset = random.nextInt(3) * 1_300_000L - 1_300_000L;
            this.error = random.nextInt(3) * 1_700_000L;
            ledger.clock(offset, error);
            Arrays.fill(heard, Integer.MIN_VALUE);
            for (Topic topic : TOPICS) {
                naive.add(new NaiveLedger(topic, SIZE, delays));
                ledger.expect(topic);
            }
        }

        NaiveLedger naive(Topic topic) {
            return naive.get(TOPICS.indexOf(topic));
        }

        void live(int steps) {
            for (int i = 0; i < steps && time < SIZE - 200; i++) {
                time += random.nextInt(4) == 0 ? 0 : random.nextInt(90);
                step();
            }
        }

        private void step() {
            Topic topic = TOPICS.get(random.nextInt(TOPICS.size()));
            NaiveLedger line = naive(topic);
            long now = nanos(time);
            long before = nanos(time - random.nextInt(60));
            int kind = random.nextInt(22);
            story.add(time + ":" + kind + ":" + topic.name());
            switch (kind) {
                case 0, 1, 2 -> {
                    if (random.nextBoolean()) {
                        notice(new Notice.TopicLive(topic, connection, now));
                    } else {
                        notice(new Notice.FirstData(topic, connection, now));
                    }
                    line.live(connection, heard[connection], earliest(now), latest(now));
                    hearConnection(connection, earliest(now));
                }
                case 3, 4, 5, 6 -> {
                    if (kind == 3) {
                        ledger.heard(topic, now, gaps::add);
                        line.heard(now, earliest(now), latest(now));
                    } else {
                        int pushed = time - random.nextInt(kind == 4 ? 150 : 10);
                        int happened = pushed - random.nextInt(kind == 5 ? 700 : 10);
                        ledger.heard(topic, happened, pushed, now, gaps::add);
                        line.heard(happened, pushed, now, earliest(now), latest(now));
                    }
                    if (line.connection >= 0) {
                        hearConnection(line.connection, earliest(now));
                    }
                }
                case 7, 8 -> {
                    ledger.heard(connection, now);
                    if (heard[connection] != Integer.MIN_VALUE) {
                        hearConnection(connection, earliest(now));
                    }
                }
                case 9 -> disconnect(before, now);
                case 10 -> {
                    notice(new Notice.TopicRefused(topic, "error:handler not found", null, now));
                    line.lostNanos(now);
                    line.lose(line.throughWhenHeard(earliest(now)), CoverageState.UNSEEN, Cause.REFUSED);
                }
                case 11 -> {
                    notice(new Notice.TopicClosed(topic, now));
                    line.lose(line.throughWhenHeard(earliest(now)), CoverageState.UNSEEN, Cause.CLOSED);
                    line.closeTopic();
                }
                case 12 -> {
                    Duration usual = Duration.ofMillis(5);
                    notice(new Notice.TopicSilent(topic, usual, usual, before, now));
                    line.lostNanos(before);
                    line.heardThrough(earliest(before));
                    line.lose(line.throughWhenHeard(earliest(before)), CoverageState.SUSPECT, Cause.SILENT);
                }
                case 13 -> gap(topic, line, before, now);
                case 14, 15, 16 -> {
                    Topic book = TOPICS.get(2 + random.nextInt(2));
                    notice(new Notice.BookStatusChanged(book, BookStatus.STALE, BookStatus.LIVE, null, now));
                    naive(book).trust(latest(now));
                }
                case 17 -> stale(TOPICS.get(2 + random.nextInt(2)), now);
                case 18 -> {
                    Topic book = TOPICS.get(2);
                    notice(new Notice.SequenceUnverified(book, now));
                    naive(book).trust(latest(now));
                    naive(book).unverified();
                }
                case 19 -> {
                    int from = time - random.nextInt(80);
                    int to = from + random.nextInt(80);
                    notice(new Notice.Dropped(topic, 3, from, to, now));
                    line.scar(from, to + 1, CoverageState.UNSEEN, Cause.DROPPED);
                }
                case 20 -> unreadable(now);
                default -> raise(topic, line);
            }
        }

        private void disconnect(long before, long now) {
            notice(new Notice.Disconnected(connection, "reset by peer", before, Duration.ofSeconds(1), now));
            if (heard[connection] != Integer.MIN_VALUE) {
                hearConnection(connection, earliest(before));
            }
            for (NaiveLedger each : naive) {
                if (each.connection == connection) {
                    each.lose(each.throughWhenHeard(earliest(before)), CoverageState.UNSEEN, Cause.DISCONNECTED);
                    each.detach(before);
                }
            }
            connection++;
        }

        private void gap(Topic topic, NaiveLedger line, long before, long now) {
            notice(new Notice.Gap(topic, 7, 9, before, now));
            if (topic.kind().isBook()) {
                line.heardThrough(earliest(before));
                line.lose(line.toldBefore(now, latest(now)), CoverageState.SUSPECT, Cause.GAP);
            } else {
                int from = earliest(before) - line.lag();
                line.scar(from, Math.max(from + 1, latest(now)), CoverageState.SUSPECT, Cause.GAP);
            }
        }

        private void stale(Topic book, long now) {
            if (random.nextInt(3) == 0) {
                notice(new Notice.BookStatusChanged(book, BookStatus.LIVE, BookStatus.AWAITING_SNAPSHOT, null, now));
                naive(book)
                        .lose(naive(book).toldBefore(now, latest(now)), CoverageState.UNSEEN, Cause.AWAITING_SNAPSHOT);
                return;
            }
            boolean crossed = random.nextBoolean();
            StaleReason reason = crossed ? StaleReason.CROSSED : StaleReason.UNAVAILABLE;
            notice(new Notice.BookStatusChanged(book, BookStatus.LIVE, BookStatus.STALE, reason, now));
            naive(book)
                    .lose(
                            naive(book).toldBefore(now, latest(now)),
                            crossed ? CoverageState.SUSPECT : CoverageState.UNSEEN,
                            crossed ? Cause.CROSSED : Cause.UNAVAILABLE);
        }

        private void unreadable(long now) {
            notice(new Notice.Unreadable(connection, "not JSON", "", now));
            for (NaiveLedger each : naive) {
                if (each.connection == connection && !each.isSequenced()) {
                    int from = earliest(now) - each.lag();
                    each.scar(from, Math.max(from + 1, latest(now)), CoverageState.SUSPECT, Cause.UNREADABLE);
                }
            }
        }

        private void raise(Topic topic, NaiveLedger line) {
            raised = true;
            int from = random.nextInt(time);
            int to = from + random.nextInt(400);
            if (random.nextBoolean()) {
                ledger.audited(topic, from, to);
                line.raise(from, to, CoverageState.AUDITED);
            } else {
                ledger.recovered(topic, from, to);
                line.raise(from, to, CoverageState.RECOVERED);
            }
        }

        private void hearConnection(int id, int at) {
            heard[id] = Math.max(heard[id], at);
            for (NaiveLedger each : naive) {
                if (each.connection == id) {
                    each.connectionHeard(at);
                }
            }
        }

        private void notice(Notice notice) {
            ledger.onNotice(notice, gaps::add);
        }

        /** Our wall clock at a venue time; with a part of a millisecond, so that rounding matters. */
        private long nanos(int venueMillis) {
            return venueMillis * 1_000_000L - offset + 250_000;
        }

        private int earliest(long nanos) {
            return (int) Math.floorDiv(nanos + offset - error, 1_000_000L);
        }

        private int latest(long nanos) {
            return (int) Math.floorDiv(nanos + offset + error + 999_999L, 1_000_000L);
        }
    }
}
