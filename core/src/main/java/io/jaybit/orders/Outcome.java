package io.jaybit.orders;

/** What became of a command, as far as it is known. */
public sealed interface Outcome {
    /**
     * The venue took it for processing. That is not yet a state: the order's own updates tell it.
     *
     * @param order with both ids where the venue gave both
     */
    record Accepted(OrderRef order) implements Outcome {}

    /**
     * The venue, or our own checks before sending, refused it; nothing was done.
     *
     * @param code the venue's {@code retCode}; 0 where it was refused here and never sent
     */
    record Rejected(int code, String text) implements Outcome {}

    /** It was sent, or may have been, and no answer says what became of it. Never the same as failed. */
    record Unknown(String reason) implements Outcome {}
}
