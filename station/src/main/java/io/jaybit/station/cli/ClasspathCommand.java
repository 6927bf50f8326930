package io.jaybit.station.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code ./jaybit classpath}. */
@Command(
        name = "classpath",
        description = "Print the class path, for java, javac or an editor.",
        footer = {"", "Example:", "  java -cp \"$(jaybit classpath):.\" MyBot"})
final class ClasspathCommand implements Callable<Integer> {
    private final Desk desk;

    ClasspathCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        desk.out().print(classPath() + "\n");
        desk.out().flush();
        return Exit.OK;
    }

    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> entry.endsWith("*")
                        ? entry
                        : Path.of(entry).toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
