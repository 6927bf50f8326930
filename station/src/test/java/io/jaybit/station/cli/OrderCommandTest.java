package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders from the command line, on a simulated exchange. */
@Timeout(180)
class OrderCommandTest {
    @TempDir
    Path folder;

    private ExchangeServer server;
    private Path keys;

    @BeforeEach
    void open() throws IOException {
        server = ExchangeServer.start(ExchangeConfig.calm(9), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0);
        keys = folder.resolve("keys.json");
        Files.writeString(
                keys,
                "{\"own\":{\"key\":\"" + server.keys().get(0).key() + "\",\"secret\":\""
                        + server.keys().get(0).secret() + "\"}}");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anOrderIsPlacedChangedAndTakenBack() {
        String far = price(-900);
        Terminal placed = order(
                "place", "btc/usdt", "buy", "0.002", "--price", far, "--link-id", "mine-1", "--post-only", "--yes");
        assertThat(placed.code()).as(placed.err()).isZero();
        assertThat(placed.err())
                .contains("on " + server.webSocketAddress() + ", key …")
                .contains("account " + number())
                .contains("Buy 0.002 linear:BTCUSDT at " + far + ", PostOnly, id mine-1")
                .contains("notional ", " USDT")
                .contains("position 0 -> 0.002; open orders: buy 0, sell 0");
        assertThat(placed.out()).contains("linear:BTCUSDT mine-1 Buy 0.002 at " + far + " New  (");

        String farther = price(-950);
        Terminal amended = order("amend", "BTCUSDT", "mine-1", "--price", farther, "--qty", "0.003", "--yes", "--json");
        assertThat(amended.code()).as(amended.err()).isZero();
        assertThat(amended.out())
                .contains("\"orderLinkId\":\"mine-1\"", "\"price\":\"" + farther + "\"", "\"qty\":\"0.003\"")
                .contains("\"status\":\"New\"");

        Terminal cancelled = order("cancel", "BTCUSDT", "mine-1", "--yes");
        assertThat(cancelled.code()).as(cancelled.err()).isZero();
        assertThat(cancelled.out()).contains("mine-1 Buy 0.003 at " + farther + " Cancelled");

        Terminal again = order("cancel", "BTCUSDT", "mine-1", "--yes");
        assertThat(again.code()).isEqualTo(4);
        assertThat(again.err()).contains("retCode 110001");
    }

    @Test
    void aMarketOrderShowsThePositionItMakes() {
        Terminal sold = order("place", "BTCUSDT", "sell", "0.01", "--yes");
        assertThat(sold.code()).as(sold.err()).isZero();
        assertThat(sold.err()).contains("position 0 -> -0.01");
        assertThat(sold.out()).contains(" Sell 0.010 at ").contains(" Filled, filled 0.010 at ");

        Terminal shown = Terminal.run(with("positions", "--symbol", "BTCUSDT", "--count", "1", "--for", "60s"));
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out()).as("how it stands, though nothing happens").contains("-0.010 BTC");
        assertThat(shown.err()).contains("in sync");
    }

    @Test
    void everyOrderOfASymbolIsTakenBack() {
        for (int i = 0; i < 3; i++) {
            Terminal placed = order("place", "BTCUSDT", "buy", "0.001", "--price", price(-800 - i), "--yes");
            assertThat(placed.code()).as(placed.err()).isZero();
        }
        Terminal gone = order("cancel-all", "--category", "linear", "--symbol", "BTCUSDT", "--yes");
        assertThat(gone.code()).as(gone.err()).isZero();
        assertThat(gone.err()).contains("3 open orders of linear BTCUSDT");
        assertThat(gone.out()).isEqualTo("3 taken back, 0 left\n");
    }

    @Test
    void whatIsWrongWithAnOrderIsSaidBeforeAnythingIsSent() {
        Terminal wrong = order("place", "BTCUSDT", "buy", "0.0005", "--price", price(20_000), "--yes");
        assertThat(wrong.code()).isEqualTo(4);
        assertThat(wrong.err())
                .contains("the quantity 0.0005 is")
                .contains("which is 500 basis points from the reference price");
        assertThat(order("place", "NOSUCHUSDT", "buy", "1", "--yes").code()).isEqualTo(4);
        assertThat(order("place", "BTCUSDT", "bye", "much", "--yes").err())
                .contains("SIDE: buy or sell, not \"bye\"", "QTY: not a number");
        assertThat(openOrders()).isZero();
    }

    @Test
    void nothingIsSentWithoutAYesOrWithoutAnExchange() {
        Terminal nobody = order("place", "BTCUSDT", "buy", "0.002", "--price", price(-900));
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("nothing was sent: there is no terminal to ask on; give --yes");

        Terminal nowhere = Terminal.run(
                "order", "place", "BTCUSDT", "buy", "1", "--key-file", keys.toString(), "--key-name", "own", "--yes");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("say which exchange the key is for");
        assertThat(Terminal.run("order").err()).contains("place, amend, cancel or cancel-all");
        assertThat(openOrders()).isZero();
    }

    private Terminal order(String... arguments) {
        List<String> all = new ArrayList<>(List.of("order"));
        all.addAll(List.of(arguments));
        return Terminal.run(with(all.toArray(String[]::new)));
    }

    private String[] with(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of("--exchange", server.webSocketAddress(), "--key-file", keys.toString(), "--key-name", "own"));
        return all.toArray(String[]::new);
    }

    private String price(int ticks) {
        return server.ask(exchange -> {
            Market market = Objects.requireNonNull(exchange.exchange().market(Category.LINEAR, "BTCUSDT"));
            return market.instrument().price(market.markPrice() + ticks * 10L);
        });
    }

    private int openOrders() {
        return server.ask(
                exchange -> exchange.keys().get(0).account().openOrders().size());
    }

    private long number() {
        return server.ask(exchange -> exchange.keys().get(0).account().number());
    }
}
