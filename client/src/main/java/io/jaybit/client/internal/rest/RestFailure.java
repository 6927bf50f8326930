package io.jaybit.client.internal.rest;

import java.io.Serial;

/** A request that brought no answer, a refusal, or an answer that cannot be read. */
public final class RestFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String endpoint;
    private final int httpStatus;
    private final int retCode;
    private final String reason;
    private final boolean surelyNotDone;
    private long serverEpochMillis;

    /** Of which nothing says whether it was carried out. */
    public RestFailure(String endpoint, int httpStatus, int retCode, String reason) {
        this(endpoint, httpStatus, retCode, reason, false);
    }

    /**
     * @param endpoint path and query
     * @param httpStatus 0 where no answer came
     * @param retCode the venue's; 0 where it sent none
     * @param reason the venue's {@code retMsg}, or ours
     * @param surelyNotDone whether the request was not sent, or was refused
     */
    public RestFailure(String endpoint, int httpStatus, int retCode, String reason, boolean surelyNotDone) {
        super(endpoint + ": " + reason + (retCode == 0 ? "" : " (retCode " + retCode + ")")
                + (httpStatus == 0 || httpStatus == 200 ? "" : " (HTTP " + httpStatus + ")"));
        this.endpoint = endpoint;
        this.httpStatus = httpStatus;
        this.retCode = retCode;
        this.reason = reason;
        this.surelyNotDone = surelyNotDone;
    }

    /** Adds what the venue's clock showed when it answered. */
    RestFailure at(long serverTime) {
        serverEpochMillis = serverTime;
        return this;
    }

    /** The venue's clock when it answered; 0 where it did not say. */
    long serverEpochMillis() {
        return serverEpochMillis;
    }

    /** Whether the request was not sent, or was refused; if not, a command may have been carried out. */
    public boolean isSurelyNotDone() {
        return surelyNotDone;
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
