package io.jaybit.client.internal.wire;

/** Takes the control frames of one connection, on the thread that decodes. */
@FunctionalInterface
public interface ControlSink {
    void onControl(Control control);

    /** What the trade socket answers a command; {@link #onControl} follows for the same frame. */
    default void onTradeReply(TradeReply reply) {}
}
