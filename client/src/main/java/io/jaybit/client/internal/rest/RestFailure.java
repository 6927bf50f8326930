package io.jaybit.client.internal.rest;

import java.io.Serial;

/** A request that brought no answer, a refusal, or an answer that cannot be read. */
public final class RestFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private final String endpoint;
    private final int httpStatus;
    private final int retCode;
    private final String reason;
    private final boolean sent;

    /**
     * @param endpoint path and query
     * @param httpStatus 0 where no answer came
     * @param retCode the venue's; 0 where it sent none
     * @param reason the venue's {@code retMsg}, or ours
     * @param sent whether it may have reached the venue
     */
    public RestFailure(String endpoint, int httpStatus, int retCode, String reason, boolean sent) {
        super(endpoint + ": " + reason + (retCode == 0 ? "" : " (retCode " + retCode + ")")
                + (httpStatus == 0 || httpStatus == 200 ? "" : " (HTTP " + httpStatus + ")"));
        this.endpoint = endpoint;
        this.httpStatus = httpStatus;
        this.retCode = retCode;
        this.reason = reason;
        this.sent = sent;
    }

    /** Whether it is sure that the venue has not done what was asked; what a {@code retCode} says of it is not looked at here. */
    public boolean isNotDone() {
        return !sent || httpStatus == FORBIDDEN || httpStatus == TOO_MANY;
    }

    public String endpoint() {
        return endpoint;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public int retCode() {
        return retCode;
    }

    public String reason() {
        return reason;
    }
}
