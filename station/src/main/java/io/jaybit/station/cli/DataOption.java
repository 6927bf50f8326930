package io.jaybit.station.cli;

import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = {
                "The QuestDB server that has the rows: http://USER@HOST:PORT. \"record\" remembers it in the folder. Its password",
                "comes from JAYBIT_DATABASE_PASSWORD in the environment or from --database-password-file."
            })
    private @Nullable String database;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "Has the server's password in its first line.")
    private @Nullable Path passwordFile;

    /** The server that was named, null where none was. */
    @Nullable
    DatabaseAddress server(List<String> problems) {
        String password = password(problems);
        if (database == null) {
            return null;
        }
        try {
            return DatabaseAddress.parse(database, password);
        } catch (IllegalArgumentException e) {
            problems.add("--database: " + e.getMessage());
            return null;
        }
    }

    private String password(List<String> problems) {
        if (passwordFile == null) {
            String given = System.getenv("JAYBIT_DATABASE_PASSWORD");
            return given == null ? "" : given;
        }
        try {
            return Files.readString(passwordFile).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            problems.add("--database-password-file: " + passwordFile + " cannot be read");
            return "";
        }
    }

    /** Where the rows of this recording are. */
    RecordingDatabase rows() {
        return rows(folder(), true);
    }

    /**
     * Where the rows of a recording are: in the server that was named, or that its folder remembers, else in the folder.
     *
     * @param there whether there must be a recording
     * @throws Exit if the options are wrong, or there is no recording
     */
    RecordingDatabase rows(RecordingFolder folder, boolean there) {
        List<String> problems = new ArrayList<>();
        DatabaseAddress server = server(problems);
        try {
            Optional<String> remembered = server == null ? folder.server() : Optional.empty();
            if (remembered.isPresent()) {
                server = DatabaseAddress.parse(remembered.get(), password(problems));
            }
        } catch (IOException | IllegalArgumentException e) {
            problems.add("the server that " + folder.folder() + " remembers cannot be read: " + e.getMessage());
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        return new RecordingDatabase(server == null && there ? existing(folder) : folder, server);
    }

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
