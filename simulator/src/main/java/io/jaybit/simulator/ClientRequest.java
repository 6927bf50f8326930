package io.jaybit.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for. Keys that are not known are ignored.
 *
 * @param requestId null where none was sent
 */
record ClientRequest(@Nullable String requestId, String op, List<String> arguments) {
    private static final JsonFactory JSON = new JsonFactory();

    ClientRequest {
        arguments = List.copyOf(arguments);
    }

    /** @throws IOException if the text is not one JSON object; the message is for the client */
    static ClientRequest parse(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            String requestId = null;
            String op = "";
            List<String> arguments = new ArrayList<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (key.equals("req_id") && value.isScalarValue()) {
                    requestId = parser.getText();
                } else if (key.equals("op") && value == JsonToken.VALUE_STRING) {
                    op = parser.getText();
                } else if (key.equals("args") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        arguments.add(parser.getText());
                        parser.skipChildren();
                    }
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IOException("text after the object");
            }
            return new ClientRequest(requestId, op, arguments);
        }
    }
}
