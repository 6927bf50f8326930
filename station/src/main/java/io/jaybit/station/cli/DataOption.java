package io.jaybit.station.cli;

import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a recording lies, as typed. */
final class DataOption {
    static final String DEFAULT = "jaybit-data";

    private static final String EMBEDDED = "embedded";

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DEFAULT,
            description = "The recording's folder. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of(DEFAULT);

    @Option(
            names = "--database",
            paramLabel = "URL|embedded",
            description =
                    "The QuestDB server that has the rows, http://USER@HOST:PORT, or \"embedded\" for the folder's own. \"record\" remembers it"
                            + " in the folder, and goes on with it. A server's password comes from JAYBIT_DATABASE_PASSWORD in the"
                            + " environment or from --database-password-file.")
    private @Nullable String database;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "Has the server's password in its first line; readable for you alone.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--database-ca",
            paramLabel = "FILE",
            description = "For a server by https: trust the certificates in this PEM file, too. Remembered as well.")
    private @Nullable Path databaseCa;

    /** The server that has a recording's rows: the one that was named, else the one that the folder remembers; null where they are in the folder. */
    @Nullable
    DatabaseAddress server(RecordingFolder folder, List<String> problems) {
        String password = password(problems);
        if (databaseCa != null && !Files.isReadable(databaseCa)) {
            problems.add("--database-ca: no such file: " + databaseCa);
        }
        if (EMBEDDED.equals(database)) {
            return null;
        }
        try {
            return database == null
                    ? remembered(folder, password, problems)
                    : DatabaseAddress.parse(database, password).withCa(databaseCa);
        } catch (IllegalArgumentException e) {
            problems.add("--database: " + e.getMessage());
            return null;
        }
    }

    private @Nullable DatabaseAddress remembered(RecordingFolder folder, String password, List<String> problems) {
        try {
            DatabaseAddress server = folder.server(password).orElse(null);
            return server == null || databaseCa == null ? server : server.withCa(databaseCa);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("the server that " + folder.folder() + " remembers cannot be read: " + e.getMessage());
            return null;
        }
    }

    private String password(List<String> problems) {
        if (passwordFile == null) {
            String given = System.getenv("JAYBIT_DATABASE_PASSWORD");
            return given == null ? "" : given;
        }
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(passwordFile, PosixFileAttributeView.class);
            if (view != null && !OWNERS.containsAll(view.readAttributes().permissions())) {
                problems.add("--database-password-file: others can read " + passwordFile + "; type: chmod 600 "
                        + passwordFile);
                return "";
            }
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
        DatabaseAddress server = server(folder, problems);
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
