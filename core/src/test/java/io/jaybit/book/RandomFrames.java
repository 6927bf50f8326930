package io.jaybit.book;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;

/**
 * A stream of book frames as the venue might send them, and as it had better not: in sequence mostly, with repeats, gaps, restarts,
 * crossed tops, finer prices and numbers that do not fit; one stream in eight skips ids all the time. Everything follows from the seed.
 */
public final class RandomFrames {
    private final Random random;
    private final int digitsOfPrice;
    private final int window;
    private final boolean skipping;
    private long u;
    private int scale;
    private long seconds;

    public RandomFrames(long seed) {
        random = new Random(seed);
        scale = random.nextInt(4);
        digitsOfPrice = 2 + random.nextInt(3);
        window = 1 + random.nextInt(60);
        u = random.nextInt(1_000_000);
        skipping = random.nextInt(8) == 0;
    }

    /** The next frame of {@link Frames#TOPIC}. */
    public BookUpdate next() {
        int kind = random.nextInt(1_000);
        boolean snapshot = kind < (skipping ? 200 : 80);
        if (kind < 15) {
            u = 1;
        } else if (kind < 30) {
            u = Math.max(0, u - random.nextInt(3));
        } else if (kind < 50 || snapshot || skipping) {
            u += random.nextInt(4);
        } else if (kind >= 60) {
            u++;
        }
        if (random.nextInt(200) == 0) {
            scale = random.nextInt(14);
        }
        seconds += random.nextInt(4);
        BookUpdate update = new BookUpdate(Frames.TOPIC, Frames.SYMBOL);
        update.begin(Frames.TOPIC, Frames.SYMBOL, seconds * 1_000_000_000L);
        update.setSnapshot(snapshot);
        update.setUpdateId(u);
        update.setPushedEpochMillis(seconds * 1_000);
        if (random.nextInt(2_000) == 0) {
            update.setUnrepresentable();
        }
        fill(update.bids(), snapshot, -1);
        fill(update.asks(), snapshot, 1);
        return update;
    }

    private void fill(BookUpdate.Levels levels, boolean snapshot, int direction) {
        int count = random.nextInt(5) == 0 ? 0 : random.nextInt(snapshot ? window : 12);
        for (int i = 0; i < count; i++) {
            // near the middle mostly; now and then across it
            int distance =
                    (int) Math.round(Math.abs(random.nextGaussian()) * 30) + (random.nextInt(1_500) == 0 ? -3 : 1);
            Decimal price = price(BigDecimal.TEN
                    .pow(digitsOfPrice)
                    .add(BigDecimal.valueOf((long) distance * direction, random.nextInt(scale + 1))));
            Decimal size = size(snapshot);
            levels.add(price.mantissa(), price.scale(), size.mantissa(), size.scale());
        }
    }

    private Decimal price(BigDecimal value) {
        return switch (random.nextInt(4_000)) {
            case 0 -> Decimal.parse("0.0000000000001");
            case 1 -> Decimal.of(999_999_999_999_999_999L, 0);
            case 2 -> Decimal.of(-random.nextInt(1_000), random.nextInt(19));
            case 3 -> Decimal.parse("1.00000000000000000");
            default -> {
                BigDecimal stretched = random.nextInt(3) == 0
                        ? value
                        : value.setScale(Math.max(scale, value.scale()), RoundingMode.UNNECESSARY);
                yield Decimal.parse(stretched.toPlainString());
            }
        };
    }

    private Decimal size(boolean snapshot) {
        int kind = random.nextInt(1_000);
        if (kind < (snapshot ? 30 : skipping ? 5 : 350)) {
            return Decimal.of(0, random.nextInt(4));
        }
        if (kind < 980) {
            return Decimal.of(1 + random.nextInt(1_000_000), random.nextInt(7));
        }
        if (kind < 998) {
            return Decimal.of(999_999_999_999_999_999L - random.nextInt(3), random.nextInt(19));
        }
        return kind == 998 && random.nextInt(50) == 0 ? Decimal.of(-1, 0) : Decimal.parse("0.0000000000001");
    }
}
