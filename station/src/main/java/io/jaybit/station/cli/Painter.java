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
    private boolean painted;

    Painter(PrintStream out) {
        this.out = out;
        this.terminal = open();
    }

    private static @Nullable Terminal open() {
        try {
            return TerminalBuilder.builder().system(true).dumb(true).build();
        } catch (IOException noTerminal) {
            Messages.say(
                    "the terminal does not tell its size (" + noTerminal.getMessage() + "); taking it for 80 x 24");
            return null;
        }
    }

    int width() {
        Size size = terminal == null ? null : terminal.getSize();
        return size == null || size.getColumns() < 20 ? WIDTH : size.getColumns();
    }

    int height() {
        Size size = terminal == null ? null : terminal.getSize();
        return size == null || size.getRows() < 5 ? HEIGHT : size.getRows();
    }

    /** Shows as many of the lines as fit. */
    void paint(List<String> lines) {
        StringBuilder text = new StringBuilder(painted ? "\u001b[H" : "\u001b[?25l\u001b[2J\u001b[H");
        painted = true;
        int shown = Math.min(lines.size(), height() - 1);
        for (int i = 0; i < shown; i++) {
            text.append(lines.get(i)).append("\u001b[0m\u001b[K\n");
        }
        out.print(text.append("\u001b[J"));
        out.flush();
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
