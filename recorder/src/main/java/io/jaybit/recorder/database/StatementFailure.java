package io.jaybit.recorder.database;

/** The database did not carry out a statement; the message says why, in its words. */
public final class StatementFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StatementFailure(String message) {
        super(message);
    }

    public StatementFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
