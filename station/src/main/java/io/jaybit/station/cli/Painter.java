package io.jaybit.station.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Paints a screen in place, as large as the terminal is. Confined to one thread. */
final class Painter implements AutoCloseable {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 24;

    private final PrintStream out;
    private final @Nullable Terminal terminal;
    private Size lastSize = Size.of(WIDTH, HEIGHT);
    private boolean painted;

    Painter(PrintStream out) {
        this.out = out;
        this.terminal = open();
    }

    private static @Nullable Terminal open() {
        try {
            // Signals stay with the JVM: it ends cleanly on them.
            return TerminalBuilder.builder()
                    .system(true)
                    .dumb(true)
                    .nativeSignals(false)
                    .build();
        } catch (IOException noTerminal) {
            Messages.say(
                    "the terminal does not tell its size (" + noTerminal.getMessage() + "); taking it for 80 x 24");
            return null;
        }
    }

    int width() {
        return size().getColumns() < 1 ? WIDTH : size().getColumns();
    }

    int height() {
        return size().getRows() < 5 ? HEIGHT : size().getRows();
    }

    /** The last known one where the terminal is closed already: on a signal it may go before the last screen. */
    private Size size() {
        try {
            lastSize = terminal == null ? lastSize : terminal.getSize();
        } catch (IllegalStateException closed) {
            return lastSize;
        }
        return lastSize;
    }

    /** Shows as much as fits, in lines and in columns. */
    void paint(List<String> lines) {
        StringBuilder text = new StringBuilder(painted ? "\u001b[H" : "\u001b[?25l\u001b[2J\u001b[H");
        painted = true;
        int shown = Math.min(lines.size(), height() - 1);
        int width = width();
        for (int i = 0; i < shown; i++) {
            text.append(fitted(lines.get(i), width)).append('\n');
        }
        out.print(text.append("\u001b[J"));
        out.flush();
    }

    /** The line cut off at a width, colours not counted; what is left of the terminal's line is cleared. */
    static String fitted(String line, int width) {
        StringBuilder text = new StringBuilder(line.length() + 8);
        int columns = 0;
        for (int i = 0; i < line.length() && columns < width; i++) {
            int end = line.startsWith("\u001b[", i) ? line.indexOf('m', i) : -1;
            if (end > 0) {
                text.append(line, i, end + 1);
                i = end;
            } else {
                text.append(line.charAt(i));
                columns++;
            }
        }
        // In a full line the cursor stands on the last column, which would be cleared.
        return text.append("\u001b[0m")
                .append(columns < width ? "\u001b[K" : "")
                .toString();
    }

    @Override
    public void close() {
        if (painted) {
            out.print("\u001b[?25h");
            out.flush();
        }
        if (terminal != null) {
            try {
                terminal.close();
            } catch (IOException e) {
                Messages.say("the terminal could not be given back: " + e.getMessage());
            }
        }
    }
}
