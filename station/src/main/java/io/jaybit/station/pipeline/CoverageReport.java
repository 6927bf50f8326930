package io.jaybit.station.pipeline;

import io.jaybit.coverage.CoverageState;
import io.jaybit.recorder.database.CoverageLine;
import io.jaybit.recorder.database.CoverageLine.Stretch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up what a recording says of its coverage. Times are venue time, epoch milliseconds. Confined to one thread. */
public final class CoverageReport {
    private final long from;
    private final long until;
    private final Map<String, CoverageLine> topics = new TreeMap<>();

    /** Of a time, half-open. */
    public CoverageReport(long from, long until) {
        this.from = from;
        this.until = until;
    }

    /** Takes a stretch, of each topic by rising begin; what lies outside of the time does not count. */
    public void add(String topic, long begin, long end, String state, String causes) {
        long cutBegin = Math.max(begin, from);
        long cutEnd = Math.min(end, until);
        if (cutBegin < cutEnd) {
            topics.computeIfAbsent(topic, absent -> new CoverageLine())
                    .add(cutBegin, cutEnd, CoverageState.valueOf(state), causes);
        }
    }

    /** Writes a row for each topic, or for each stretch that was not seen. */
    public void write(TextStyle style, RowSink sink, boolean gaps) {
        topics.forEach((topic, line) -> {
            List<Stretch> stretches = line.stretches();
            if (gaps) {
                stretches.stream()
                        .filter(stretch -> !stretch.state().isSeen())
                        .forEach(stretch -> gap(topic, stretch, style, sink));
            } else {
                total(topic, stretches, sink);
            }
        });
    }

    private static void gap(String topic, Stretch stretch, TextStyle style, RowSink sink) {
        Duration length = Duration.ofMillis(stretch.span().millis());
        sink.row(Row.of("gap")
                .text("topic", topic)
                .number("from", stretch.span().from())
                .number("to", stretch.span().until())
                .text("state", word(stretch.state()))
                .text("causes", stretch.causes())
                .build(style.head(stretch.span().from(), topic, 34) + TextStyle.right(seconds(length), 14) + "  "
                        + word(stretch.state()) + ", " + stretch.causes()));
    }

    private static void total(String topic, List<Stretch> stretches, RowSink sink) {
        Map<CoverageState, Long> millis = new EnumMap<>(CoverageState.class);
        long all = 0;
        long seen = 0;
        int gaps = 0;
        for (Stretch stretch : stretches) {
            long length = stretch.span().millis();
            millis.merge(stretch.state(), length, Long::sum);
            all += length;
            seen += stretch.state().isSeen() ? length : 0;
            gaps += stretch.state().isSeen() ? 0 : 1;
        }
        Row.Builder row = Row.of("coverage")
                .text("topic", topic)
                .number("from", stretches.get(0).span().from())
                .number("to", stretches.get(stretches.size() - 1).span().until())
                .number("windowMs", all)
                .number("seenMs", seen);
        for (CoverageState state : CoverageState.values()) {
            row.number(word(state) + "Ms", millis.getOrDefault(state, 0L));
        }
        row.number("gaps", gaps);
        StringBuilder text = new StringBuilder(TextStyle.left(topic, 36));
        text.append(TextStyle.right(share(seen, all), 10)).append(" % seen of ");
        text.append(seconds(Duration.ofMillis(all)));
        for (CoverageState state : CoverageState.values()) {
            long part = millis.getOrDefault(state, 0L);
            if (part > 0) {
                text.append(", ")
                        .append(word(state))
                        .append(' ')
                        .append(share(part, all))
                        .append(" %");
            }
        }
        text.append(", ").append(gaps).append(gaps == 1 ? " gap" : " gaps");
        sink.row(row.build(text.toString()));
    }

    private static String word(CoverageState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** A share of nothing is nothing. */
    private static String share(long part, long all) {
        @Nullable
        BigDecimal percent =
                all == 0 ? null : BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(all), 3, RoundingMode.DOWN);
        return percent == null ? "n/a" : percent.toPlainString();
    }

    static String seconds(Duration length) {
        long hours = length.toHours();
        return (hours == 0 ? "" : hours + " h ")
                + (length.toMinutes() == 0 ? "" : length.toMinutesPart() + " min ")
                + BigDecimal.valueOf(length.toMillis() % 60_000, 3).toPlainString() + " s";
    }
}
