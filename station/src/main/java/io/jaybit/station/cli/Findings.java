package io.jaybit.station.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a check-up finds: each line is shown at once and kept for the report. Confined to the main thread. */
final class Findings {
    private final Consumer<String> shown;
    private final List<String> lines = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int warnings;

    Findings(Consumer<String> shown) {
        this.shown = shown;
    }

    void section(String title) {
        line("");
        line(title);
    }

    void fine(String what) {
        line("  ok    " + what);
    }

    /** Worth knowing, not wrong. */
    void note(String what) {
        line("  note  " + what);
    }

    /** Not wrong, but dangerous. */
    void warn(String what) {
        warnings++;
        line("  WARN  " + what);
    }

    void wrong(String what) {
        failures.add(what);
        line("  FAIL  " + what);
    }

    void line(String text) {
        lines.add(text);
        shown.accept(text);
    }

    int warnings() {
        return warnings;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
