package io.jaybit.station.cli;

import io.jaybit.client.Account;
import io.jaybit.client.AccountListener;
import io.jaybit.client.AccountSettings;
import io.jaybit.client.Bybit;
import io.jaybit.client.BybitBuilder;
import io.jaybit.client.Credentials;
import io.jaybit.client.Decoders;
import io.jaybit.client.Exchange;
import io.jaybit.client.InlineListener;
import io.jaybit.client.Subscription;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.orders.AccountStatus;
import io.jaybit.recorder.Recorder;
import io.jaybit.recorder.RecorderSettings;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.DatabaseAddress;
import io.jaybit.recorder.database.DatabaseAwayException;
import io.jaybit.recorder.database.RemoteDatabase;
import io.jaybit.recorder.database.StatementFailure;
import io.jaybit.recorder.feed.FeedPlan;
import io.jaybit.recorder.log.RawLogOptions;
import io.jaybit.station.pipeline.Backfill;
import io.jaybit.station.pipeline.Listed;
import io.jaybit.station.pipeline.Row;
import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
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
    private static final List<String> DEPTHS = List.of("1", "50", "200", "1000");
    private static final List<String> OPTION_DEPTHS = List.of("25", "100");
    private static final String ALL = "book,trades,tickers,liquidations,klines";
    private static final List<String> VENUE = List.of("insurance", "adl", "status");
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
    private final DataOption data = new DataOption();

    @Option(
            names = "--topics",
            paramLabel = "LIST",
            defaultValue = ALL,
            description =
                    "What of each symbol: book, rpi-book, full-book, trades, tickers, liquidations, klines, price-limits; and of the"
                            + " venue: insurance, adl, status. Default: ${DEFAULT-VALUE}, as far as the category has them.")
    private String topics = ALL;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Of books: 1, 50, 200 or 1000; options 25 or 100. Default: 50, options 25.")
    private @Nullable String depth;

    @Option(names = "--deltas", description = "Every change to a level of a book becomes a row, too.")
    private boolean deltas;

    @Option(names = "--own", description = "The own account, too: orders, executions, positions, wallet. Needs a key.")
    private boolean own;

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(
            names = "--sync",
            description = "Have it on the disk every 200 ms, which only the loss of power makes worth while.")
    private boolean sync;

    @Option(
            names = "--save-every",
            paramLabel = "DURATION",
            description =
                    "How often what is known is saved beside the log, so that the next start need not read farther back. Default: 1m.")
    private @Nullable String saveEvery;

    @Option(names = "--keep-for", paramLabel = "AGE", description = "Delete the log of hours older than this: 7d, 36h.")
    private @Nullable String keepFor;

    @Option(
            names = "--keep-rows-for",
            paramLabel = "AGE",
            description = "Delete the database's whole days that are older than this: 90d.")
    private @Nullable String keepRowsFor;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "8812",
            description =
                    "Where the database speaks PostgreSQL, on this computer; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private String postgresPort = "8812";

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Where the database's web console is; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private String consolePort = "9000";

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
            List<Wish> wishes,
            List<Topic> venue,
            @Nullable Credentials key,
            int postgres,
            int console,
            @Nullable DatabaseAddress server,
            Duration saveEvery,
            @Nullable Duration keepFor,
            @Nullable Duration keepRowsFor,
            @Nullable Duration length) {}

    @Override
    public Integer call() {
        Checked wanted = check();
        RecordingFolder folder = data.folder();
        Set<String> refused = ConcurrentHashMap.newKeySet();
        RecordProgress progress = new RecordProgress(folder);
        try (Interrupt interrupt = new Interrupt()) {
            // Names first: a folder for a symbol that is not there is of no use.
            List<String> names = choose(wanted);
            greet(wanted.server());
            announce(folder, wanted, names.size());
            AtomicReference<@Nullable Backfill> backfill = new AtomicReference<>();
            try (Recorder recorder = open(folder, wanted);
                    Bybit bybit = connect(wanted, recorder, progress, backfill, refused)) {
                backfill.set(new Backfill(questions(bybit), recorder.continuesFrom(), Messages::say));
                if (wanted.key() != null) {
                    follow(bybit);
                }
                subscribe(bybit, wanted, names);
                ready(folder, recorder, wanted.server());
                progress.begin(recorder, bybit);
                run(interrupt, wanted, recorder, progress, backfill.get());
                progress.tell();
            }
            progress.end();
            return Exit.OK;
        } catch (IOException e) {
            throw Exit.failed(String.valueOf(e.getMessage()));
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
        List<Topic> venue = new ArrayList<>();
        List<Wish> wishes = wishes(of, venue, problems);
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
        int postgres = ServeCommand.port("--postgres-port", postgresPort, problems);
        int console = ServeCommand.port("--console-port", consolePort, problems);
        DatabaseAddress server = data.server(problems);
        Duration saved = StreamOptions.duration("--save-every", saveEvery, problems);
        if (saved != null && saved.toMillis() < 1_000) {
            problems.add("--save-every: 1s is the least");
        }
        Duration kept = StreamOptions.duration("--keep-for", keepFor, problems);
        Duration rows = StreamOptions.duration("--keep-rows-for", keepRowsFor, problems);
        if (rows != null && rows.compareTo(Duration.ofDays(1)) < 0) {
            problems.add("--keep-rows-for: whole days are deleted, so 1d is the least");
        }
        Duration end = StreamOptions.duration("--for", length, problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        return new Checked(
                where,
                of,
                selection,
                wishes,
                venue,
                key,
                postgres,
                console,
                server,
                saved == null ? Duration.ofMinutes(1) : saved,
                kept,
                rows,
                end);
    }

    private List<Wish> wishes(Category of, List<Topic> venue, List<String> problems) {
        boolean deep = of == Category.OPTION || of == Category.SPREAD;
        List<String> depths = of == Category.SPREAD ? List.of("25") : deep ? OPTION_DEPTHS : DEPTHS;
        String books = depth == null ? (deep ? "25" : "50") : depth;
        if (!depths.contains(books)) {
            problems.add("--depth: " + books + " is not offered (allowed: " + String.join(", ", depths) + ")");
        }
        Map<String, Wish> known = new LinkedHashMap<>();
        known.put("book", new Wish(TopicKind.ORDER_BOOK, books));
        known.put("rpi-book", Wish.of(TopicKind.RPI_ORDER_BOOK));
        known.put("full-book", Wish.of(TopicKind.FULL_ORDER_BOOK));
        known.put("trades", Wish.of(TopicKind.TRADE));
        known.put("tickers", Wish.of(TopicKind.TICKER));
        known.put("liquidations", Wish.of(TopicKind.LIQUIDATION));
        known.put("klines", new Wish(TopicKind.KLINE, "1"));
        known.put("price-limits", Wish.of(TopicKind.PRICE_LIMIT));
        List<Wish> wishes = new ArrayList<>();
        for (String word : topics.split(",", -1)) {
            Wish wish = known.get(word.strip());
            if (VENUE.contains(word.strip())) {
                List<Topic> topics = venueTopics(of, word.strip());
                venue.addAll(topics);
                if (topics.isEmpty()) {
                    problems.add("--topics: " + of.text() + " has no " + word.strip());
                }
            } else if (wish == null) {
                problems.add("--topics: there is no \"" + word.strip() + "\" (allowed: "
                        + String.join(", ", known.keySet()) + ", " + String.join(", ", VENUE) + ")");
            } else if (has(of, wish.kind())) {
                wishes.add(wish);
            } else if (!topics.equals(ALL)) {
                problems.add("--topics: " + of.text() + " has no " + word.strip());
            }
        }
        return wishes;
    }

    /** Of the venue as a whole, or of all contracts that are settled alike. */
    private static List<Topic> venueTopics(Category category, String word) {
        if (word.equals("status")) {
            return List.of(Topic.of(Channel.STATUS, "system.status"));
        }
        String stream = word.equals("adl") ? "adlAlert." : "insurance.";
        return switch (category) {
            case LINEAR ->
                List.of(Topic.of(Channel.LINEAR, stream + "USDT"), Topic.of(Channel.LINEAR, stream + "USDC"));
            case INVERSE -> List.of(Topic.of(Channel.INVERSE, stream + "inverse"));
            default -> List.of();
        };
    }

    private static boolean has(Category category, TopicKind kind) {
        return switch (kind) {
            case LIQUIDATION -> category == Category.LINEAR || category == Category.INVERSE;
            case KLINE, PRICE_LIMIT, RPI_ORDER_BOOK -> category != Category.OPTION && category != Category.SPREAD;
            case FULL_ORDER_BOOK -> category == Category.SPOT;
            default -> true;
        };
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

    private static void announce(RecordingFolder folder, Checked wanted, int symbols) throws IOException {
        long perDay = DiskUse.expectedPerDay(wanted.wishes(), symbols);
        long free = DiskUse.free(folder.folder());
        Messages.say("recording " + symbols + (symbols == 1 ? " symbol" : " symbols") + " of "
                + wanted.category().text() + " on " + wanted.exchange() + " into "
                + folder.folder().toAbsolutePath().normalize());
        Messages.say("expecting up to " + DiskUse.text(perDay) + " a day, if they are busy; " + DiskUse.text(free)
                + " are free");
        if (perDay > 0 && free / perDay < FEW_DAYS) {
            Messages.say("WARNING: that may be full in less than " + FEW_DAYS + " days");
        }
    }

    private Recorder open(RecordingFolder folder, Checked wanted) throws IOException {
        RecorderSettings settings = RecorderSettings.in(folder)
                .withLog(RawLogOptions.DEFAULT.withSync(sync))
                .withPlan(FeedPlan.usual().withDeltas(deltas).withSaved(wanted.saveEvery()))
                .withPorts(wanted.postgres(), wanted.console())
                .withServer(wanted.server());
        return Recorder.open(settings, Decoders::decoder, Decoders::decoder, Decoders.replies(), Messages::say);
    }

    private static Backfill.Questions questions(Bybit bybit) {
        return new Backfill.Questions() {
            @Override
            public CompletableFuture<?> recentTrades(Symbol symbol, int limit) {
                return bybit.rest().recentTrades(symbol.category(), symbol.name(), limit);
            }

            @Override
            public CompletableFuture<?> klines(Symbol symbol, String interval, Instant from, Instant to) {
                return bybit.rest().klines(symbol.category(), symbol.name(), interval, from, to);
            }
        };
    }

    private Bybit connect(
            Checked wanted,
            Recorder recorder,
            RecordProgress progress,
            AtomicReference<@Nullable Backfill> backfill,
            Set<String> refused) {
        return builder(wanted, true)
                .inputs(recorder.inputs())
                .onNotice(notice -> {
                    progress.onNotice(notice);
                    Backfill asking = backfill.get();
                    if (asking != null) {
                        asking.onNotice(notice);
                    }
                    if (notice instanceof Notice.TopicRefused topic
                            && !refused.add(topic.topic().toString())) {
                        return;
                    }
                    String text = NoticeText.of(notice);
                    if (text != null) {
                        Messages.say(text);
                    }
                })
                .build();
    }

    /** Follows the own account until the client closes: what it asks the venue is recorded, so that a replay knows how the account stood. */
    private static void follow(Bybit bybit) throws IOException {
        Account account = bybit.account(AccountSettings.usual().withoutCommands());
        account.listen(new AccountListener() {
            @Override
            public void onStatus(AccountStatus status, String reason, long epochNanos) {
                Messages.say("the own account is "
                        + switch (status) {
                            case UNSYNCHRONISED -> "NOT TO BE RELIED ON: " + reason;
                            case SYNCHRONISING -> "asked for: " + reason;
                            case IN_SYNC -> "in sync";
                        });
            }
        });
    }

    private void subscribe(Bybit bybit, Checked wanted, List<String> names) {
        List<Topic> all = new ArrayList<>(Listings.topics(wanted.category(), names, wanted.wishes()));
        all.addAll(wanted.venue());
        if (wanted.key() != null) {
            for (String stream : List.of("order", "execution", "position", "wallet")) {
                all.add(Topic.of(Channel.PRIVATE, stream));
            }
        }
        // Everything is taken before it is dealt with: nobody needs to be told.
        Subscription subscription = bybit.subscribeInline(all, new InlineListener() {});
        Messages.say(subscription.topics().size() + " topics");
    }

    /** A wrong password is told before anything is recorded; a server that is away may come later. */
    private static void greet(@Nullable DatabaseAddress server) {
        if (server == null) {
            return;
        }
        try {
            new RemoteDatabase(server).execute("SELECT 1");
        } catch (DatabaseAwayException away) {
            if (away.getCause() instanceof SSLException) {
                throw Exit.connection(String.valueOf(away.getMessage()));
            }
            Messages.say("the database is away: " + away.getMessage());
        } catch (StatementFailure | IOException refused) {
            throw Exit.connection(String.valueOf(refused.getMessage()));
        }
    }

    private void ready(RecordingFolder folder, Recorder recorder, @Nullable DatabaseAddress server) throws IOException {
        Row.Builder row = Row.part()
                .flag("ready", true)
                .text("data", folder.folder().toAbsolutePath().normalize().toString());
        if (server != null) {
            row.text("database", server.toString());
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
            Interrupt interrupt,
            Checked wanted,
            Recorder recorder,
            RecordProgress progress,
            @Nullable Backfill backfill)
            throws IOException {
        Duration length = wanted.length();
        long end = length == null ? Long.MAX_VALUE : length.toMillis();
        long start = System.nanoTime();
        long tidied = 0;
        long tidiedRows = -Duration.ofHours(1).toMillis();
        try {
            for (long now = 0; now < end; now = (System.nanoTime() - start) / 1_000_000) {
                if (interrupt.await(Math.min(200, end - now))) {
                    return;
                }
                if (backfill != null) {
                    backfill.onTime(System.currentTimeMillis() * 1_000_000);
                }
                progress.tellIfDue(now);
                Duration kept = wanted.keepFor();
                if (kept != null && now - tidied >= Duration.ofMinutes(1).toMillis()) {
                    tidied = now;
                    recorder.deleteLogOlderThan(kept);
                }
                Duration keptRows = wanted.keepRowsFor();
                if (keptRows != null && now - tidiedRows >= Duration.ofHours(1).toMillis()) {
                    tidiedRows = now;
                    recorder.deleteRowsBefore(Instant.now().minus(keptRows).toEpochMilli());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String counted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
