package io.jaybit.station.cli;

import io.jaybit.station.pipeline.TextStyle;
import java.io.PrintStream;

/**
 * What a command works with: where data goes, and what is known of the terminal. Made once by {@link Main}; tests make their own.
 *
 * @param out standard output
 * @param terminal whether a person looks at it
 * @param colour whether colours are wanted
 */
record Desk(PrintStream out, boolean terminal, boolean colour) {
    /** This process's own. Colours are for a terminal, unless {@code NO_COLOR} is set. */
    @SuppressWarnings(
            "SystemConsoleNull") // Main sets jdk.console so that newer Javas, too, have none where there is no terminal
    static Desk ofProcess() {
        String noColour = System.getenv("NO_COLOR");
        boolean terminal = System.console() != null;
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        return new Desk(
                Out.standard(), terminal && !dumb, terminal && !dumb && (noColour == null || noColour.isEmpty()));
    }

    TextStyle style(StreamSettings settings) {
        boolean standard = settings.out() == null;
        return new TextStyle(settings.zone(), colour && standard, terminal && standard && settings.isLive());
    }

    /** Columns of the terminal now; without one there is no end to a line. */
    int width() {
        if (!terminal) {
            return Integer.MAX_VALUE;
        }
        try (Painter painter = new Painter(out)) {
            return painter.width();
        }
    }

    /** Whether a table may be repainted in place. */
    boolean repaints(StreamSettings settings) {
        return terminal && settings.out() == null && settings.format() == StreamSettings.Format.TEXT;
    }
}
