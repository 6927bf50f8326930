package io.jaybit.simulator.desk;

import io.jaybit.simulator.wire.Json;
import java.util.stream.Collectors;

/** Names, types and order of the fields of a JSON text, without their values; a list has the shape of its first item. */
final class Shape {
    private Shape() {}

    static String of(String json) {
        return of(TestVenue.json(json));
    }

    static String of(Json value) {
        return switch (value.kind()) {
            case OBJECT ->
                value.fields().entrySet().stream()
                        .map(field -> field.getKey() + ":" + of(field.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case LIST -> value.items().isEmpty() ? "[]" : "[" + of(value.items().get(0)) + "]";
            default -> value.kind().name();
        };
    }
}
