package io.jaybit.station.cli;

/** What people are told beside the data: on standard error. Safe for any thread. */
final class Messages {
    private Messages() {}

    static void say(String text) {
        System.err.println("jaybit: " + text);
    }
}
