package io.jaybit.simulator.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Text a client sent, read as what it is: a wrong type is an answer and not an exception. Immutable.
 *
 * <p>Numbers keep their text.
 */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();
    private static final Json NOTHING = new Json(Kind.NOTHING, "", List.of(), Map.of());

    /** What a value is. {@code NOTHING}: it is not there, or null. */
    public enum Kind {
        NOTHING,
        TEXT,
        NUMBER,
        FLAG,
        LIST,
        OBJECT
    }

    private final Kind kind;
    private final String text;
    private final List<Json> items;
    private final Map<String, Json> fields;

    private Json(Kind kind, String text, List<Json> items, Map<String, Json> fields) {
        this.kind = kind;
        this.text = text;
        this.items = items;
        this.fields = fields;
    }

    /** @throws IOException if the text is not exactly one JSON value; the message is for the client */
    public static Json parse(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new IOException("empty");
            }
            Json value = read(parser);
            if (parser.nextToken() != null) {
                throw new IOException("text after the value");
            }
            return value;
        }
    }

    /** An object whose fields are texts: the parameters of a query, read as a body is. */
    public static Json ofTexts(Map<String, String> texts) {
        Map<String, Json> fields = new LinkedHashMap<>();
        texts.forEach((key, value) -> fields.put(key, new Json(Kind.TEXT, value, List.of(), Map.of())));
        return new Json(Kind.OBJECT, "", List.of(), fields);
    }

    private static Json read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Json> fields = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String key = parser.currentName();
                    parser.nextToken();
                    fields.put(key, read(parser));
                }
                yield new Json(Kind.OBJECT, "", List.of(), fields);
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser));
                }
                yield new Json(Kind.LIST, "", items, Map.of());
            }
            case VALUE_STRING -> new Json(Kind.TEXT, parser.getText(), List.of(), Map.of());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json(Kind.NUMBER, parser.getText(), List.of(), Map.of());
            case VALUE_TRUE, VALUE_FALSE -> new Json(Kind.FLAG, parser.getText(), List.of(), Map.of());
            case VALUE_NULL -> NOTHING;
            default -> throw new IOException("unexpected " + parser.currentToken());
        };
    }

    public Kind kind() {
        return kind;
    }

    public boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** A field of an object; nothing where there is none. */
    public Json get(String key) {
        return fields.getOrDefault(key, NOTHING);
    }

    public boolean has(String key) {
        return !get(key).is(Kind.NOTHING);
    }

    /** The fields of an object, in the order in which they were sent. */
    public Map<String, Json> fields() {
        return fields;
    }

    /** The items of a list; none of anything else. */
    public List<Json> items() {
        return items;
    }

    /** The text of a string, a number or a flag; empty for anything else. */
    public String text() {
        return text;
    }

    /** The text of a string, a number or a flag; null for anything else. */
    public @Nullable String textOrNull() {
        return kind == Kind.TEXT || kind == Kind.NUMBER || kind == Kind.FLAG ? text : null;
    }

    /** The whole number that a number, or a string, holds. */
    public OptionalLong whole() {
        if (kind != Kind.NUMBER && kind != Kind.TEXT) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException notWhole) {
            return OptionalLong.empty();
        }
    }
}
