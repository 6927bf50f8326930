package io.jaybit.foreign;

import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.agents.Preset;
import io.jaybit.simulator.desk.ApiKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;

/** Where the tests of orders and of all that lives get their exchange from: the one place that knows it. */
final class Venues {
    private static final long SEED = 7;

    private Venues() {}

    /** A fresh exchange on a calm day, on a free port. */
    static ExchangeServer exchange(Speed speed) {
        return start(ExchangeConfig.calm(SEED), speed);
    }

    /** One that goes by the machine's clock and whose traders offer so little that an account can buy a whole side of a book. */
    static ExchangeServer thinExchange() {
        return start(ExchangeConfig.calm(SEED).withPreset(Preset.THIN), Speed.REAL);
    }

    private static ExchangeServer start(ExchangeConfig config, Speed speed) {
        try {
            return ExchangeServer.start(config, speed, ServerConfig.loopback(Pace.REALTIME), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh one with an account of one's own. It goes by the machine's clock, with which clients sign. */
    static Venue open() {
        ExchangeServer server = exchange(Speed.REAL);
        return new Seat(server, server.ask(exchange -> exchange.openAccount("client")));
    }

    /** One more account on an exchange, with more money than the others. */
    static Venue account(ExchangeServer server, String name, Map<String, String> more) {
        return new Seat(server, server.ask(exchange -> {
            ApiKey made = exchange.openAccount(name);
            more.forEach((coin, amount) -> exchange.exchange().deposit(made.account(), coin, new BigDecimal(amount)));
            return made;
        }));
    }

    /** An account of an exchange, which is closed with it. */
    private record Seat(ExchangeServer server, ApiKey account) implements Venue {
        @Override
        public URI ws() {
            return URI.create(server.webSocketAddress());
        }

        @Override
        public URI rest() {
            return URI.create(server.restAddress());
        }

        @Override
        public String key() {
            return account.key();
        }

        @Override
        public String secret() {
            return account.secret();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
