package io.jaybit.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every captured book frame, against results that somebody else computed. */
class CapturedBooksTest {
    private static final Path DATA = Path.of(System.getProperty("jaybit.shared", "none"), "data", "bybit");
    private static final Pattern ENTRY =
            Pattern.compile("\"(?<file>[^\" ]+\\.jsonl) (?<topic>orderbook[^\"]+)\": \\{(?<values>[^}]*)}");

    @TestFactory
    Stream<DynamicTest> theBookReportsWhatIsExpected() {
        Path expected = DATA.resolve("expected/books_strict.json");
        assumeTrue(Files.exists(expected), () -> "no captures at " + DATA);
        Matcher entry = ENTRY.matcher(read(expected));
        List<DynamicTest> tests = new ArrayList<>();
        while (entry.find()) {
            String file = entry.group("file");
            String topic = entry.group("topic");
            String values = entry.group("values");
            tests.add(DynamicTest.dynamicTest(file + " " + topic, () -> check(file, topic, values)));
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void check(String file, String topic, String values) {
        OrderBook book = null;
        NaiveBook naive = new NaiveBook(0);
        for (String line : read(DATA.resolve(file)).split("\n")) {
            BookUpdate update = CapturedFrames.read(Channel.LINEAR, line).orElse(null);
            if (update != null && update.topic().name().equals(topic)) {
                book = book == null ? new OrderBook(update.topic(), update.symbol()) : book;
                assertThat(book.apply(update)).isEqualTo(naive.apply(update));
            }
        }

        assertThat(book).isNotNull();
        BookCounters counts = book.counters();
        assertThat(List.of(
                        "frames " + counts.frames(),
                        "snapshots " + counts.snapshots(),
                        "deltas " + counts.deltas(),
                        "gaps " + counts.gaps(),
                        "repeats " + counts.repeats(),
                        "ignored " + counts.ignored(),
                        "status " + book.status(),
                        "u " + (book.hasUpdateId() ? book.updateId() : "null"),
                        "bids " + book.bidCount(),
                        "asks " + book.askCount(),
                        "sha256 " + BookText.sha256(book)))
                .containsExactlyElementsOf(values.lines()
                        .map(line -> line.replaceAll("[\",:]", "").strip())
                        .filter(line -> !line.isEmpty())
                        .toList());
        assertThat(counts).isEqualTo(naive.counters());
        assertThat(BookText.canonical(book)).isEqualTo(naive.canonical());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
