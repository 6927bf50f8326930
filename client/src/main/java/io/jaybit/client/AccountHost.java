package io.jaybit.client;

import io.jaybit.client.internal.session.SessionManager;
import io.jaybit.market.Channel;
import io.jaybit.orders.Moment;
import java.util.function.LongSupplier;

/**
 * What an account may use of the engine it lives on: its session and the stamps of the call that is being served. Confined to its I/O thread.
 *
 * @param monotonic the monotonic clock
 * @param epochNanos the wall clock
 */
record AccountHost(SessionManager session, Sender sender, LongSupplier monotonic, LongSupplier epochNanos)
        implements AccountEngine.Host {
    /** Takes frames to sockets. */
    @FunctionalInterface
    interface Sender {
        void send(int connectionId, String text);
    }

    @Override
    public long nanos() {
        return monotonic.getAsLong();
    }

    @Override
    public Moment moment() {
        long epoch = epochNanos.getAsLong();
        return new Moment(session.venueEpochMillis(epoch), epoch);
    }

    @Override
    public int connection() {
        return session.readyConnection(Channel.TRADE);
    }

    @Override
    public void send(int connectionId, String text) {
        sender.send(connectionId, text);
    }

    @Override
    public void replace(int connectionId, String reason) {
        session.replace(connectionId, reason, monotonic.getAsLong(), epochNanos.getAsLong());
    }
}
