package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, strings, {@link Number}s, booleans and null: for tests that take frames apart and put them together. */
final class JsonText {
    /** A number, digits as written. */
    record Number(String text) {}

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build();

    private JsonText() {}

    /** Null if it is not one JSON object, in UTF-8. */
    static @Nullable Map<String, @Nullable Object> parse(byte[] content) {
        InputStreamReader strict = new InputStreamReader(
                new ByteArrayInputStream(content),
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try (JsonParser parser = JSON.createParser(strict)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) value(parser);
            return parser.nextToken() == null ? object : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                object.put(name, value(parser));
            }
            return object;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        if (parser.currentToken().isNumeric()) {
            return new Number(parser.getText());
        }
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("unexpected " + parser.currentToken());
        };
    }

    /** How a value is written. */
    record Style(
            Random random,
            boolean shuffled,
            boolean unknownKeys,
            boolean spaces,
            boolean swapped,
            boolean repeatedKeys) {}

    static String write(@Nullable Object value, Style style) {
        StringBuilder text = new StringBuilder();
        write(value, style, text);
        return text.toString();
    }

    private static void write(@Nullable Object value, Style style, StringBuilder to) {
        space(style, to);
        if (value instanceof Map<?, ?> object) {
            writeObject(object, style, to);
        } else if (value instanceof List<?> list) {
            to.append('[');
            for (int i = 0; i < list.size(); i++) {
                to.append(i == 0 ? "" : ",");
                write(list.get(i), style, to);
            }
            to.append(']');
        } else if (value instanceof Number number) {
            boolean asString = style.swapped && style.random.nextInt(4) == 0;
            to.append(asString ? "\"" + number.text + "\"" : number.text);
        } else if (value instanceof String text) {
            boolean asNumber = style.swapped
                    && text.matches("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?")
                    && style.random.nextInt(4) == 0;
            to.append(asNumber ? text : quoted(text, style));
        } else {
            to.append(value);
        }
        space(style, to);
    }

    private static void writeObject(Map<?, ?> object, Style style, StringBuilder to) {
        List<Map.Entry<?, ?>> fields = new ArrayList<>(object.entrySet());
        if (style.unknownKeys) {
            for (int i = style.random.nextInt(3); i > 0; i--) {
                fields.add(style.random.nextInt(fields.size() + 1), Map.entry("new" + i, unknown(style.random)));
            }
        }
        if (style.shuffled) {
            Collections.shuffle(fields, style.random);
        }
        to.append('{');
        for (int i = 0; i < fields.size(); i++) {
            to.append(i == 0 ? "" : ",");
            if (style.repeatedKeys && style.random.nextInt(4) == 0) {
                // the same key before, with the value of any key: the later one counts
                to.append('"').append(fields.get(i).getKey()).append("\":");
                write(fields.get(style.random.nextInt(fields.size())).getValue(), style, to);
                to.append(',');
            }
            space(style, to);
            to.append(quoted(String.valueOf(fields.get(i).getKey()), style));
            space(style, to);
            to.append(':');
            write(fields.get(i).getValue(), style, to);
        }
        to.append('}');
    }

    private static Object unknown(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> new Number("17");
            case 1 -> "text with \"quotes\", \\ and é";
            case 2 -> Map.of("b", List.of(Map.of("u", "1")), "topic", "none");
            case 3 -> List.of(true, List.of(), Map.of());
            case 4 -> false;
            case 5 -> new Number("-1.5E+7");
            default -> "plain";
        };
    }

    private static String quoted(String text, Style style) {
        StringBuilder quoted = new StringBuilder("\"");
        boolean escaped = style.swapped && style.random.nextInt(8) == 0;
        if (escaped && !text.isEmpty()) {
            quoted.append(String.format("\\u%04x", (int) text.charAt(0)));
            JsonStringEncoder.getInstance().quoteAsString(text.substring(1), quoted);
        } else {
            JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        }
        return quoted.append('"').toString();
    }

    private static void space(Style style, StringBuilder to) {
        if (style.spaces && style.random.nextInt(3) == 0) {
            to.append(" \t\r\n", style.random.nextInt(4), 4);
        }
    }
}
