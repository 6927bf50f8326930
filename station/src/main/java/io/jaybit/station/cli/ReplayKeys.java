package io.jaybit.station.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What keys do to a replay, and the line that says how it stands. Knows no terminal; time is an argument. Confined to one thread.
 *
 * <p>Space pauses and goes on; {@code +} and {@code -} double and halve the speed; {@code n} and the right arrow go to the next second; {@code
 * s} asks for a time to go forward to; {@code q} ends.
 */
final class ReplayKeys {
    private static final String HELP = "space + - n s(eek) q(uit)";
    private static final char ESCAPE = 27;
    private static final char BACKSPACE = 8;
    private static final char DELETE = 127;
    private static final int MOST_TYPED = 40;

    private final ReplayPace pace;
    private final StringBuilder typed = new StringBuilder();
    private boolean isAsking;
    private boolean isOver;
    /** What was typed of an arrow key's sequence. */
    private String sequence = "";

    private String complaint = "";

    ReplayKeys(ReplayPace pace) {
        this.pace = pace;
    }

    /** Whether the end is wanted. */
    boolean isOver() {
        return isOver;
    }

    /**
     * A key was pressed.
     *
     * @param epochNanos recorded time up to which was played
     */
    void press(char key, long epochNanos, long nowNanos) {
        complaint = "";
        if (isPartOfSequence(key)) {
            if (!isAsking && (sequence.equals(ESCAPE + "[C") || sequence.equals(ESCAPE + "OC"))) {
                pace.step(nowNanos);
            }
        } else if (isAsking) {
            type(key, epochNanos, nowNanos);
        } else {
            command(key, nowNanos);
        }
    }

    /** Nothing followed for a while: an escape was one by itself. */
    void quiet() {
        if (sequence.length() == 1) {
            isAsking = false;
        }
        sequence = "";
    }

    private boolean isPartOfSequence(char key) {
        if (key == ESCAPE) {
            sequence = String.valueOf(ESCAPE);
            return true;
        }
        boolean goesOn = sequence.length() == 1
                ? key == '[' || key == 'O'
                : sequence.length() == 2 || (sequence.length() > 2 && sequence.charAt(sequence.length() - 1) < '@');
        sequence = goesOn ? sequence + key : "";
        return goesOn;
    }

    private void command(char key, long nowNanos) {
        switch (key) {
            case ' ' -> pace.pauseOrGoOn(nowNanos);
            case '+', '=' -> pace.faster(nowNanos);
            case '-' -> pace.slower(nowNanos);
            case 'n' -> pace.step(nowNanos);
            case 's' -> {
                isAsking = true;
                typed.setLength(0);
            }
            case 'q' -> isOver = true;
            default -> complaint = HELP;
        }
    }

    private void type(char key, long epochNanos, long nowNanos) {
        switch (key) {
            case '\r', '\n' -> {
                isAsking = false;
                seek(typed.toString().strip(), epochNanos, nowNanos);
            }
            case BACKSPACE, DELETE -> typed.setLength(Math.max(0, typed.length() - 1));
            default -> {
                if (key >= ' ' && typed.length() < MOST_TYPED) {
                    typed.append(key);
                }
            }
        }
    }

    private void seek(String text, long epochNanos, long nowNanos) {
        if (text.isEmpty()) {
            return;
        }
        // A time of day is one of the day that is played.
        String day = Instant.ofEpochSecond(Math.floorDiv(epochNanos, 1_000_000_000L))
                .toString()
                .substring(0, 10);
        String full = text.matches("\\d\\d:\\d\\d(:.*)?") ? day + "T" + text : text;
        List<String> problems = new ArrayList<>();
        long to = ReplayCommand.time("seek", full, 0, problems);
        if (!problems.isEmpty()) {
            complaint = "no time: \"" + text + "\" (14:03, 14:03:00.250 or 2026-11-27T14:03)";
        } else if (!pace.seek(to, nowNanos)) {
            complaint = text + " is behind: a replay goes forward only";
        }
    }

    /** How it stands. */
    String status(long epochNanos) {
        if (isAsking) {
            return "go to (UTC, forward): " + typed + "_";
        }
        String speed = Double.isInfinite(pace.times())
                ? "max"
                : pace.times() >= 1 ? Math.round(pace.times()) + "x" : pace.times() + "x";
        return (epochNanos <= 0 ? "" : ReplayCommand.shown(epochNanos) + "  ") + speed
                + (pace.isPaused() ? "  PAUSED" : "") + "  " + (complaint.isEmpty() ? HELP : complaint);
    }
}
