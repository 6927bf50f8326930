package io.jaybit.station.cli;

import io.jaybit.recorder.database.DatabaseAwayException;
import io.jaybit.recorder.database.PasswordRefusedException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemException;
import java.util.List;
import javax.net.ssl.SSLException;

/** Ends a command with a code and with what is to be said on standard error. */
final class Exit extends RuntimeException {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int CONNECTION = 3;
    static final int REFUSED = 4;

    @Serial
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient List<String> lines;

    private Exit(int code, List<String> lines) {
        super(String.join("; ", lines));
        this.code = code;
        this.lines = List.copyOf(lines);
    }

    /** Wrong options or files: every problem at once. */
    static Exit usage(List<String> problems) {
        return new Exit(USAGE, problems);
    }

    static Exit usage(String problem) {
        return usage(List.of(problem));
    }

    /** Something else went wrong: a disk, a folder. */
    static Exit failed(String problem) {
        return new Exit(FAILED, List.of(problem));
    }

    /**
     * What a command ends with that something failed under: a database that is not there, or does not let us in, is as the venue that does not;
     * anything else, a disk or a folder, is a failure.
     */
    static Exit of(IOException problem) {
        String text = String.valueOf(problem.getMessage());
        if (problem instanceof PasswordRefusedException) {
            return connection(text + "; the password comes from JAYBIT_DATABASE_PASSWORD or --database-password-file");
        }
        if (problem instanceof DatabaseAwayException) {
            boolean stranger = problem.getCause() instanceof SSLException;
            return connection(stranger ? text + "; a certificate of one's own is named by --database-ca" : text);
        }
        // Its message may be nothing but a path.
        boolean bare = problem instanceof FileSystemException file && file.getReason() == null;
        return failed(bare ? "failed: " + problem : text);
    }

    /** The venue cannot be reached, or does not let us in. */
    static Exit connection(String problem) {
        return new Exit(CONNECTION, List.of(problem));
    }

    /** There is no such topic or symbol, or it cannot be counted as asked. */
    static Exit refused(List<String> problems) {
        return new Exit(REFUSED, problems);
    }

    int code() {
        return code;
    }

    List<String> lines() {
        return lines;
    }
}
