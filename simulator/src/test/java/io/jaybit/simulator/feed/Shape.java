package io.jaybit.simulator.feed;

import io.jaybit.simulator.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names, types and order of the fields of a frame, without their values. */
final class Shape {
    private Shape() {}

    /** How a frame differs from an example; empty if it does not. An empty list goes with any. */
    static String difference(Json example, Json frame) {
        return difference("frame", example, frame);
    }

    private static String difference(String where, Json example, Json frame) {
        if (example.kind() != frame.kind()) {
            return where + " is " + frame.kind() + " and not " + example.kind();
        }
        if (example.is(Json.Kind.OBJECT)) {
            List<String> wanted = new ArrayList<>(example.fields().keySet());
            List<String> found = new ArrayList<>(frame.fields().keySet());
            if (!wanted.equals(found)) {
                return where + " has " + found + " and not " + wanted;
            }
            for (Map.Entry<String, Json> field : example.fields().entrySet()) {
                String inside = difference(where + "." + field.getKey(), field.getValue(), frame.get(field.getKey()));
                if (!inside.isEmpty()) {
                    return inside;
                }
            }
            return "";
        }
        if (example.is(Json.Kind.LIST)
                && !example.items().isEmpty()
                && !frame.items().isEmpty()) {
            boolean tuple = !example.items().get(0).is(Json.Kind.OBJECT)
                    && !example.items().get(0).is(Json.Kind.LIST);
            if (tuple
                    && where.endsWith("]")
                    && example.items().size() != frame.items().size()) {
                return where + " has " + frame.items().size() + " items and not "
                        + example.items().size();
            }
            return difference(
                    where + "[0]", example.items().get(0), frame.items().get(0));
        }
        return "";
    }
}
