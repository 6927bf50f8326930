package io.jaybit.station.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** Where {@code ./jaybit} enters. Confined to the main thread. */
@Command(
        name = "jaybit",
        description = "Bybit on the JVM: streams you can trust.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    /** The commands as the help shows them. */
    private static final Map<String, List<Line>> GROUPS = groups();

    /**
     * A line of the help.
     *
     * @param text empty: what the one command says of itself
     */
    private record Line(List<String> commands, String text) {
        static List<Line> each(String... commands) {
            return Stream.of(commands).map(one -> new Line(List.of(one), "")).toList();
        }
    }

    private final Desk desk;

    private Main(Desk desk) {
        this.desk = desk;
    }

    private static Map<String, List<Line>> groups() {
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        groups.put("Begin", Line.each("demo", "doctor", "symbols"));
        groups.put("Watch", Line.each("book", "trades", "liquidations", "tickers", "klines"));
        Line own = new Line(List.of("positions", "orders", "executions", "wallet"), "Watch the own account");
        groups.put("Account", List.of(own, Line.each("order").get(0)));
        List<Line> record = new ArrayList<>(Line.each("record", "replay", "sql"));
        record.add(new Line(List.of("export", "import", "coverage"), "Rows out; venue's files in; what is missing"));
        groups.put("Record", record);
        groups.put("Offline", Line.each("simulate", "serve", "book-check"));
        groups.put("Develop", List.of(new Line(List.of("shell", "classpath", "measure"), "For programs of one's own")));
        return groups;
    }

    public static void main(String[] arguments) {
        // Newer Javas say there is a console where there is none.
        System.setProperty("jdk.console", "java.base");
        Desk desk = Desk.ofProcess();
        // Standard output is data, which has a stream of its own: what libraries print by the way is nothing to read.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.setErr(new OwnMessages(System.err));
        System.exit(run(desk, arguments));
    }

    /** Standard error without what the database says of its begin and its end, which it prints whatever one does. */
    private static final class OwnMessages extends PrintStream {
        private OwnMessages(PrintStream standard) {
            super(standard, true, StandardCharsets.UTF_8);
        }

        @Override
        public PrintStream printf(String format, Object... values) {
            return format.startsWith("Reading log configuration") ? this : super.printf(format, values);
        }

        @Override
        public void println(@Nullable String line) {
            if (line == null || !line.startsWith("QuestDB is shutting down")) {
                super.println(line);
            }
        }
    }

    /** Runs a command and gives its exit code. */
    static int run(Desk desk, String... arguments) {
        return commandLine(desk).execute(arguments);
    }

    static CommandLine commandLine(Desk desk) {
        CommandLine line = new CommandLine(new Main(desk));
        add(line, new DemoCommand(desk));
        add(line, new DoctorCommand(desk));
        add(line, new SymbolsCommand(desk));
        add(line, new BookCommand(desk));
        add(line, new TradesCommand(desk));
        add(line, new LiquidationsCommand(desk));
        add(line, new TickersCommand(desk));
        add(line, new KlinesCommand(desk));
        add(line, new PositionsCommand(desk));
        add(line, new OrdersCommand(desk));
        add(line, new ExecutionsCommand(desk));
        add(line, new WalletCommand(desk));
        CommandLine order = OrderCommand.line(desk);
        order.getCommandSpec().mixinStandardHelpOptions(true);
        line.addSubcommand(order);
        add(line, new RecordCommand(desk));
        add(line, new ReplayCommand(desk));
        add(line, new SqlCommand(desk));
        add(line, new ExportCommand(desk));
        add(line, new ImportCommand(desk));
        add(line, new CoverageCommand(desk));
        add(line, new SimulateCommand(desk));
        add(line, new ServeCommand(desk));
        add(line, new BookCheckCommand(desk));
        add(line, new ShellCommand());
        add(line, new ClasspathCommand(desk));
        add(line, new MeasureCommand(desk));
        line.setExpandAtFiles(false);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                desk.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setOut(new PrintWriter(desk.out(), true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(80);
        line.setParameterExceptionHandler((exception, given) -> wrong(exception));
        line.setExecutionExceptionHandler((exception, failed, parsed) -> failed(exception));
        return line;
    }

    private static void add(CommandLine line, Object command) {
        CommandLine sub = new CommandLine(command);
        sub.getCommandSpec().mixinStandardHelpOptions(true);
        line.addSubcommand(sub);
    }

    private static int wrong(ParameterException exception) {
        CommandLine line = exception.getCommandLine();
        List<String> near = List.of();
        String problem = String.valueOf(exception.getMessage());
        if (exception instanceof CommandLine.UnmatchedArgumentException unmatched) {
            near = unmatched.getSuggestions();
            String word = unmatched.getUnmatched().get(0);
            if (line.getParent() == null && !word.startsWith("-")) {
                problem = "no command is called \"" + word + "\"";
            }
        }
        Messages.say(problem);
        if (!near.isEmpty()) {
            Messages.say("near: " + String.join(", ", near));
        }
        Messages.say("see: " + line.getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE;
    }

    private static int failed(Exception exception) {
        if (exception instanceof Exit exit) {
            return ended(exit);
        }
        if (exception instanceof IOException failure) {
            return ended(Exit.of(failure));
        }
        Messages.say("failed: " + exception);
        System.getLogger("io.jaybit").log(System.Logger.Level.DEBUG, "a command failed", exception);
        return Exit.FAILED;
    }

    private static int ended(Exit exit) {
        exit.lines().forEach(Messages::say);
        return exit.code();
    }

    /** One screen: every command in its group with its first sentence. */
    @Override
    public void run() {
        CommandLine line = commandLine(desk);
        PrintStream out = desk.out();
        out.print("Bybit on the JVM: streams you can trust.  Usage: jaybit COMMAND [OPTION]...\n");
        GROUPS.forEach((group, lines) -> {
            String before = group;
            for (Line shown : lines) {
                String text = shown.text();
                if (text.isEmpty()) {
                    CommandLine command = Objects.requireNonNull(
                            line.getSubcommands().get(shown.commands().get(0)));
                    text = firstPart(command.getCommandSpec().usageMessage().description()[0]);
                }
                out.print(pad(before, 9) + pad(String.join(", ", shown.commands()) + " ", 14) + text + "\n");
                before = "";
            }
        });
        out.print("""

                Try: jaybit demo              (no account, key or network)
                     jaybit COMMAND --help    (options and examples)
                """);
        out.flush();
    }

    private static String pad(String word, int width) {
        return word + " ".repeat(Math.max(1, width - word.length()));
    }

    private static String firstPart(String description) {
        int end = description.length();
        for (String mark : List.of(":", ". ", ";")) {
            int at = description.indexOf(mark);
            end = at > 0 ? Math.min(end, at) : end;
        }
        String part = description.substring(0, end);
        return part.endsWith(".") ? part.substring(0, part.length() - 1) : part;
    }

    /** The version is the one of the jar; classes run from a folder have none. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"jaybit " + (version == null ? "(not packaged)" : version)};
        }
    }
}
