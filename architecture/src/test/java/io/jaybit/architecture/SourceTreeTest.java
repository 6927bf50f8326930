package io.jaybit.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only the sources show: where a package lies, what its page says, and types of local variables. */
class SourceTreeTest {
    /** Surefire runs in the module's folder; the tree is one up. */
    private static final Path TREE = Path.of("").toAbsolutePath().getParent();

    private static final Map<String, String> PACKAGES_OF_MODULES = Map.of(
            "core", "io\\.jaybit\\.(market|account|book|coverage|orders|positions|analytics|feed|state)",
            "journal", "io\\.jaybit\\.journal",
            "client", "io\\.jaybit\\.client(\\.internal\\.(session|wire|net|rest|keys|account))?",
            "simulator", "io\\.jaybit\\.simulator(\\.\\w+)*",
            "recorder", "io\\.jaybit\\.recorder(\\..*)?",
            "station", "io\\.jaybit\\.station\\.(pipeline|dashboard|cli)",
            "cluster", "io\\.jaybit\\.cluster",
            "examples", "io\\.jaybit\\.examples(\\.pybit)?",
            "benchmarks", "io\\.jaybit\\.benchmarks");

    private static final Pattern NOT_CODE = Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\\n])*\"|'(\\\\.|[^'\\\\\\n])+'", Pattern.DOTALL);
    private static final Pattern FLOATING = Pattern.compile("\\b(double|float|Double|Float)\\b");

    @Test
    void everyPackageIsInTheHouse() {
        assertThat(mainSources())
                .allSatisfy(source -> assertThat(packageOf(source))
                        .as("package of %s", source)
                        .matches(PACKAGES_OF_MODULES.getOrDefault(moduleOf(source), "no such module")));
    }

    @Test
    void noPackageIsSplitOverModules() {
        Map<String, TreeSet<String>> modules = mainSources().stream()
                .collect(groupingBy(
                        SourceTreeTest::packageOf,
                        TreeMap::new,
                        mapping(SourceTreeTest::moduleOf, toCollection(TreeSet::new))));

        assertThat(modules).allSatisfy((name, in) -> assertThat(in).as(name).hasSize(1));
    }

    @Test
    void everyPackageHasAPageWithASentenceAndIsNullMarked() {
        List<Path> folders =
                mainSources().stream().map(Path::getParent).distinct().toList();

        assertThat(folders).allSatisfy(folder -> {
            Path page = folder.resolve("package-info.java");
            assertThat(page).exists();
            assertThat(textOf(page))
                    .contains("@NullMarked")
                    .containsPattern(Pattern.compile("/\\*\\*[\\s*]*\\w[^.]*\\..*\\*/", Pattern.DOTALL));
        });
    }

    @Test
    void exactPackagesHaveNoFloatingPointVariable() {
        assertThat(mainSources())
                .filteredOn(source -> packageOf(source).matches("io\\.jaybit\\.(market|account|book|orders)"))
                .allSatisfy(source -> assertThat(codeOf(source)).doesNotContainPattern(FLOATING));
    }

    @Test
    void thereIsNoRegistryAddressOrWrapperInTheTree() {
        assertThat(TREE.resolve("mvnw")).doesNotExist();
        assertThat(TREE.resolve(".mvn/wrapper")).doesNotExist();
        assertThat(list(TREE, 2, "pom.xml"))
                .isNotEmpty()
                .allSatisfy(pom -> assertThat(textOf(pom))
                        .doesNotContain("<repositories>", "<pluginRepositories>", "<distributionManagement>"));
    }

    @Test
    void clientsOfOthersAreKnownToOneModuleOfTests() {
        assertThat(TREE.resolve("foreign/pom.xml")).content().contains("bybit-java-api");
        assertThat(TREE.resolve("foreign/src/main")).doesNotExist();
        assertThat(list(TREE, 2, "pom.xml"))
                .filteredOn(pom -> !pom.startsWith(TREE.resolve("foreign")))
                .isNotEmpty()
                .allSatisfy(pom -> assertThat(textOf(pom)).doesNotContain("bybit-java-api", "org.knowm.xchange"));
    }

    private static List<Path> mainSources() {
        return list(TREE, 20, ".java").stream()
                .filter(path ->
                        TREE.relativize(path).toString().replace('\\', '/').matches("[^/.]+/src/main/java/.*"))
                .toList();
    }

    private static List<Path> list(Path folder, int depth, String suffix) {
        try (Stream<Path> paths = Files.find(
                folder,
                depth,
                (path, what) -> what.isRegularFile() && path.toString().endsWith(suffix))) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String moduleOf(Path source) {
        return TREE.relativize(source).getName(0).toString();
    }

    private static String packageOf(Path source) {
        Path inModule = TREE.relativize(source.getParent());
        // module/src/main/java/…
        Path name = inModule.subpath(4, inModule.getNameCount());
        return name.toString().replace('\\', '.').replace('/', '.');
    }

    private static String codeOf(Path source) {
        return NOT_CODE.matcher(textOf(source)).replaceAll(" ");
    }

    private static String textOf(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
