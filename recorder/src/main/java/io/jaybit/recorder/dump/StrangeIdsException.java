package io.jaybit.recorder.dump;

import java.io.IOException;
import java.io.Serial;

/** Recording and dump have trades of the same time, and not one in common: to import would be to count each twice. */
public final class StrangeIdsException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    StrangeIdsException(String message) {
        super(message);
    }
}
