package io.jaybit.simulator;

import io.jaybit.simulator.wire.StreamPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A linear market that never was: five perpetuals with books of depth 1 and 50, trades with large sweeps among them, tickers,
 * one-minute klines and liquidations. The same seed and start give the same frames. Confined to the calling thread.
 */
public final class InventedMarket {
    private static final int STEP_MILLIS = 100;

    private final Random random;
    private final long startEpochMillis;
    private final FrameTape.Builder tape = new FrameTape.Builder();
    private final List<InventedSymbol> symbols = new ArrayList<>();
    private long seq = 914_470_000_000L;

    private InventedMarket(long seed, long startEpochMillis) {
        this.random = new Random(seed);
        this.startEpochMillis = startEpochMillis;
        symbols.add(new InventedSymbol("BTCUSDT", 650_102, 1, 3, 400, random));
        symbols.add(new InventedSymbol("ETHUSDT", 350_115, 2, 2, 900, random));
        symbols.add(new InventedSymbol("SOLUSDT", 18_240, 2, 1, 1_500, random));
        symbols.add(new InventedSymbol("XRPUSDT", 24_310, 4, 0, 9_000, random));
        symbols.add(new InventedSymbol("DOGEUSDT", 21_405, 5, 0, 60_000, random));
    }

    /**
     * Invents a tape.
     *
     * @param startEpochMillis time of the first frame
     * @param seconds how long it lasts; whole minutes make a loop without a seam in the klines
     */
    public static FrameTape tape(long seed, long startEpochMillis, int seconds) {
        InventedMarket market = new InventedMarket(seed, startEpochMillis);
        int steps = seconds * 1000 / STEP_MILLIS;
        for (int step = 0; step < steps; step++) {
            market.step(step, steps);
        }
        return market.tape.build();
    }

    /** The names of its symbols. */
    public static List<String> symbols() {
        return List.of("BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "DOGEUSDT");
    }

    private void step(int step, int steps) {
        for (int i = 0; i < symbols.size(); i++) {
            InventedSymbol symbol = symbols.get(i);
            long now = startEpochMillis + (long) step * STEP_MILLIS + i * 17L;
            seq += 1 + random.nextInt(9);
            symbol.move(step, steps);
            add(symbol.book(50, step == 0, now, seq));
            add(symbol.book(1, true, now + 2, seq));
            if (step == 0 || step % 10 == i) {
                add(symbol.ticker(step == 0, now + 5, seq));
                add(symbol.kline(now + 6));
            }
            if (random.nextInt(3) == 0) {
                seq++;
                add(symbol.trades(1 + random.nextInt(3), 1, now + 8, seq));
            }
            // One match that eats through the book; now and then worth more than 100,000 USD.
            if (random.nextInt(45) == 0 || (step == 8 && i == 0)) {
                seq++;
                add(symbol.trades(5 + random.nextInt(8), 14, now + 9, seq));
            }
            if (random.nextInt(90) == 0 || (step == 12 && i < 2)) {
                add(symbol.liquidation(now + 11));
            }
        }
    }

    private void add(String frame) {
        tape.add(StreamPath.LINEAR, frame.getBytes(StandardCharsets.UTF_8));
    }
}
