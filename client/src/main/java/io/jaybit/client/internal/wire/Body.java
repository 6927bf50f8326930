package io.jaybit.client.internal.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.jaybit.market.Decimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object being put together as the venue wants it: numbers as text and never with an exponent, and what there is none of left out.
 * Confined to one thread.
 */
public final class Body {
    private final StringBuilder text = new StringBuilder(192).append('{');

    private void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(name);
        text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }

    /** Left out where it is empty. */
    public Body text(String name, String value) {
        if (!value.isEmpty()) {
            name(name);
            quote(value);
        }
        return this;
    }

    /** A number as text; left out where there is none. */
    public Body decimal(String name, @Nullable Decimal value) {
        return value == null ? this : text(name, value.toString());
    }

    public Body number(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    /** Left out where it is false. */
    public Body flag(String name, boolean value) {
        if (value) {
            name(name);
            text.append(true);
        }
        return this;
    }

    public Body object(String name, Body value) {
        name(name);
        text.append(value);
        return this;
    }

    public Body list(String name, List<Body> values) {
        name(name);
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ",").append(values.get(i));
        }
        text.append(']');
        return this;
    }

    /** The object as JSON. */
    @Override
    public String toString() {
        return text + "}";
    }
}
