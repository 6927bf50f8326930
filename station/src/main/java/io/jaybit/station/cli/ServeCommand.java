package io.jaybit.station.cli;

import io.jaybit.market.Channel;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.log.FrameVisitor;
import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.simulator.FrameServer;
import io.jaybit.simulator.FrameTape;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.SelfMadeCertificate;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.wire.StreamPath;
import io.jaybit.station.pipeline.FileContents;
import io.jaybit.station.pipeline.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./jaybit serve}. */
@Command(
        name = "serve",
        description = {
            "Play recorded frames as the venue would: same paths, acks, pongs and refusals, on this computer only.",
            "Every connection is played the recording from its beginning, to the topics it subscribed. When it listens it prints"
                    + " one JSON line with its addresses.",
            "In real time a connection waits as long as its own topics paused, but at most 5 s within a recording, and at most"
                    + " 2 s between recordings whose times do not overlap or before it starts over."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit serve frames.jsonl --loop",
            "  jaybit serve frames.jsonl.gz --pace max --port 9100",
            "  jaybit serve jaybit-data --pace max                    a recording",
            "  jaybit book BTCUSDT --exchange ws://127.0.0.1:9100     in another terminal"
        })
final class ServeCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Frames, one a line, .gz too, or the folder of a recording; merged by their times.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            defaultValue = "realtime",
            description = "realtime (by the frames' times; long pauses are cut), max, or N/s. Default: realtime.")
    private String pace = "realtime";

    @Option(names = "--loop", description = "Start over at the end, with later times and ids.")
    private boolean loop;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "0 picks a free one. Default: 0.")
    private String port = "0";

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description =
                    "linear, inverse, spot, option, spread or status. Default: by the look of the symbols, else linear.")
    private @Nullable String category;

    @Option(
            names = "--tls",
            paramLabel = "FILE",
            description =
                    "Serve wss and https with a certificate made for the purpose, and write that to FILE for --ca.")
    private @Nullable Path tls;

    @Option(names = "--for", paramLabel = "DURATION", description = "End after so long; exit code 0.")
    private @Nullable String length;

    ServeCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            if (Files.isDirectory(file) && !new RecordingFolder(file).exists()) {
                problems.add("there is no recording in " + file);
            } else if (!Files.exists(file)) {
                problems.add("no such file: " + file);
            }
        }
        Pace speed = Pace.REALTIME;
        try {
            speed = Pace.parse(pace);
        } catch (IllegalArgumentException e) {
            problems.add("--pace: " + e.getMessage());
        }
        int listen = port("--port", port, problems);
        Optional<StreamPath> path = category == null ? Optional.empty() : StreamPath.parse(category);
        if (category != null && path.isEmpty()) {
            problems.add("--category: no category is called \"" + category + "\"");
        }
        Duration end = StreamOptions.duration("--for", length, problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        FrameTape tape = read(path);
        if (tape.size() == 0) {
            throw Exit.usage("there is no data frame in " + files);
        }
        try (Interrupt interrupt = new Interrupt();
                FrameServer server = start(speed, listen, tape)) {
            ready(server);
            interrupt.await(end == null ? Long.MAX_VALUE / 2_000_000 : end.toMillis());
            Messages.say(server.connectionsSoFar() + " connections served");
        }
        return Exit.OK;
    }

    /** Reads the number of a port; adds what is wrong with it to the problems. */
    static int port(String option, String text, List<String> problems) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            problems.add(option + ": not in 0..65535: \"" + text + "\"");
            return 0;
        }
        return Integer.parseInt(text);
    }

    private FrameTape read(Optional<StreamPath> path) {
        FrameTape.Builder builder = new FrameTape.Builder();
        for (Path file : files) {
            try {
                if (Files.isDirectory(file)) {
                    addRecording(builder.file(), new RecordingFolder(file));
                    continue;
                }
                StreamPath of = path.isPresent()
                        ? path.get()
                        : StreamPath.ofPath(FileContents.guessChannel(file).path())
                                .orElse(StreamPath.LINEAR);
                builder.add(of, file);
            } catch (IOException e) {
                throw Exit.usage("cannot read " + file + ": " + e.getMessage());
            }
        }
        FrameTape tape = builder.build();
        for (StreamPath each : StreamPath.values()) {
            List<String> topics = tape.topics(each);
            if (!topics.isEmpty()) {
                Messages.say(each.path() + ": " + shown(topics));
            }
        }
        Messages.say(tape.size() + " frames; " + tape.controlFrames() + " recorded acks and pongs left out; "
                + tape.unreadableLines() + " unreadable lines left out"
                + (tape.unreadableLines() == 0 ? "" : " (" + builder.lastComplaint() + ")"));
        return tape;
    }

    /** The public frames of a recording, in memory. */
    private static void addRecording(FrameTape.Builder builder, RecordingFolder folder) throws IOException {
        try (RawLogReader reader = RawLogReader.open(folder.log(), Messages::say)) {
            reader.read(
                    1,
                    new FrameVisitor(frame -> StreamPath.ofPath(frame.channel().path())
                            .filter(path -> frame.channel().category() != null || frame.channel() == Channel.STATUS)
                            .ifPresent(path -> builder.add(path, frame.toByteArray()))));
        }
    }

    private static String shown(List<String> topics) {
        int most = 12;
        return topics.size() <= most
                ? String.join(" ", topics)
                : String.join(" ", topics.subList(0, most)) + " and " + (topics.size() - most) + " more";
    }

    private FrameServer start(Pace speed, int listen, FrameTape tape) {
        try {
            SelfMadeCertificate certificate = tls == null ? null : SelfMadeCertificate.make(tls);
            return FrameServer.start(new ServerConfig("127.0.0.1", listen, speed, loop, certificate), tape);
        } catch (IOException e) {
            throw Exit.usage(String.valueOf(e.getMessage()));
        }
    }

    private void ready(FrameServer server) {
        Row.Builder row = Row.part()
                .flag("ready", true)
                .text("ws", server.webSocketAddress())
                .text("rest", server.restAddress());
        if (tls != null) {
            row.text("certificate", tls.toAbsolutePath().toString());
        }
        desk.out().print(row.build("").json() + "\n");
        desk.out().flush();
    }
}
