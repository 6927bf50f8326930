package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.station.cli.LauncherTest.Finished;
import io.jaybit.station.cli.LauncherTest.Running;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A copy of the tree, a PATH of its own, and a stand-in for Maven. Confined to the test's thread. */
final class LauncherFixture {
    private static final Path ORIGINAL = Path.of("").toAbsolutePath().getParent();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Not all of them are everywhere: one of the three last hashes. */
    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "chmod",
            "cp",
            "date",
            "find",
            "grep",
            "head",
            "ln",
            "ls",
            "mkdir",
            "mv",
            "ps",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort",
            "touch",
            "tr",
            "sha256sum",
            "shasum",
            "openssl");

    /** What the stand-in "builds": it tells what reached it. */
    private static final String PROGRAM = """
            package io.jaybit.station.cli;

            public class Main {
                public static void main(String[] arguments) throws Exception {
                    if (arguments.length == 0) {
                        return;
                    }
                    String[] rest = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
                    switch (arguments[0]) {
                        case "echo" -> System.out.println(String.join("|", rest));
                        case "exit" -> System.exit(Integer.parseInt(rest[0]));
                        case "folder" -> System.out.println(System.getProperty("user.dir"));
                        case "properties" -> System.out.println(
                                java.util.Arrays.stream(rest).map(System::getProperty).collect(java.util.stream.Collectors.joining("|")));
                        case "wait" -> {
                            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("shut down")));
                            System.out.println(ProcessHandle.current().pid());
                            Thread.currentThread().join();
                        }
                        default -> { }
                    }
                }
            }
            """;

    private static final String STAND_IN = """
            case " $* " in
                *" --version "*)
                    echo "Apache Maven ${STAND_IN_VERSION:-3.8.7} (stand-in)"
                    exit 0
                    ;;
            esac
            for argument; do
                case $argument in
                    -Djaybit.build=*) out=${argument#*=} ;;
                esac
            done
            echo build >>"$STAND_IN_FOLDER/builds"
            while [ -e "$STAND_IN_FOLDER/pause" ]; do
                sleep 0.05
            done
            home=$out/jaybit-station/jaybit-1/jaybit-1
            mkdir -p "$home/lib"
            cp -R station/src/main/distribution/bin "$home/bin"
            chmod +x "$home/bin/jaybit"
            cp "$STAND_IN_PROGRAM" "$home/lib/"
            """;

    private final Path folder;
    private final Path tree;
    private final Map<String, String> environment = new HashMap<>(System.getenv());

    /** Compiles what the stand-in will "build", into a jar. */
    static Path compileProgram(Path into) throws IOException {
        Path source = Files.writeString(into.resolve("Main.java"), PROGRAM);
        int result =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", into.toString(), source.toString());
        assertThat(result).isZero();
        Path jar = into.resolve("program.jar");
        String name = "io/jaybit/station/cli/Main.class";
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            entries.putNextEntry(new JarEntry(name));
            Files.copy(into.resolve(name), entries);
        }
        return jar;
    }

    LauncherFixture(Path temporary, Path program) throws IOException {
        folder = temporary.toRealPath();
        tree = folder.resolve("a tree");
        copy("jaybit");
        copy("pom.xml");
        copy(".mvn");
        copy("station/src/main/distribution");
        for (String module : List.of("core", "journal", "client", "simulator", "recorder", "station")) {
            copy(module + "/pom.xml");
            Files.createDirectories(tree.resolve(module + "/src/main"));
        }
        // The Maven that runs this test has set these, for itself.
        environment.keySet().removeIf(name -> name.startsWith("MAVEN_"));
        environment.remove("JAYBIT_OPTS");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("STAND_IN_PROGRAM", program.toString());
        environment.put("XDG_CACHE_HOME", cache().toString());
        String repository = System.getProperty("jaybit.repository");
        if (repository != null) {
            environment.put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
        }
    }

    Path folder() {
        return folder;
    }

    Path tree() {
        return tree;
    }

    Path cache() {
        return folder.resolve("cache");
    }

    void write(String name, String text) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void writeScript(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    LauncherFixture with(String name, String value) throws IOException {
        LauncherFixture other = new LauncherFixture(this);
        other.environment.put(name, value);
        return other;
    }

    LauncherFixture without(String name) throws IOException {
        LauncherFixture other = new LauncherFixture(this);
        other.environment.remove(name);
        return other;
    }

    private LauncherFixture(LauncherFixture same) {
        folder = same.folder;
        tree = same.tree;
        environment.clear();
        environment.putAll(same.environment);
    }

    /** From now on the PATH has the stand-in, and of all else only what the launcher asks for; no Java. */
    void useStandInForMaven() throws IOException {
        Path tools = folder.resolve("tools");
        for (String name : TOOLS) {
            Optional<Path> program = find(name);
            if (program.isPresent()) {
                writeScript(tools.resolve(name), "exec " + program.get() + " \"$@\"\n");
            }
        }
        writeScript(folder.resolve("stand-in/mvn"), STAND_IN);
        write("core/src/main/java/A.java", "class A {}");
        environment.put("STAND_IN_FOLDER", folder.resolve("stand-in").toString());
        environment.put("PATH", folder.resolve("stand-in") + ":" + tools);
    }

    void removeMaven() throws IOException {
        Files.delete(folder.resolve("stand-in/mvn"));
    }

    void pauseMaven() throws IOException {
        Files.createFile(folder.resolve("stand-in/pause"));
    }

    void resumeMaven() throws IOException {
        Files.delete(folder.resolve("stand-in/pause"));
    }

    void awaitBuild() throws Exception {
        await(() -> builds() > 0);
    }

    int builds() throws IOException {
        Path builds = folder.resolve("stand-in/builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    List<String> builtFolders() throws IOException {
        return inBuilds("[0-9a-f]{16}", true);
    }

    /** All in {@code .jaybit} that is no finished build. */
    List<String> leftovers() throws IOException {
        return inBuilds("[0-9a-f]{16}", false);
    }

    private List<String> inBuilds(String pattern, boolean matching) throws IOException {
        try (Stream<Path> files = Files.list(tree.resolve(".jaybit"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(pattern) == matching)
                    .sorted()
                    .toList();
        }
    }

    long pidOfADeadProcess() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "exit 0").start();
        process.waitFor();
        return process.pid();
    }

    boolean hasMaven() {
        return find("mvn").isPresent();
    }

    private static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void copySources() throws IOException {
        for (String module : List.of("core", "journal", "client", "simulator", "recorder", "station")) {
            copy(module + "/src/main");
        }
    }

    Path useEmptyRepository() {
        Path repository = folder.resolve("repository");
        environment.put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
        return repository;
    }

    /** Every registry becomes one that refuses connections; a port of this machine that nobody listens on. */
    void useEmptyRepositoryWithoutNetwork() throws IOException {
        Path settings = folder.resolve("home/.m2/settings.xml");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, """
                <settings><mirrors><mirror>
                  <id>nowhere</id><mirrorOf>*</mirrorOf><url>https://127.0.0.1:1/</url>
                </mirror></mirrors></settings>
                """);
        environment.put("MAVEN_OPTS", "-Duser.home=" + folder.resolve("home"));
    }

    double announcedMegabytes() throws IOException {
        Matcher line = Pattern.compile("(?m)^download_mb=(\\d+)$").matcher(Files.readString(tree.resolve("jaybit")));
        assertThat(line.find()).isTrue();
        return Double.parseDouble(line.group(1));
    }

    double megabytesOfArtifacts(Path repository) throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(file -> file.toString().matches(".*\\.(jar|pom)"))
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e6;
        }
    }

    Running start(String... arguments) throws IOException {
        return startFrom(tree, tree.resolve("jaybit").toString(), arguments);
    }

    Running startFrom(Path workingFolder, String command, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(command), Stream.of(arguments)).toList());
        builder.directory(workingFolder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Started(builder.start());
    }

    private void copy(String name) throws IOException {
        Path from = ORIGINAL.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = tree.resolve(ORIGINAL.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static final class Started implements Running {
        private final Process process;
        private final BufferedReader out;
        private final BufferedReader messages;

        Started(Process process) {
            this.process = process;
            out = process.inputReader();
            messages = process.errorReader();
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public String readLine() throws IOException {
            return String.valueOf(out.readLine());
        }

        @Override
        public String readMessage() throws IOException {
            return String.valueOf(messages.readLine());
        }

        @Override
        public void terminate() {
            process.toHandle().destroy(); // Process.destroy would close the streams too
        }

        @Override
        public Finished finish() throws Exception {
            CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> textOf(messages));
            String printed = textOf(out);
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return new Finished(process.exitValue(), printed, said.get());
        }

        private static String textOf(BufferedReader reader) {
            StringBuilder text = new StringBuilder();
            reader.lines().forEach(line -> text.append(line).append('\n'));
            return text.toString();
        }
    }
}
