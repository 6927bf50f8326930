package io.jaybit.station.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** The terminal of a replay: keys one by one, and a line at the bottom that stays below the rows. Confined to one thread. */
final class ReplayScreen implements AutoCloseable {
    private static final String CLEAR = "\r\u001b[K";
    private static final int WIDTH = 80;
    private static final int NOTHING = -2;

    private final PrintStream out;
    private final Terminal terminal;
    private final Attributes before;
    private String shown = "";
    private boolean gone;

    private ReplayScreen(PrintStream out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
        this.before = terminal.getAttributes();
        // Keys come one by one and unseen; Ctrl-C stays a signal.
        Attributes keys = new Attributes(before);
        keys.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
        keys.setControlChar(ControlChar.VMIN, 0);
        keys.setControlChar(ControlChar.VTIME, 1);
        terminal.setAttributes(keys);
    }

    /** Null where the terminal cannot do it. */
    static @Nullable ReplayScreen open(PrintStream out) {
        try {
            // Signals stay with the JVM: it ends cleanly on them.
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(true)
                    .nativeSignals(false)
                    .build();
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return null;
            }
            return new ReplayScreen(out, terminal);
        } catch (IOException noTerminal) {
            Messages.say("keys do nothing: " + noTerminal.getMessage());
            return null;
        }
    }

    /** Makes room for rows. */
    void clear() {
        if (!shown.isEmpty()) {
            shown = "";
            out.print(CLEAR);
            out.flush();
        }
    }

    void show(String status) {
        if (!status.equals(shown)) {
            shown = status;
            out.print(CLEAR + Painter.fitted(status, columns() - 1));
            out.flush();
        }
    }

    private int columns() {
        try {
            return terminal.getSize().getColumns() < 1
                    ? WIDTH
                    : terminal.getSize().getColumns();
        } catch (IllegalStateException closed) {
            gone = true;
            return WIDTH;
        }
    }

    /** Whether no key will come any more: on a signal the terminal goes before the program. */
    boolean isGone() {
        return gone;
    }

    /** Waits for a key; negative if none came in time. */
    int key(long millis) {
        try {
            int key = terminal.reader().read(Math.max(1, millis));
            return key == NOTHING ? -1 : key;
        } catch (IOException | IllegalStateException closed) {
            gone = true;
            return -1;
        }
    }

    @Override
    public void close() {
        clear();
        try {
            terminal.setAttributes(before);
            terminal.close();
        } catch (IllegalStateException closed) {
            // It has been given back already.
            gone = true;
        } catch (IOException e) {
            Messages.say("the terminal could not be given back: " + e.getMessage());
        }
    }
}
