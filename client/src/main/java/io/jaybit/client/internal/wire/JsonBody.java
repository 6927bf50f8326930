package io.jaybit.client.internal.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.jaybit.market.Decimal;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object, field by field, in the order of the calls. Confined to one thread. */
public final class JsonBody {
    private final StringBuilder text = new StringBuilder("{");

    public JsonBody text(String name, String value) {
        name(name).append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
        return this;
    }

    /** Leaves out what is empty. */
    public JsonBody textUnlessEmpty(String name, String value) {
        return value.isEmpty() ? this : text(name, value);
    }

    /** A plain decimal within quotes, as the venue wants it; leaves out null. */
    public JsonBody decimal(String name, @Nullable Decimal value) {
        return value == null ? this : text(name, value.toString());
    }

    public JsonBody whole(String name, long value) {
        name(name).append(value);
        return this;
    }

    /** Leaves out false, which is what the venue takes it for anyway. */
    public JsonBody flagIfTrue(String name, boolean value) {
        if (value) {
            name(name).append(true);
        }
        return this;
    }

    /** @param json a value that is JSON already */
    public JsonBody json(String name, String json) {
        name(name).append(json);
        return this;
    }

    private StringBuilder name(String name) {
        return text.append(text.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":");
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
