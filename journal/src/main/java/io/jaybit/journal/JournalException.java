package io.jaybit.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The journal cannot do what it was asked; the text says what, in which file, and what that means for the records. */
public class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
