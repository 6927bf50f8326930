package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.WalletUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Private frames that came from the venue, and the venue's own lists of their fields. */
class PrivateCapturesTest {
    private static final Path SHARED = Path.of(System.getProperty("jaybit.shared", "none"));
    private static final Pattern TABLE_ROW = Pattern.compile("\\| ([A-Za-z, ]+) \\|(.*)");
    private static final Pattern FURTHER_NAME = Pattern.compile("; (\\w+) (?:int|string)");
    private static final Origin ORIGIN = new Origin(Origin.Source.STREAM, 1_784_900_000_000L, 5);

    @Test
    void everyFieldOfEveryFrameIsInItsEvent() throws Exception {
        Path directory = SHARED.resolve("data/bybit/private");
        assumeTrue(Files.isDirectory(directory), "no captures at " + directory);
        Map<String, Integer> rows = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    Node frame = parse(line);
                    String topic = frame.get("topic").textOrEmpty();
                    for (Node row : topic.isEmpty()
                            ? List.<Node>of()
                            : frame.get("data").items()) {
                        check(topic, row);
                        rows.merge(topic, 1, Integer::sum);
                    }
                }
            }
        }
        assertThat(rows)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("execution", 5, "execution.fast", 1, "order", 10, "position", 4, "wallet", 7));
    }

    private static void check(String topic, Node row) throws UnreadableFrame {
        switch (topic) {
            case "order" -> {
                OrderUpdate order = AccountReader.order(row, ORIGIN, null);
                AccountFields.ORDER.assertHolds(row, order, order.otherFields());
            }
            case "execution" -> {
                Execution execution = AccountReader.execution(row, ORIGIN, null);
                AccountFields.EXECUTION.assertHolds(row, execution, execution.otherFields());
            }
            case "execution.fast" -> {
                FastExecution execution = AccountReader.fastExecution(row, ORIGIN, null);
                AccountFields.FAST_EXECUTION.assertHolds(row, execution, execution.otherFields());
            }
            case "position" -> {
                PositionUpdate position = AccountReader.position(row, ORIGIN, null);
                AccountFields.POSITION.assertHolds(row, position, position.otherFields());
            }
            case "wallet" -> {
                WalletUpdate wallet = AccountReader.wallet(row, ORIGIN);
                AccountFields.WALLET.assertHolds(row, wallet, wallet.otherFields());
                List<Node> coins = row.get("coin").items();
                for (int i = 0; i < coins.size(); i++) {
                    WalletUpdate.CoinBalance coin = wallet.coins().get(i);
                    AccountFields.COIN.assertHolds(coins.get(i), coin, coin.otherFields());
                }
            }
            default -> throw new AssertionError("a capture of " + topic);
        }
    }

    @Test
    void everyFieldTheVenueDocumentsHasAPlace() throws Exception {
        Path reference = SHARED.resolve("reference/websocket.md");
        assumeTrue(Files.isRegularFile(reference), "no reference at " + reference);
        Map<String, List<String>> documented = tables(reference);
        assertThat(documented.get("13.1")).hasSizeGreaterThan(50).allMatch(AccountFields.ORDER::knows);
        assertThat(documented.get("13.2")).hasSizeGreaterThan(30).allMatch(AccountFields.EXECUTION::knows);
        assertThat(documented.get("13.4")).hasSizeGreaterThan(40).allMatch(AccountFields.POSITION::knows);
    }

    private static Map<String, List<String>> tables(Path reference) throws IOException {
        Map<String, List<String>> names = new HashMap<>();
        String section = "";
        for (String line : Files.readAllLines(reference)) {
            if (line.startsWith("### ")) {
                section = line.split(" ")[1];
            }
            Matcher row = TABLE_ROW.matcher(line);
            if (section.startsWith("13.") && row.matches() && !row.group(1).equals("Field")) {
                List<String> ofSection = names.computeIfAbsent(section, none -> new ArrayList<>());
                ofSection.addAll(List.of(row.group(1).split(", ")));
                Matcher further = FURTHER_NAME.matcher(row.group(2));
                while (further.find()) {
                    ofSection.add(further.group(1));
                }
            }
        }
        return names;
    }

    private static Node parse(String line) throws UnreadableFrame {
        byte[] bytes = line.getBytes(UTF_8);
        return Node.parse(bytes, 0, bytes.length);
    }
}
