package io.jaybit.client.internal.wire;

/** Takes the control frames of one connection, on the thread that decodes. */
@FunctionalInterface
public interface ControlSink {
    void onControl(Control control);
}
