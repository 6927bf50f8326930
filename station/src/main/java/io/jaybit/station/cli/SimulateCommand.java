package io.jaybit.station.cli;

import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.RsaKeyFile;
import io.jaybit.simulator.SelfMadeCertificate;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.agents.Preset;
import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.venue.Fault;
import io.jaybit.simulator.venue.FaultSchedule;
import io.jaybit.simulator.venue.VenueConfig;
import io.jaybit.station.pipeline.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./jaybit simulate}. */
@Command(
        name = "simulate",
        description = {
            "A Bybit-like exchange of one's own: the venue's streams, trade socket and REST, with invented traders, on this"
                    + " computer only.",
            "When it listens it prints one JSON line: its addresses, funded accounts with their keys, and the control"
                    + " address, where one sees what is true, causes faults and moves prices."
        },
        footer = {
            "",
            "A fault is a line such as",
            "  at 10s drop orderbook.50.BTCUSDT 3      from 5s for 2s silence",
            "  at 20s reset linear:*                   from 1m for 10s delay 200ms",
            "",
            "Examples:",
            "  jaybit simulate --port 9100 --control-port 9101",
            "  jaybit book BTCUSDT --exchange ws://127.0.0.1:9100     in another terminal",
            "  jaybit simulate --preset crash --seed 7 --fault 'at 30s reset'",
            "  curl -d 'from 0s for 5s silence' http://127.0.0.1:9101/fault"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final long FAULT_HORIZON_MILLIS = 600_000;

    private final Desk desk;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "calm",
            description =
                    "What kind of day it is: calm, busy (200 symbols unless told), crash (a fall by a tenth after 30 s),"
                            + " thin, or none (nobody trades but you). Default: calm.")
    private String preset = "calm";

    @Option(
            names = "--symbols",
            paramLabel = "N",
            description = "So many linear perpetuals instead of the usual ones, and nothing else.")
    private @Nullable Integer symbols;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Another seed, another market.")
    private long seed = 1;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "1x",
            description = "How fast its clock goes: 1x, 10x, max. Keys work at 1x only. Default: 1x.")
    private String speed = "1x";

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "0 picks a free one. Default: 0.")
    private String port = "0";

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the control address; 0 picks a free one. Default: 0.")
    private String controlPort = "0";

    @Option(
            names = "--tls",
            paramLabel = "FILE",
            description =
                    "Serve wss and https with a certificate made for the purpose, and write that to FILE for --ca.")
    private @Nullable Path tls;

    @Option(names = "--fault", paramLabel = "LINE", description = "What goes wrong; may be given more than once.")
    private List<String> faults = new ArrayList<>();

    @Option(names = "--faults", paramLabel = "FILE", description = "The same from a file, a line each.")
    private @Nullable Path faultFile;

    @Option(
            names = "--fault-seed",
            paramLabel = "N",
            description = "Ten minutes of faults of all kinds, invented from this seed.")
    private @Nullable Long faultSeed;

    @Option(names = "--for", paramLabel = "DURATION", description = "End after so long; exit code 0.")
    private @Nullable String length;

    SimulateCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        List<String> problems = new ArrayList<>();
        boolean empty = preset.equalsIgnoreCase("none");
        Optional<Preset> day = Preset.parse(preset);
        if (!empty && day.isEmpty()) {
            problems.add("--preset: no preset is called \"" + preset + "\" (there are calm, busy, crash, thin, none)");
        }
        Speed pace = Speed.REAL;
        try {
            pace = Speed.parse(speed);
        } catch (IllegalArgumentException e) {
            problems.add("--speed: " + e.getMessage());
        }
        int listen = ServeCommand.port("--port", port, problems);
        int control = ServeCommand.port("--control-port", controlPort, problems);
        if (symbols != null && (symbols < 1 || symbols > 2_000)) {
            problems.add("--symbols: not in 1..2000: " + symbols);
        }
        FaultSchedule schedule = schedule(problems);
        Duration end = StreamOptions.duration("--for", length, problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        ExchangeConfig config =
                new ExchangeConfig(seed, day.orElse(null), many(day), many(day) > 0, schedule, VenueConfig.USUAL);
        Path folder = Files.createTempDirectory("jaybit-simulate");
        RsaKeyFile rsa = RsaKeyFile.make(folder);
        try (Interrupt interrupt = new Interrupt();
                ExchangeServer server = start(config, pace, listen, control)) {
            ApiKey rsaKey = server.ask(exchange -> exchange.openAccount("rsa", rsa.publicKey()));
            ready(server, rsaKey, rsa);
            interrupt.await(end == null ? Long.MAX_VALUE / 2_000_000 : end.toMillis());
            Messages.say(server.ask(exchange -> exchange.venue().connectionsSoFar()) + " connections served");
        } finally {
            Files.deleteIfExists(rsa.file());
            Files.deleteIfExists(folder);
        }
        return Exit.OK;
    }

    private int many(Optional<Preset> day) {
        int usual = day.isPresent() && day.get() == Preset.BUSY ? 200 : 0;
        return symbols == null ? usual : symbols;
    }

    private FaultSchedule schedule(List<String> problems) {
        List<Fault> all = new ArrayList<>();
        String script = String.join("\n", faults);
        try {
            all.addAll(FaultSchedule.parse(script).faults());
        } catch (IllegalArgumentException e) {
            problems.add("--fault: " + e.getMessage());
        }
        if (faultFile != null) {
            try {
                all.addAll(FaultSchedule.parse(Files.readString(faultFile)).faults());
            } catch (IOException e) {
                problems.add("--faults: cannot read " + faultFile);
            } catch (IllegalArgumentException e) {
                problems.add("--faults: " + faultFile + ": " + e.getMessage());
            }
        }
        if (faultSeed != null) {
            all.addAll(FaultSchedule.random(faultSeed, FAULT_HORIZON_MILLIS).faults());
        }
        return new FaultSchedule(all);
    }

    private ExchangeServer start(ExchangeConfig config, Speed pace, int listen, int control) {
        try {
            SelfMadeCertificate certificate = tls == null ? null : SelfMadeCertificate.make(tls);
            return ExchangeServer.start(
                    config, pace, new ServerConfig("127.0.0.1", listen, Pace.MAX, false, certificate), control);
        } catch (IOException e) {
            throw Exit.usage(String.valueOf(e.getMessage()));
        }
    }

    private void ready(ExchangeServer server, ApiKey rsaKey, RsaKeyFile rsa) {
        Row.Builder row = Row.part()
                .flag("ready", true)
                .text("ws", server.webSocketAddress())
                .text("rest", server.restAddress())
                .text("control", server.controlAddress());
        if (tls != null) {
            row.text("certificate", tls.toAbsolutePath().toString());
        }
        List<Row.Builder> accounts = new ArrayList<>();
        for (ApiKey key : server.keys()) {
            accounts.add(account(key));
        }
        accounts.add(account(rsaKey).text("privateKey", rsa.file().toString()));
        row.parts("accounts", accounts);
        desk.out().print(row.build("").json() + "\n");
        desk.out().flush();
        Messages.say("preset " + preset.toLowerCase(Locale.ROOT) + ", seed " + seed + ", speed " + speed
                + "; invented prices, nothing leaves this computer");
    }

    private static Row.Builder account(ApiKey key) {
        return Row.part()
                .text("name", key.account().name())
                .text("key", key.key())
                .text("secret", key.secret());
    }
}
