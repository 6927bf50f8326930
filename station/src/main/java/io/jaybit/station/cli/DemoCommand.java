package io.jaybit.station.cli;

import io.jaybit.client.Exchange;
import io.jaybit.market.Category;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.agents.Population;
import io.jaybit.simulator.agents.Preset;
import io.jaybit.station.pipeline.DemoWatcher;
import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.TextStyle;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./jaybit demo}. */
@Command(
        name = "demo",
        description =
                "See it work on the built-in exchange: invented prices through a real socket into the real client, on one"
                        + " screen. No account, no key, no network.",
        footer = {"", "Examples:", "  jaybit demo", "  jaybit demo --for 10s --plain | head"})
final class DemoCommand implements Callable<Integer> {
    private static final String TITLE = "built-in exchange: invented prices, nothing leaves this computer";
    private static final String TRY = "try: jaybit trades BTCUSDT --min-value 100000   (live, needs no key)";
    private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "DOGEUSDT");
    /** Every so often a coin jumps by this, so that there are liquidations to be seen within the first minute. */
    private static final double JUMP = 0.025;

    private static final List<String> JUMPING = List.of("SOL", "ETH", "DOGE", "XRP", "BTC");
    private static final long FIRST_JUMP_MILLIS = 800;
    private static final long JUMP_EVERY_MILLIS = 7_000;
    private static final long JUMP_TAKES_MILLIS = 1_500;

    private final Desk desk;

    @Option(
            names = "--plain",
            description = "Lines as they come instead of a screen; always so where there is no terminal.")
    private boolean plain;

    @Option(names = "--for", paramLabel = "DURATION", description = "End after so long, e.g. 10s; exit code 0.")
    private @Nullable String length;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed, another market.", hidden = true)
    private long seed = 7;

    DemoCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        List<String> problems = new ArrayList<>();
        Duration end = StreamOptions.duration("--for", length, problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        ExchangeConfig config =
                ExchangeConfig.calm(seed).withPreset(Preset.BUSY).withSymbols(0, true);
        try (ExchangeServer server = ExchangeServer.start(config, Speed.REAL, ServerConfig.loopback(Pace.MAX), 0)) {
            server.ask(DemoCommand::haveJumps);
            Desk used = plain ? new Desk(desk.out(), false, false) : desk;
            StreamSettings settings = new StreamSettings(
                    Exchange.at(server.webSocketAddress()),
                    null,
                    Category.LINEAR,
                    List.of(),
                    StreamSettings.Format.TEXT,
                    null,
                    0,
                    0,
                    end,
                    ZoneOffset.UTC);
            if (!used.repaints(settings)) {
                line(TITLE);
            }
            Duration every = Duration.ofSeconds(used.repaints(settings) ? 1 : 5);
            Selection all = new Selection(SYMBOLS, false, 0, List.of());
            TextStyle style = used.style(settings);
            int code = new Watching(used, settings, all, "demo", List.of(DemoWatcher.wishes()), Objection.NONE)
                    .run((out, symbols) -> {
                        DemoWatcher watcher =
                                new DemoWatcher(style, out, symbols, List.of("BTCUSDT", "ETHUSDT"), every);
                        return new Watching.Watch(watcher, height -> watcher.screen(TITLE, TRY));
                    });
            if (!used.repaints(settings)) {
                line(TRY);
            }
            return code;
        }
    }

    private static boolean haveJumps(SimulatedExchange exchange) {
        Population population = Objects.requireNonNull(exchange.population());
        int[] jumps = {0};
        exchange.timeline().every(exchange.timeline().now() + FIRST_JUMP_MILLIS, JUMP_EVERY_MILLIS, () -> {
            int jump = jumps[0]++;
            double ratio = jump / JUMPING.size() % 2 == 0 ? -JUMP : JUMP;
            population.shock(JUMPING.get(jump % JUMPING.size()), ratio, JUMP_TAKES_MILLIS);
        });
        return true;
    }

    private void line(String text) {
        desk.out().print(text + "\n");
        desk.out().flush();
    }
}
