package io.jaybit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.venue.FaultSchedule;
import io.jaybit.simulator.venue.Outlet;
import io.jaybit.simulator.venue.StreamConnection;
import io.jaybit.simulator.venue.UpgradeRefused;
import io.jaybit.simulator.wire.StreamPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The whole exchange in virtual time. */
class SimulatedExchangeTest {
    private static final long START = 1_784_900_000_000L;

    @Test
    void theSameSeedGivesTheSameBytes() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            List<String> first = run(seed, "");

            assertThat(first).as("seed " + seed).hasSizeGreaterThan(500).isEqualTo(run(seed, ""));
        }
        assertThat(run(1, "")).isNotEqualTo(run(2, ""));
    }

    @Test
    void theSameFaultsGiveTheSameBytes() throws Exception {
        String script = FaultSchedule.random(5, 10_000).toString();

        assertThat(run(1, script)).isEqualTo(run(1, script));
    }

    @Test
    void nothingIsMadeFromNothingWhateverGoesWrong() throws Exception {
        for (long seed = 0; seed < 3; seed++) {
            SimulatedExchange world =
                    world(seed, FaultSchedule.random(seed, 10_000).toString());
            new Trader(world);

            for (int i = 0; i < 20; i++) {
                world.timeline().advanceTo(world.timeline().now() + 1_000);
                assertThat(world.exchange().imbalance()).as("seed " + seed).isEmpty();
            }
        }
    }

    @Test
    void aClockThatIsWrongRefusesOrdersThatAreInTime() throws Exception {
        SimulatedExchange world = world(1, "from 0s for 2s skew -5s");
        Trader trader = new Trader(world);

        world.timeline().advanceTo(START + 5_000);

        assertThat(trader.got.stream().filter(frame -> frame.contains("\"retCode\":10002")))
                .hasSize(3);
        assertThat(trader.got)
                .anyMatch(frame -> frame.contains("\"op\":\"order.create\"") && frame.contains("\"retCode\":0"));
    }

    @Test
    void theKeysAreThoseOfFundedAccounts() {
        SimulatedExchange world = world(1, "");

        assertThat(world.keys()).extracting(key -> key.account().name()).containsExactly("alice", "bob", "carol");
        for (Account account : world.exchange().accounts()) {
            if (!account.isSilent()) {
                assertThat(account.wallet("USDT")).isEqualByComparingTo("1000000");
            }
        }
    }

    private static SimulatedExchange world(long seed, String faults) {
        ExchangeConfig config = ExchangeConfig.calm(seed).withSymbols(3, true).withFaults(FaultSchedule.parse(faults));
        return SimulatedExchange.open(config, START);
    }

    private static List<String> run(long seed, String faults) throws Exception {
        SimulatedExchange world = world(seed, faults);
        Trader trader = new Trader(world);
        world.timeline().advanceTo(START + 10_000);
        return trader.got;
    }

    /** Subscribes to everything and trades a little, always the same. */
    private static final class Trader implements Outlet {
        private final SimulatedExchange world;
        private final List<String> got = new ArrayList<>();

        private Trader(SimulatedExchange world) throws Exception {
            this.world = world;
            StreamConnection market = connect(StreamPath.LINEAR);
            for (String symbol : List.of("BTCUSDT", "ETHUSDT", "SOLUSDT")) {
                market.onText("{\"op\":\"subscribe\",\"args\":[\"orderbook.50." + symbol + "\",\"orderbook.1." + symbol
                        + "\",\"publicTrade." + symbol + "\",\"tickers." + symbol + "\",\"kline.1." + symbol
                        + "\",\"allLiquidation." + symbol + "\"]}");
            }
            StreamConnection own = connect(StreamPath.PRIVATE);
            own.onText(auth());
            own.onText("{\"op\":\"subscribe\",\"args\":[\"order\",\"execution\",\"position\",\"wallet\"]}");
            StreamConnection trade = connect(StreamPath.TRADE);
            trade.onText(auth());
            world.timeline().every(START + 500, 700, () -> trade.onText(order()));
        }

        private StreamConnection connect(StreamPath path) {
            try {
                return world.venue().connect(path, Map.of(), "10.0.0.1", this);
            } catch (UpgradeRefused refused) {
                throw new AssertionError(refused);
            }
        }

        private String order() {
            long now = world.timeline().now();
            return "{\"header\":{\"X-BAPI-TIMESTAMP\":\"" + now
                    + "\"},\"op\":\"order.create\",\"args\":[{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\""
                    + (now % 1_400 < 700 ? "Buy" : "Sell") + "\",\"orderType\":\"Market\",\"qty\":\"0.010\"}]}";
        }

        private String auth() throws Exception {
            ApiKey account = world.keys().get(0);
            long expires = START + 5_000;
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(account.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature =
                    HexFormat.of().formatHex(mac.doFinal(("GET/realtime" + expires).getBytes(StandardCharsets.UTF_8)));
            return "{\"op\":\"auth\",\"args\":[\"" + account.key() + "\"," + expires + ",\"" + signature + "\"]}";
        }

        @Override
        public void send(byte[] frame) {
            got.add(new String(frame, StandardCharsets.UTF_8));
        }

        @Override
        public void close(int code, String reason) {
            got.add("close " + code);
        }

        @Override
        public void reset() {
            got.add("reset");
        }

        @Override
        public long pendingBytes() {
            return 0;
        }
    }
}
