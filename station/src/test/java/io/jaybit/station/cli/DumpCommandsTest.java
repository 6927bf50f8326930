package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.client.Bybit;
import io.jaybit.client.Decoders;
import io.jaybit.client.Exchange;
import io.jaybit.recorder.Recorder;
import io.jaybit.recorder.RecorderSettings;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.agents.Preset;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code import} and {@code coverage --audit} on a recording, with dumps made of its own trades. */
@Timeout(120)
class DumpCommandsTest {
    private static final String HEADER =
            "timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional,foreignNotional,RPI\n";

    /** A row of a dump. */
    private record Print(String id, long millis, String side, String price, String size) {
        private String text() {
            BigDecimal value = new BigDecimal(price).multiply(new BigDecimal(size));
            // Finer than the streams have it, as in dumps.
            String time = BigDecimal.valueOf(millis, 3).toPlainString() + "7";
            return String.join(",", time, "BTCUSDT", side, size, price, "PlusTick", id, "0", size, value + ",0\n");
        }
    }

    @TempDir
    static Path folder;

    private static ExchangeServer server;
    private static Path recorded;
    private static List<Print> prints;

    private Path data;

    @BeforeAll
    static void record() throws IOException {
        recorded = folder.resolve("recorded");
        server = ExchangeServer.start(
                ExchangeConfig.calm(9).withPreset(Preset.CRASH), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0);
        Terminal record = Terminal.run(
                "record",
                "BTCUSDT",
                "--topics",
                "trades",
                "--exchange",
                server.webSocketAddress(),
                "--for",
                "6s",
                "--data",
                recorded.toString(),
                "--postgres-port",
                "0",
                "--console-port",
                "0");
        assertThat(record.code()).as(record.err()).isZero();
        prints = prints(recorded);
        assertThat(prints).hasSizeGreaterThan(20);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void copy(TestInfo test) throws IOException {
        data = folder.resolve(test.getTestMethod().orElseThrow().getName());
        try (Stream<Path> paths = Files.walk(recorded)) {
            for (Path path : paths.toList()) {
                Files.copy(path, data.resolve(recorded.relativize(path).toString()));
            }
        }
    }

    @Test
    void aDumpOfWhatWasRecordedAgreesInEitherOrder() throws IOException {
        List<Print> descending = new ArrayList<>(prints);
        Collections.reverse(descending);
        for (List<Print> order : List.of(prints, descending)) {
            Terminal audit = audit(dump("agreeing.csv.gz", order), "--json");
            assertThat(audit.code()).as(audit.err()).isZero();
            assertThat(audit.out().lines()).hasSize(1);
            assertThat(number(audit, "both")).isEqualTo(prints.size());
            assertThat(number(audit, "otherTime")).isZero();
            assertThat(audit.out())
                    .contains(
                            "\"missed\":0,\"inHoles\":0,\"onlyRecorded\":0,\"different\":0,\"bad\":0",
                            "\"alarm\":false");
            assertThat(text(audit, "dumpVolume")).isEqualTo(text(audit, "recordedVolume"));
        }
        Terminal imported = run("import", dump("agreeing.csv.gz", prints).toString());
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.out()).contains(" 0 imported, ", prints.size() + " there already");
        assertThat(prints(data)).isEqualTo(prints);
    }

