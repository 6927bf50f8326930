package io.jaybit.station.cli;

import io.jaybit.client.Bybit;
import io.jaybit.client.BybitBuilder;
import io.jaybit.client.Credentials;
import io.jaybit.client.Exchange;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.recorder.Recorder;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.station.pipeline.Listed;
import io.jaybit.station.pipeline.Row;
import io.jaybit.station.pipeline.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./jaybit record}. */
@Command(
        name = "record",
        description = {
            "Record everything into a database that can be asked.",
            "Every frame, notice and request goes into a raw log, from which rows are made; a crash costs at most the last 200 ms,",
            "and the next start makes the rows that are missing. When it records it prints one JSON line with the database's addresses;",
            "their user is jaybit, and the password is in the folder's file \"password\"."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit record BTCUSDT ETHUSDT",
            "  jaybit record --top 20 --topics trades,liquidations,book --depth 200 --data /data/bybit",
            "  jaybit sql \"SELECT count() FROM trades\"                     in another terminal"
        })
final class RecordCommand implements Callable<Integer> {
    private static final long FEW_DAYS = 3;

    private final Desk desk;

    @Mixin
    private final SymbolOptions symbols = new SymbolOptions();

    @Option(
            names = "--exchange",
            paramLabel = "WHERE",
            defaultValue = "mainnet",
            description = "As everywhere. Default: ${DEFAULT-VALUE}.")
    private String exchange = "mainnet";

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "linear, inverse, spot, option or spread. Default: linear.")
    private @Nullable String category;

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust the certificates in this PEM file, too.")
    private @Nullable Path ca;

    @Mixin
    private final RecordedTopics topics = new RecordedTopics();

    @Mixin
    private final RecordStore store = new RecordStore();

    @Option(names = "--own", description = "The own account, too: orders, executions, positions, wallet. Needs a key.")
    private boolean own;

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(names = "--for", paramLabel = "DURATION", description = "End after so long; exit code 0.")
    private @Nullable String length;

    RecordCommand(Desk desk) {
        this.desk = desk;
    }

    /** What was typed, checked. */
    private record Checked(
            Exchange exchange,
            Category category,
            Selection selection,
            RecordedTopics.Asked topics,
            @Nullable Credentials key,
            RecordStore.Checked store,
            @Nullable Duration length) {}

    @Override
    public Integer call() throws IOException {
        Checked wanted = check();
        RecordingFolder folder = wanted.store().folder();
        RecordProgress progress = new RecordProgress(desk, folder);
        try (Interrupt interrupt = new Interrupt()) {
            // Names first: a folder for a symbol that is not there is of no use.
            List<String> names = choose(wanted);
            wanted.store().greet();
            announce(wanted, names.size());
            try (Recorder recorder = wanted.store().open(wanted.topics().deltas());
                    RecordedStreams streams = RecordedStreams.connect(builder(wanted, true), recorder, progress)) {
                if (wanted.key() != null) {
                    streams.followAccount();
                }
                streams.subscribe(topics(wanted, names));
                ready(recorder, wanted.store());
                progress.begin(recorder, streams.client());
                run(interrupt, wanted, recorder, progress, streams);
                progress.tell();
            }
            progress.end();
            return Exit.OK;
        }
    }

    private Checked check() {
        List<String> problems = new ArrayList<>();
        Exchange where = StreamOptions.exchange(exchange, problems);
        Category wanted = StreamOptions.category(category, problems);
        Category of = wanted == null ? Category.LINEAR : wanted;
        Selection selection = symbols.check(problems);
        if (selection.isEmpty() && !own) {
            problems.add("name a symbol (BTCUSDT), a glob (*USDC), or --all, --top N, --coin COIN");
        }
        RecordedTopics.Asked asked = topics.check(of, problems);
        if (ca != null && !Files.isReadable(ca)) {
            problems.add("--ca: no such file: " + ca);
        }
        int before = problems.size();
        Credentials key = own ? keys.find(problems) : null;
        if (own && key == null && problems.size() == before) {
            problems.add("--own needs an API key: " + KeyOptions.howTo());
        }
        if (key != null && key.exchange() != null && !key.exchange().equals(where)) {
            problems.add("--exchange: the key is for " + key.exchange() + ", not for " + where);
        }
        RecordStore.Checked kept = store.check(problems);
        Duration end = StreamOptions.duration("--for", length, problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        return new Checked(where, of, selection, asked, key, kept, end);
    }

    private List<String> choose(Checked wanted) {
        if (wanted.selection().isEmpty()) {
            return List.of();
        }
        try (Bybit bybit = builder(wanted, false).build()) {
            List<Listed> listed = Universe.of(bybit, wanted.category(), wanted.selection());
            Selection.Found found = wanted.selection().among(listed);
            if (!found.problems().isEmpty()) {
                throw Exit.refused(found.problems());
            }
            return found.names();
        } catch (Universe.Unavailable e) {
            if (!wanted.selection().isPlain()) {
                throw Exit.connection("the list of instruments is not to be had: " + e.getMessage());
            }
            Messages.say(
                    "the list of instruments is not to be had (" + e.getMessage() + "); taking the names as they are");
            return wanted.selection().words().stream()
                    .map(Selection::plain)
                    .distinct()
                    .toList();
        }
    }

    private BybitBuilder builder(Checked wanted, boolean withKey) {
        BybitBuilder builder = Bybit.builder().exchange(wanted.exchange());
        if (ca != null) {
            builder.caFile(ca);
        }
        Credentials key = wanted.key();
        return withKey && key != null ? builder.credentials(key) : builder;
    }

    private static void announce(Checked wanted, int symbols) throws IOException {
        RecordingFolder folder = wanted.store().folder();
        Messages.say("recording " + symbols + (symbols == 1 ? " symbol" : " symbols") + " of "
                + wanted.category().text() + " on " + wanted.exchange() + " into "
                + folder.folder().toAbsolutePath().normalize());
        long perDay = DiskUse.expectedPerDay(wanted.topics().wishes(), symbols);
        long free = DiskUse.free(folder.folder());
        Messages.say("expecting up to " + DiskUse.text(perDay) + " a day, if they are busy; " + DiskUse.text(free)
                + " are free");
        if (perDay > 0 && free / perDay < FEW_DAYS) {
            Messages.say("WARNING: that may be full in less than " + FEW_DAYS + " days");
        }
    }

    private static List<Topic> topics(Checked wanted, List<String> names) {
        List<Topic> all = new ArrayList<>(
                Listings.topics(wanted.category(), names, wanted.topics().wishes()));
        all.addAll(wanted.topics().venue());
        if (wanted.key() != null) {
            for (String stream : List.of("order", "execution", "position", "wallet")) {
                all.add(Topic.of(Channel.PRIVATE, stream));
            }
        }
        return all;
    }

    private void ready(Recorder recorder, RecordStore.Checked kept) throws IOException {
        Row.Builder row = Row.part()
                .flag("ready", true)
                .text(
                        "data",
                        kept.folder().folder().toAbsolutePath().normalize().toString());
        if (kept.server() != null) {
            row.text("database", kept.server().toString());
        } else {
            row.text(
                            "postgres",
                            "postgresql://jaybit@127.0.0.1:"
                                    + recorder.database().postgresPort() + "/qdb")
                    .text("console", "http://127.0.0.1:" + recorder.database().consolePort());
        }
        desk.out().print(row.build("").json() + "\n");
        desk.out().flush();
    }

    private static void run(
            Interrupt interrupt, Checked wanted, Recorder recorder, RecordProgress progress, RecordedStreams streams)
            throws IOException {
        Duration length = wanted.length();
        long end = length == null ? Long.MAX_VALUE : length.toMillis();
        long start = System.nanoTime();
        RecordStore.Tidying tidying = wanted.store().tidying(recorder);
        try {
            for (long now = 0; now < end; now = (System.nanoTime() - start) / 1_000_000) {
                if (interrupt.await(Math.min(200, end - now))) {
                    return;
                }
                streams.onTime(System.currentTimeMillis() * 1_000_000);
                progress.tellIfDue(now);
                tidying.tidyIfDue(now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String counted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
