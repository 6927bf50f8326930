package io.jaybit.simulator.venue;

import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for. Immutable.
 *
 * @param requestId null where none was sent
 * @param op empty where none was sent
 * @param whole all that was sent
 */
record StreamRequest(@Nullable String requestId, String op, Json whole) {
    /** @throws IOException if the text is not one JSON object with an op that is a text; the message is for the client */
    static StreamRequest parse(StreamPath path, String text) throws IOException {
        Json whole = Json.parse(text);
        if (!whole.is(Json.Kind.OBJECT)) {
            throw new IOException("not an object");
        }
        if (whole.has("op") && !whole.get("op").is(Json.Kind.TEXT)) {
            throw new IOException("op is not a string");
        }
        String idName = path == StreamPath.TRADE ? "reqId" : "req_id";
        return new StreamRequest(whole.get(idName).textOrNull(), whole.get("op").text(), whole);
    }

    /** The topics that are named. */
    List<String> topics() throws IOException {
        Json args = whole.get("args");
        if (args.is(Json.Kind.NOTHING)) {
            return List.of();
        }
        if (!args.is(Json.Kind.LIST)) {
            throw new IOException("args is not an array");
        }
        List<String> topics = new ArrayList<>();
        for (Json item : args.items()) {
            if (!item.is(Json.Kind.TEXT)) {
                throw new IOException("args is not an array of strings");
            }
            topics.add(item.text());
        }
        return topics;
    }
}
