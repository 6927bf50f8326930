package io.jaybit.client.internal.wire;

/** Why a frame, or a REST answer, cannot be read. Without a stack trace, as a broken feed may cause many. */
public final class UnreadableFrame extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadableFrame(String complaint) {
        super(complaint, null, false, false);
    }
}
