package io.jaybit.simulator;

import io.jaybit.simulator.wire.StreamPath;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Plays a tape to one client, from the beginning, as far as the client has subscribed. Confined to the channel's event loop.
 *
 * <p>Begins a little after the last subscribe request, so that a client that asks in several requests misses nothing. A topic that
 * is subscribed while the tape runs starts at its last snapshot; one that is subscribed when the tape has ended is played from
 * the beginning. The client sets the pace: nothing is queued beyond what the socket takes. It waits for the topics it has and no
 * others: what else is on the tape is passed over.
 */
final class TapePlayer {
    private static final long START_AFTER_MILLIS = 200;
    private static final int FRAMES_PER_TURN = 512;

    private final FrameTape tape;
    private final StreamPath path;
    private final Pace pace;
    private final boolean loop;
    private final Channel channel;

    private final Set<String> subscribed = new HashSet<>();
    private final Set<String> playing = new HashSet<>();
    private @Nullable ScheduledFuture<?> timer;
    private boolean running;
    private int place;
    private int lap;
    /** The frame that was sent last, its lap, and when it was due. */
    private int lastPlace;

    private int lastLap;
    private long lastDueMillis;
    private long sent;
    private long sentBeforeLap;
    private long startNanos;

    TapePlayer(FrameTape tape, StreamPath path, Pace pace, boolean loop, Channel channel) {
        this.tape = tape;
        this.path = path;
        this.pace = pace;
        this.loop = loop;
        this.channel = channel;
    }

    boolean isSubscribed(String topic) {
        return subscribed.contains(topic);
    }

    /** Called after the ack was written. */
    void subscribe(List<String> topics) {
        subscribed.addAll(topics);
        List<String> wanted = new ArrayList<>(topics);
        if (running) {
            for (String topic : wanted) {
                playing.add(topic);
                tape.catchUp(path, topic, place).forEach(at -> write(at));
            }
            channel.flush();
            return;
        }
        playing.addAll(wanted);
        schedule(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_AFTER_MILLIS), this::start);
    }

    void unsubscribe(String topic) {
        subscribed.remove(topic);
        playing.remove(topic);
    }

    /** The socket takes more, or what was due is due. */
    void resume() {
        if (running) {
            play();
        }
    }

    void close() {
        running = false;
        cancelTimer();
    }

    private void start() {
        if (tape.size() == 0) {
            return;
        }
        running = true;
        place = 0;
        lap = 0;
        lastPlace = -1;
        lastLap = 0;
        lastDueMillis = 0;
        sent = 0;
        sentBeforeLap = 0;
        startNanos = System.nanoTime();
        play();
    }

    private void play() {
        cancelTimer();
        for (int turn = 0; turn < FRAMES_PER_TURN; turn++) {
            if (!channel.isWritable()) {
                channel.flush();
                return;
            }
            while (place < tape.size() && !isWanted(place)) {
                place++;
            }
            if (place == tape.size()) {
                if (!nextLap()) {
                    channel.flush();
                    return;
                }
                continue;
            }
            long due = dueNanos();
            if (due - System.nanoTime() > 0) {
                channel.flush();
                schedule(due, this::resume);
                return;
            }
            lastDueMillis = dueMillis();
            lastPlace = place;
            lastLap = lap;
            write(place);
            sent++;
            place++;
        }
        channel.flush();
        schedule(System.nanoTime(), this::resume);
    }

    private boolean isWanted(int at) {
        TapeFrame frame = tape.frame(at);
        return frame.path() == path && playing.contains(frame.topic()) && !(lap > 0 && tape.isOrphan(at));
    }

    private boolean nextLap() {
        if (loop && sent > sentBeforeLap) {
            lap++;
            place = 0;
            sentBeforeLap = sent;
            return true;
        }
        running = false;
        playing.clear();
        return false;
    }

    private long dueNanos() {
        if (pace.isMax()) {
            return startNanos;
        }
        return pace.isRealtime()
                ? startNanos + TimeUnit.MILLISECONDS.toNanos(dueMillis())
                : startNanos + sent * 1_000_000_000L / pace.framesPerSecond();
    }

    private long dueMillis() {
        return lastDueMillis + tape.pauseMillis(lastPlace, place, lap > lastLap);
    }

    private void write(int at) {
        channel.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(tape.text(at, lap))), channel.voidPromise());
    }

    private void schedule(long atNanos, Runnable task) {
        cancelTimer();
        timer = channel.eventLoop().schedule(task, Math.max(0, atNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
