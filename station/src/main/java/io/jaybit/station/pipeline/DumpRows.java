package io.jaybit.station.pipeline;

import io.jaybit.market.Symbol;
import io.jaybit.recorder.database.Span;
import io.jaybit.recorder.dump.AuditFinding;
import io.jaybit.recorder.dump.AuditResult;
import io.jaybit.recorder.dump.DumpFile;
import io.jaybit.recorder.dump.ImportResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What was done with the venue's dumps, as rows. Stateless. */
public final class DumpRows {
    private DumpRows() {}

    /** A row for a file. */
    public static void imported(ImportResult result, TextStyle style, RowSink sink) {
        Optional<Span> time = result.file().time(result.read());
        long recoveredMillis =
                result.recovered().stream().mapToLong(Span::millis).sum();
        Row.Builder row = begin("import", result.file(), time)
                .number("trades", result.read().trades())
                .number("imported", result.imported())
                .number("known", result.known())
                .number("repeated", result.repeated())
                .number("bad", result.read().bad())
                .number("tails", result.read().tails())
                .number("unfit", result.unfit())
                .number("recoveredMs", recoveredMillis)
                .number("recoveredStretches", result.recovered().size());
        StringBuilder text = new StringBuilder(head(result.file(), time, style))
                .append(": ")
                .append(counted(result.read().trades()))
                .append(" trades, ")
                .append(counted(result.imported()))
                .append(" imported, ")
                .append(counted(result.known()))
                .append(" there already");
        more(text, result.repeated(), " repeated");
        more(text, result.read().bad(), " bad rows");
        more(text, result.unfit(), " that do not fit their columns");
        text.append(
                recoveredMillis > 0
                        ? "; recovered " + CoverageReport.seconds(Duration.ofMillis(recoveredMillis))
                        : "; no time recovered");
        sink.row(row.build(text.toString()));
    }

    /** A row for the comparison, and one for each trade that is shown of it. */
    public static void audit(AuditResult result, TextStyle style, RowSink sink) {
        sink.row(begin("audit", result.file(), result.time())
                .number("trades", result.read().trades())
                .number("both", result.both())
                .number("imported", result.imported())
                .number("otherTime", result.otherTime())
                .number("repeated", result.repeated())
                .number("missed", result.missed())
                .number("inHoles", result.inHoles())
                .number("onlyRecorded", result.onlyRecorded())
                .number("different", result.different())
                .number("bad", result.read().bad())
                .number("tails", result.read().tails())
                .decimal("dumpVolume", plain(result.dumpVolume()))
                .decimal("recordedVolume", plain(result.recordedVolume()))
                .decimal("missedVolume", plain(result.missedVolume()))
                .decimal("inHolesVolume", plain(result.inHolesVolume()))
                .decimal("onlyRecordedVolume", plain(result.onlyRecordedVolume()))
                .flag("alarm", result.isAlarm())
                .build(text(result, style)));
        for (AuditFinding finding : result.findings()) {
            sink.row(Row.of("finding")
                    .text("kind", word(finding.kind()))
                    .text("id", finding.id().toString())
                    .number("time", finding.exchangeEpochMillis())
                    .text("dumped", text(finding.dumped()))
                    .text("recorded", text(finding.recorded()))
                    .build("  " + TextStyle.left(words(finding.kind()), 18) + "  "
                            + style.time(finding.exchangeEpochMillis()) + "  " + finding.id() + "  "
                            + of(finding)));
        }
    }

    private static String text(AuditResult result, TextStyle style) {
        StringBuilder text = new StringBuilder(head(result.file(), result.time(), style)).append(": ");
        text.append(counted(result.both())).append(" trades in both");
        more(text, result.imported(), " of them imported");
        more(text, result.otherTime(), " of them at another millisecond");
        more(text, result.repeated(), " repeated in the file");
        more(text, result.missed(), " MISSED though seen");
        more(text, result.inHoles(), " missing in known holes");
        more(text, result.onlyRecorded(), " only in the recording");
        more(text, result.different(), " DIFFERENT");
        more(text, result.read().bad(), " BAD ROWS");
        return text.append("; volume ")
                .append(plain(result.dumpVolume()).toPlainString())
                .append(" in the file, ")
                .append(plain(result.recordedVolume()).toPlainString())
                .append(" in the recording; ")
                .append(result.isAlarm() ? "ALARM" : "explained")
                .toString();
    }

    private static Row.Builder begin(String event, DumpFile file, Optional<Span> time) {
        Symbol symbol = file.symbol();
        return Row.of(event)
                .text("file", file.path().toString())
                .text("category", symbol.category().text())
                .text("symbol", symbol.name())
                .number("from", time.map(span -> OptionalLong.of(span.from())).orElse(OptionalLong.empty()))
                .number("to", time.map(span -> OptionalLong.of(span.until())).orElse(OptionalLong.empty()));
    }

    private static String head(DumpFile file, Optional<Span> time, TextStyle style) {
        return file.symbol() + " "
                + time.map(span -> style.time(span.from()) + " to " + style.time(span.until()))
                        .orElse("without trades");
    }

    private static void more(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", ").append(counted(count)).append(what);
        }
    }

    private static String counted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static BigDecimal plain(BigDecimal volume) {
        BigDecimal stripped = volume.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static @Nullable String text(AuditFinding.@Nullable Print print) {
        return print == null ? null : print.toString();
    }

    private static String of(AuditFinding finding) {
        if (finding.dumped() == null) {
            return String.valueOf(finding.recorded());
        }
        return finding.recorded() == null
                ? finding.dumped().toString()
                : finding.dumped() + " in the file, " + finding.recorded() + " in the recording";
    }

    private static String word(AuditFinding.Kind kind) {
        return switch (kind) {
            case MISSED -> "missed";
            case IN_A_HOLE -> "inHole";
            case ONLY_RECORDED -> "onlyRecorded";
            case DIFFERENT -> "different";
        };
    }

    private static String words(AuditFinding.Kind kind) {
        return switch (kind) {
            case MISSED -> "missed";
            case IN_A_HOLE -> "in a hole";
            case ONLY_RECORDED -> "only recorded";
            case DIFFERENT -> "different";
        };
    }
}
