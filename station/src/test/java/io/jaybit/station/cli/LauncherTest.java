package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./jaybit} in a copy of the tree. Most tests put a stand-in for Maven on the PATH, which "builds" a program of a
 * few lines in no time; the last ones let the real one build the real thing.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class LauncherTest {
    private static Path program;

    private LauncherFixture fixture;

    @BeforeAll
    static void compileTheProgram(@TempDir Path folder) throws IOException {
        program = LauncherFixture.compileProgram(folder);
    }

    @BeforeEach
    void copyTheTree(@TempDir Path folder) throws IOException {
        fixture = new LauncherFixture(folder, program);
    }

    @Test
    void buildsOnFirstUseAndLaterStartsNeedNoMaven() throws Exception {
        fixture.useStandInForMaven();

        Finished first = fixture.start("echo", "one").finish();
        fixture.removeMaven();
        Finished second = fixture.start("echo", "two").finish();

        assertThat(first.out()).isEqualTo("one\n");
        assertThat(first.messages()).contains("jaybit: building");
        assertThat(second).isEqualTo(new Finished(0, "two\n", ""));
        assertThat(fixture.builds()).isEqualTo(1);
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        fixture.useStandInForMaven();

        Finished run =
                fixture.start("echo", "two words", "", "*", "$HOME", "\"'").finish();

        assertThat(run.out()).isEqualTo("two words||*|$HOME|\"'\n");
    }

    @Test
    void exitCodesPass() throws Exception {
        fixture.useStandInForMaven();

        assertThat(fixture.start("exit", "0").finish().exitCode()).isZero();
        assertThat(fixture.start("exit", "4").finish().exitCode()).isEqualTo(4);
    }

    @Test
    void theProgramReplacesTheLauncherSoSignalsReachIt() throws Exception {
        fixture.useStandInForMaven();
        fixture.start("exit", "0").finish();
        Running program = fixture.start("wait");

        String pid = program.readLine();
        program.terminate();

        assertThat(pid).isEqualTo(Long.toString(program.pid()));
        assertThat(program.finish()).isEqualTo(new Finished(128 + 15, "shut down\n", ""));
    }

    @Test
    void optionsForTheJvmPass() throws Exception {
        fixture.useStandInForMaven();

        Finished run = fixture.with("JAYBIT_OPTS", "-Djaybit.native=false -Dpattern=*")
                .start("properties", "jaybit.native", "pattern")
                .finish();

        assertThat(run.out()).isEqualTo("false|*\n");
    }

    @Test
    void startsThroughSymbolicLinksAndFromAnyFolder() throws Exception {
        fixture.useStandInForMaven();
        Path elsewhere = Files.createDirectories(fixture.folder().resolve("else where/bin"));
        Path absolute =
                Files.createSymbolicLink(elsewhere.resolve("jb"), fixture.tree().resolve("jaybit"));
        Path relative = Files.createSymbolicLink(elsewhere.resolve("jb2"), Path.of("jb"));

        Finished direct = fixture.start("folder").finish();
        Finished throughLink =
                fixture.startFrom(elsewhere, absolute.toString(), "folder").finish();
        Finished throughTwo = fixture.startFrom(elsewhere.getParent(), "bin/" + relative.getFileName(), "folder")
                .finish();

        assertThat(direct.out()).isEqualTo(fixture.tree() + "\n");
        assertThat(throughLink).isEqualTo(new Finished(0, elsewhere + "\n", ""));
        assertThat(throughTwo).isEqualTo(new Finished(0, elsewhere.getParent() + "\n", ""));
        assertThat(fixture.builds()).isEqualTo(1);
    }

    @Test
    void contentDecidesAndNotTheDate() throws Exception {
        fixture.useStandInForMaven();
        Path source = fixture.tree().resolve("core/src/main/java/A.java");
        fixture.start("exit", "0").finish();

        Files.setLastModifiedTime(source, FileTime.fromMillis(0));
        fixture.start("exit", "0").finish();
        int afterTouch = fixture.builds();
        Files.writeString(source, "class A { int changed; }");
        Files.setLastModifiedTime(source, FileTime.fromMillis(0));
        fixture.start("exit", "0").finish();
        int afterChange = fixture.builds();
        Files.move(source, source.resolveSibling("B.java"));
        fixture.start("exit", "0").finish();
        int afterRename = fixture.builds();
        fixture.write("examples/src/main/java/E.java", "class E {}");
        fixture.start("exit", "0").finish();

        assertThat(List.of(afterTouch, afterChange, afterRename, fixture.builds()))
                .containsExactly(1, 2, 3, 3);
    }

    @Test
    void ofOldBuildsOnlyTheLastAndThoseThatRunAreKept() throws Exception {
        fixture.useStandInForMaven();
        Running running = fixture.start("wait");
        running.readLine();
        List<String> used = fixture.builtFolders();

        for (int version = 1; version <= 4; version++) {
            fixture.write("core/src/main/java/A.java", "class A { int v" + version + "; }");
            fixture.start("exit", "0").finish();
        }

        assertThat(fixture.builtFolders()).hasSize(3).containsAll(used);
        running.terminate();
        running.finish();
    }

    @Test
    void ofTwoStartsAtOnceOneBuildsAndTheOtherWaitsAndSaysSo() throws Exception {
        fixture.useStandInForMaven();
        fixture.pauseMaven();

        Running first = fixture.start("echo", "first");
        fixture.awaitBuild();
        Running second = fixture.start("echo", "second");
        String message = second.readMessage();
        fixture.resumeMaven();

        assertThat(message).contains("another terminal is building (process " + first.pid() + ")");
        assertThat(first.finish().out()).isEqualTo("first\n");
        assertThat(second.finish().out()).isEqualTo("second\n");
        assertThat(fixture.builds()).isEqualTo(1);
        assertThat(fixture.builtFolders()).hasSize(1);
    }

    @Test
    void theLockOfADeadProcessIsBroken() throws Exception {
        fixture.useStandInForMaven();
        long dead = fixture.pidOfADeadProcess();
        Files.createDirectories(fixture.tree().resolve(".jaybit/new." + dead));
        Files.createSymbolicLink(fixture.tree().resolve(".jaybit/lock"), Path.of(Long.toString(dead)));

        Finished run = fixture.start("echo", "on").finish();

        assertThat(run.out()).isEqualTo("on\n");
        assertThat(run.messages()).contains("process " + dead + " began a build and is gone");
        assertThat(fixture.leftovers()).isEmpty();
    }

    @Test
    void anInterruptedBuildLeavesNothingBehind() throws Exception {
        fixture.useStandInForMaven();
        fixture.pauseMaven();
        Running start = fixture.start("echo", "never");
        fixture.awaitBuild();

        start.terminate();
        Finished run = start.finish();

        assertThat(run.exitCode()).isEqualTo(128 + 15);
        assertThat(run.out()).isEmpty();
        assertThat(run.messages()).endsWith("jaybit: building was interrupted.\n");
        assertThat(fixture.leftovers()).containsExactly("build.log");
    }

    @Test
    void aTreeThatCannotBeWrittenIsBuiltInTheCache() throws Exception {
        fixture.useStandInForMaven();
        // Root may write everywhere, so the mode bits would prove nothing here; a file in the way does.
        fixture.write(".jaybit", "in the way");

        Finished first = fixture.start("echo", "one").finish();
        fixture.removeMaven();
        Finished second = fixture.start("echo", "two").finish();

        assertThat(first.out()).isEqualTo("one\n");
        assertThat(second).isEqualTo(new Finished(0, "two\n", ""));
        assertThat(fixture.cache().resolve("jaybit")).isDirectory();
    }

    @Test
    void whatIsMissingOrTooOldIsNamed() throws Exception {
        fixture.useStandInForMaven();
        Path oldJava = fixture.folder().resolve("java-11");
        fixture.writeScript(oldJava.resolve("bin/java"), "exit 1");
        Files.writeString(oldJava.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"11.0.2\"\n");
        Path runtime = fixture.folder().resolve("runtime-17");
        fixture.writeScript(runtime.resolve("bin/java"), "exit 1");
        Files.writeString(runtime.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

        Finished oldMaven = fixture.with("STAND_IN_VERSION", "3.8.6").start().finish();
        Finished tooOld = fixture.with("JAVA_HOME", oldJava.toString()).start().finish();
        Finished noCompiler =
                fixture.with("JAVA_HOME", runtime.toString()).start().finish();
        Finished wrongHome = fixture.with("JAVA_HOME", "/no/such").start().finish();
        Finished noJava = fixture.without("JAVA_HOME").start().finish();
        fixture.removeMaven();
        Finished noMaven = fixture.start().finish();

        assertThat(oldMaven.messages()).contains("Maven 3.8.7 or newer is needed", "found 3.8.6");
        assertThat(tooOld.messages()).contains("17 or newer, is needed", "found Java 11.0.2 at " + oldJava);
        assertThat(noCompiler.messages()).contains("only a runtime (it has no javac)");
        assertThat(wrongHome.messages()).contains("no bin/java in JAVA_HOME (/no/such)");
        assertThat(noJava.messages()).contains("found neither java on the PATH nor JAVA_HOME");
        assertThat(noMaven.messages()).contains("Maven 3.8.7 or newer is needed", "no mvn on the PATH");
        assertThat(Stream.of(oldMaven, tooOld, noCompiler, wrongHome, noJava, noMaven))
                .allSatisfy(run -> {
                    assertThat(run.exitCode()).isEqualTo(2);
                    assertThat(run.messages().lines()).hasSize(1);
                });
    }

    @Test
    void mavenBuildsTheRealThingAndACompileErrorShowsItsLines() throws Exception {
        assumeTrue(fixture.hasMaven(), "no mvn on the PATH");
        fixture.copySources();

        Finished version = fixture.start("--version").finish();
        fixture.write(
                "core/src/main/java/io/jaybit/market/Wrong.java",
                "package io.jaybit.market;\nclass Wrong { int x = \"\"; }\n");
        Finished wrong = fixture.start("--version").finish();

        assertThat(version.exitCode()).as(version.messages()).isZero();
        assertThat(version.out()).startsWith("jaybit ");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.messages())
                .contains("do not compile", "core/src/main/java/io/jaybit/market/Wrong.java:[2,", "incompatible types");
        assertThat(fixture.tree().resolve("core/target")).doesNotExist();
    }

    @Test
    void withoutNetworkAndWithAnEmptyRepositoryOneLineSaysSo() throws Exception {
        assumeTrue(fixture.hasMaven(), "no mvn on the PATH");
        fixture.copySources();
        fixture.useEmptyRepositoryWithoutNetwork();

        Finished run = fixture.start("--version").finish();

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.messages().lines().toList())
                .hasSize(3)
                .last()
                .asString()
                .contains("needs the network to download about", "Connection refused");
    }

    @Test
    @EnabledIfSystemProperty(named = "jaybit.long", matches = "true")
    void theDownloadIsAsLargeAsAnnounced() throws Exception {
        assumeTrue(fixture.hasMaven(), "no mvn on the PATH");
        fixture.copySources();
        Path repository = fixture.useEmptyRepository();

        Finished run = fixture.start("--version").finish();

        assertThat(run.exitCode()).as(run.messages()).isZero();
        double announced = fixture.announcedMegabytes();
        assertThat(fixture.megabytesOfArtifacts(repository)).isCloseTo(announced, within(announced / 10));
    }

    /** What a start left behind. */
    record Finished(int exitCode, String out, String messages) {}

    /** A start that may still run. */
    interface Running {
        long pid();

        String readLine() throws IOException;

        String readMessage() throws IOException;

        void terminate();

        Finished finish() throws Exception;
    }
}
