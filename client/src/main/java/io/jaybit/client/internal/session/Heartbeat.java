package io.jaybit.client.internal.session;

import io.jaybit.client.internal.wire.Control;
import io.jaybit.client.internal.wire.Requests;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Pings one socket and says when it is dead: nothing at all was heard for two intervals, or two pings in a row went unanswered and
 * nothing else came since the last one. While data flows a missing pong is only counted and reported. Confined to the session's
 * thread.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a> (a text ping every 20 s).
 */
final class Heartbeat {
    private final World world;
    private final Channel channel;
    private final long interval;
    private final long patience;

    private int connectionId;
    private long nextPing = World.NEVER;
    private boolean awaiting;
    private long sent;
    private long sentEpoch;
    private String sentId = "";
    private int missedInRow;
    private long pings;
    private long pongs;
    private long missed;
    private OptionalLong roundTrip = OptionalLong.empty();

    Heartbeat(World world, Channel channel) {
        this.world = world;
        this.channel = channel;
        this.interval = world.config.timeouts().ping().toNanos();
        this.patience = world.config.timeouts().pong().toNanos();
    }

    void start(int socket) {
        connectionId = socket;
        awaiting = false;
        missedInRow = 0;
        plan();
    }

    void stop() {
        nextPing = World.NEVER;
        awaiting = false;
    }

    /**
     * Pings when that is due.
     *
     * @param lastHeard when anything came last
     * @return why the socket is dead; null while it is not
     */
    @Nullable
    String work(long lastHeard) {
        if (nextPing == World.NEVER) {
            return null;
        }
        if (world.isOver(lastHeard + 2 * interval)) {
            return "nothing heard for " + seconds(world.now() - lastHeard);
        }
        if (awaiting && world.isOver(sent + patience)) {
            awaiting = false;
            missed++;
            missedInRow++;
            if (lastHeard > sent) {
                if (missedInRow == 1 || missedInRow % 30 == 0) {
                    world.out.notice(new Notice.PongMissed(connectionId, missedInRow, world.epoch()));
                }
            } else if (missedInRow > 1) {
                return "no pong and nothing else for " + seconds(world.now() - lastHeard);
            } else {
                nextPing = world.now();
            }
        }
        if (!awaiting && world.now() >= nextPing) {
            ping();
        }
        return null;
    }

    long deadline(long lastHeard) {
        if (nextPing == World.NEVER) {
            return World.NEVER;
        }
        long next = awaiting ? world.fair(sent + patience) : nextPing;
        return Math.min(next, world.fair(lastHeard + 2 * interval));
    }

    void pong(Control pong) {
        pongs++;
        missedInRow = 0;
        String id = pong.requestId();
        if (!awaiting || (id != null && !id.equals(sentId))) {
            return;
        }
        awaiting = false;
        long trip = world.now() - sent;
        roundTrip = OptionalLong.of(trip);
        world.clock.roundTrip(trip);
        pong.serverEpochMillis()
                .ifPresent(serverMillis -> world.clock.exchange(serverMillis, sentEpoch, world.epoch()));
    }

    long pings() {
        return pings;
    }

    long pongs() {
        return pongs;
    }

    long missed() {
        return missed;
    }

    OptionalLong roundTrip() {
        return roundTrip;
    }

    private void ping() {
        sentId = world.requestIds.next("ping");
        sent = world.now();
        sentEpoch = world.epoch();
        awaiting = true;
        pings++;
        plan();
        world.out.send(connectionId, channel == Channel.TRADE ? Requests.tradePing(sentId) : Requests.ping(sentId));
    }

    private void plan() {
        nextPing = world.now() + interval - world.random.nextLong(interval / 10 + 1);
    }

    private static String seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds() + " s";
    }
}
