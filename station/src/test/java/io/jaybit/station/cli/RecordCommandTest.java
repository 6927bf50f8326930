package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.jaybit.client.Bybit;
import io.jaybit.client.Decoders;
import io.jaybit.recorder.Recorder;
import io.jaybit.recorder.RecorderSettings;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.DatabaseSettings;
import io.jaybit.recorder.database.EmbeddedDatabase;
import io.jaybit.recorder.database.QueryResult;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.agents.Preset;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** {@code record}, {@code sql}, {@code replay} and {@code coverage} on one recording of a day on which prices fall. */
@Timeout(120)
class RecordCommandTest {
    @TempDir
    static Path folder;

    private static ExchangeServer server;
    private static Path data;
    private static Terminal recorded;

    @BeforeAll
    static void record() throws IOException {
        data = folder.resolve("data");
        server = ExchangeServer.start(
                ExchangeConfig.calm(5).withPreset(Preset.CRASH), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0);
        recorded = run("record", "btc/usdt", "ETHUSDT", "--exchange", server.webSocketAddress(), "--for", "9s");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void itSaysWhereItRecordsWhatItExpectsAndWhatItDid() {
        assertThat(recorded.code()).as(recorded.err()).isZero();
        assertThat(recorded.out())
                .matches(
                        "\\{\"ready\":true,\"data\":\"" + Pattern.quote(data.toString())
                                + "\",\"postgres\":\"postgresql://jaybit@127.0.0.1:\\d+/qdb\",\"console\":\"http://127.0.0.1:\\d+\"}\n");
        assertThat(recorded.err())
                .contains("recording 2 symbols of linear on " + server.webSocketAddress() + " into " + data)
                .containsPattern("expecting up to 1\\.5 GB a day, if they are busy; [0-9.]+ GB are free")
                .contains("10 topics")
                .containsPattern("recording: [0-9,]+ frames/s, [0-9,]+ rows/s, database .*, 0 gaps, 0 lost")
                .containsPattern("recorded: [0-9,]+ frames, 0 gaps, 0 lost; [0-9,]+ rows; ");
    }

    @Test
    void everyTradeOfTheLogIsARow() {
        Terminal replay = run("replay", data.toString(), "--show", "trades", "--json");
        Terminal sql = run("sql", "--csv", "SELECT count() FROM trades");
        assertThat(replay.out().lines().count()).isPositive();
        assertThat(sql.out()).isEqualTo("count()\n" + replay.out().lines().count() + "\n");
    }

    /** Those of docs/RECORDER.md, as they stand there. */
    @Test
    void theDocumentedQueriesRunAsWritten() throws IOException {
        Matcher blocks =
                Pattern.compile("(?s)```sql\\n(.*?)```").matcher(Files.readString(tree().resolve("docs/RECORDER.md")));
        List<String> statements = new ArrayList<>();
        while (blocks.find()) {
            statements.add(blocks.group(1));
        }
        assertThat(statements).hasSizeGreaterThanOrEqualTo(8);
        try (EmbeddedDatabase database = database()) {
            for (String statement : statements) {
                List<List<String>> rows = new ArrayList<>();
                database.query(statement, new Rows(rows::add));
                if (!statement.contains("liquidation")
                        && !statement.contains("notional > 100000")
                        && !statement.contains("NOT equal")) {
                    assertThat(rows).as(statement).isNotEmpty();
                }
            }
        }
    }

    /** Opened once for many statements: that takes its time. */
    private static EmbeddedDatabase database() throws IOException {
        return EmbeddedDatabase.open(DatabaseSettings.in(new RecordingFolder(data).database()), List.of());
    }

    /** The names of an answer's columns, and how many rows it has. */
    private static final class Shape implements QueryResult {
        private List<String> names = List.of();
        private int rows;

        @Override
        public void columns(List<String> columns, List<String> types) {
            names = columns;
        }

        @Override
        public boolean row(List<String> values) {
            rows++;
            return true;
        }
    }

    @Test
    void answersAreForPeopleAndForPrograms() {
        Terminal people = run("sql", "SELECT symbol, count() AS trades FROM trades ORDER BY symbol");
        assertThat(people.out()).matches("symbol   trades\nBTCUSDT +\\d+\nETHUSDT +\\d+\n");
        assertThat(people.err()).contains("2 rows");
        Terminal json = run("sql", "--json", "SELECT symbol, price, block, seq FROM trades LIMIT 1");
        assertThat(json.out())
                .matches("\\{\"symbol\":\"[A-Z]+\",\"price\":\"[0-9.]+\",\"block\":(true|false),\"seq\":\\d+}\n");
        Terminal wrong = run("sql", "SELECT nothing FROM nowhere");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("nowhere");
    }

    @Test
    void tablesAndAnswersAreExportedExactly() throws IOException {
        long trades = run("sql", "--csv", "SELECT id FROM trades").out().lines().count() - 1;
        Path csv = folder.resolve("trades.csv");
        assertThat(run("export", "trades", "--out", csv.toString()).err()).contains(" rows in " + csv);
        assertThat(Files.readAllLines(csv))
                .hasSize((int) trades + 1)
                .first()
                .asString()
                .startsWith("time,category,symbol,id,");
        assertThat(run("export", "trades", "--format", "json", "--at", "2100-01-01")
                        .out())
                .isEmpty();
        assertThat(run("export", "SELECT time, price FROM trades", "--format", "json")
                        .out()
                        .lines())
                .hasSize((int) trades)
                .allMatch(line -> line.matches("\\{\"time\":\"[^\"]+\",\"price\":\"[0-9.]+\"}"));
        Path parquet = folder.resolve("trades.parquet");
        Terminal exported = run("export", "trades", "--out", parquet.toString());
        assertThat(exported.code()).as(exported.err()).isZero();
        Files.copy(
                parquet,
                Files.createDirectories(data.resolve("database/import")).resolve("exported.parquet"));
        assertThat(run(
                                "sql",
                                "--csv",
                                "SELECT count(), sum(notional), min(price) FROM read_parquet('exported.parquet')")
                        .out())
                .isEqualTo(run("sql", "--csv", "SELECT count(), sum(notional), min(price) FROM trades")
                        .out());
        Terminal wrong =
                run("export", "nothing", "--out", folder.resolve("x.parquet").toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("nothing");
        assertThat(run("export", "trades", "--format", "parquet").err()).contains("--out: Parquet needs a file");
    }

    /** Those of docs/grafana/jaybit.json, with what Grafana puts in for its macros. */
    @Test
    void theDashboardsQueriesRunAsWritten() throws IOException {
        String dashboard = Files.readString(tree().resolve("docs/grafana/jaybit.json"));
        Matcher queries =
                Pattern.compile("\"rawSql\": \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(dashboard);
        int panels = 0;
        int filled = 0;
        try (EmbeddedDatabase database = database()) {
            while (queries.find()) {
                panels++;
                String statement = queries.group(1)
                        .replace("\\\"", "\"")
                        .replace(
                                "$__timeFilter(time)",
                                "time BETWEEN '2026-01-01T00:00:00Z' AND '2099-12-31T23:59:59.999Z'")
                        .replace("$category", "linear")
                        .replace("$symbol", "BTCUSDT");
                assertThat(statement).doesNotContain("$");
                Shape answer = new Shape();
                database.query(statement, answer);
                assertThat(answer.names).as(statement).contains("time");
                filled += answer.rows > 0 ? 1 : 0;
            }
        }
        assertThat(panels).isEqualTo(11);
        assertThat(filled).as("panels that show something").isGreaterThanOrEqualTo(5);
        assertThat(run("sql", "--csv", "SELECT DISTINCT symbol FROM trades WHERE category = 'linear' ORDER BY symbol")
                        .out())
                .isEqualTo("symbol\nBTCUSDT\nETHUSDT\n");
        assertThat(dashboard)
                .contains(
                        "\"query\": \"SELECT DISTINCT symbol FROM trades WHERE category = '$category' ORDER BY symbol\"");
    }

    @Test
    void thePythonExampleAddsUpExportedTradesExactly() throws Exception {
        String python = python("csv");
        Path csv = folder.resolve("for-python.csv");
        assertThat(run("export", "trades", "--out", csv.toString()).code()).isZero();
        List<String> lines = python(python, "csv_trades.py", csv.toString());
        assertThat(lines).first().isEqualTo("symbol,minute,trades,vwap,bought,sold");
        long trades = 0;
        BigDecimal size = BigDecimal.ZERO;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            trades += Long.parseLong(cells[2]);
            size = size.add(new BigDecimal(cells[4])).add(new BigDecimal(cells[5]));
        }
        String[] sums = run("sql", "--csv", "SELECT count() AS trades, sum(size) AS size FROM trades")
                .out()
                .lines()
                .toList()
                .get(1)
                .split(",", -1);
        assertThat(trades).isEqualTo(Long.parseLong(sums[0]));
        assertThat(size).isEqualByComparingTo(sums[1]);
    }

    @Test
    void thePythonExampleAsksARecordingThatRuns() throws Exception {
        String python = python("psycopg");
        try (Recorder recorder = recorder(data)) {
            assertThat(recorder.database().postgresPort()).isPositive();
            List<String> lines = python(python, "postgres_spread.py", data.toString());
            assertThat(lines).first().isEqualTo("hour,symbol,spread_bp,changes");
            assertThat(lines).contains("hour,symbol,currency,long,short,seen");
            assertThat(lines.get(1)).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:00Z,BTCUSDT,\\d+\\.\\d{4},\\d+");
        }
    }

    @Test
    void thePythonExampleDrawsCandlesFromParquet() throws Exception {
        String python = python("pandas, pyarrow");
        Path parquet = folder.resolve("for-python.parquet");
        assertThat(run("export", "trades", "--out", parquet.toString()).code()).isZero();
        List<String> lines = python(python, "parquet_trades.py", parquet.toString());
        assertThat(lines).contains("BTCUSDT", "ETHUSDT", "time,open,high,low,close,volume");
        double volume = lines.stream()
                .map(line -> line.split(",", -1))
                .filter(cells -> cells.length == 6 && !cells[0].equals("time"))
                .mapToDouble(cells -> Double.parseDouble(cells[5]))
                .sum();
        String sum = run("sql", "--csv", "SELECT sum(size) AS size FROM trades")
                .out()
                .lines()
                .toList()
                .get(1);
        assertThat(volume).isCloseTo(Double.parseDouble(sum), withinPercentage(1e-6));
    }

    /** A Python that has a module; where there is none the test is skipped. */
    private static String python(String module) throws Exception {
        for (String python : List.of("python3", "/usr/bin/python3")) {
            try {
                if (new ProcessBuilder(python, "-c", "import " + module)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0) {
                    return python;
                }
            } catch (IOException none) {
                // The next one.
            }
        }
        throw new TestAbortedException("no python3 with the module " + module + " here: its example is not run");
    }

    private static List<String> python(String python, String program, String argument) throws Exception {
        Process process = new ProcessBuilder(
                        python,
                        tree().resolve("examples/python").resolve(program).toString(),
                        argument)
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().toList();
    }

    private static Path tree() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(path -> Files.exists(path.resolve("docs/RECORDER.md")))
                .findFirst()
                .orElseThrow();
    }

    /** The log is the truth: a database that is damaged is moved away, and is there again. */
    @Test
    void aDamagedDatabaseIsNamedAndMadeAgainFromTheLog() throws IOException {
        Path copy = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(data.relativize(file)));
            }
        }
        String before = run("sql", "--csv", "SELECT count(), sum(notional), max(time) FROM trades")
                .out();
        try (Stream<Path> files = Files.walk(copy.resolve("database/db"))) {
            for (Path file : files.filter(
                            path -> path.endsWith("_meta") && path.toString().contains("trades~"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (Recorder recorder = recorder(copy)) {
            assertThatThrownBy(recorder::database)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the database in " + copy.resolve("database"))
                    .hasMessageContaining("may be damaged");
            assertThat(recorder.status().failure()).contains("may be damaged");
        }

        Files.move(copy.resolve("database"), folder.resolve("damaged"));
        recorder(copy).close();

        assertThat(Terminal.run(
                                "sql",
                                "--csv",
                                "--data",
                                copy.toString(),
                                "SELECT count(), sum(notional), max(time) FROM trades")
                        .out())
                .isEqualTo(before);
    }

    private static Recorder recorder(Path at) throws IOException {
        return Recorder.open(
                RecorderSettings.in(new RecordingFolder(at)),
                Decoders::decoder,
                Decoders::decoder,
                Decoders.replies(),
                message -> {});
    }

    @Test
    void aRecordingThatRunsIsAskedToo() throws IOException {
        Path other = folder.resolve("running");
        RecordingFolder running = new RecordingFolder(other);
        try (Recorder recorder = Recorder.open(
                        RecorderSettings.in(running),
                        Decoders::decoder,
                        Decoders::decoder,
                        Decoders.replies(),
                        message -> {});
                Bybit bybit = Bybit.builder()
                        .exchange(io.jaybit.client.Exchange.at(server.webSocketAddress()))
                        .inputs(recorder.inputs())
                        .build()) {
            bybit.linear().trades("BTCUSDT", trade -> {});
            assertThat(recorder.database().consolePort()).isPositive();
            Terminal embedded = Terminal.run("sql", "--csv", "--data", other.toString(), "SELECT count() FROM trades");
            assertThat(embedded.code()).as(embedded.err()).isZero();
            assertThat(embedded.out()).matches("count\\(\\)\n\\d+\n");
            Path parquet = folder.resolve("running.parquet");
            assertThat(Terminal.run("export", "trades", "--data", other.toString(), "--out", parquet.toString())
                            .code())
                    .isZero();
            assertThat(Files.readAllBytes(parquet)).startsWith('P', 'A', 'R', '1');
            Terminal second = Terminal.run(
                    "record",
                    "BTCUSDT",
                    "--exchange",
                    server.webSocketAddress(),
                    "--data",
                    other.toString(),
                    "--for",
                    "1s");
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err()).contains("is open already").contains("PID");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other.resolve("password"))))
                    .isEqualTo("rw-------");
        }
        assertThat(running.access()).isEmpty();
    }

    @Test
    void aRecordingIsServedToAnyClient() throws Exception {
        CompletableFuture<String> ready = new CompletableFuture<>();
        PrintStream out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void print(String text) {
                ready.complete(text);
            }
        };
        Thread serving = new Thread(() -> Main.run(
                new Desk(out, false, false), "serve", data.toString(), "--pace", "max", "--loop", "--for", "20s"));
        serving.start();
        Matcher address = Pattern.compile("\"ws\":\"([^\"]+)\"").matcher(ready.get(20, TimeUnit.SECONDS));
        assertThat(address.find()).isTrue();
        Terminal watched = Terminal.run(
                "trades", "BTCUSDT", "--exchange", address.group(1), "--json", "--count", "5", "--for", "15s");
        assertThat(watched.out().lines()).hasSize(5);
        String first = run(
                        "replay", data.toString(), "--show", "trades", "--symbol", "BTCUSDT", "--json", "--count", "1")
                .out();
        assertThat(idOf(watched.out())).isEqualTo(idOf(first));
        serving.interrupt();
        serving.join();
    }

    private static String idOf(String lines) {
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(lines);
        assertThat(id.find()).as(lines).isTrue();
        return id.group(1);
    }

    @Test
    void coverageSaysWhatIsThereAndWhatIsNot() {
        Terminal all = run("coverage", "--json");
        assertThat(all.out().lines())
                .hasSize(10)
                .anyMatch(line -> line.startsWith("{\"event\":\"coverage\",\"topic\":\"linear/orderbook.50.BTCUSDT\"")
                        && line.matches(".*\"verifiedMs\":[1-9]\\d*.*"))
                .allMatch(line -> line.matches(".*\"seenMs\":[1-9]\\d{3}.*"));
        Terminal gaps = run("coverage", "--gaps", "--topic", "publicTrade.BTCUSDT");
        assertThat(gaps.out()).contains("unseen, notSubscribed");
    }

    @Test
    void aReplayBeginsWhereItIsToldAndTheBookIsWhatItWasThen() {
        String[] first = run("replay", data.toString(), "--show", "trades", "--json")
                .out()
                .split("\n", -1);
        String middle = first[first.length / 2];
        Matcher received = Pattern.compile("\"received\":(\\d+)").matcher(middle);
        assertThat(received.find()).isTrue();
        String at = java.time.Instant.ofEpochMilli(Long.parseLong(received.group(1)))
                .toString();
        Terminal part = run("replay", data.toString(), "--at", at, "--show", "trades,book", "--json");
        assertThat(part.out().lines())
                .allMatch(line -> !line.contains("\"event\":\"book\"")
                        || line.contains("\"status\":\"LIVE\"")
                        || line.contains("\"status\":\"STALE\""));
        assertThat(part.out().lines().filter(line -> line.contains("\"event\":\"trade\"")))
                .contains(middle)
                .hasSizeLessThan(first.length);
    }

    @Test
    void whatIsWrongIsSaidAtOnce() throws IOException {
        assertThat(run("record", "--exchange", server.webSocketAddress()).err()).contains("name a symbol");
        Terminal unknown = run("record", "BTCUSDTT", "--exchange", server.webSocketAddress());
        assertThat(unknown.code()).isEqualTo(4);
        assertThat(unknown.err()).contains("near: BTCUSDT");
        Terminal words =
                run("record", "BTCUSDT", "--topics", "books,full-book", "--depth", "7", "--postgres-port", "99999");
        assertThat(words.code()).isEqualTo(2);
        assertThat(words.err())
                .contains(
                        "--topics: there is no \"books\"",
                        "--topics: linear has no full-book",
                        "--depth: 7",
                        "--postgres-port");
        Path file = Files.writeString(folder.resolve("file"), "");
        Terminal inTheWay = Terminal.run(
                "record", "BTCUSDT", "--exchange", server.webSocketAddress(), "--data", file.toString(), "--for", "1s");
        assertThat(inTheWay.code()).isEqualTo(1);
        assertThat(inTheWay.err()).contains(file + " is a file; a recording needs a folder");
        Terminal nothing =
                Terminal.run("sql", "--data", folder.resolve("nothing").toString(), "SELECT 1");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("there is no recording in ");
        assertThat(run("replay", data.toString(), "--at", "yesterday", "--show", "all")
                        .err())
                .contains("--at: not a time: \"yesterday\"", "--show: there is no \"all\"");
    }

    private static Terminal run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        if (!words[0].equals("replay")) {
            all.addAll(List.of("--data", data.toString()));
        }
        if (words[0].equals("record") && !all.contains("--postgres-port")) {
            all.addAll(List.of("--postgres-port", "0", "--console-port", "0"));
        }
        return Terminal.run(all.toArray(String[]::new));
    }
}
