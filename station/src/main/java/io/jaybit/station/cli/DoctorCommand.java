package io.jaybit.station.cli;

import io.jaybit.client.Bybit;
import io.jaybit.client.BybitBuilder;
import io.jaybit.client.Credentials;
import io.jaybit.client.Exchange;
import io.jaybit.client.Health;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.station.pipeline.Listed;
import io.jaybit.station.pipeline.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./jaybit doctor}. */
@Command(
        name = "doctor",
        description = {
            "Check set-up, network, clock, every kind of topic, a key.",
            "Ends with PASS or a list of what is wrong, and writes a report without secrets, fit for a bug report."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit doctor",
            "  jaybit doctor --exchange testnet --for 60s",
            "  jaybit doctor --spread BTCUSDT_BTC/USDT",
            "  jaybit doctor --profile main"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The one the venue's pages name. */
    private static final String EXAMPLE_SPREAD = "SOLUSDT_SOL/USDT";

    private final Desk desk;

    @Option(
            names = "--exchange",
            paramLabel = "WHERE",
            description = "As everywhere. Default: the profile's, or mainnet, where no key is tried then.")
    private @Nullable String exchange;

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust the certificates in this PEM file, too.")
    private @Nullable Path ca;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "25s",
            description = "Longest wait for data. Default: 25s.")
    private @Nullable String length;

    @Option(
            names = "--spread",
            paramLabel = "SYMBOL",
            defaultValue = EXAMPLE_SPREAD,
            description = "The spread to try; there is no list of them. Default: ${DEFAULT-VALUE}.")
    private String spread = EXAMPLE_SPREAD;

    @Option(names = "--report", paramLabel = "FILE", description = "Default: jaybit-doctor-TIME.txt here.")
    private @Nullable Path report;

    DoctorCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> problems = new ArrayList<>();
        Credentials key = keys.find(problems);
        Exchange own = key == null ? null : key.exchange();
        Exchange where = own == null ? Exchange.mainnet() : own;
        if (exchange != null) {
            where = StreamOptions.exchange(exchange, problems);
        }
        if (ca != null && !Files.isReadable(ca)) {
            problems.add("--ca: no such file: " + ca);
        }
        if (!spread.matches("[!#-\\[\\]-~]+")) {
            problems.add("--spread: not a symbol: \"" + spread + "\"");
        }
        Duration wait = StreamOptions.duration("--for", length, problems);
        if (!problems.isEmpty() || wait == null) {
            throw Exit.usage(problems);
        }
        Findings findings = new Findings(this::show);
        setUp(findings, where);
        boolean reachable = new NetworkCheck(where, ca, findings).run();
        if (reachable) {
            live(where, wait, findings);
            key(where, key, own, wait, findings);
        }
        findings.line("");
        List<String> failures = findings.failures();
        if (failures.isEmpty()) {
            findings.line(
                    findings.warnings() == 0
                            ? "PASS"
                            : "PASS, with " + findings.warnings()
                                    + (findings.warnings() == 1 ? " warning" : " warnings"));
        } else {
            findings.line(failures.size() + (failures.size() == 1 ? " thing is wrong:" : " things are wrong:"));
            failures.forEach(failure -> findings.line("  - " + failure));
        }
        write(findings);
        return failures.isEmpty() ? Exit.OK : reachable ? Exit.FAILED : Exit.CONNECTION;
    }

    private void show(String line) {
        desk.out().print(line + "\n");
        desk.out().flush();
    }

    private static void setUp(Findings findings, Exchange where) {
        findings.line(new Main.Version().getVersion()[0] + " doctor, " + Instant.now() + ", exchange " + where);
        findings.section("set-up");
        findings.fine("Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB at most");
    }

    private void live(Exchange where, Duration wait, Findings findings) throws InterruptedException {
        AtomicReference<@Nullable TopicCheck> check = new AtomicReference<>();
        BybitBuilder builder = Bybit.builder().exchange(where).onNotice(notice -> tell(notice, check.get()));
        if (ca != null) {
            builder.caFile(ca);
        }
        try (Interrupt interrupt = new Interrupt();
                Bybit bybit = builder.build()) {
            findings.section("clock");
            clock(bybit, findings);
            findings.section("topics");
            TopicCheck topics = new TopicCheck(topics(bybit, findings));
            AckShapes acks = new AckShapes();
            bybit.raw(acks);
            check.set(topics);
            topics.subscribe(bybit);
            long end = System.nanoTime() + wait.toNanos();
            // A few seconds beyond the first frames show whether update ids go on in steps of one.
            long least = System.nanoTime()
                    + Math.min(wait.toNanos(), Duration.ofSeconds(5).toNanos());
            while (System.nanoTime() < end && !(topics.isComplete() && System.nanoTime() > least)) {
                if (interrupt.await(100)) {
                    break;
                }
            }
            Health health = bybit.health();
            topics.report(findings, health);
            findings.section("answers");
            acks.report(findings);
            findings.section("client");
            findings.fine(health.transport() + ", " + health.connections().size() + " connections, " + health.frames()
                    + " frames, " + health.reconnects() + " reconnects");
            Health.ClockOffset clock = health.clock();
            if (clock != null) {
                findings.fine("clock by the traffic: the venue's is " + clock.offsetNanos() / 1_000_000
                        + " ms ahead, ± " + (clock.errorNanos() + 999_999) / 1_000_000 + " ms");
            }
        }
    }

    /** A key for play money and one for real money look alike: it is only tried where it is said to belong. */
    private void key(
            Exchange where, @Nullable Credentials key, @Nullable Exchange own, Duration wait, Findings findings)
            throws InterruptedException {
        if (key == null) {
            findings.section("key");
            findings.note("none: " + KeyOptions.howTo());
        } else if (exchange == null && own == null) {
            findings.section("key " + key.keyTail());
            findings.note("not tried: say which exchange it is for with --exchange, or in the profile");
        } else if (own != null && !own.equals(where)) {
            findings.section("key " + key.keyTail());
            findings.wrong("the key is for " + own + ", not for " + where);
        } else {
            new KeyCheck(where, key, ca, wait, findings).run();
        }
    }

    private static void tell(Notice notice, @Nullable TopicCheck check) {
        if (check != null) {
            check.onClientNotice(notice);
        }
    }

    /** Half the way there and back is how far off the answer may be. */
    private static void clock(Bybit bybit, Findings findings) {
        long bestError = Long.MAX_VALUE;
        long offset = 0;
        try {
            for (int i = 0; i < 3; i++) {
                long wall = System.currentTimeMillis();
                long start = System.nanoTime();
                Instant venue = Universe.await(bybit.rest().serverTime());
                long way = (System.nanoTime() - start) / 1_000_000;
                long error = way / 2 + 1;
                if (error < bestError) {
                    bestError = error;
                    offset = venue.toEpochMilli() - (wall + way / 2);
                }
            }
        } catch (Universe.Unavailable e) {
            findings.wrong("server time: " + e.getMessage());
            return;
        }
        String text = "this computer's clock is " + Math.abs(offset) + " ms " + (offset > 0 ? "behind" : "ahead")
                + " of the venue's, ± " + bestError + " ms";
        if (Math.abs(offset) - bestError > 1_000) {
            findings.wrong(text + "; signed requests will be refused");
        } else {
            findings.fine(text);
        }
    }

    private List<Topic> topics(Bybit bybit, Findings findings) {
        List<Topic> topics = new ArrayList<>();
        for (Category category : List.of(Category.LINEAR, Category.SPOT, Category.INVERSE)) {
            String symbol = busiest(bybit, category, findings);
            if (symbol == null) {
                continue;
            }
            List<String> names = new ArrayList<>(List.of(
                    "orderbook.1.",
                    "orderbook.50.",
                    "orderbook.200.",
                    "orderbook.1000.",
                    "orderbook.rpi.",
                    "publicTrade.",
                    "tickers.",
                    "kline.1.",
                    "priceLimit."));
            names.add(category == Category.SPOT ? "orderbook.full." : "allLiquidation.");
            names.forEach(name -> topics.add(Topic.of(Channel.of(category), name + symbol)));
        }
        topics.add(Topic.of(Channel.LINEAR, "insurance.USDT"));
        topics.add(Topic.of(Channel.LINEAR, "adlAlert.USDT"));
        String option = busiest(bybit, Category.OPTION, findings);
        if (option != null) {
            String coin = option.substring(0, Math.max(1, option.indexOf('-')));
            topics.add(Topic.of(Channel.OPTION, "orderbook.25." + option));
            topics.add(Topic.of(Channel.OPTION, "orderbook.100." + option));
            topics.add(Topic.of(Channel.OPTION, "publicTrade." + coin));
            topics.add(Topic.of(Channel.OPTION, "tickers." + option));
        }
        for (String name : List.of("orderbook.25.", "publicTrade.", "tickers.")) {
            topics.add(Topic.of(Channel.SPREAD, name + spread));
        }
        topics.add(Topic.of(Channel.STATUS, "system.status"));
        return topics;
    }

    private static @Nullable String busiest(Bybit bybit, Category category, Findings findings) {
        try {
            String busiest = Universe.of(bybit, category).stream()
                    .max(Comparator.comparing(Selection::turnover))
                    .map(Listed::name)
                    .orElse(null);
            if (busiest == null) {
                findings.note(category.text() + ": nothing is listed");
            }
            return busiest;
        } catch (Universe.Unavailable e) {
            findings.wrong(category.text() + ": the list of instruments is not to be had: " + e.getMessage());
            return null;
        }
    }

    private void write(Findings findings) {
        Path file = report == null ? Path.of("jaybit-doctor-" + STAMP.format(Instant.now()) + ".txt") : report;
        try {
            Files.write(file, findings.lines());
            Messages.say("written to " + file.toAbsolutePath());
        } catch (IOException e) {
            Messages.say("the report cannot be written to " + file.toAbsolutePath() + ": " + e.getMessage());
        }
    }
}
