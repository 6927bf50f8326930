package io.jaybit.recorder;

import io.jaybit.recorder.feed.FeedPlan;
import io.jaybit.recorder.log.RawLogOptions;

/**
 * How a recording is made. Immutable.
 *
 * @param plan how much of it becomes rows
 * @param postgresPort of the database, on loopback; 0 takes a free one
 * @param consolePort of the database's web console, on loopback; 0 takes a free one
 */
public record RecorderSettings(
        RecordingFolder folder, RawLogOptions log, FeedPlan plan, int postgresPort, int consolePort) {
    /** As usual, with free ports. */
    public static RecorderSettings in(RecordingFolder folder) {
        return new RecorderSettings(folder, RawLogOptions.DEFAULT, FeedPlan.usual(), 0, 0);
    }

    public RecorderSettings withLog(RawLogOptions options) {
        return new RecorderSettings(folder, options, plan, postgresPort, consolePort);
    }

    public RecorderSettings withPlan(FeedPlan other) {
        return new RecorderSettings(folder, log, other, postgresPort, consolePort);
    }

    public RecorderSettings withPorts(int postgres, int console) {
        return new RecorderSettings(folder, log, plan, postgres, console);
    }
}
