package io.jaybit.station.cli;

import io.jaybit.client.Bybit;
import io.jaybit.client.Health;
import io.jaybit.feed.Notice;
import io.jaybit.recorder.Recorder;
import io.jaybit.recorder.RecorderStatus;
import io.jaybit.recorder.RecordingFolder;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How a recording does, a line at a time. Of the main thread, but for notices. */
final class RecordProgress {
    private static final long FIRST_MILLIS = 10_000;
    private static final long EVERY_MILLIS = 60_000;
    private static final double DAY_SECONDS = 86_400;

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

    RecordProgress(RecordingFolder folder) {
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
        StringBuilder text = new StringBuilder("recording: ");
        text.append(RecordCommand.counted(Math.round((frames - lastFrames) / seconds)))
                .append(" frames/s, ");
        text.append(RecordCommand.counted(Math.round((status.rows() - lastRows) / seconds)))
                .append(" rows/s, database ");
        text.append(
                        status.awayNanos() > 0
                                ? "AWAY for " + status.awayNanos() / 1_000_000_000 + " s"
                                : status.behindNanos() == 0 ? "level" : status.behindNanos() / 1_000_000 + " ms behind")
                .append(", ");
        text.append(DiskUse.text(bytes));
        if (measured > 40) {
            text.append(" (").append(DiskUse.text(perDay)).append(" a day)");
        }
        text.append(", ").append(DiskUse.text(free)).append(" free");
        if (measured > 40 && perDay > 0 && free / perDay < 3) {
            text.append(" FOR LESS THAN ").append(free / perDay + 1).append(" DAYS");
        }
        text.append(", ").append(gaps.get()).append(" gaps, ");
        text.append(status.log().dropped()).append(" lost");
        if (status.rowsRefused() > 0) {
            text.append(", ").append(status.rowsRefused()).append(" rows whose numbers do not fit");
        }
        if (status.log().diskFailure() != null) {
            text.append(", THE DISK FAILS: ").append(status.log().diskFailure());
        }
        if (!status.failure().isEmpty()) {
            text.append(", THE DATABASE IS NOT FILLED: ").append(status.failure());
        }
        Messages.say(text.toString());
        lastNanos = now;
        lastFrames = frames;
        lastRows = status.rows();
        summary = RecordCommand.counted(frames) + " frames, " + gaps.get() + " gaps, "
                + status.log().dropped() + " lost";
    }

    /** After everything is closed. */
    void end() throws IOException {
        RecorderStatus status = Objects.requireNonNull(recorder).status();
        Messages.say("recorded: " + summary + "; " + RecordCommand.counted(status.rows()) + " rows; "
                + DiskUse.text(DiskUse.of(folder.log())) + " of log and " + DiskUse.text(DiskUse.of(folder.database()))
                + " of database in " + folder.folder());
    }
}
