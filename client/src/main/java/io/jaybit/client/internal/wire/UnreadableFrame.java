package io.jaybit.client.internal.wire;

/** Why a frame cannot be read. Never leaves this package; without a stack trace, as a broken feed may cause many. */
final class UnreadableFrame extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableFrame(String complaint) {
        super(complaint, null, false, false);
    }
}
