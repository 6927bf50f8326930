package io.jaybit.station.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs the command line in this process and keeps what it says. */
record Terminal(int code, String out, String err) {
    private static final Object STANDARD_ERROR = new Object();

    static Terminal run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        synchronized (STANDARD_ERROR) {
            PrintStream before = System.err;
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            try {
                Desk desk = new Desk(new PrintStream(out, false, StandardCharsets.UTF_8), false, false);
                int code = Main.run(desk, arguments);
                return new Terminal(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
            } finally {
                System.setErr(before);
            }
        }
    }

    /** A command line with a frame file of the test resources behind {@code --from}. */
    static Terminal runFrom(String file, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--from");
        all.add(frames(file).toString());
        return run(all.toArray(String[]::new));
    }

    static Path frames(String file) {
        try {
            return Path.of(Objects.requireNonNull(Terminal.class.getResource("/frames/" + file))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
