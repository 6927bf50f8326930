package io.jaybit.recorder.database;

import java.io.IOException;
import java.io.Serial;

/** The database is not there, or has no time; it may be later. */
public final class DatabaseAwayException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public DatabaseAwayException(String message, Throwable cause) {
        super(message, cause);
    }

    public DatabaseAwayException(String message) {
        super(message);
    }
}
