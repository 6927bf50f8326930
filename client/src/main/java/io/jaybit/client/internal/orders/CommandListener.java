package io.jaybit.client.internal.orders;

import io.jaybit.orders.Outcome;
import org.jspecify.annotations.Nullable;

/** Told on the I/O thread of every command, before a byte of it leaves and when something is known of it. */
public interface CommandListener {
    CommandListener NONE = new CommandListener() {
        @Override
        public @Nullable String sending(Command command, long epochNanos) {
            return null;
        }

        @Override
        public void outcome(Command command, Outcome outcome, long epochNanos) {
            // Nobody wants to know.
        }
    };

    /**
     * A command is about to be sent. What must be known after a crash is to be kept before this returns.
     *
     * @return why it must not be sent; null to let it go
     */
    @Nullable
    String sending(Command command, long epochNanos);

    /**
     * What became of a command that {@link #sending} let go: once, and once more if the venue answers after it was told as unknown.
     */
    void outcome(Command command, Outcome outcome, long epochNanos);
}
