package io.jaybit.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program in a JVM of its own, and what it prints: as its user has it. */
final class Program implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> read = new ArrayList<>();

    private Program(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts {@code java} with the class path of this JVM; what goes to standard error is read along. */
    static Program java(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path")));
        command.add(program);
        command.addAll(List.of(arguments));
        return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            lines.add("(ended: " + ended.getMessage() + ")");
        }
    }

    /** The next line that fits; fails with everything printed so far when there is none in time. */
    String line(Predicate<String> fitting) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            String line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no such line; printed: " + String.join("\n", read));
            }
            read.add(line);
            if (fitting.test(line)) {
                return line;
            }
        }
    }

    /** The next line if there is one by now that fits; lines that do not fit are passed over. */
    Optional<String> lineByNow(Predicate<String> fitting) {
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            read.add(line);
            if (fitting.test(line)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** What it has printed, for a complaint. */
    String printed() {
        return String.join("\n", read);
    }

    /** How it ended by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; printed: " + String.join("\n", read));
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
