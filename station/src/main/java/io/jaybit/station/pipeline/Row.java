package io.jaybit.station.pipeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of output: named values in a fixed order, and the same as text for people. Immutable. */
public final class Row {
    private final List<String> names;
    private final List<String> json;
    private final List<String> csv;
    private final String text;

    private Row(Builder builder, String text) {
        this.names = List.copyOf(builder.names);
        this.json = List.copyOf(builder.json);
        this.csv = List.copyOf(builder.csv);
        this.text = text;
    }

    /** Begins a row; its first value is {@code event}. */
    public static Builder of(String event) {
        return new Builder().text("event", event);
    }

    /** Collects the values of a row in their order. Confined to one thread. */
    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<String> json = new ArrayList<>();
        private final List<String> csv = new ArrayList<>();

        private Builder add(String name, String jsonValue, String csvValue) {
            names.add(name);
            json.add(jsonValue);
            csv.add(csvValue);
            return this;
        }

        /** A text; null where there is none. */
        public Builder text(String name, @Nullable String value) {
            return value == null ? nothing(name) : add(name, quoted(value), value);
        }

        /** A price, a size, an amount: plain digits in a string, so that no reader rounds it. */
        public Builder decimal(String name, @Nullable Object value) {
            if (value == null) {
                return nothing(name);
            }
            String digits = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
            return add(name, quoted(digits), digits);
        }

        public Builder number(String name, long value) {
            return add(name, Long.toString(value), Long.toString(value));
        }

        /** A number that is no amount: a share, an average. Empty where there is none. */
        public Builder real(String name, String digits) {
            return digits.isEmpty() ? nothing(name) : add(name, digits, digits);
        }

        public Builder number(String name, OptionalLong value) {
            return value.isPresent() ? number(name, value.getAsLong()) : nothing(name);
        }

        public Builder flag(String name, boolean value) {
            return add(name, Boolean.toString(value), Boolean.toString(value));
        }

        /** A part with names of its own: an object in JSON, one column in CSV. */
        public Builder part(String name, Builder part) {
            return add(name, part.object(), String.join(" ", part.csv));
        }

        /** Parts of one kind: an array of objects in JSON, one column in CSV. */
        public Builder parts(String name, List<Builder> parts) {
            return add(
                    name,
                    parts.stream().map(Builder::object).collect(Collectors.joining(",", "[", "]")),
                    parts.stream().map(part -> String.join(" ", part.csv)).collect(Collectors.joining("; ")));
        }

        private String object() {
            StringBuilder object = new StringBuilder("{");
            for (int i = 0; i < names.size(); i++) {
                object.append(i == 0 ? "" : ",")
                        .append(quoted(names.get(i)))
                        .append(':')
                        .append(json.get(i));
            }
            return object.append('}').toString();
        }

        public Builder texts(String name, List<String> values) {
            StringBuilder array = new StringBuilder("[");
            for (int i = 0; i < values.size(); i++) {
                array.append(i == 0 ? "" : ",").append(quoted(values.get(i)));
            }
            return add(name, array.append(']').toString(), String.join(" ", values));
        }

        private Builder nothing(String name) {
            return add(name, "null", "");
        }

        /** The row, with what people get to read. */
        public Row build(String textLine) {
            return new Row(this, textLine);
        }
    }

    /** Begins a part for {@link Builder#part}. */
    public static Builder part() {
        return new Builder();
    }

    /** One line without its end. */
    public String text() {
        return text;
    }

    /** One JSON object. */
    public String json() {
        StringBuilder line = new StringBuilder(256).append('{');
        for (int i = 0; i < names.size(); i++) {
            line.append(i == 0 ? "" : ",")
                    .append(quoted(names.get(i)))
                    .append(':')
                    .append(json.get(i));
        }
        return line.append('}').toString();
    }

    /** The names of the values, as the first line of a CSV file. */
    public String csvHeader() {
        return String.join(",", names);
    }

    /** The values, quoted where they must be. */
    public String csv() {
        return String.join(",", csv.stream().map(Row::csvQuoted).toList());
    }

    private static String csvQuoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
