package io.jaybit.simulator.venue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a fault script. Immutable.
 *
 * <pre>
 * at 10s drop orderbook.50.BTCUSDT 3
 * from 5s for 2s silence
 * from 1m for 10s delay 200ms linear:*
 * at 20s refuse-upgrade 429 * 2
 * lose-ack
 * </pre>
 *
 * <p>{@code [at TIME | from TIME for TIME] ACTION [VALUE] [TARGET] [COUNT]}; times count from the beginning of the script, and without
 * one a fault strikes at once. Without a count, {@code at} strikes once and {@code from} as often as it can; what is no single event,
 * such as a silence, goes on until its end or until {@code clear}. Short words: {@code no-pong}, {@code slow 100ms}, {@code lose-ack},
 * {@code push-before-ack}, {@code duplicate-execution}.
 *
 * @param fromMillis after the beginning of the script
 * @param forMillis how long; 0 = it has no end of its own
 * @param value milliseconds or a number, as the action says; 0 where it has none
 * @param count how many times it strikes; 0 = as often as it can
 */
public record Fault(long fromMillis, long forMillis, FaultAction action, long value, FaultTarget target, int count) {
    private static final Pattern TIME = Pattern.compile("(-?[0-9]{1,9})(ms|s|m|h)");
    private static final Map<String, List<String>> SHORT = Map.of(
            "no-pong", List.of("drop", "answer.pong"),
            "slow", List.of("delay"),
            "lose-ack", List.of("drop", "answer.order.*"),
            "push-before-ack", List.of("delay", "50ms", "answer.order.*"),
            "duplicate-execution", List.of("duplicate", "execution*"));

    public Fault {
        if (fromMillis < 0 || forMillis < 0 || count < 0) {
            throw new IllegalArgumentException("negative: from " + fromMillis + " for " + forMillis + ", " + count);
        }
    }

    /** @throws IllegalArgumentException if the line is not one; the message says what is wrong */
    public static Fault parse(String line) {
        Queue<String> words = new ArrayDeque<>(Arrays.asList(line.trim().split("\\s+", -1)));
        long from = 0;
        long length = 0;
        boolean timed = "from".equals(words.peek());
        if (timed || "at".equals(words.peek())) {
            words.remove();
            from = time(next(words, "a time"));
            if (timed) {
                expect(words, "for");
                length = time(next(words, "a time"));
                if (length <= 0) {
                    throw new IllegalArgumentException("a duration that is not positive");
                }
            }
        }
        if (from < 0) {
            throw new IllegalArgumentException("a time before the beginning");
        }
        return parse(from, length, expanded(words));
    }

    private static Queue<String> expanded(Queue<String> words) {
        String first = words.peek();
        List<String> meant = first == null ? null : SHORT.get(first);
        if (meant == null) {
            return words;
        }
        Queue<String> longer = new ArrayDeque<>(meant);
        words.stream().skip(1).forEach(longer::add);
        return longer;
    }

    private static Fault parse(long from, long length, Queue<String> words) {
        String word = next(words, "an action");
        FaultAction action = FaultAction.parse(word)
                .orElseThrow(() -> new IllegalArgumentException("no such action: \"" + word + "\""));
        long value = switch (action.value()) {
            case NONE -> 0;
            case DURATION -> time(next(words, "a duration such as 200ms"));
            case NUMBER -> number(next(words, "a number"));
        };
        if (value < 0 && action != FaultAction.SKEW) {
            throw new IllegalArgumentException("negative: " + value);
        }
        if (action == FaultAction.CLOSE && (value < 1000 || value > 4999 || (value >= 1004 && value <= 1006))) {
            throw new IllegalArgumentException("not a code that can be sent: " + value);
        }
        if (action == FaultAction.REFUSE_UPGRADE && (value < 300 || value > 599)) {
            throw new IllegalArgumentException("not a status that refuses: " + value);
        }
        boolean counted = isNumber(words.peek());
        FaultTarget target = FaultTarget.parse(words.isEmpty() || counted ? action.usualTarget() : words.remove());
        long count = words.isEmpty() ? (length == 0 && !action.isSpan() ? 1 : 0) : number(words.remove());
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("too much: \"" + words.peek() + "\"");
        }
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not a count: " + count);
        }
        return new Fault(from, length, action, value, target, (int) count);
    }

    private static String next(Queue<String> words, String what) {
        String word = words.poll();
        if (word == null || word.isEmpty()) {
            throw new IllegalArgumentException("missing: " + what);
        }
        return word;
    }

    private static void expect(Queue<String> words, String wanted) {
        String word = next(words, "\"" + wanted + "\"");
        if (!word.equals(wanted)) {
            throw new IllegalArgumentException("\"" + word + "\" where \"" + wanted + "\" belongs");
        }
    }

    private static long time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a time: \"" + text + "\" (such as 500ms, 10s, 2m, 1h)");
        }
        long unit = switch (matcher.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
        return Long.parseLong(matcher.group(1)) * unit;
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}");
    }

    private static long number(String text) {
        if (!isNumber(text)) {
            throw new IllegalArgumentException("not a number: \"" + text + "\"");
        }
        return Long.parseLong(text);
    }

    /** The line, which {@link #parse} reads back. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        line.append(forMillis == 0 ? "at " : "from ").append(fromMillis).append("ms ");
        if (forMillis > 0) {
            line.append("for ").append(forMillis).append("ms ");
        }
        line.append(action.text());
        switch (action.value()) {
            case NONE -> {}
            case DURATION -> line.append(' ').append(value).append("ms");
            case NUMBER -> line.append(' ').append(value);
        }
        line.append(' ').append(target);
        if (count > 0) {
            line.append(' ').append(count);
        }
        return line.toString();
    }
}
