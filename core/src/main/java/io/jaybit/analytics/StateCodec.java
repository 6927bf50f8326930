package io.jaybit.analytics;

import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/** Writes and reads one kind of value inside a snapshot. */
public interface StateCodec<T> {
    void write(T value, StateWriter to);

    T read(StateReader from);
}
