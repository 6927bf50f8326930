package io.jaybit.client.internal.session;

import io.jaybit.client.internal.wire.Control;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the venue's words of an answer that is not a plain yes. Its texts are observed, not documented, so unknown ones are taken
 * for a verdict on the topic.
 */
final class Refusal {
    /** Rate limits, throttles, restarts: trouble of the venue or of the pace, not of the topic. */
    private static final Set<Integer> PASSING_CODES = Set.of(10000, 10006, 10016, 10018, 10019, 10403, 10429, 20003);

    private static final List<String> PASSING_WORDS = List.of(
            "too many",
            "too frequent",
            "too fast",
            "rate limit",
            "frequency",
            "busy",
            "internal",
            "server error",
            "system error",
            "timeout",
            "timed out",
            "try again",
            "retry",
            "unavailable",
            "restart");

    private Refusal() {}

    /** Whether the venue speaks of its own trouble, so that asking again later makes sense. */
    static boolean isPassing(Control answer) {
        if (answer.code().isPresent() && PASSING_CODES.contains(answer.code().getAsInt())) {
            return true;
        }
        String text = answer.message().toLowerCase(Locale.ROOT);
        return PASSING_WORDS.stream().anyMatch(text::contains);
    }

    /** {@code error:already subscribed,topic:…}: not a refusal at all, but for what was asked together with it. */
    static boolean isAlreadySubscribed(Control answer) {
        return answer.message().toLowerCase(Locale.ROOT).contains("already subscribed");
    }

    /** {@code args size >10}: the request, not a topic of it, was too large. */
    static boolean isTooLarge(Control answer) {
        return answer.message().toLowerCase(Locale.ROOT).contains("args size");
    }

    /** Whether the answer names this topic, in one of its lists or anywhere in its text. */
    static boolean names(Control answer, String topic) {
        return answer.failedTopics().contains(topic)
                || answer.succeededTopics().contains(topic)
                || containsWhole(answer.message(), topic);
    }

    /** Whether the answer names this topic as refused. */
    static boolean refuses(Control answer, String topic) {
        if (answer.failedTopics().contains(topic)) {
            return true;
        }
        return !answer.success()
                && answer.failedTopics().isEmpty()
                && !answer.succeededTopics().contains(topic)
                && containsWhole(answer.message(), topic);
    }

    /** What the user is told. */
    static String reason(Control answer) {
        String code = answer.code().isPresent() && answer.code().getAsInt() != 0
                ? " (code " + answer.code().getAsInt() + ")"
                : "";
        String text = answer.message().isBlank() ? "refused without a reason" : answer.message();
        return text + code;
    }

    private static boolean containsWhole(String text, String topic) {
        for (int at = text.indexOf(topic); at >= 0; at = text.indexOf(topic, at + 1)) {
            int end = at + topic.length();
            if ((at == 0 || !isPart(text.charAt(at - 1)))
                    && (end == text.length() || !isPart(text.charAt(end)) || endsSentence(text, end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsSentence(String text, int at) {
        return text.charAt(at) == '.' && (at + 1 == text.length() || !isPart(text.charAt(at + 1)));
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == '/';
    }
}
