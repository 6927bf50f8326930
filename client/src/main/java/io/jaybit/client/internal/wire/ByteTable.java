package io.jaybit.client.internal.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds objects by names that still lie as bytes in a frame, without making a string. Bounded: when it is full it takes no more.
 * Confined to the thread that decodes.
 *
 * @param <V> what is found
 */
final class ByteTable<V> {
    private final int limit;
    private byte[][] names = new byte[64][];
    private @Nullable Object[] values = new @Nullable Object[64];
    private int size;

    /** @param limit most entries */
    ByteTable(int limit) {
        this.limit = limit;
    }

    int size() {
        return size;
    }

    /**
     * @param hash of the name, as {@link Scan#name} and {@link #hash} compute it
     * @return null if the name is not in the table
     */
    @SuppressWarnings("unchecked")
    @Nullable
    V get(byte[] bytes, int from, int to, long hash) {
        int mask = names.length - 1;
        for (int i = slot(hash) & mask; ; i = (i + 1) & mask) {
            byte[] name = names[i];
            if (name == null) {
                return null;
            }
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return (V) values[i];
            }
        }
    }

    @Nullable
    V get(byte[] name) {
        return get(name, 0, name.length, hash(name));
    }

    /** Adds a name, unless the table is full, or replaces what it stands for. */
    void put(byte[] name, V value) {
        if (size == limit && get(name) == null) {
            return;
        }
        if (size * 2 >= names.length) {
            grow();
        }
        if (insert(name, value)) {
            size++;
        }
    }

    private void grow() {
        byte[][] oldNames = names;
        @Nullable Object[] oldValues = values;
        names = new byte[oldNames.length * 2][];
        values = new @Nullable Object[oldNames.length * 2];
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] != null) {
                insert(oldNames[i], oldValues[i]);
            }
        }
    }

    /** @return whether the name was not there yet */
    private boolean insert(byte[] name, @Nullable Object value) {
        int mask = names.length - 1;
        int i = slot(hash(name)) & mask;
        while (names[i] != null && !Arrays.equals(names[i], name)) {
            i = (i + 1) & mask;
        }
        boolean isNew = names[i] == null;
        names[i] = name;
        values[i] = value;
        return isNew;
    }

    private static int slot(long hash) {
        return (int) (hash >>> 40);
    }

    /** The hash of a name as {@link Scan#name} computes it on the way to the closing quote. */
    static long hash(byte[] name) {
        byte[] padded = Arrays.copyOf(name, name.length + 8);
        long hash = Scan.HASH_SEED;
        for (int i = 0; i <= name.length; i += 8) {
            hash = Scan.mix(hash, Scan.word(padded, i));
        }
        return hash;
    }
}
