package io.jaybit.foreign;

import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.desk.ApiKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** Where the tests of orders and of all that lives get their exchange from: the one place that knows it. */
final class Venues {
    private static final long SEED = 7;

    private Venues() {}

    /** A fresh exchange on a calm day, on a free port. */
    static ExchangeServer exchange(Speed speed) {
        try {
            return ExchangeServer.start(ExchangeConfig.calm(SEED), speed, ServerConfig.loopback(Pace.REALTIME), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh one with an account of one's own. It goes by the machine's clock, with which clients sign. */
    static Venue open() {
        ExchangeServer server = exchange(Speed.REAL);
        ApiKey account = server.ask(exchange -> exchange.openAccount("client"));
        return new Venue() {
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
        };
    }
}
