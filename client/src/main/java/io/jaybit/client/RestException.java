package io.jaybit.client;

import java.io.Serial;

/** A REST request that brought no answer, a refusal of the venue, or an answer that cannot be read. */
public final class RestException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String endpoint;
    private final int httpStatus;
    private final int retCode;
    private final String retMsg;

    RestException(String message, String endpoint, int httpStatus, int retCode, String retMsg, Throwable cause) {
        super(message, cause);
        this.endpoint = endpoint;
        this.httpStatus = httpStatus;
        this.retCode = retCode;
        this.retMsg = retMsg;
    }

    /** Path and query of the request. */
    public String endpoint() {
        return endpoint;
    }

    /** The status of the answer; 0 where none came. Refusals of the venue come with 200. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The venue's code; 0 where it sent none. */
    public int retCode() {
        return retCode;
    }

    /** The venue's text, or ours. */
    public String retMsg() {
        return retMsg;
    }
}
