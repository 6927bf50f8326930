package io.jaybit.examples;

import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.TimeInForce;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A simulated exchange with an account whose key is in a file, and which trades when asked to. */
final class OwnAccount implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final ExchangeServer server;
    private final Path keyFile;
    private int orders;

    private OwnAccount(ExchangeServer server, Path keyFile) {
        this.server = server;
        this.keyFile = keyFile;
    }

    static OwnAccount open(Path folder) throws IOException {
        ExchangeServer server = ExchangeServer.start(
                ExchangeConfig.calm(11).withPreset(null), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0);
        ApiKey key = server.keys().get(0);
        Path file = Files.writeString(
                folder.resolve("keys.json"),
                "{\"mine\": {\"key\": \"" + key.key() + "\", \"secret\": \"" + key.secret() + "\"}}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new OwnAccount(server, file);
    }

    /** Where, file and name. */
    String[] arguments() {
        return new String[] {server.webSocketAddress(), keyFile.toString(), "mine"};
    }

    /** Sells and buys back until the program prints what is waited for. */
    String tradeUntil(Program program, Predicate<String> fitting) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() - end < 0) {
            server.ask(this::trade);
            LockSupport.parkNanos(50_000_000);
            Optional<String> line = program.lineByNow(fitting);
            if (line.isPresent()) {
                return line.get();
            }
        }
        throw new AssertionError("no such line; printed: " + program.printed());
    }

    /** The account sells to another one, and the next time buys back. */
    private boolean trade(SimulatedExchange exchange) throws Refusal {
        Side side = orders % 2 == 0 ? Side.SELL : Side.BUY;
        order(exchange, 1, side.opposite(), "others-" + orders);
        order(exchange, 0, side, "mine-" + orders);
        orders++;
        return true;
    }

    private static void order(SimulatedExchange exchange, int account, Side side, String name) throws Refusal {
        Market market = Objects.requireNonNull(exchange.exchange().market(Category.LINEAR, "DOGEUSDT"));
        long qty = market.instrument().steps(new BigDecimal("100"));
        exchange.exchange()
                .create(
                        exchange.keys().get(account).account(),
                        OrderRequest.limit(market, side, qty, market.markPrice())
                                .timeInForce(TimeInForce.GTC)
                                .orderLinkId(name)
                                .build());
    }

    @Override
    public void close() {
        server.close();
    }
}
