package io.jaybit.station.cli;

import java.io.Console;
import picocli.CommandLine.Option;

/** Whether something that cannot be undone is wanted. */
final class Consent {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /**
     * Asks on the terminal.
     *
     * @throws Exit where there is nobody to ask, or who was asked said no
     */
    void ask(String question, Desk desk) {
        if (yes) {
            return;
        }
        Console console = desk.terminal() ? System.console() : null;
        if (console == null) {
            throw Exit.usage("nothing was sent: there is no terminal to ask on; give --yes");
        }
        String answer = console.readLine("%s [y/N] ", question);
        if (answer == null || !answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y")) {
            throw Exit.usage("nothing was sent");
        }
    }
}
