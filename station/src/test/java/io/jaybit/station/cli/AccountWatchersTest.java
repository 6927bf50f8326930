package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.TimeInForce;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The watchers of the own account on a simulated exchange, where somebody trades with the same account. */
@Timeout(120)
class AccountWatchersTest {
    @TempDir
    Path folder;

    private ExchangeServer server;
    private String key = "";
    private String secret = "";
    /** Of the exchange's thread. */
    private int rounds;

    @BeforeEach
    void open() throws IOException {
        server = ExchangeServer.start(ExchangeConfig.calm(7), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0);
        key = server.keys().get(0).key();
        secret = server.keys().get(0).secret();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theTutorialsPositionIsShownWithItsSign() throws Exception {
        Terminal shown = whileTrading(
                "positions",
                "--symbol",
                "DOGEUSDT",
                "--exchange",
                server.webSocketAddress(),
                "--json",
                "--count",
                "40");

        assertThat(shown.code()).isZero();
        assertThat(shown.err())
                .contains("positions on " + server.webSocketAddress() + ", key …" + key.substring(key.length() - 4));
        assertThat(shown.out().lines())
                .hasSize(40)
                .allMatch(line ->
                        line.matches("\\{\"event\":\"position\",\"category\":\"linear\",\"symbol\":\"DOGEUSDT\","
                                + "\"positionIdx\":0,\"side\":(null|\"Long\"|\"Short\"),\"size\":\"-?[0-9.]+\",\"sizeUnit\":\"DOGE\","
                                + "\"entryPrice\":(null|\"[0-9.]+\"),\"markPrice\":\"[0-9.]+\",\"markAge\":(null|\\d{1,9}),"
                                + "\"unrealisedPnl\":\"-?[0-9.]+\",\"pnlCurrency\":\"USDT\","
                                + "\"liquidationPrice\":(null|\"[0-9.]+\"),\"time\":\\d+}"))
                .anyMatch(line -> line.contains("\"side\":\"Long\",\"size\":\"1"))
                .anyMatch(line -> line.contains("\"side\":\"Short\",\"size\":\"-1"));
    }

    @Test
    void peopleReadTheSamePosition() throws Exception {
        Terminal shown = whileTrading(
                "positions",
                "--symbol",
                "doge/usdt",
                "--category",
                "linear",
                "--exchange",
                server.webSocketAddress(),
                "--count",
                "40");
        assertThat(shown.out())
                .contains("DOGEUSDT      +100 DOGE  entry ")
                .contains("DOGEUSDT      -100 DOGE  entry ")
                .contains(" USDT  liquidation ");
    }

    /** The venue tells nothing when only the mark price moves. */
    @Test
    void theMarkPriceOfAnOpenPositionIsThatOfItsTicker() throws Exception {
        server.ask(exchange -> {
            Market market = Objects.requireNonNull(exchange.exchange().market(Category.LINEAR, "BTCUSDT"));
            long qty = market.instrument().steps(new BigDecimal("0.01"));
            exchange.exchange()
                    .create(
                            exchange.keys().get(0).account(),
                            OrderRequest.limit(market, Side.BUY, qty, market.buyLimit())
                                    .timeInForce(TimeInForce.IOC)
                                    .build());
            return true;
        });
        Terminal shown = Terminal.run(
                "positions",
                "--symbol",
                "BTCUSDT",
                "--exchange",
                server.webSocketAddress(),
                "--json",
                "--for",
                "30s",
                "--count",
                "4",
                "--key-file",
                json().toString(),
                "--key-name",
                "own");
        Set<String> marks = new HashSet<>();
        Matcher mark = Pattern.compile("\"size\":\"0.010\".*\"markPrice\":\"([0-9.]+)\",\"markAge\":[0-9]{1,4},")
                .matcher(shown.out());
        while (mark.find()) {
            marks.add(mark.group(1));
        }
        assertThat(marks).as(shown.out()).hasSizeGreaterThan(1);
    }

    @Test
    void ordersOfAGroupAreToldFromTheirBeginningToTheirEnd() throws Exception {
        Terminal json = whileTrading(
                "orders", "--group", "far-", "--exchange", server.webSocketAddress(), "--json", "--count", "40");
        assertThat(json.code()).isZero();
        assertThat(json.out().lines())
                .allMatch(line -> line.matches("\\{\"event\":\"order\",\"category\":\"linear\",\"symbol\":\"DOGEUSDT\","
                        + "\"orderId\":\"[0-9a-f-]+\",\"orderLinkId\":\"far-\\d+\",\"side\":\"Buy\",\"orderType\":\"Limit\","
                        + "\"price\":\"[0-9.]+\",\"qty\":\"100\",\"filled\":\"0\",\"averagePrice\":null,"
                        + "\"previousStatus\":(null|\"New\"),\"status\":\"(New|Cancelled)\","
                        + "\"reason\":(null|\"CancelByUser, EC_PerCancelRequest\"),.*}"))
                .anyMatch(line -> line.contains("\"previousStatus\":\"New\",\"status\":\"Cancelled\""));

        Terminal text = whileTrading("orders", "--exchange", server.webSocketAddress(), "--count", "60");
        assertThat(text.out())
                .contains("  resting  far-", "resting -> cancelled (cancel by user, per cancel request)  far-")
                .containsPattern("Sell \\d+ at [0-9.]+  filled, \\d+ of \\d+ filled at [0-9.]+  near-");
    }

    @Test
    void executionsAndWalletHaveTheirRows() throws Exception {
        Terminal fills = whileTrading(
                "executions",
                "--exchange",
                server.webSocketAddress(),
                "--category",
                "linear",
                "--json",
                "--count",
                "4");
        assertThat(fills.out().lines())
                .hasSize(4)
                .allMatch(line ->
                        line.matches("\\{\"event\":\"execution\",\"category\":\"linear\",\"symbol\":\"DOGEUSDT\","
                                + "\"execId\":\"[^\"]+\",\"orderId\":\"[^\"]+\",\"orderLinkId\":\"near-\\d+\",\"side\":\"(Buy|Sell)\","
                                + "\"execType\":\"Trade\",\"price\":\"[0-9.]+\",\"qty\":\"[0-9.]+\",\"fee\":\"[0-9.]+\","
                                + "\"feeCurrency\":\"USDT\",\"time\":\\d+,.*}"));

        Terminal wallet = whileTrading("wallet", "--exchange", server.webSocketAddress(), "--csv", "--count", "12");
        assertThat(wallet.out().lines().findFirst())
                .contains(
                        "event,accountType,coin,walletBalance,equity,unrealisedPnl,locked,borrowAmount,usdValue,time");
        assertThat(wallet.out()).contains("wallet,UNIFIED,USDT,");
    }

    @Test
    void aProfileNamesItsExchange() throws Exception {
        Path file = keyFile(
                "keys.toml",
                "[own]\nexchange = \"" + server.webSocketAddress() + "\"\nkey = \"" + key + "\"\nsecret = \"" + secret
                        + "\"\n");
        Terminal shown = trading(
                5_000_000,
                () -> Terminal.run(
                        "wallet", "--profile", "own", "--key-file", file.toString(), "--count", "12", "--for", "60s"));
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("USDT", "balance ");

        Terminal elsewhere = Terminal.run(
                "wallet", "--profile", "own", "--key-file", file.toString(), "--exchange", "mainnet", "--for", "1s");
        assertThat(elsewhere.code()).isEqualTo(2);
        assertThat(elsewhere.err())
                .contains("--exchange: the key \"own\" is for " + server.webSocketAddress() + ", not for mainnet");
    }

    @Test
    void noExchangeIsAssumedAndEverythingThatIsMissingIsSaid() throws Exception {
        Terminal nowhere = Terminal.run("positions", "--key-file", json().toString(), "--key-name", "own");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.out()).isEmpty();
        assertThat(nowhere.err())
                .contains("say which exchange the key is for: --exchange mainnet, testnet, demo-trading");

        assertThat(Terminal.run("orders", "--key-file", json().toString(), "--exchange", "testnet")
                        .err())
                .contains("--key-file: say which of its keys with --key-name NAME");
        assertThat(Terminal.run("orders", "--key-name", "own", "--exchange", "testnet")
                        .err())
                .contains("--key-name goes with --key-file");
        Terminal none = Terminal.run(
                "orders",
                "--key-file",
                json().toString(),
                "--key-name",
                "other",
                "--exchange",
                "moon",
                "--category",
                "x");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err())
                .contains(
                        "has no \"other\"; it has own",
                        "no exchange is called \"moon\"",
                        "no category is called \"x\"");
        assertThat(Terminal.run(
                                "positions",
                                "--key-file",
                                json().toString(),
                                "--key-name",
                                "own",
                                "--exchange",
                                "testnet",
                                "--category",
                                "spot")
                        .err())
                .contains("spot has no positions");
        assertThat(Terminal.run(
                                "wallet",
                                "--key-file",
                                json().toString(),
                                "--key-name",
                                "own",
                                "--exchange",
                                "testnet",
                                "--symbol",
                                "BTCUSDT")
                        .err())
                .contains("a wallet has coins");
    }

    @Test
    void theOwnAccountIsRecordedAndARecordingKnowsHowItStood() throws Exception {
        Path data = folder.resolve("data");
        String[] record = {
            "record",
            "DOGEUSDT",
            "--topics",
            "trades",
            "--own",
            "--key-file",
            json().toString(),
            "--key-name",
            "own",
            "--exchange",
            server.webSocketAddress(),
            "--data",
            data.toString(),
            "--postgres-port",
            "0",
            "--console-port",
            "0",
            "--for",
            "3s"
        };
        Terminal busy = trading(100_000_000, () -> Terminal.run(record));
        assertThat(busy.code()).as(busy.err()).isZero();
        record[record.length - 1] = "6s";
        do {
            server.ask(exchange -> trade(exchange, rounds++));
        } while (rounds % 4 != 1);
        String size = server.ask(AccountWatchersTest::positionOfDoge);
        Terminal quiet = Terminal.run(record);
        assertThat(quiet.err()).contains("the own account is in sync");

        Terminal stood = Terminal.run("replay", data.toString(), "--show", "none", "--state", "--json");
        assertThat(stood.code()).as(stood.err()).isZero();
        assertThat(stood.err()).doesNotContain("SYNCHRONISING");
        assertThat(size).isNotEqualTo("0");
        assertThat(stood.out().lines())
                .anyMatch(row -> row.contains("\"event\":\"position\"")
                        && row.contains("\"symbol\":\"DOGEUSDT\"")
                        && row.contains("\"size\":\"" + size + "\""));
        Terminal fills = Terminal.run(
                "sql", "--csv", "--data", data.toString(), "SELECT count(), count_distinct(exec_id) FROM executions");
        assertThat(fills.code()).as(fills.err()).isZero();
        assertThat(fills.out()).matches("count\\(\\),.*\n([1-9]\\d+),\\1\n");
        assertThat(busy.out() + busy.err() + quiet.out() + quiet.err())
                .doesNotContain(secret)
                .doesNotContain(key);
    }

    private static String positionOfDoge(SimulatedExchange exchange) {
        return exchange.keys().get(0).account().positions().stream()
                .filter(position -> position.market().symbol().equals("DOGEUSDT"))
                .map(position -> position.market()
                        .instrument()
                        .sizeOf(position.size())
                        .stripTrailingZeros()
                        .toPlainString())
                .findFirst()
                .orElse("0");
    }

    @Test
    void aFileOthersCanReadIsRefusedWithWhatToType() throws Exception {
        Path file = json();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Terminal refused =
                Terminal.run("positions", "--key-file", file.toString(), "--key-name", "own", "--exchange", "testnet");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("others can read " + file + "; type: chmod 600 " + file);
    }

    @Test
    void aKeyTheExchangeDoesNotKnowEndsTheCommand() throws Exception {
        Path file = keyFile("wrong.json", "{\"own\":{\"key\":\"" + key + "\",\"secret\":\"notTheSecretAtAll\"}}");
        Terminal refused = Terminal.run(
                "wallet",
                "--key-file",
                file.toString(),
                "--key-name",
                "own",
                "--exchange",
                server.webSocketAddress(),
                "--for",
                "60s");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("login refused").doesNotContain("notTheSecretAtAll");
    }

    private Terminal whileTrading(String command, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 7];
        all[0] = command;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        System.arraycopy(
                new String[] {"--key-file", json().toString(), "--key-name", "own", "--for", "60s"},
                0,
                all,
                arguments.length + 1,
                6);
        Terminal shown = trading(5_000_000, () -> Terminal.run(all));
        assertThat(shown.out() + shown.err()).doesNotContain(secret).doesNotContain(key);
        return shown;
    }

    /** Buys and sells DOGE, and makes orders that are cancelled, as long as a command runs. */
    private Terminal trading(long pauseNanos, Supplier<Terminal> command) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread trader = new Thread(() -> {
            while (!over.get()) {
                server.ask(exchange -> trade(exchange, rounds++));
                LockSupport.parkNanos(pauseNanos);
            }
        });
        trader.start();
        try {
            return command.get();
        } finally {
            over.set(true);
            trader.join();
        }
    }

    private static boolean trade(SimulatedExchange exchange, int number) throws Refusal {
        Market market = Objects.requireNonNull(exchange.exchange().market(Category.LINEAR, "DOGEUSDT"));
        if (market.asks().size() == 0 || market.bids().size() == 0) {
            return false;
        }
        long qty = market.instrument().steps(new BigDecimal("100"));
        // Long, flat, short, flat.
        Side side = number % 4 == 0 || number % 4 == 3 ? Side.BUY : Side.SELL;
        long price = side == Side.BUY ? market.buyLimit() : market.sellLimit();
        var account = exchange.keys().get(0).account();
        exchange.exchange()
                .create(
                        account,
                        OrderRequest.limit(market, side, qty, price)
                                .timeInForce(TimeInForce.IOC)
                                .orderLinkId("near-" + number)
                                .build());
        Order far = exchange.exchange()
                .create(
                        account,
                        OrderRequest.limit(market, Side.BUY, qty, market.bids().price(0) * 9 / 10)
                                .timeInForce(TimeInForce.GTC)
                                .orderLinkId("far-" + number)
                                .build());
        exchange.exchange().cancel(far);
        return true;
    }

    private Path json() throws IOException {
        return keyFile("keys.json", "{\"own\":{\"key\":\"" + key + "\",\"secret\":\"" + secret + "\"}}");
    }

    private Path keyFile(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
