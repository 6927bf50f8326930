package io.jaybit.simulator.venue;

/** Texts of the codes with which the venue speaks of its own trouble; undocumented but for their meaning. */
final class Trouble {
    private Trouble() {}

    static String text(long code) {
        return switch ((int) code) {
            case 10000 -> "Server Timeout";
            case 10016 -> "Internal System Error.";
            case 10019 -> "The trade service is restarting.";
            case 10403 -> "exceeded IP rate limit";
            case 10429 -> "System level frequency protection.";
            default -> "";
        };
    }
}
