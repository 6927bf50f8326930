package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.station.pipeline.Wish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of each symbol, and of the venue, is to be recorded, as typed. */
final class RecordedTopics {
    private static final List<String> DEPTHS = List.of("1", "50", "200", "1000");
    private static final List<String> OPTION_DEPTHS = List.of("25", "100");
    private static final String ALL = "book,trades,tickers,liquidations,klines";
    private static final List<String> VENUE = List.of("insurance", "adl", "status");

    @Option(
            names = "--topics",
            paramLabel = "LIST",
            defaultValue = ALL,
            description =
                    "What of each symbol: book, rpi-book, full-book, trades, tickers, liquidations, klines, price-limits; and of the"
                            + " venue: insurance, adl, status. Default: ${DEFAULT-VALUE}, as far as the category has them.")
    private String topics = ALL;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Of books: 1, 50, 200 or 1000; options 25 or 100. Default: 50, options 25.")
    private @Nullable String depth;

    @Option(names = "--deltas", description = "Every change to a level of a book becomes a row, too.")
    private boolean deltas;

    /**
     * What was typed, checked.
     *
     * @param wishes of each symbol
     * @param venue of the venue as a whole
     * @param deltas whether every change to a level of a book becomes a row
     */
    record Asked(List<Wish> wishes, List<Topic> venue, boolean deltas) {}

    /** What was typed, for one category. */
    Asked check(Category of, List<String> problems) {
        boolean deep = of == Category.OPTION || of == Category.SPREAD;
        List<String> depths = of == Category.SPREAD ? List.of("25") : deep ? OPTION_DEPTHS : DEPTHS;
        String books = depth == null ? (deep ? "25" : "50") : depth;
        if (!depths.contains(books)) {
            problems.add("--depth: " + books + " is not offered (allowed: " + String.join(", ", depths) + ")");
        }
        Map<String, Wish> known = new LinkedHashMap<>();
        known.put("book", new Wish(TopicKind.ORDER_BOOK, books));
        known.put("rpi-book", Wish.of(TopicKind.RPI_ORDER_BOOK));
        known.put("full-book", Wish.of(TopicKind.FULL_ORDER_BOOK));
        known.put("trades", Wish.of(TopicKind.TRADE));
        known.put("tickers", Wish.of(TopicKind.TICKER));
        known.put("liquidations", Wish.of(TopicKind.LIQUIDATION));
        known.put("klines", new Wish(TopicKind.KLINE, "1"));
        known.put("price-limits", Wish.of(TopicKind.PRICE_LIMIT));
        List<Wish> wishes = new ArrayList<>();
        List<Topic> venue = new ArrayList<>();
        for (String word : topics.split(",", -1)) {
            Wish wish = known.get(word.strip());
            if (VENUE.contains(word.strip())) {
                List<Topic> found = venueTopics(of, word.strip());
                venue.addAll(found);
                if (found.isEmpty()) {
                    problems.add("--topics: " + of.text() + " has no " + word.strip());
                }
            } else if (wish == null) {
                problems.add("--topics: there is no \"" + word.strip() + "\" (allowed: "
                        + String.join(", ", known.keySet()) + ", " + String.join(", ", VENUE) + ")");
            } else if (has(of, wish.kind())) {
                wishes.add(wish);
            } else if (!topics.equals(ALL)) {
                problems.add("--topics: " + of.text() + " has no " + word.strip());
            }
        }
        return new Asked(wishes, venue, deltas);
    }

    /** Of the venue as a whole, or of all contracts that are settled alike. */
    private static List<Topic> venueTopics(Category category, String word) {
        if (word.equals("status")) {
            return List.of(Topic.of(Channel.STATUS, "system.status"));
        }
        String stream = word.equals("adl") ? "adlAlert." : "insurance.";
        return switch (category) {
            case LINEAR ->
                List.of(Topic.of(Channel.LINEAR, stream + "USDT"), Topic.of(Channel.LINEAR, stream + "USDC"));
            case INVERSE -> List.of(Topic.of(Channel.INVERSE, stream + "inverse"));
            default -> List.of();
        };
    }

    private static boolean has(Category category, TopicKind kind) {
        return switch (kind) {
            case LIQUIDATION -> category == Category.LINEAR || category == Category.INVERSE;
            case KLINE, PRICE_LIMIT, RPI_ORDER_BOOK -> category != Category.OPTION && category != Category.SPREAD;
            case FULL_ORDER_BOOK -> category == Category.SPOT;
            default -> true;
        };
    }
}
