package io.jaybit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.agents.Preset;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.venue.Outlet;
import io.jaybit.simulator.venue.StreamConnection;
import io.jaybit.simulator.wire.StreamPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Whether the exchange can go on for ever. */
@EnabledIfSystemProperty(named = "jaybit.long", matches = "true")
class HourOfTradingTest {
    private static final long START = 1_784_900_000_000L;

    /** Takes frames and forgets them. */
    private static final class Drain implements Outlet {
        private long frames;

        @Override
        public void send(byte[] frame) {
            frames++;
        }

        @Override
        public void close(int code, String reason) {}

        @Override
        public void reset() {}

        @Override
        public long pendingBytes() {
            return 0;
        }
    }

    @Test
    void anHourOfCrashesAndTradesLeavesMemoryFlatAndEverySumRight() throws Exception {
        SimulatedExchange exchange =
                SimulatedExchange.open(ExchangeConfig.calm(3).withPreset(Preset.CRASH), START);
        Drain drain = new Drain();
        StreamConnection connection = exchange.venue().connect(StreamPath.LINEAR, Map.of(), "127.0.0.1", drain);
        for (Market market : exchange.exchange().markets()) {
            for (String kind : List.of("orderbook.50.", "publicTrade.", "tickers.", "kline.1.", "allLiquidation.")) {
                connection.onText("{\"op\":\"subscribe\",\"args\":[\"" + kind + market.symbol() + "\"]}");
            }
        }
        List<Long> heaps = new ArrayList<>();
        for (int minute = 1; minute <= 60; minute++) {
            exchange.timeline().advanceTo(START + minute * 60_000L);
            connection.onText("{\"op\":\"ping\"}");
            if (minute % 10 == 0) {
                heaps.add(usedAfterCollection() >> 20);
            }
        }

        System.out.println(drain.frames + " frames; heap in MB after each 10 minutes: " + heaps);
        assertThat(exchange.exchange().imbalance()).isEmpty();
        assertThat(drain.frames).isGreaterThan(1_000_000);
        assertThat(heaps.get(5)).isLessThan(heaps.get(2) + Math.max(20, heaps.get(2) / 4));
    }

    private static long usedAfterCollection() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
