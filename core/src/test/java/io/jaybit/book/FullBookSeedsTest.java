package io.jaybit.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A venue with a full book, its stream and its REST endpoint, all of them unreliable: deltas get lost, snapshots come late or old,
 * the service restarts, the book vanishes and comes back. Whenever the book says that it is live it is the venue's.
 */
class FullBookSeedsTest {
    private static final Topic TOPIC = Topic.of(Channel.LINEAR, "orderbook.full.MNTUSDT");
    private static final Symbol SYMBOL = new Symbol(Category.LINEAR, "MNTUSDT");
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;
    private static final int STEPS = 600;

    private Random random;
    private FullBook full;
    private final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Long> asks = new TreeMap<>();
    private final TreeMap<Long, String> history = new TreeMap<>();
    private long u;
    private long seq;
    private long nowMillis;
    private BookUpdate underWay;
    private int checks;

    @Test
    void aLiveBookIsTheVenuesBook() {
        long live = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            open(seed);
            for (int step = 0; step < STEPS; step++) {
                step(true);
                check("seed " + seed + " step " + step);
            }
            live += checks;

            calmDown();
            check("seed " + seed + " at the end");
            assertThat(full.book().isLive())
                    .as("seed %d is live once the venue is calm", seed)
                    .isTrue();
        }
        assertThat(live).as("steps with a live book").isGreaterThan((long) SEEDS * STEPS / 10);
    }

    private void open(long seed) {
        random = new Random(seed);
        full = new FullBook(TOPIC, SYMBOL, (update, outcome) -> {});
        bids.clear();
        asks.clear();
        history.clear();
        u = 1_000;
        seq = 5_000;
        nowMillis = 0;
        underWay = null;
        checks = 0;
    }

    private void step(boolean unreliable) {
        nowMillis += random.nextInt(400);
        int kind = unreliable ? random.nextInt(1_000) : 999;
        if (kind < 4) {
            restart(random.nextBoolean());
        } else if (kind < 8) {
            full.invalidate(StaleReason.DISCONNECTED);
        } else {
            BookUpdate delta = change();
            boolean lost = kind < 30;
            if (!lost) {
                full.apply(delta);
            }
            if (kind >= 30 && kind < 45) {
                full.apply(delta);
            }
        }
        rest(unreliable);
    }

    private void rest(boolean unreliable) {
        if (full.shouldFetch(nowMillis * 1_000_000)) {
            underWay = snapshot();
        }
        if (underWay != null && random.nextInt(3) == 0) {
            BookUpdate answer = underWay;
            underWay = null;
            if (unreliable && random.nextInt(5) == 0) {
                full.onFetchFailed();
            } else {
                full.onSnapshot(answer);
            }
        } else if (underWay != null && random.nextInt(3) == 0) {
            // asked for now, taken by the venue a little later
            underWay = snapshot();
        }
    }

    private void calmDown() {
        for (int i = 0; i < 2_000 && !(i > 5 && full.book().isLive()); i++) {
            step(false);
        }
    }

    private void restart(boolean vanishes) {
        u = 1;
        seq += 1 + random.nextInt(3);
        history.clear();
        if (vanishes) {
            bids.clear();
            asks.clear();
        }
        history.put(u, canonical());
        BookUpdate first = Frames.frame(TOPIC, SYMBOL, false, u);
        first.setSeq(seq);
        full.apply(first);
    }

    private BookUpdate change() {
        u++;
        seq += random.nextInt(4);
        BookUpdate delta = Frames.frame(TOPIC, SYMBOL, false, u);
        delta.setSeq(seq);
        for (int i = random.nextInt(4); i >= 0; i--) {
            change(bids, delta.bids(), 1_000 - random.nextInt(40));
            change(asks, delta.asks(), 1_001 + random.nextInt(40));
        }
        history.put(u, canonical());
        return delta;
    }

    private void change(Map<Long, Long> side, BookUpdate.Levels levels, long price) {
        long size = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_000);
        levels.add(price, 0, size, 0);
        if (size == 0) {
            side.remove(price);
        } else {
            side.put(price, size);
        }
    }

    private BookUpdate snapshot() {
        BookUpdate snapshot = Frames.frame(TOPIC, SYMBOL, true, u);
        snapshot.setSeq(seq);
        bids.forEach((price, size) -> snapshot.bids().add(price, 0, size, 0));
        asks.forEach((price, size) -> snapshot.asks().add(price, 0, size, 0));
        return snapshot;
    }

    private void check(String where) {
        if (full.book().isLive()) {
            checks++;
            String venues = history.get(full.book().updateId());
            if (!BookText.canonical(full.book()).equals(venues)) {
                assertThat(BookText.canonical(full.book())).as(where).isEqualTo(venues);
            }
        }
    }

    private String canonical() {
        StringBuilder text = new StringBuilder();
        bids.forEach(
                (price, size) -> text.append(price).append(' ').append(size).append('\n'));
        asks.forEach(
                (price, size) -> text.append(price).append(' ').append(size).append('\n'));
        return text.toString();
    }
}
