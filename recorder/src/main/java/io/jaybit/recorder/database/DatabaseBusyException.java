package io.jaybit.recorder.database;

import java.io.IOException;
import java.io.Serial;

/** Another process has the database open. */
public final class DatabaseBusyException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    DatabaseBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
