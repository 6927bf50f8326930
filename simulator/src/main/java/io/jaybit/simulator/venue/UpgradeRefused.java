package io.jaybit.simulator.venue;

/** The venue does not let somebody in. Carries no stack trace, as it is an answer and not a failure. */
public final class UpgradeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param text body of the answer */
    public UpgradeRefused(int status, String text) {
        super(text, null, false, false);
        this.status = status;
    }

    /** What the upgrade is answered with: 403, 404, 429 … */
    public int httpStatus() {
        return status;
    }
}
