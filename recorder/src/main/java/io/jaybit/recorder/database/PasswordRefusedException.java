package io.jaybit.recorder.database;

import java.io.IOException;
import java.io.Serial;

/** The database does not know this user or password. */
public final class PasswordRefusedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    PasswordRefusedException(String message) {
        super(message);
    }
}
