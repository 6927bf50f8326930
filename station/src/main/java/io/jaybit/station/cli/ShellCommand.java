package io.jaybit.station.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./jaybit shell}. */
@Command(
        name = "shell",
        description = "Java's own shell with class path and imports set.",
        footer = {
            "",
            "Example, in the shell:",
            "  var bybit = Bybit.mainnet()",
            "  bybit.linear().trades(\"BTCUSDT\", System.out::println)",
            "  bybit.close()"
        })
final class ShellCommand implements Callable<Integer> {
    private static final List<String> IMPORTS = List.of(
            "io.jaybit.market.*",
            "io.jaybit.book.*",
            "io.jaybit.feed.*",
            "io.jaybit.coverage.*",
            "io.jaybit.analytics.*",
            "io.jaybit.client.*",
            "java.math.*",
            "java.time.*",
            "java.util.*");

    @Parameters(paramLabel = "ARG", arity = "0..*", description = "Files or options for jshell.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jshell");
        if (!Files.isExecutable(tool) && !Files.isExecutable(Path.of(tool + ".exe"))) {
            throw Exit.usage("this Java has no jshell (" + tool + "); a JDK has");
        }
        Path startup = Files.createTempFile("jaybit", ".jsh");
        try {
            Files.write(
                    startup,
                    IMPORTS.stream().map(name -> "import " + name + ";").toList());
            List<String> command = new ArrayList<>(List.of(
                    tool.toString(),
                    "--class-path",
                    ClasspathCommand.classPath(),
                    "--startup",
                    "DEFAULT",
                    "--startup",
                    startup.toString()));
            command.addAll(arguments);
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } finally {
            Files.deleteIfExists(startup);
        }
    }
}
