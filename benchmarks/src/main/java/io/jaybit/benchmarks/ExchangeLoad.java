package io.jaybit.benchmarks;

import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;
import io.jaybit.client.Health;
import io.jaybit.client.InlineListener;
import io.jaybit.market.Topic;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.agents.Preset;
import io.jaybit.simulator.venue.Outlet;
import io.jaybit.simulator.venue.UpgradeRefused;
import io.jaybit.simulator.venue.VenueConfig;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the simulated exchange can carry, on this machine, with its clients in the same process.
 *
 * <pre>
 * java -cp … io.jaybit.benchmarks.ExchangeLoad rate CLIENTS SYMBOLS SECONDS
 * java -cp … io.jaybit.benchmarks.ExchangeLoad hour PRESET
 * </pre>
 *
 * <p>{@code rate}: a busy day of so many linear symbols in real time; each client takes books (1, 50, 200, 1000), trades and ticker of
 * all of them. Told are frames a second and how far the exchange's clock is behind. {@code hour}: an hour of all usual markets in virtual
 * time, with one reader of every linear stream; told is the heap after a collection every ten minutes.
 */
public final class ExchangeLoad {
    private static final List<String> STREAMS =
            List.of("orderbook.1.", "orderbook.50.", "orderbook.200.", "orderbook.1000.", "publicTrade.", "tickers.");
    private static final long SEED = 1;

    private ExchangeLoad() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, UpgradeRefused {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "rate" ->
                rate(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            case "hour" -> hour(Preset.parse(arguments[1]).orElseThrow());
            default -> throw new IllegalArgumentException("rate CLIENTS SYMBOLS SECONDS | hour PRESET");
        }
    }

    private static void rate(int clients, int symbols, int seconds) throws IOException, InterruptedException {
        ExchangeConfig config = ExchangeConfig.calm(SEED)
                .withPreset(Preset.BUSY)
                .withSymbols(symbols, true)
                .withVenue(VenueConfig.UNLIMITED);
        List<Bybit> all = new ArrayList<>();
        try (ExchangeServer server = ExchangeServer.start(config, Speed.REAL, ServerConfig.loopback(Pace.MAX), 0)) {
            List<String> names = server.ask(exchange -> exchange.exchange().markets().stream()
                    .map(market -> market.symbol())
                    .toList());
            for (int i = 0; i < clients; i++) {
                Bybit bybit = Bybit.of(Exchange.at(server.webSocketAddress()));
                all.add(bybit);
                List<Topic> topics = new ArrayList<>();
                STREAMS.forEach(stream ->
                        names.forEach(name -> topics.add(bybit.linear().topic(stream + name))));
                bybit.subscribeInline(topics, new InlineListener() {}).awaitLive(Duration.ofSeconds(60));
            }
            pause(10);
            long[] before = frames(all);
            long begun = System.nanoTime();
            for (int second = 1; second <= seconds; second++) {
                pause(1);
                long behind = System.currentTimeMillis()
                        - server.ask(exchange -> exchange.timeline().now());
                if (second % 5 == 0) {
                    System.out.println("after " + second + " s the exchange is " + behind + " ms behind");
                }
            }
            double time = (System.nanoTime() - begun) / 1e9;
            long[] after = frames(all);
            for (int i = 0; i < clients; i++) {
                Health health = all.get(i).health();
                System.out.printf(
                        Locale.ROOT,
                        "client %d: %,.0f frames/s, %d reconnects, %d gaps%n",
                        i + 1,
                        (after[i] - before[i]) / time,
                        health.reconnects(),
                        health.topics().stream()
                                .mapToLong(topic -> topic.gaps())
                                .sum());
            }
            System.out.println(
                    server.ask(exchange -> exchange.venue().slowClients()) + " connections were cut as too slow");
            all.forEach(Bybit::close);
        }
    }

    private static void pause(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long[] frames(List<Bybit> clients) {
        return clients.stream().mapToLong(client -> client.health().frames()).toArray();
    }

    private static void hour(Preset preset) throws UpgradeRefused {
        SimulatedExchange exchange =
                SimulatedExchange.open(ExchangeConfig.calm(SEED).withPreset(preset), 1_784_900_000_000L);
        long[] sent = new long[2];
        var connection = exchange.venue().connect(StreamPath.LINEAR, Map.of(), "10.0.0.1", new Outlet() {
            @Override
            public void send(byte[] frame) {
                sent[0]++;
                sent[1] += frame.length;
            }

            @Override
            public void close(int code, String reason) {
                throw new IllegalStateException("closed: " + code);
            }

            @Override
            public void reset() {
                throw new IllegalStateException("reset");
            }

            @Override
            public long pendingBytes() {
                return 0;
            }
        });
        List<String> topics = new ArrayList<>();
        exchange.exchange().markets().stream()
                .filter(market -> market.category().text().equals("linear"))
                .forEach(market -> STREAMS.forEach(stream -> topics.add('"' + stream + market.symbol() + '"')));
        connection.onText("{\"op\":\"subscribe\",\"args\":[" + String.join(",", topics) + "]}");
        long begun = System.nanoTime();
        for (int minute = 1; minute <= 60; minute++) {
            exchange.timeline().advanceTo(exchange.timeline().now() + 60_000);
            if (minute % 10 == 0 || minute == 5) {
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                System.out.printf(
                        Locale.ROOT,
                        "minute %d after %,.0f s: heap %,d KB, %,d frames, %,d MB sent%n",
                        minute,
                        (System.nanoTime() - begun) / 1e9,
                        (runtime.totalMemory() - runtime.freeMemory()) >> 10,
                        sent[0],
                        sent[1] >> 20);
            }
            // The client's heartbeat.
            connection.onText("{\"op\":\"ping\"}");
        }
    }
}
