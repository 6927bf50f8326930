package io.jaybit.recorder;

import io.jaybit.recorder.database.DatabaseAddress;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What lies where in a recording's folder. Immutable.
 *
 * @param folder of the whole recording
 */
public record RecordingFolder(Path folder) {
    /**
     * How the process that records can be asked while it does.
     *
     * @param pid of the process
     * @param consolePort of the database's web console and its REST, on loopback
     * @param postgresPort where PostgreSQL is spoken, on loopback
     * @param password of both ports; never shown
     */
    public record Access(long pid, int consolePort, int postgresPort, String password) {
        @Override
        public String toString() {
            return "Access[pid " + pid + ", ports " + consolePort + " and " + postgresPort + "]";
        }

        /** Whether that process is still there. */
        public boolean isAlive() {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }

    /** The raw log. */
    public Path log() {
        return folder.resolve("log");
    }

    public Path database() {
        return folder.resolve("database");
    }

    /** How far the database is level with the raw log. */
    public Path position() {
        return folder.resolve("database.position");
    }

    /** What was known at some records of the log. */
    public Path states() {
        return folder.resolve("states");
    }

    private Path accessFile() {
        return folder.resolve("access");
    }

    /** @throws IOException if it cannot be made, as a file is in its place, say */
    void make() throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException file) {
            throw new IOException(folder + " is a file; a recording needs a folder", file);
        }
    }

    /** Whether there is a recording in it. */
    public boolean exists() {
        return Files.isDirectory(log());
    }

    /** The same password as before, or a new one. */
    public String password() throws IOException {
        return kept(folder.resolve("password"));
    }

    /** What stands in a file; something new and random where there is none. */
    private static String kept(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException none) {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            String made = HexFormat.of().formatHex(random);
            writePrivately(file, made + "\n");
            return made;
        }
    }

    /** A name for the recording that no other has; the same as before, or a new one. */
    public String id() throws IOException {
        return kept(folder.resolve("recording.id"));
    }

    /**
     * The server that has the rows; empty where they are in the folder itself.
     *
     * @param password which is not remembered
     * @throws IllegalArgumentException if what is remembered is no address
     */
    public Optional<DatabaseAddress> server(String password) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(serverFile());
            DatabaseAddress address = DatabaseAddress.parse(lines.isEmpty() ? "" : lines.get(0), password);
            return Optional.of(address.withCa(lines.size() < 2 ? null : Path.of(lines.get(1))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Remembers where the rows are; null for in the folder itself. */
    void rememberServer(@Nullable DatabaseAddress address) throws IOException {
        if (address == null) {
            Files.deleteIfExists(serverFile());
        } else {
            Path ca = address.ca();
            writePrivately(serverFile(), address + "\n" + (ca == null ? "" : ca + "\n"));
        }
    }

    private Path serverFile() {
        return folder.resolve("database.server");
    }

    /** Says how this process can be asked, to who may read the folder's private files. */
    public void announce(Access access) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(access.pid()));
        properties.setProperty("console", Integer.toString(access.consolePort()));
        properties.setProperty("postgres", Integer.toString(access.postgresPort()));
        StringWriter text = new StringWriter();
        properties.store(text, null);
        writePrivately(accessFile(), text.toString());
    }

    /** Takes back what was announced. */
    public void withdraw() throws IOException {
        Files.deleteIfExists(accessFile());
    }

    /** How the process that records now can be asked; empty if none does. */
    public Optional<Access> access() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(accessFile())) {
            properties.load(reader);
            Access access = new Access(
                    Long.parseLong(properties.getProperty("pid", "0")),
                    Integer.parseInt(properties.getProperty("console", "0")),
                    Integer.parseInt(properties.getProperty("postgres", "0")),
                    password());
            return access.isAlive() ? Optional.of(access) : Optional.empty();
        } catch (NoSuchFileException nobody) {
            return Optional.empty();
        } catch (NumberFormatException damaged) {
            throw new IOException(accessFile() + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    /** Atomically, and for nobody else to read where the file system knows that. */
    static void writePrivately(Path file, String text) throws IOException {
        writePrivately(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Atomically, and for nobody else to read where the file system knows that. */
    static void writePrivately(Path file, byte[] bytes) throws IOException {
        Path made = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(made);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(made, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
