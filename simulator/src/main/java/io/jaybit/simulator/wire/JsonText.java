package io.jaybit.simulator.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes one JSON text, field by field in the order of the calls. Confined to one thread.
 *
 * <p>Values are written as they are given: text in quotes, whole numbers bare. Prices and sizes are text on this venue.
 */
public final class JsonText {
    private final StringBuilder text = new StringBuilder(512);
    private boolean comma;

    /** Begins an object, as the whole text or as an item of an array. */
    public JsonText begin() {
        separate();
        text.append('{');
        comma = false;
        return this;
    }

    public JsonText end() {
        text.append('}');
        comma = true;
        return this;
    }

    /** Begins an object in a field. */
    public JsonText begin(String name) {
        name(name);
        text.append('{');
        comma = false;
        return this;
    }

    /** Begins an array in a field. */
    public JsonText array(String name) {
        name(name);
        text.append('[');
        comma = false;
        return this;
    }

    /** Begins an array as an item of an array. */
    public JsonText array() {
        separate();
        text.append('[');
        comma = false;
        return this;
    }

    public JsonText endArray() {
        text.append(']');
        comma = true;
        return this;
    }

    public JsonText text(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    public JsonText number(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    /** A number of any kind, given as its text. */
    public JsonText number(String name, String plain) {
        name(name);
        text.append(plain);
        return this;
    }

    /** A whole number in quotes, as the venue sends most times. */
    public JsonText quoted(String name, long value) {
        name(name);
        text.append('"').append(value).append('"');
        return this;
    }

    public JsonText flag(String name, boolean value) {
        name(name);
        text.append(value);
        return this;
    }

    public JsonText nothing(String name) {
        name(name);
        text.append("null");
        return this;
    }

    /** A value that is JSON already. */
    public JsonText raw(String name, CharSequence json) {
        name(name);
        text.append(json);
        return this;
    }

    /** An item of an array that is JSON already. */
    public JsonText raw(CharSequence json) {
        separate();
        text.append(json);
        return this;
    }

    /** A text as an item of an array. */
    public JsonText item(String value) {
        separate();
        quote(value);
        return this;
    }

    /** A whole number as an item of an array. */
    public JsonText item(long value) {
        separate();
        text.append(value);
        return this;
    }

    /** A text in a field, appended by the writer itself; it must need no escaping. */
    public JsonText plain(String name, Consumer<StringBuilder> writer) {
        name(name);
        text.append('"');
        writer.accept(text);
        text.append('"');
        return this;
    }

    private void name(String name) {
        separate();
        text.append('"').append(name).append("\":");
    }

    private void separate() {
        if (comma) {
            text.append(',');
        }
        comma = true;
    }

    /** A text as a JSON string. */
    public static String quoted(String value) {
        JsonText text = new JsonText();
        text.quote(value);
        return text.toString();
    }

    private void quote(String value) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
