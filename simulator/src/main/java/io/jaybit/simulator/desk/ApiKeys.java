package io.jaybit.simulator.desk;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys the venue has given out. */
public final class ApiKeys {
    private final Map<String, ApiKey> keys = new LinkedHashMap<>();

    public void add(ApiKey key) {
        keys.put(key.key(), key);
    }

    public @Nullable ApiKey find(String key) {
        return keys.get(key);
    }

    public Collection<ApiKey> all() {
        return Collections.unmodifiableCollection(keys.values());
    }
}
