package io.jaybit.recorder.database;

import java.io.IOException;
import java.io.Serial;

/** The database is not there, or has no time; it may be later. */
public final class DatabaseAwayException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason why, in a few words, without saying which database */
    public DatabaseAwayException(String message, String reason, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** @param reason why, in a few words, without saying which database */
    public DatabaseAwayException(String message, String reason) {
        super(message);
        this.reason = reason;
    }

    /** Why, in a few words, without saying which database. */
    public String reason() {
        return reason;
    }
}
