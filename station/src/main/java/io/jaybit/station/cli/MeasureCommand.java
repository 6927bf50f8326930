package io.jaybit.station.cli;

import io.jaybit.book.BookCopy;
import io.jaybit.book.BookSide;
import io.jaybit.client.Bybit;
import io.jaybit.client.Exchange;
import io.jaybit.client.LiveBook;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./jaybit measure}. */
@Command(
        name = "measure",
        description = {
            "Measure the client against a server of known frames: frames a second, CPU, memory, latency.",
            "One connection, an inline callback for each frame, books kept. Prints one JSON line. Each option can be given in the"
                    + " environment: --url as BENCH_URL, and so on."
        },
        footer = {
            "",
            "Example:",
            "  jaybit measure --url ws://127.0.0.1:9100/v5/public/linear --topics-file topics.txt --frames 1000000 --warm 200000"
        })
final class MeasureCommand implements Callable<Integer> {
    private final Desk desk;

    @Option(names = "--url", paramLabel = "URL", description = "A stream, with its path.")
    private @Nullable String url = environment("BENCH_URL");

    @Option(names = "--topics-file", paramLabel = "FILE", description = "Topics, one a line.")
    private @Nullable String topicsFile = environment("BENCH_TOPICS_FILE");

    @Option(names = "--frames", paramLabel = "N", description = "Data frames that will be sent.")
    private @Nullable String frames = environment("BENCH_FRAMES");

    @Option(names = "--warm", paramLabel = "N", description = "How many of them are not measured. Default: a fifth.")
    private @Nullable String warm = environment("BENCH_WARM");

    @Option(
            names = "--latency",
            description = "Measure latency: ts is 1700000000000 + microseconds of the monotonic clock of this machine.")
    private boolean latency = "1".equals(environment("BENCH_LATENCY"));

    @Option(names = "--books-out", paramLabel = "FILE", description = "Write the books there at the end.")
    private @Nullable String booksOut = environment("BENCH_BOOKS_OUT");

    @Option(names = "--throw-at", paramLabel = "K", description = "The callback throws once, at frame K.")
    private @Nullable String throwAt = environment("BENCH_THROW_AT");

    @Option(
            names = "--idle-ms",
            paramLabel = "MS",
            description = "Give up when nothing came for so long. Default: 5000.")
    private @Nullable String idleMillis = environment("BENCH_IDLE_MS");

    @Option(names = "--max-s", paramLabel = "S", description = "Give up after so many seconds. Default: 300.")
    private @Nullable String maxSeconds = environment("BENCH_MAX_S");

    @Option(names = "--print-command", description = "Print the bare java command of this, and end.")
    private boolean printCommand;

    MeasureCommand(Desk desk) {
        this.desk = desk;
    }

    private static @Nullable String environment(String name) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? null : value;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (printCommand) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of("-cp", ClasspathCommand.classPath(), Main.class.getName(), "measure"));
            desk.out().print(String.join(" ", command) + "\n");
            desk.out().flush();
            return Exit.OK;
        }
        List<String> problems = new ArrayList<>();
        Channel channel = channel(problems);
        List<Topic> topics = topics(channel, problems);
        long count =
                StreamOptions.number("--frames", required("--frames", frames, problems), Integer.MAX_VALUE, problems);
        long unmeasured =
                warm == null ? count / 5 : "0".equals(warm) ? 0 : StreamOptions.number("--warm", warm, count, problems);
        long fault = throwAt == null || !throwAt.matches("[1-9][0-9]*") ? -1 : Long.parseLong(throwAt);
        long idle = idleMillis == null ? 5_000 : StreamOptions.number("--idle-ms", idleMillis, 1L << 40, problems);
        long most = maxSeconds == null ? 300 : StreamOptions.number("--max-s", maxSeconds, 1L << 30, problems);
        if (!problems.isEmpty() || url == null) {
            throw Exit.usage(problems);
        }
        Meter meter = new Meter(count, unmeasured, latency, fault);
        String base = url.substring(0, url.length() - channel.path().length());
        try (Bybit bybit = Bybit.builder()
                .exchange(Exchange.at(base))
                .onNotice(notice -> tell(notice, meter))
                .build()) {
            List<LiveBook> books = new ArrayList<>();
            bybit.subscribeInline(topics, meter);
            for (Topic topic : topics) {
                if (booksOut != null && topic.kind() == TopicKind.ORDER_BOOK) {
                    books.add(bybit.book(topic));
                }
            }
            meter.await(idle, most);
            if (booksOut != null) {
                write(books, Path.of(booksOut));
            }
            desk.out().print(meter.result() + "\n");
            desk.out().flush();
        }
        return Exit.OK;
    }

    private static @Nullable String required(String option, @Nullable String value, List<String> problems) {
        if (value == null) {
            problems.add(option + " is needed");
        }
        return value;
    }

    private Channel channel(List<String> problems) {
        String text = required("--url", url, problems);
        if (text != null) {
            try {
                String path = new URI(text).getPath();
                for (Channel channel : Channel.values()) {
                    if (path != null && path.endsWith(channel.path())) {
                        Exchange.at(
                                text.substring(0, text.length() - channel.path().length()));
                        return channel;
                    }
                }
                problems.add("--url: no path of a stream: " + text);
            } catch (URISyntaxException | IllegalArgumentException e) {
                problems.add("--url: " + e.getMessage());
            }
        }
        return Channel.LINEAR;
    }

    private List<Topic> topics(Channel channel, List<String> problems) {
        String file = required("--topics-file", topicsFile, problems);
        if (file == null) {
            return List.of();
        }
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> Topic.of(channel, line))
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            problems.add("--topics-file: cannot read " + file + ": " + e.getMessage());
            return List.of();
        }
    }

    private static void tell(Notice notice, Meter meter) {
        if (notice instanceof Notice.CallbackFailed) {
            meter.failed();
        }
        String text = meter.isOver() ? null : NoticeText.of(notice);
        if (text != null) {
            Messages.say(text);
        }
    }

    private static void write(List<LiveBook> books, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write('{');
            for (int i = 0; i < books.size(); i++) {
                BookCopy book = books.get(i).copy();
                out.write((i == 0 ? "\"" : ",\"") + books.get(i).topic().name() + "\":{\"b\":");
                side(book, BookSide.BID, out);
                out.write(",\"a\":");
                side(book, BookSide.ASK, out);
                // The levels of a book that is not to be believed are nobody's business.
                out.write(
                        book == null || !book.isLive()
                                ? ",\"status\":\"" + (book == null ? "AWAITING_SNAPSHOT" : book.status()) + "\"}"
                                : "}");
            }
            out.write("}\n");
        }
    }

    private static void side(@Nullable BookCopy book, BookSide side, BufferedWriter out) throws IOException {
        out.write('[');
        for (int i = 0; book != null && book.isLive() && i < book.levels(side); i++) {
            out.write((i == 0 ? "[\"" : ",[\"") + book.price(side, i) + "\",\"" + book.size(side, i) + "\"]");
        }
        out.write(']');
    }
}
