package io.jaybit.coverage;

/** When a connection last said anything: data, an ack or a pong. Confined to the ledger's thread. */
final class ConnectionPulse {
    private final int id;
    private long lastHeard = Long.MIN_VALUE;

    ConnectionPulse(int id) {
        this.id = id;
    }

    ConnectionPulse(int id, long lastHeard) {
        this.id = id;
        this.lastHeard = lastHeard;
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
}
