package io.jaybit.recorder.log;

import io.jaybit.market.Topic;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Fields of one line, with tabs between them. Tab, line feed, carriage return and backslash in a field are written {@code \t}, {@code \n},
 * {@code \r}, {@code \\}; what is not there is {@code \N}. Confined to one thread.
 */
final class Fields {
    private static final String NONE = "\\N";

    private final String[] parts;
    private int next;

    private Fields(String[] parts) {
        this.parts = parts;
    }

    /** Reads a line; every method throws {@link IllegalArgumentException} where the next field is not what it reads. */
    static Fields of(String line) {
        return new Fields(line.split("\t", -1));
    }

    boolean hasMore() {
        return next < parts.length;
    }

    @Nullable
    String textOrNull() {
        if (next == parts.length) {
            throw new IllegalArgumentException("only " + parts.length + " fields");
        }
        String part = parts[next++];
        return part.equals(NONE) ? null : unescape(part);
    }

    String text() {
        String text = textOrNull();
        if (text == null) {
            throw new IllegalArgumentException("field " + next + " is missing");
        }
        return text;
    }

    long number() {
        return Long.parseLong(text());
    }

    int integer() {
        return Integer.parseInt(text());
    }

    @Nullable
    Duration durationOrNull() {
        String text = textOrNull();
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("field " + next + " is no duration: " + text, e);
        }
    }

    Duration duration() {
        Duration duration = durationOrNull();
        if (duration == null) {
            throw new IllegalArgumentException("field " + next + " is missing");
        }
        return duration;
    }

    Topic topic() {
        return Topic.of(ChannelCode.channel(text()), text());
    }

    private static String unescape(String part) {
        if (part.indexOf('\\') < 0) {
            return part;
        }
        StringBuilder text = new StringBuilder(part.length());
        boolean escaped = false;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (escaped) {
                text.append(meaning(c));
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else {
                text.append(c);
            }
        }
        if (escaped) {
            throw new IllegalArgumentException("a backslash at the end of a field");
        }
        return text.toString();
    }

    private static char meaning(char escaped) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("\"\\" + escaped + "\" means nothing");
        };
    }

    /** A line being written. */
    static final class Line {
        private final StringBuilder text = new StringBuilder();

        private Line separate() {
            if (text.length() > 0) {
                text.append('\t');
            }
            return this;
        }

        /** A text, also a number, or a {@link Duration} in ISO 8601; null where there is none. */
        Line add(@Nullable Object value) {
            separate();
            if (value == null) {
                text.append(NONE);
                return this;
            }
            String plain = value.toString();
            for (int i = 0; i < plain.length(); i++) {
                char c = plain.charAt(i);
                switch (c) {
                    case '\t' -> text.append("\\t");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    case '\\' -> text.append("\\\\");
                    default -> text.append(c);
                }
            }
            return this;
        }

        /** The channel's word and the name. */
        Line add(Topic topic) {
            return add(ChannelCode.word(topic.channel())).add(topic.name());
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
