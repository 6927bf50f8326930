package io.jaybit.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.OrderBook.Outcome;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fast book against the naive one, frame by frame, over random streams. A failure names its seed. */
class RandomBooksTest {
    private static final long FIRST_SEED = 1;
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;
    private static final int FRAMES = 400;

    @Test
    void theFastBookIsTheNaiveBook() {
        Set<Outcome> met = EnumSet.noneOf(Outcome.class);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            RandomFrames frames = new RandomFrames(seed);
            OrderBook book = new OrderBook(Frames.TOPIC, Frames.SYMBOL);
            NaiveBook naive = new NaiveBook(50);
            Random random = new Random(~seed);
            for (int i = 0; i < FRAMES; i++) {
                BookUpdate frame = frames.next();
                String where = "seed " + seed + " frame " + i;

                Outcome outcome = book.apply(frame);

                assertThat(outcome).as(where).isEqualTo(naive.apply(frame));
                assertSame(book, naive, where);
                met.add(outcome);
                if (random.nextInt(20) == 0) {
                    assertMeasures(book, naive, random, where);
                    assertMeasures(book.copy(), naive, random, where + ", copy");
                }
            }
        }
        assertThat(met).as("the streams meet every case").containsExactlyInAnyOrder(Outcome.values());
    }

    private static void assertSame(OrderBook book, NaiveBook naive, String where) {
        if (book.status() != naive.status()
                || book.staleReason() != naive.staleReason()
                || book.sequenceUnverified() != naive.sequenceUnverified()
                || book.priceScale() != naive.priceScale()
                || book.hasUpdateId() != naive.updateId().isPresent()
                || (book.hasUpdateId() && book.updateId() != naive.updateId().getAsLong())
                || !book.counters().equals(naive.counters())
                || !hasLevels(book, BookSide.BID, naive)
                || !hasLevels(book, BookSide.ASK, naive)) {
            assertThat(BookText.canonical(book)).as(where).isEqualTo(naive.canonical());
            assertThat(book.counters()).as(where).isEqualTo(naive.counters());
            throw new AssertionError(where + ": " + book + " is not " + naive.status() + " " + naive.staleReason());
        }
    }

    private static boolean hasLevels(BookView book, BookSide side, NaiveBook naive) {
        if (book.levels(side) != naive.side(side).size()) {
            return false;
        }
        int level = 0;
        for (Map.Entry<BigDecimal, BigDecimal> entry : naive.side(side).entrySet()) {
            BigDecimal price = BigDecimal.valueOf(book.priceMantissa(side, level), book.priceScale());
            BigDecimal size = BigDecimal.valueOf(book.sizeMantissa(side, level), book.sizeScale(side, level));
            if (price.compareTo(entry.getKey()) != 0 || !size.equals(entry.getValue())) {
                return false;
            }
            level++;
        }
        return true;
    }

    private static void assertMeasures(BookView book, NaiveBook naive, Random random, String where) {
        NavigableMap<BigDecimal, BigDecimal> bids = naive.side(BookSide.BID);
        NavigableMap<BigDecimal, BigDecimal> asks = naive.side(BookSide.ASK);
        int levels = 1 + random.nextInt(60);
        if (naive.status() == BookStatus.LIVE && !bids.isEmpty() && !asks.isEmpty()) {
            BigDecimal bid = bids.firstKey();
            BigDecimal ask = asks.firstKey();
            BigDecimal bidSize = bids.firstEntry().getValue();
            BigDecimal askSize = asks.firstEntry().getValue();
            BigDecimal two = BigDecimal.valueOf(2);
            assertThat(book.spread()).as(where).isEqualByComparingTo(ask.subtract(bid));
            assertThat(book.mid()).as(where).isEqualTo(new Quotient(bid.add(ask), two));
            assertThat(book.microprice())
                    .as(where)
                    .isEqualTo(new Quotient(bid.multiply(askSize).add(ask.multiply(bidSize)), bidSize.add(askSize)));
            assertThat(book.spreadTicks(Decimal.parse("0.05")))
                    .as(where)
                    .isEqualTo(new Quotient(ask.subtract(bid), new BigDecimal("0.05")));
            if (bid.add(ask).signum() > 0) {
                BigDecimal bps = ask.subtract(bid).multiply(BigDecimal.valueOf(20_000));
                assertThat(book.spreadBps()).as(where).isEqualTo(new Quotient(bps, bid.add(ask)));
            }
            BigDecimal heavyBids = sum(first(bids, levels), false);
            BigDecimal heavyAsks = sum(first(asks, levels), false);
            assertThat(book.imbalance(levels))
                    .as(where)
                    .isEqualTo(new Quotient(heavyBids.subtract(heavyAsks), heavyBids.add(heavyAsks)));
        } else {
            assertThat(book.mid()).as(where).isNull();
            assertThat(book.microprice()).as(where).isNull();
            assertThat(book.spreadBps()).as(where).isNull();
        }
        for (BookSide side : BookSide.values()) {
            assertSums(book, naive, side, levels, random, where);
        }
    }

    private static void assertSums(
            BookView book, NaiveBook naive, BookSide side, int levels, Random random, String where) {
        NavigableMap<BigDecimal, BigDecimal> all = naive.side(side);
        assertDepth(book.depth(side, levels), first(all, levels), naive, where);
        if (all.isEmpty()) {
            return;
        }
        List<BigDecimal> prices = new ArrayList<>(all.keySet());
        BigDecimal price = prices.get(random.nextInt(prices.size()));
        assertDepth(
                book.depthTo(side, Decimal.parse(price.toPlainString())),
                new ArrayList<>(all.headMap(price, true).entrySet()),
                naive,
                where);

        BigDecimal whole = sum(first(all, levels), false);
        BigDecimal wanted =
                whole.subtract(new BigDecimal("0.5")).max(BigDecimal.ONE).stripTrailingZeros();
        wanted = wanted.scale() < 0 ? wanted.setScale(0) : wanted;
        if (wanted.precision() > Decimal.MAX_DIGITS || wanted.scale() > Decimal.MAX_SCALE) {
            return;
        }
        BigDecimal left = wanted;
        BigDecimal value = BigDecimal.ZERO;
        for (Map.Entry<BigDecimal, BigDecimal> level : all.entrySet()) {
            BigDecimal part = level.getValue().min(left);
            value = value.add(part.multiply(level.getKey()));
            left = left.subtract(part);
        }
        Fill fill = book.fill(side, Decimal.parse(wanted.toPlainString()));
        assertThat(fill.status()).as(where).isEqualTo(naive.status());
        assertThat(fill.missing()).as(where).isEqualByComparingTo(left);
        assertThat(fill.taken().sizeTimesPrice()).as(where).isEqualByComparingTo(value);
        assertThat(fill.averagePrice()).as(where).isEqualTo(new Quotient(value, wanted.subtract(left)));
        boolean answers = left.signum() == 0 && naive.status() == BookStatus.LIVE;
        assertThat(book.vwap(side, fill.wanted())).as(where).isEqualTo(answers ? fill.averagePrice() : null);
    }

    private static void assertDepth(
            Depth depth, List<Map.Entry<BigDecimal, BigDecimal>> levels, NaiveBook naive, String where) {
        assertThat(depth.status()).as(where).isEqualTo(naive.status());
        assertThat(depth.levels()).as(where).isEqualTo(levels.size());
        assertThat(depth.size()).as(where).isEqualByComparingTo(sum(levels, false));
        assertThat(depth.sizeTimesPrice()).as(where).isEqualByComparingTo(sum(levels, true));
        if (levels.isEmpty()) {
            assertThat(depth.worstPrice()).as(where).isNull();
        } else {
            assertThat(depth.worstPrice().toBigDecimal())
                    .as(where)
                    .isEqualByComparingTo(levels.get(levels.size() - 1).getKey());
        }
    }

    private static List<Map.Entry<BigDecimal, BigDecimal>> first(
            NavigableMap<BigDecimal, BigDecimal> side, int levels) {
        return side.entrySet().stream().limit(levels).toList();
    }

    private static BigDecimal sum(List<Map.Entry<BigDecimal, BigDecimal>> levels, boolean timesPrice) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<BigDecimal, BigDecimal> level : levels) {
            sum = sum.add(timesPrice ? level.getKey().multiply(level.getValue()) : level.getValue());
        }
        return sum;
    }
}
