package io.jaybit.analytics;

/** Writes and reads one kind of value inside a snapshot. */
public interface StateCodec<T> {
    void write(T value, StateWriter to);

    T read(StateReader from);
}
