package io.jaybit.station.cli;

import java.util.List;

/** What people are told beside the data: on standard error. Safe for any thread. */
final class Messages {
    private static final String WHO = "jaybit: ";

    private Messages() {}

    static void say(String text) {
        System.err.println(WHO + text);
    }

    /** Says a list, on as many lines as a width asks for. */
    static void say(String begin, List<String> parts, int width) {
        say(folded(begin, parts, width - WHO.length()));
    }

    /** The parts with commas between them; none is broken, and what follows the first line is indented as far as what is said. */
    static String folded(String begin, List<String> parts, int width) {
        StringBuilder text = new StringBuilder(begin);
        int column = begin.length();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i) + (i + 1 < parts.size() ? "," : "");
            if (i > 0 && column + 1 + part.length() > width) {
                text.append('\n').append(" ".repeat(WHO.length()));
                column = 0;
            } else if (i > 0) {
                text.append(' ');
                column++;
            }
            text.append(part);
            column += part.length();
        }
        return text.toString();
    }
}
