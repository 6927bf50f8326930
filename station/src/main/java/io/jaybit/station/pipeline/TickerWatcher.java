package io.jaybit.station.pipeline;

import io.jaybit.client.Health;
import io.jaybit.client.TopicHealth;
import io.jaybit.market.Decimal;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
import io.jaybit.market.TopicKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tickers: a row for every change, and a table of the latest of each symbol, the greatest turnover first. A symbol's funding is
 * shown with its own interval and the time left on the venue's clock.
 */
public final class TickerWatcher implements Watcher {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final TextStyle style;
    private final RowSink sink;
    private final Map<String, Ticker> latest = new TreeMap<>();
    private final Set<String> silent = new HashSet<>();
    private int nameWidth;
    private int fundingWidth;
    private long now;
    private long seen;

    public TickerWatcher(TextStyle style, RowSink sink) {
        this.style = style;
        this.sink = sink;
    }

    /** What it needs. */
    public static List<Wish> wishes() {
        return List.of(Wish.of(TopicKind.TICKER));
    }

    @Override
    public void onTicker(Ticker ticker) {
        seen++;
        now = Math.max(now, ticker.pushedEpochMillis());
        latest.put(ticker.symbol().name(), ticker);
        String text = style.time(ticker.exchangeEpochMillis()) + "  " + line(ticker);
        sink.row(EventRows.ticker(ticker).build(text));
    }

    /** The table as it is now: a title and a line for each symbol. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        // Names of options are long, and they have no funding.
        nameWidth = latest.keySet().stream().mapToInt(String::length).max().orElse(0);
        nameWidth = Math.max(12, nameWidth);
        fundingWidth = latest.values().stream().allMatch(ticker -> ticker.fundingRate() == null) ? 0 : 26;
        lines.add(style.faint(TextStyle.left("symbol", nameWidth) + TextStyle.right("last", 11)
                + TextStyle.right("24 h", 9)
                + TextStyle.right("mark", 11) + "  " + TextStyle.left(fundingWidth == 0 ? "" : "funding", fundingWidth)
                + TextStyle.right("turnover", 9)));
        latest.values().stream()
                .sorted(Comparator.comparing(TickerWatcher::turnover)
                        .reversed()
                        .thenComparing(ticker -> ticker.symbol().name()))
                .forEach(ticker -> lines.add(tableLine(ticker)));
        return lines;
    }

    private String tableLine(Ticker ticker) {
        String name = ticker.symbol().name();
        if (silent.contains(name)) {
            return TextStyle.left(name, nameWidth) + "  "
                    + style.yellow("STALE: nothing since " + style.clock(ticker.pushedEpochMillis()));
        }
        return TextStyle.left(name, nameWidth)
                + TextStyle.right(shown(ticker.lastPrice()), 11)
                + change(ticker, TextStyle.right(changeText(ticker), 9))
                + TextStyle.right(shown(ticker.markPrice()), 11)
                + "  " + TextStyle.left(funding(ticker), fundingWidth)
                + TextStyle.right(millions(ticker), 9);
    }

    private String line(Ticker ticker) {
        String funding = funding(ticker);
        return TextStyle.left(ticker.symbol().name(), 12) + "  last " + shown(ticker.lastPrice()) + "  24 h "
                + change(ticker, changeText(ticker)) + "  mark " + shown(ticker.markPrice()) + "  index "
                + shown(ticker.indexPrice()) + "  bid " + shown(ticker.bidPrice()) + "  ask "
                + shown(ticker.askPrice()) + (funding.isEmpty() ? "" : "  funding " + funding) + "  turnover "
                + TextStyle.wholeMoney(turnover(ticker));
    }

    /** {@code +0.0100 % / 8 h in 1:23:45}; empty on what has no funding. */
    private String funding(Ticker ticker) {
        Decimal rate = ticker.fundingRate();
        if (rate == null) {
            return "";
        }
        OptionalInt hours = ticker.fundingIntervalHours();
        OptionalLong next = ticker.nextFundingEpochMillis();
        return TextStyle.percent(rate.toBigDecimal(), 4)
                + (hours.isPresent() ? " / " + hours.getAsInt() + " h" : "")
                + (next.isPresent() ? " in " + left(next.getAsLong() - now) : "");
    }

    private static String left(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        String two = Long.toString(100 + seconds / 60 % 60).substring(1);
        return seconds / 3600 + ":" + two + ":"
                + Long.toString(100 + seconds % 60).substring(1);
    }

    private static String changeText(Ticker ticker) {
        BigDecimal change = ticker.number(TickerField.PRICE_24H_PCNT);
        return change == null ? "-" : TextStyle.percent(change, 2);
    }

    private String change(Ticker ticker, String text) {
        BigDecimal change = ticker.number(TickerField.PRICE_24H_PCNT);
        return change == null || change.signum() == 0
                ? text
                : change.signum() > 0 ? style.green(text) : style.red(text);
    }

    private static String millions(Ticker ticker) {
        BigDecimal turnover = turnover(ticker);
        return turnover.compareTo(MILLION) < 0
                ? TextStyle.wholeMoney(turnover)
                : TextStyle.wholeMoney(turnover.divide(MILLION, 0, RoundingMode.HALF_EVEN)) + " M";
    }

    private static BigDecimal turnover(Ticker ticker) {
        BigDecimal turnover = ticker.number(TickerField.TURNOVER_24H);
        return turnover == null ? BigDecimal.ZERO : turnover;
    }

    private static String shown(@Nullable Decimal value) {
        return value == null ? "-" : value.toString();
    }

    /** Prices of a topic that is not live are not shown in the table. */
    @Override
    public void onHealth(Health health) {
        silent.clear();
        health.topics().stream()
                .filter(topic -> topic.state() != TopicHealth.State.LIVE)
                .forEach(topic -> silent.add(topic.topic().target()));
    }

    @Override
    public void onTime(long venueEpochMillis) {
        now = Math.max(now, venueEpochMillis);
    }

    @Override
    public long seen() {
        return seen;
    }
}
