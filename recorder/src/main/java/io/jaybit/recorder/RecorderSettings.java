package io.jaybit.recorder;

import io.jaybit.recorder.database.DatabaseAddress;
import io.jaybit.recorder.feed.FeedPlan;
import io.jaybit.recorder.log.RawLogOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a recording is made. Immutable.
 *
 * @param plan how much of it becomes rows
 * @param postgresPort of the database, on loopback; 0 takes a free one
 * @param consolePort of the database's web console, on loopback; 0 takes a free one
 * @param server where rows go instead of an embedded database; null for that
 */
public record RecorderSettings(
        RecordingFolder folder,
        RawLogOptions log,
        FeedPlan plan,
        int postgresPort,
        int consolePort,
        @Nullable DatabaseAddress server) {
    /** As usual, with free ports. */
    public static RecorderSettings in(RecordingFolder folder) {
        return new RecorderSettings(folder, RawLogOptions.DEFAULT, FeedPlan.usual(), 0, 0, null);
    }

    public RecorderSettings withLog(RawLogOptions options) {
        return new RecorderSettings(folder, options, plan, postgresPort, consolePort, server);
    }

    public RecorderSettings withPlan(FeedPlan other) {
        return new RecorderSettings(folder, log, other, postgresPort, consolePort, server);
    }

    public RecorderSettings withPorts(int postgres, int console) {
        return new RecorderSettings(folder, log, plan, postgres, console, server);
    }

    public RecorderSettings withServer(@Nullable DatabaseAddress address) {
        return new RecorderSettings(folder, log, plan, postgresPort, consolePort, address);
    }
}
