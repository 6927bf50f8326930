package io.jaybit.station.cli;

import io.jaybit.client.Bybit;
import io.jaybit.client.Health;
import io.jaybit.feed.Notice;
import io.jaybit.recorder.Recorder;
import io.jaybit.recorder.RecorderStatus;
import io.jaybit.recorder.RecordingFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How a recording does, a line at a time. Of the main thread, but for notices. */
final class RecordProgress {
    private static final long FIRST_MILLIS = 10_000;
    private static final long EVERY_MILLIS = 60_000;
    private static final double DAY_SECONDS = 86_400;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Desk desk;
    private final RecordingFolder folder;
    private final AtomicLong gaps = new AtomicLong();
    private @Nullable Recorder recorder;
    private @Nullable Bybit bybit;
    private long startBytes;
    private long measuredNanos;
    private long lastNanos;
    private long lastFrames;
    private long lastRows;
    private long nextMillis = FIRST_MILLIS;
    private String summary = "";

    RecordProgress(Desk desk, RecordingFolder folder) {
        this.desk = desk;
        this.folder = folder;
    }

    void onNotice(Notice notice) {
        if (notice instanceof Notice.Gap
                || notice instanceof Notice.Disconnected
                || notice instanceof Notice.TopicSilent) {
            gaps.incrementAndGet();
        }
    }

    void begin(Recorder recording, Bybit client) {
        recorder = recording;
        bybit = client;
        lastNanos = System.nanoTime();
    }

    void tellIfDue(long nowMillis) throws IOException {
        if (nowMillis >= nextMillis) {
            nextMillis = nowMillis < EVERY_MILLIS ? EVERY_MILLIS : nowMillis + EVERY_MILLIS;
            tell();
        }
    }

    void tell() throws IOException {
        Health health = Objects.requireNonNull(bybit).health();
        RecorderStatus status = Objects.requireNonNull(recorder).status();
        long now = System.nanoTime();
        double seconds = Math.max(1e-3, (now - lastNanos) / 1e9);
        long bytes = DiskUse.of(folder.folder());
        if (startBytes == 0) {
            // The database takes room ahead when it begins: no measure of what comes.
            startBytes = bytes;
            measuredNanos = now;
        }
        double measured = Math.max(1e-3, (now - measuredNanos) / 1e9);
        long perDay = (long) ((bytes - startBytes) / measured * DAY_SECONDS);
        long free = DiskUse.free(folder.folder());
        long frames = health.frames();
        List<String> parts = new ArrayList<>();
        parts.add(RecordCommand.counted(Math.round((frames - lastFrames) / seconds)) + " frames/s");
        parts.add(RecordCommand.counted(Math.round((status.rows() - lastRows) / seconds)) + " rows/s");
        parts.addAll(database(status));
        parts.add(DiskUse.text(bytes) + (measured > 40 ? " (" + DiskUse.text(perDay) + " a day)" : ""));
        boolean soonFull = measured > 40 && perDay > 0 && free / perDay < 3;
        parts.add(DiskUse.text(free) + " free" + (soonFull ? " FOR LESS THAN " + (free / perDay + 1) + " DAYS" : ""));
        parts.add(gaps.get() + " gaps");
        parts.add(status.log().dropped() + " lost");
        if (status.rowsRefused() > 0) {
            parts.add(status.rowsRefused() + " rows whose numbers do not fit");
        }
        if (status.log().diskFailure() != null) {
            parts.add("THE DISK FAILS: " + status.log().diskFailure());
        }
        if (!status.failure().isEmpty()) {
            parts.add("THE DATABASE IS NOT FILLED: " + status.failure());
        }
        Messages.say("recording: ", parts, desk.width());
        lastNanos = now;
        lastFrames = frames;
        lastRows = status.rows();
        summary = RecordCommand.counted(frames) + " frames, " + gaps.get() + " gaps, "
                + status.log().dropped() + " lost";
    }

    /** Whether it is there, and if not why; how far it is behind. */
    static List<String> database(RecorderStatus status) {
        if (status.awayNanos() > 0) {
            List<String> parts = new ArrayList<>();
            parts.add("database AWAY " + status.awayNanos() / NANOS_PER_SECOND + " s (" + status.awayReason() + ")");
            status.recordsBehind().ifPresent(count -> parts.add(RecordCommand.counted(count) + " records behind"));
            return parts;
        }
        long millis = status.behindNanos() / 1_000_000;
        return List.of(
                status.behindNanos() == 0
                        ? "database level"
                        : "database " + (millis < 10_000 ? millis + " ms" : millis / 1_000 + " s") + " behind");
    }

    /** After everything is closed. */
    void end() throws IOException {
        RecorderStatus status = Objects.requireNonNull(recorder).status();
        // A server's rows are not in the folder.
        long database = DiskUse.of(folder.database());
        Messages.say("recorded: " + summary + "; " + RecordCommand.counted(status.rows()) + " rows; "
                + DiskUse.text(DiskUse.of(folder.log())) + " of log"
                + (database == 0 ? "" : " and " + DiskUse.text(database) + " of database") + " in " + folder.folder());
    }
}
