package io.jaybit.simulator.exchange;

/** The venue's no: its code and its text. Carries no stack trace, as it is an answer and not a failure. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    public Refusal(int code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    /** The venue's {@code retCode}. Venue page: <a href="https://bybit-exchange.github.io/docs/v5/error">Error codes</a>. */
    public int code() {
        return code;
    }

    /** The venue's {@code retMsg}. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
