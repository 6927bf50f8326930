package io.jaybit.coverage;

import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;

/** When a connection last said anything: data, an ack or a pong; and how late it is. Confined to the ledger's thread. */
final class ConnectionPulse {
    private final int id;
    private final Lateness lateness = new Lateness();
    private long lastHeard = Long.MIN_VALUE;

    ConnectionPulse(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    long lastHeard() {
        return lastHeard;
    }

    void heard(long venueMillis) {
        lastHeard = Math.max(lastHeard, venueMillis);
    }

    /** A frame came that says when it was pushed. */
    void carried(long pushedEpochMillis, long receivedEpochNanos) {
        lateness.saw(receivedEpochNanos - pushedEpochMillis * LedgerClock.NANOS_PER_MILLI, receivedEpochNanos);
    }

    /** By how many milliseconds frames came later than the quickest do, at worst and lately. */
    long lateMillis(LedgerClock clock) {
        return lateness.isKnown() ? clock.late(lateness.greatest()) : 0;
    }

    void writeTo(StateWriter to) {
        to.writeInt(id).writeLong(lastHeard);
        lateness.writeTo(to);
    }

    static ConnectionPulse read(StateReader from) {
        ConnectionPulse pulse = new ConnectionPulse(from.readInt());
        pulse.lastHeard = from.readLong();
        pulse.lateness.restore(from);
        return pulse;
    }
}
