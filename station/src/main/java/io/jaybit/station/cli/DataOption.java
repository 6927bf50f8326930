package io.jaybit.station.cli;

import io.jaybit.recorder.RecordingFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a recording lies, as typed. */
final class DataOption {
    static final String DEFAULT = "jaybit-data";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DEFAULT,
            description = "The recording's folder. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of(DEFAULT);

    RecordingFolder folder() {
        return new RecordingFolder(data);
    }

    /** @throws Exit if there is none */
    RecordingFolder existing() {
        return existing(folder());
    }

    /** @throws Exit if there is none */
    static RecordingFolder existing(RecordingFolder folder) {
        if (!folder.exists()) {
            throw Exit.usage("there is no recording in " + folder.folder().toAbsolutePath()
                    + "; make one: jaybit record BTCUSDT --data " + folder.folder());
        }
        return folder;
    }
}