    @Test
    void eachDifferenceIsFoundAndSoIsNothingElse() throws IOException {
        Path dump = alteredDump();
        Terminal audit = audit(dump, "--json");
        assertThat(audit.code()).isEqualTo(4);
        assertThat(number(audit, "trades")).isEqualTo(prints.size() - 3 + 5);
        assertThat(number(audit, "both")).isEqualTo(prints.size() - 3);
        assertThat(number(audit, "missed")).isEqualTo(2);
        assertThat(number(audit, "inHoles")).isEqualTo(3);
        assertThat(number(audit, "onlyRecorded")).isEqualTo(3);
        assertThat(number(audit, "different")).isEqualTo(2);
        assertThat(text(audit, "missedVolume")).isEqualTo("0.75");
        assertThat(text(audit, "inHolesVolume")).isEqualTo("7");
        BigDecimal removed = prints.subList(5, 8).stream()
                .map(print -> new BigDecimal(print.size()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(new BigDecimal(text(audit, "onlyRecordedVolume"))).isEqualByComparingTo(removed);
        BigDecimal all =
                prints.stream().map(print -> new BigDecimal(print.size())).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(new BigDecimal(text(audit, "recordedVolume"))).isEqualByComparingTo(all);
        assertThat(new BigDecimal(text(audit, "dumpVolume")))
                .isEqualByComparingTo(all.subtract(removed).add(new BigDecimal("8.75")));
        assertThat(audit.out().lines().filter(line -> line.contains("\"event\":\"finding\"")))
                .hasSize(10);
        for (Print gone : prints.subList(5, 8)) {
            assertThat(audit.out()).contains("\"kind\":\"onlyRecorded\",\"id\":\"" + gone.id() + "\"");
        }
        assertThat(audit.out())
                .contains("\"kind\":\"different\",\"id\":\"" + prints.get(10).id() + "\"");
        Terminal people = audit(dump);
        assertThat(people.out())
                .contains(
                        "linear:BTCUSDT ",
                        " trades in both, 2 MISSED though seen, 3 missing in known holes, 3 only in the recording,"
                                + " 2 DIFFERENT; volume ",
                        "; ALARM",
                        " in the file, ");
    }

    @Test
    void anImportAddsWhatIsMissingAndTheLengthsOfCoverageStayTrue() throws IOException {
        Path dump = alteredDump();
        Terminal before = run("coverage", "--json");
        Terminal imported = run("import", dump.toString(), "--json");
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(number(imported, "imported")).isEqualTo(5);
        assertThat(number(imported, "known")).isEqualTo(prints.size() - 3);
        assertThat(prints(data)).hasSize(prints.size() + 5).containsAll(prints);
        assertThat(run("sql", "--csv", "SELECT count() FROM trades WHERE seq = null AND received = null")
                        .out())
                .isEqualTo("count()\n5\n");
        Terminal after = run("coverage", "--json");
        long recovered = number(imported, "recoveredMs");
        assertThat(recovered).isPositive();
        assertThat(number(after, "recoveredMs")).isEqualTo(recovered);
        assertThat(number(after, "seenMs")).isEqualTo(number(before, "seenMs") + recovered);
        long filled = number(before, "unseenMs") - number(after, "unseenMs");
        assertThat(filled).isNotNegative();
        assertThat(number(after, "windowMs")).isEqualTo(number(before, "windowMs") + recovered - filled);
        assertThat(number(after, "windowMs")).isEqualTo(number(after, "to") - number(after, "from"));
        Terminal again = run("import", dump.toString(), "--json");
        assertThat(number(again, "imported")).isZero();
        assertThat(number(again, "recoveredMs")).isZero();
        assertThat(run("coverage", "--json").out()).isEqualTo(after.out());
        Terminal audit = audit(dump, "--json");
        assertThat(number(audit, "imported")).isEqualTo(5);
        assertThat(number(audit, "missed")).isZero();
        assertThat(number(audit, "different")).as("they are not overwritten").isEqualTo(2);
    }

    /** The recorder then writes of the last hour what it knows of it, and of the time between. */
    @Test
    void aRecordingThatGoesOnLeavesWhatWasImportedAlone() throws IOException {
        Path dump = alteredDump();
        long recovered = number(run("import", dump.toString(), "--json"), "recoveredMs");
        Terminal record = run(
                "record",
                "BTCUSDT",
                "--topics",
                "trades",
                "--exchange",
                server.webSocketAddress(),
                "--for",
                "3s",
                "--postgres-port",
                "0",
                "--console-port",
                "0");
        assertThat(record.code()).as(record.err()).isZero();
        Terminal after = run("coverage", "--json");
        // The time between the runs is asked for, too.
        assertThat(number(after, "recoveredMs")).isGreaterThanOrEqualTo(recovered);
        assertThat(number(after, "windowMs")).isEqualTo(number(after, "to") - number(after, "from"));
        assertThat(prints(data)).containsAll(prints).hasSizeGreaterThan(prints.size() + 5);
    }

    @Test
    void badRowsAreLeftOutAndSaid() throws IOException {
        Path dump = folder.resolve("bad.csv");
        Files.writeString(
                dump,
                HEADER + prints.get(0).text() + "nonsense\n"
                        + prints.get(1)
                                .text()
                                .replace(",BTCUSDT,Buy,", ",BTCUSDT,?,")
                                .replace(",BTCUSDT,Sell,", ",BTCUSDT,?,"));
        Terminal imported = run("import", dump.toString());
        assertThat(imported.code()).isEqualTo(4);
        assertThat(imported.out()).contains("1 trades, 0 imported, 1 there already, 2 bad rows; no time recovered");
        assertThat(imported.err())
                .contains(
                        dump + ", line 3: 1 field, the header has 11",
                        dump + ", line 4: side \"?\" (allowed: Buy, Sell)",
                        dump + ": 2 rows that cannot be read are left out");
        assertThat(audit(dump).code()).isEqualTo(4);
    }

    @Test
    void aFolderWithoutARecordingTakesDumpsToo() throws IOException {
        Path fresh = folder.resolve("fresh");
        Path dump = dump("fresh.csv.gz", prints);
        Terminal imported = Terminal.run("import", dump.toString(), "--data", fresh.toString());
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.out()).contains(" 0 there already; recovered ");
        assertThat(prints(fresh)).isEqualTo(prints);
        Terminal coverage = Terminal.run("coverage", fresh.toString());
        assertThat(coverage.out())
                .contains("linear/publicTrade.BTCUSDT", "100.000 % seen", ", recovered 100.000 %, 0 gaps");
        assertThat(Terminal.run("replay", fresh.toString(), "--show", "trades").out())
                .isEmpty();
    }

    @Test
    void whereAProcessRecordsAnAuditIsPossibleAndAnImportIsNot() throws IOException {
        Path running = folder.resolve("running");
        Path dump = dump("running.csv.gz", prints);
        try (Recorder recorder = Recorder.open(
                        RecorderSettings.in(new RecordingFolder(running)),
                        Decoders::decoder,
                        Decoders::decoder,
                        Decoders.replies(),
                        message -> {});
                Bybit bybit = Bybit.builder()
                        .exchange(Exchange.at(server.webSocketAddress()))
                        .inputs(recorder.inputs())
                        .build()) {
            bybit.linear().trades("ETHUSDT", trade -> {});
            assertThat(recorder.database().consolePort()).isPositive();
            Terminal imported = Terminal.run("import", dump.toString(), "--data", running.toString());
            assertThat(imported.code()).isEqualTo(1);
            assertThat(imported.err())
                    .contains("process " + ProcessHandle.current().pid() + " records into " + running)
                    .contains("import when it has ended");
            Terminal audit =
                    Terminal.run("coverage", "--audit", dump.toString(), "--json", "--data", running.toString());
            assertThat(audit.code()).as(audit.err()).isZero();
            assertThat(number(audit, "inHoles")).isEqualTo(prints.size());
        }
    }

    @Test
    void whatIsWrongIsSaidAtOnce() throws IOException {
        Path none = folder.resolve("none.csv");
        Path frames = Files.writeString(folder.resolve("frames.csv"), "{\"topic\":\"publicTrade\"}\n");
        Terminal missing = run("import", none.toString(), "--category", "option");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("no such file: " + none, "(allowed: linear, inverse, spot)");
        Terminal noDump = run("import", frames.toString());
        assertThat(noDump.code()).isEqualTo(2);
        assertThat(noDump.err()).contains("cannot read " + frames, "no header of a dump");
        Terminal mixed = audit(dump("mixed.csv.gz", prints), "--gaps");
        assertThat(mixed.code()).isEqualTo(2);
        assertThat(run("coverage", "--category", "spot").err()).contains("without it they say nothing");
        Path whole = dump("whole.csv.gz", prints);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes, bytes.length - 6));
        Terminal cutOff = run("import", cut.toString());
        assertThat(cutOff.code()).isEqualTo(1);
        assertThat(cutOff.err()).contains("cannot read " + cut + ": it is cut off after line");
        List<Print> strange = prints.stream()
                .map(print -> new Print(
                        UUID.nameUUIDFromBytes(print.id().getBytes(StandardCharsets.UTF_8))
                                .toString(),
                        print.millis(),
                        print.side(),
                        print.price(),
                        print.size()))
                .toList();
        Terminal refused = run("import", dump("strange.csv.gz", strange).toString());
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("not one of them is in it", "nothing is imported");
        assertThat(prints(data)).isEqualTo(prints);
    }

    /**
     * Three trades are gone, two altered, two added in a time that was seen, and three in the minute before the recording began; of their sizes 0.75
     * and 7 in all, and one more of the altered.
     */
    private static Path alteredDump() throws IOException {
        List<Print> altered = new ArrayList<>(prints);
        Print price = altered.get(10);
        altered.set(
                10,
                new Print(
                        price.id(),
                        price.millis(),
                        price.side(),
                        new BigDecimal(price.price()).add(BigDecimal.ONE).toPlainString(),
                        price.size()));
        Print size = altered.get(12);
        altered.set(
                12,
                new Print(
                        size.id(),
                        size.millis(),
                        size.side(),
                        size.price(),
                        new BigDecimal(size.size()).add(BigDecimal.ONE).toPlainString()));
        Print within = altered.get(altered.size() / 2);
        altered.subList(5, 8).clear();
        altered.add(new Print(new UUID(1, 1).toString(), within.millis(), "Buy", "65000", "0.5"));
        altered.add(new Print(new UUID(1, 2).toString(), within.millis(), "Sell", "65000", "0.25"));
        long begin = prints.get(0).millis() - 60_000;
        altered.add(new Print(new UUID(1, 3).toString(), begin, "Sell", "65000", "4"));
        altered.add(new Print(new UUID(1, 4).toString(), begin + 1, "Sell", "65000", "2"));
        altered.add(new Print(new UUID(1, 5).toString(), begin + 2, "Sell", "65000", "1"));
        return dump("altered.csv.gz", altered);
    }

    private static Path dump(String name, List<Print> rows) throws IOException {
        Path path = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(HEADER.getBytes(StandardCharsets.UTF_8));
            for (Print row : rows) {
                out.write(row.text().getBytes(StandardCharsets.UTF_8));
            }
        }
        return path;
    }

    private static List<Print> prints(Path of) {
        return Terminal.run(
                        "sql",
                        "--csv",
                        "SELECT id, time, side, price, size FROM trades WHERE symbol = 'BTCUSDT' ORDER BY time, id",
                        "--data",
                        of.toString())
                .out()
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .map(row -> new Print(row[0], Instant.parse(row[1]).toEpochMilli(), row[2], row[3], row[4]))
                .toList();
    }

    private Terminal audit(Path dump, String... words) {
        List<String> all = new ArrayList<>(List.of("coverage", "--audit", dump.toString()));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    private Terminal run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        return Terminal.run(all.toArray(String[]::new));
    }

    private static long number(Terminal terminal, String name) {
        return Long.parseLong(value(terminal, name, "(-?\\d+)"));
    }

    private static String text(Terminal terminal, String name) {
        return value(terminal, name, "\"([^\"]*)\"");
    }

    private static String value(Terminal terminal, String name, String pattern) {
        Matcher value = Pattern.compile("\"" + name + "\":" + pattern).matcher(terminal.out());
        assertThat(value.find())
                .as("%s in %s%s", name, terminal.out(), terminal.err())
                .isTrue();
        return value.group(1);
    }
}
