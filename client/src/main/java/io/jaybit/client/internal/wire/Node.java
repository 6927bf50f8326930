package io.jaybit.client.internal.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One value of a frame that is read as a whole: strict JSON, at most 64 levels deep; of keys that repeat the last one counts.
 * Numbers and strings are the same to a reader, as the venue is not consistent about them.
 */
public final class Node {
    private enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    private static final int MAX_NUMBER_LENGTH = 64;

    /** No table of names is kept between frames: hostile ones would fill it. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** Where nothing is. */
    public static final Node NOTHING = new Node(Kind.NULL, "null", Map.of(), List.of(), 0);

    private final Kind kind;
    private final String text;
    private final Map<String, Node> fields;
    private final List<Node> items;
    private final long offset;

    private Node(Kind kind, String text, Map<String, Node> fields, List<Node> items, long offset) {
        this.kind = kind;
        this.text = text;
        this.fields = fields;
        this.items = items;
        this.offset = offset;
    }

    /** Reads a frame that must be one JSON object and nothing after it. */
    public static Node parse(byte[] bytes, int from, int length) throws UnreadableFrame {
        CharBuffer chars;
        try {
            chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
        } catch (CharacterCodingException notUtf8) {
            throw new UnreadableFrame("not UTF-8");
        }
        try (JsonParser parser = JSON.createParser(chars.array(), chars.arrayOffset(), chars.remaining())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableFrame("not a JSON object");
            }
            Node root = read(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableFrame("more after the end of the object at offset " + offsetOf(parser));
            }
            return root;
        } catch (IOException notJson) {
            throw new UnreadableFrame("not JSON: " + firstLine(notJson));
        }
    }

    private static Node read(JsonParser parser) throws IOException {
        long offset = offsetOf(parser);
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Node> fields = new HashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, read(parser));
                }
                return new Node(Kind.OBJECT, "an object", fields, List.of(), offset);
            }
            case START_ARRAY -> {
                List<Node> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser));
                }
                return new Node(Kind.ARRAY, "an array", Map.of(), items, offset);
            }
            case VALUE_STRING -> {
                return new Node(Kind.STRING, parser.getText(), Map.of(), List.of(), offset);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return new Node(Kind.NUMBER, parser.getText(), Map.of(), List.of(), offset);
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return new Node(Kind.BOOLEAN, parser.getText(), Map.of(), List.of(), offset);
            }
            case VALUE_NULL -> {
                return new Node(Kind.NULL, "null", Map.of(), List.of(), offset);
            }
            default -> throw new IOException("unexpected " + parser.currentToken() + " at offset " + offset);
        }
    }

    private static long offsetOf(JsonParser parser) {
        return parser.currentTokenLocation().getCharOffset();
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /** The value under a key; a node without value where there is none. */
    public Node get(String name) {
        Node node = fields.get(name);
        return node == null ? NOTHING : node;
    }

    /** The fields of an object; none for anything else. */
    public Map<String, Node> fields() {
        return fields;
    }

    public boolean isObject() {
        return kind == Kind.OBJECT;
    }

    /** Whether there is nothing here: no such key, {@code null}, or an empty string. */
    public boolean isNothing() {
        return kind == Kind.NULL || (kind == Kind.STRING && text.isEmpty());
    }

    public boolean isNull() {
        return kind == Kind.NULL;
    }

    /** Characters before this value. */
    long offset() {
        return offset;
    }

    /** This value as JSON, the fields of objects by name. */
    String json() {
        StringBuilder json = new StringBuilder();
        appendTo(json);
        return json.toString();
    }

    private void appendTo(StringBuilder json) {
        switch (kind) {
            case OBJECT -> {
                char before = '{';
                for (Map.Entry<String, Node> field : new TreeMap<>(fields).entrySet()) {
                    quote(field.getKey(), json.append(before)).append(':');
                    field.getValue().appendTo(json);
                    before = ',';
                }
                json.append(fields.isEmpty() ? "{}" : "}");
            }
            case ARRAY -> {
                char before = '[';
                for (Node item : items) {
                    item.appendTo(json.append(before));
                    before = ',';
                }
                json.append(items.isEmpty() ? "[]" : "]");
            }
            case STRING -> quote(text, json);
            case NUMBER, BOOLEAN, NULL -> json.append(text);
        }
    }

    private static StringBuilder quote(String text, StringBuilder json) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json.append('"');
    }

    /** What stands here, for a complaint. */
    public String shown() {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return kind == Kind.STRING ? "\"" + shown + "\"" : shown;
    }

    /** The items of an array; none for null or where there is no such key. Null if it is something else. */
    @Nullable
    public List<Node> items() {
        return kind == Kind.ARRAY ? items : kind == Kind.NULL ? List.of() : null;
    }

    /** The text of a string, number or boolean; empty for null; null for an object or array. */
    @Nullable
    public String text() {
        return kind == Kind.NULL ? "" : kind == Kind.OBJECT || kind == Kind.ARRAY ? null : text;
    }

    /** The same, empty for an object or array. */
    public String textOrEmpty() {
        String found = text();
        return found == null ? "" : found;
    }

    /** Whether this is true, the word or the boolean. */
    public boolean isTrue() {
        return text.equals("true") && (kind == Kind.BOOLEAN || kind == Kind.STRING);
    }

    /** The number, plain or in exponent form, or null where there is none or it is out of any reason. */
    @Nullable
    public BigDecimal number() {
        if (!looksLikeANumber() || text.length() > MAX_NUMBER_LENGTH) {
            return null;
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException exponentTooLarge) {
            return null;
        }
        return Math.abs((long) number.scale()) > MAX_NUMBER_LENGTH ? null : number;
    }

    /** Whether this is text of the form of a number, however long. */
    boolean looksLikeANumber() {
        return (kind == Kind.STRING || kind == Kind.NUMBER) && isNumber(text);
    }

    /** {@code -?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?}. */
    private static boolean isNumber(String text) {
        int i = digits(text, text.startsWith("-") ? 1 : 0);
        if (i > 0 && i < text.length() && text.charAt(i) == '.') {
            i = digits(text, i + 1);
        }
        if (i > 0 && i < text.length() && (text.charAt(i) | 0x20) == 'e') {
            boolean signed = i + 1 < text.length() && (text.charAt(i + 1) == '-' || text.charAt(i + 1) == '+');
            i = digits(text, signed ? i + 2 : i + 1);
        }
        return i == text.length() && i > 0;
    }

    /** Where the digits from {@code from} on end; -1 if there is none. */
    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i == from ? -1 : i;
    }
}
