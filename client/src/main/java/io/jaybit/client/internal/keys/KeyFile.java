package io.jaybit.client.internal.keys;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.jaybit.client.internal.wire.ApiKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of named keys: TOML with a table for each profile, or JSON with an object for each name. Both have the same fields.
 *
 * <pre>{@code
 * [paper]
 * exchange = "demo-trading"
 * key = "…"
 * secret = "…"                        # or private-key-file = "paper.pem", beside this file
 * }</pre>
 */
public final class KeyFile {
    private static final String EXCHANGE = "exchange";
    private static final String KEY = "key";
    private static final String SECRET = "secret";
    private static final String PRIVATE_KEY_FILE = "private-key-file";
    private static final Set<String> FIELDS = Set.of(EXCHANGE, KEY, SECRET, PRIVATE_KEY_FILE);

    private KeyFile() {}

    /**
     * One entry of a file.
     *
     * @param exchange as the user wrote it; null where the entry names none
     */
    public record Entry(ApiKey key, @Nullable String exchange) {}

    /**
     * Reads one entry.
     *
     * @throws IllegalArgumentException if others can read the file, or it cannot be read, or has no such entry, or the entry is not
     *     right; naming what is wrong, and never what is secret
     */
    public static Entry read(Path file, String name) {
        JsonNode entry = entry(file, name);
        List<String> problems = new ArrayList<>();
        entry.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                problems.add("\"" + field + "\" is unknown ("
                        + String.join(", ", FIELDS.stream().sorted().toList()) + ")");
            } else if (!entry.get(field).isTextual()) {
                problems.add(field + " must be text");
            }
        });
        if (entry.path(KEY).asText().isBlank()) {
            problems.add(KEY + " is missing");
        }
        String pemFile = entry.path(PRIVATE_KEY_FILE).asText();
        String secret = entry.path(SECRET).asText();
        if (secret.isBlank() == pemFile.isBlank()) {
            problems.add("needs either " + SECRET + " or " + PRIVATE_KEY_FILE);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("\"" + name + "\" in " + file + ": " + String.join("; ", problems));
        }
        String key = entry.path(KEY).asText().strip();
        ApiKey made = pemFile.isBlank()
                ? ApiKey.hmac(key, secret.strip())
                : ApiKey.rsa(key, SecretFile.text(file.resolveSibling(pemFile)));
        return new Entry(made, entry.has(EXCHANGE) ? entry.path(EXCHANGE).asText() : null);
    }

    private static JsonNode entry(Path file, String name) {
        JsonNode all = tree(file);
        JsonNode entry = all.get(name);
        if (entry == null || !entry.isObject()) {
            List<String> names = new ArrayList<>();
            all.properties().forEach(one -> {
                if (one.getValue().isObject()) {
                    names.add(one.getKey());
                }
            });
            throw new IllegalArgumentException(
                    file + " has no \"" + name + "\"; it has " + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        return entry;
    }

    private static JsonNode tree(Path file) {
        String text = SecretFile.text(file);
        boolean json = text.stripLeading().startsWith("{");
        ObjectMapper mapper = json ? new JsonMapper() : new TomlMapper();
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException wrong) {
            // Not the cause's message, nor the cause: it quotes what it stumbled over.
            JsonLocation place = wrong.getLocation();
            throw new IllegalArgumentException(file + " is not " + (json ? "JSON" : "TOML")
                    + (place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr()));
        }
    }
}
