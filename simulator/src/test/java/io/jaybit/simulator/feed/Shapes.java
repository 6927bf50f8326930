package io.jaybit.simulator.feed;

import io.jaybit.simulator.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Names, types and order of a frame's fields, to compare a frame with an example whose values are others. */
final class Shapes {
    private Shapes() {}

    /** One line a field: {@code data[0].positionIdx NUMBER}. Of an array the first item counts. */
    static List<String> of(String frame) {
        List<String> lines = new ArrayList<>();
        walk("", Inbox.json(frame), lines);
        return lines;
    }

    private static void walk(String place, Json value, List<String> lines) {
        if (!place.isEmpty()) {
            lines.add(place + ' ' + value.kind());
        }
        value.fields().forEach((key, field) -> walk(place.isEmpty() ? key : place + '.' + key, field, lines));
        if (!value.items().isEmpty()) {
            walk(place + "[0]", value.items().get(0), lines);
        }
    }
}
