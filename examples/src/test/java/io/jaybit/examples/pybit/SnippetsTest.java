package io.jaybit.examples.pybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the document shows is what is compiled. */
class SnippetsTest {
    private static final Path DOCUMENT = Path.of("../docs/COMING_FROM_PYBIT.md");
    private static final Path SOURCES = Path.of("src/main/java/io/jaybit/examples/pybit");

    private static final Pattern MARKED = Pattern.compile(" *// snippet: (\\S+)\n(.*?) *// end\n", Pattern.DOTALL);
    private static final Pattern SHOWN =
            Pattern.compile("<!-- snippet: (\\S+) -->\n```java\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void theDocumentShowsEachSnippetWordForWord() throws IOException {
        Map<String, String> compiled = compiled();

        Map<String, String> shown = new TreeMap<>();
        matches(SHOWN, Files.readString(DOCUMENT)).forEach(block -> shown.put(block.group(1), block.group(2)));

        assertThat(compiled).hasSizeGreaterThan(8);
        assertThat(shown).isEqualTo(compiled);
    }

    @Test
    void noBlockOfJavaIsWithoutItsSource() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(matches(Pattern.compile("```java\n"), document)).hasSameSizeAs(matches(SHOWN, document));
    }

    private static Map<String, String> compiled() throws IOException {
        Map<String, String> snippets = new TreeMap<>();
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                for (MatchResult marked : matches(MARKED, Files.readString(source))) {
                    String text = marked.group(2).stripTrailing().stripIndent() + "\n";
                    String twice = snippets.put(marked.group(1), text);
                    assertThat(twice).as(marked.group(1)).isNull();
                }
            }
        }
        return snippets;
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return new ArrayList<>(pattern.matcher(text).results().toList());
    }
}
