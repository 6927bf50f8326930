package io.jaybit.orders;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that lets go of what was put first when it is full. Confined to one thread. */
final class Remembered<K, V> {
    private final Map<K, V> entries = new LinkedHashMap<>();
    private final int most;

    Remembered(int most) {
        this.most = most;
    }

    void put(K key, V value) {
        entries.put(key, value);
        if (entries.size() > most) {
            Iterator<K> oldest = entries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Nullable
    V get(K key) {
        return entries.get(key);
    }

    boolean contains(K key) {
        return entries.containsKey(key);
    }

    @Nullable
    V remove(K key) {
        return entries.remove(key);
    }

    Map<K, V> all() {
        return entries;
    }
}
